/// Works out what a harmless pipeline prints, so that a payload can be read without running it: `echo`, `printf` and
/// here-strings through
/// `base64 -d`, `xxd -r`, `rev`, `tr`, `cat`. Everything else gives `nil`.
enum ShellEvaluator {
  /// Bytes of a payload that are looked at.
  static let longestPayload = 65_536

  /// What the script prints, if that is known from its text alone.
  static func output(of script: ShellScript) -> String? {
    guard script.pipelines.count == 1, let pipeline = script.pipelines.first else { return nil }
    return output(of: pipeline.commands)
  }

  /// What the commands of a pipeline print.
  static func output(of commands: some Collection<ShellCommand>) -> String? {
    var value: [UInt8]?
    for (number, command) in commands.enumerated() {
      guard command.body == nil else { return nil }
      if let word = command.redirections.last(where: { $0.operation == "<<<" || $0.operation == "<<" })?.target {
        value = Array(word.text.utf8)
      }
      let words = command.words.map(\.text)
      guard let name = words.first.map(TextScan.lastComponent) else { return nil }
      let result = number == 0 && value == nil ? source(name, words) : value.flatMap { filter(name, words, $0) }
      guard let result, result.count <= longestPayload else { return nil }
      value = result
    }
    guard let value, TextScan.looksLikeText(value) else { return nil }
    return String(decoding: value, as: UTF8.self)
  }

  private static func source(_ name: String, _ words: [String]) -> [UInt8]? {
    switch name {
    case "echo":
      let options = words.dropFirst().prefix {
        $0.hasPrefix("-") && $0.dropFirst().allSatisfy { "neE".contains($0) } && $0 != "-"
      }
      let text = words.dropFirst(1 + options.count).joined(separator: " ")
      let isEscaped = options.contains { $0.contains("e") }
      return isEscaped ? ShellEscapes.decode(Array(text.utf8)[...]).bytes : Array(text.utf8)
    case "printf":
      guard words.count > 1 else { return nil }
      let format = words[1] == "--" && words.count > 2 ? words[2] : words[1]
      if format.hasPrefix("%s") || format.hasPrefix("%b") { return Array(words.dropFirst(2).joined().utf8) }
      return ShellEscapes.decode(Array(format.utf8)[...]).bytes
    default: return nil
    }
  }

  private static func filter(_ name: String, _ words: [String], _ input: [UInt8]) -> [UInt8]? {
    switch name {
    case "cat", "tee": return words.count == 1 ? input : nil
    case "base64", "openssl":
      let decodes = words.contains { ["-d", "-D", "--decode", "-di", "-id"].contains($0) }
      return decodes ? PayloadDecoder.base64(input) : nil
    case "xxd": return words.contains { $0.hasPrefix("-r") } ? PayloadDecoder.hex(input) : nil
    case "rev": return input.reversed()
    case "tr": return translate(words, input)
    default: return nil
    }
  }

  private static func translate(_ words: [String], _ input: [UInt8]) -> [UInt8]? {
    guard words.count == 3 else { return nil }
    if words[1] == "-d" { return input.filter { !words[2].utf8.contains($0) } }
    let from = range(words[1])
    let to = range(words[2])
    guard let last = to.last else { return nil }
    return input.map { byte in
      guard let position = from.firstIndex(of: byte) else { return byte }
      return position < to.count ? to[position] : last
    }
  }

  /// `a-zA-Z` of tr(1); `n-za-m` and the like for the classic letter rotations.
  private static func range(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count, result.count < 512 {
      if index + 2 < bytes.count, bytes[index + 1] == UInt8(ascii: "-"), bytes[index] <= bytes[index + 2] {
        result += bytes[index]...bytes[index + 2]
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }
}
