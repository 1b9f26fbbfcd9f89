internal import CaseModel
internal import HostFacts

/// Variables that PAM sets for sessions: /etc/environment, pam_env.conf(5), ~/.pam_environment, ~/.ssh/environment.
enum EnvironmentParser: ArtifactParser {
  static let name = "environment"
  static let about =
    "/etc/environment, pam_env.conf(5), ~/.pam_environment and ~/.ssh/environment: one record a variable; values by the list of names that may be kept."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.environment, input)
    for statement in sheet.statements(joins: true) {
      let (first, rest) = statement.directive
      let isRule = !first.contains(UInt8(ascii: "=")) && (rest.hasPrefix("DEFAULT=") || rest.hasPrefix("OVERRIDE="))
      if isRule {
        add(&sheet, statement, first, rest)
      } else if let (name, value) = statement.assignment {
        add(&sheet, statement, name.dropping(prefix: "export ")?.trimmed ?? name, value.unquoted)
      } else {
        sheet.note(line: statement.line, "not a variable")
      }
    }
    return sheet.output
  }

  private static func add(
    _ sheet: inout PersistenceSheet, _ statement: Statement, _ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>
  ) {
    let key = name.hostString.text
    let isKept = EnvironmentNames.mayKeepValue(of: key)
    let shown = isKept ? value : Array(repeating: UInt8(ascii: "*"), count: min(value.count, 4096))[...]
    sheet.add(line: statement.line, text: name + Array("=".utf8) + shown) { record in
      record.trigger = "login"
      record.attributes["variable"] = name.hostString
      record.attributes["value"] = shown.safe(under: key)
    }
  }
}
