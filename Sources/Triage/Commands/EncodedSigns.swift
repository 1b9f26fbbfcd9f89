internal import CaseModel

/// Code that is hidden by an encoding until it runs, and names that are broken up.
enum EncodedSigns {
  static func detect(_ reading: CommandReading) -> [CommandSign] {
    var signs = reading.stages.indices.compactMap { decodedIntoInterpreter($0, reading) }
    signs += reading.stages.compactMap(escapedEval)
    signs += reading.stages.compactMap(brokenName)
    if let payload = reading.payloads.first {
      signs.append(CommandSign(.encodedPayload, .high, typed: .medium, "runs text that was encoded: \(payload)"))
    }
    return signs
  }

  /// Programs that turn encoded or packed bytes back.
  private static func isDecoder(_ stage: CommandStage) -> Bool {
    switch stage.name {
    case "base64", "base32", "basenc", "gbase64": stage.has("-d", "-D", "--decode", "-di", "-id")
    case "openssl": stage.has("-d") || stage.operands.contains("-d")
    case "xxd": stage.arguments.contains { $0.hasPrefix("-r") || $0 == "-p" }
    case "uudecode", "uudeview", "rev": true
    case "gpg": stage.has("-d", "--decrypt")
    case "gzip", "bzip2", "xz", "zstd", "lz4": stage.hasLetter("d") || stage.has("--decompress")
    case "gunzip", "zcat", "bzcat", "xzcat", "bunzip2": true
    case "tr": stage.operands.count == 2 && stage.operands[0].contains("-") && stage.operands[0].count > 4
    case "perl", "python", "ruby", "php", "node": Interpreters.inlineCode(of: stage) != nil
    default: false
    }
  }

  private static func decodedIntoInterpreter(_ index: Int, _ reading: CommandReading) -> CommandSign? {
    let stage = reading.stages[index]
    guard isDecoder(stage) else { return nil }
    let consumers = reading.consumers(of: index)
    // A generator of commands may be somebody's own tool.
    let isPlainDecompression = [
      "gzip", "gunzip", "zcat", "bzip2", "bzcat", "xz", "xzcat", "bunzip2", "zstd", "lz4", "gpg", "perl", "python",
      "ruby", "php", "node",
    ].contains(stage.name)
    for next in consumers where Interpreters.readsStandardInput(reading.stages[next]) {
      return CommandSign(
        .encodedPayload, isPlainDecompression ? .medium : .high, typed: isPlainDecompression ? .low : .medium,
        "\(stage.name) decodes into \(reading.stages[next].name)")
    }
    for other in reading.stages {
      let isCode = Interpreters.shells.contains(other.name) || ["eval", "source", "."].contains(other.name)
      let all = (isCode ? other.substituted : []) + other.programSources
      if all.contains(where: { $0 == index || consumers.contains($0) }) {
        return CommandSign(.encodedPayload, .high, typed: .medium, "\(stage.name) decodes what \(other.name) runs")
      }
    }
    return decodedIntoFile(stage, consumers, reading)
  }

  /// `base64 -d > f; chmod +x f`.
  private static func decodedIntoFile(_ stage: CommandStage, _ consumers: [Int], _ reading: CommandReading)
    -> CommandSign?
  {
    let files = ([stage] + consumers.map { reading.stages[$0] }).flatMap(\.outputs).filter { !$0.hasPrefix("/dev/") }
    guard let file = files.first else { return nil }
    let isRun = reading.stages.contains { other in
      other.program == file
        || (other.name == "chmod" && FetchSigns.chmodMakesExecutable(other) && other.operands.contains(file))
        || (Interpreters.isInterpreter(other.name) && other.operands.first == file)
    }
    return isRun ? CommandSign(.encodedPayload, .high, typed: .medium, "decodes \(file) and runs it") : nil
  }

  /// `eval "$(printf '\x63…')"`, `printf '\143…' | sh`: the shape alone, when the value could not be worked out.
  private static func escapedEval(_ stage: CommandStage) -> CommandSign? {
    let text = stage.text
    let hexes = TextScan.contains(text, "\\x") ? text.split(separator: "\\").filter { $0.hasPrefix("x") }.count : 0
    guard hexes > 8, stage.name == "eval" || Interpreters.isInterpreter(stage.name) else { return nil }
    return CommandSign(.encodedPayload, .high, typed: .medium, "runs text written in escapes")
  }

  /// `c''url`, `$a$b`, `{wget,-q,…}`: nobody types a program's name like that.
  private static func brokenName(_ stage: CommandStage) -> CommandSign? {
    if stage.program.hasPrefix("/"), stage.program.contains("?") {
      return CommandSign(.obfuscation, .medium, "names a program by a pattern: \(stage.program)")
    }
    guard stage.tricks > 1, !stage.name.isEmpty, !stage.program.contains("$") else { return nil }
    let isWorthHiding =
      FetchSigns.fetchers.contains(stage.name) || Interpreters.isInterpreter(stage.name)
      || [
        "base64", "chmod", "cat", "eval", "socat", "rm", "useradd", "crontab", "openssl", "xxd", "kill", "echo", "id",
      ].contains(stage.name)
    guard isWorthHiding else { return nil }
    return CommandSign(.obfuscation, .medium, "hides the name of \(stage.name)")
  }
}
