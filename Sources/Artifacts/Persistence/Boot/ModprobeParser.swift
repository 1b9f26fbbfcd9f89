internal import CaseModel
internal import HostFacts

/// modprobe.d(5): commands in place of loading, options, aliases, blacklists.
enum ModprobeParser: ArtifactParser {
  static let name = "modprobe"
  static let about = "modprobe.d(5): install and remove commands, options, aliases, softdeps, blacklists."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.modprobe, input)
    for statement in sheet.statements(joins: true) {
      let (directive, rest) = statement.directive
      let module = rest.firstWord
      guard directives.contains(where: directive.equals), !module.isEmpty else {
        sheet.note(line: statement.line, "not a directive of modprobe.d")
        continue
      }
      let value = rest[module.endIndex...].trimmed
      sheet.add(statement) { record in
        record.attributes = ["directive": directive.hostString, "module": module.hostString]
        if !value.isEmpty { record.attributes["value"] = value.safe }
        if directive.equals("install") || directive.equals("remove") {
          record.command = value.safe
          record.account = "root"
          record.trigger = HostString(bytes: directive + Array(" ".utf8) + module)
        }
      }
    }
    return sheet.output
  }

  private static let directives = [
    "install", "remove", "options", "alias", "softdep", "weakdep", "blacklist", "config",
  ]
}
