internal import CaseModel
internal import HostFacts

/// Settings of the managers and environments they hand on (systemd-system.conf(5), environment.d(5)).
enum SystemdConfParser: ArtifactParser {
  static let name = "systemd-conf"
  static let about =
    "system.conf, user.conf, logind.conf and their kin, presets and environment.d: one record a setting, a preset or a variable."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.systemdSettings, input)
    let sections = Section.read(sheet.statements(comments: "#;", joins: true, commentsMayInterrupt: true))
    let isPreset = input.path.hasSuffix(".preset")
    for section in sections {
      for entry in section.entries {
        if isPreset {
          let (verb, unit) = entry.statement.directive
          sheet.set(entry.statement, verb.hostString.text, unit)
        } else if entry.value.isEmpty {
          sheet.note(line: entry.statement.line, "no value")
        } else {
          sheet.set(entry.statement, entry.name.hostString.text, entry.value) { record in
            if !section.name.isEmpty { record.attributes["section"] = section.name.hostString }
            record.trigger = input.path.contains("environment.d/") ? "session" : "boot"
          }
        }
      }
    }
    return sheet.output
  }
}
