internal import CaseModel

/// Signs in the first bytes of a script that something starts.
enum ScriptSigns {
  static func signs(inScript text: String, path: String) -> [CommandSign] {
    guard !text.hasPrefix("\u{7f}ELF") else { return [] }
    let interpreter = text.hasPrefix("#!") ? TextScan.lines(text, limit: 1).first ?? "" : ""
    let words = TextScan.words(interpreter).map(Interpreters.canonicalName)
    if let language = words.first(where: { Interpreters.languages.contains($0) }) {
      return InlineCodeSigns.signs(inCode: text, language: language, isOneLiner: false)
    }
    return CommandJudge.signs(in: text).map(inScript)
  }

  /// A local script may do in peace what a one-liner in a schedule may not: installers and deployments fetch from
  /// named hosts over TLS.
  private static func inScript(_ sign: CommandSign) -> CommandSign {
    var sign = sign
    switch sign.kind {
    case .fetchAndExecute where !TextScan.contains(sign.detail, "http://"): sign.severity = min(sign.severity, .medium)
    case .silentBackground, .rawAddress: sign.severity = .info
    case .credentialAccess, .tunnel, .scanner, .firewallOpened: sign.severity = min(sign.severity, .low)
    default: break
    }
    return sign
  }
}
