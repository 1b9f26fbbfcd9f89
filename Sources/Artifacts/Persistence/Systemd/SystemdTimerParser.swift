internal import CaseModel
internal import HostFacts

/// Timers of systemd (systemd.timer(5)).
enum SystemdTimerParser: ArtifactParser {
  static let name = "systemd-timer"
  static let about = "Timers of systemd (systemd.timer(5)) and their drop-ins: when, and which unit."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.systemdTimer, input)
    let unit = UnitText(&sheet)
    guard !unit.sections.isEmpty else { return sheet.output }
    sheet.add(line: unit.sections[0].line, text: unit.text) { record in
      record.attributes = unit.attributes
      let own = Array(unit.unit.utf8)[...]
      let stem = own.hasSuffix(".timer") ? own.dropLast(6) : own
      record.attributes["Unit"] = record.attributes["Unit"] ?? HostString(escaped: "\(stem.ascii).service")
      let isUser = SystemdUnitParser.isUserUnit(input.path)
      record.attributes["scope"] = isUser ? "user" : "system"
      if unit.isDropIn { record.attributes["drop_in"] = "yes" }
      record.trigger = unit.settings { $0.hasPrefix("On") }
    }
    return sheet.output
  }
}
