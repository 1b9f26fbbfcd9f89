internal import CaseModel
internal import HostFacts

/// A script of init.d with its LSB header (Linux Standard Base, init script comment conventions).
enum InitScriptParser: ArtifactParser {
  static let name = "init-script"
  static let about = "A script of /etc/init.d, rc?.d or OpenRC with the settings of its LSB header."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.initScript, input)
    let header = header(of: input)
    let levels = header["Default-Start"].map { "runlevels \($0.text)" } ?? "boot"
    ScriptSummary.add(to: &sheet, trigger: levels, attributes: header)
    return sheet.output
  }

  /// What stands between `### BEGIN INIT INFO` and `### END INIT INFO`.
  private static func header(of input: ArtifactInput) -> [String: HostString] {
    var result: [String: HostString] = [:]
    var isInside = false
    for line in input.lines.prefix(512) {
      if line.bytes.hasPrefix("### BEGIN INIT INFO") { isInside = true }
      if line.bytes.hasPrefix("### END INIT INFO") { break }
      guard isInside, let (name, value) = line.bytes.dropping(prefix: "#")?.cut(at: UInt8(ascii: ":")) else { continue }
      let key = name.trimmed
      guard names.contains(where: key.equals), !value.trimmed.isEmpty else { continue }
      result[key.ascii] = value.trimmed.safe
    }
    return result
  }

  private static let names = [
    "Provides", "Required-Start", "Required-Stop", "Should-Start", "Default-Start", "Default-Stop", "Short-Description",
  ]
}
