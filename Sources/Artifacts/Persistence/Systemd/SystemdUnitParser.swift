internal import CaseModel
internal import HostFacts

/// Units of systemd other than timers, and their drop-ins (systemd.unit(5), systemd.exec(5)).
enum SystemdUnitParser: ArtifactParser {
  static let name = "systemd-unit"
  static let about =
    "Unit files and drop-ins of systemd (systemd.unit(5)): one record a command line with all settings of the file, or one for a unit without commands."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.systemdUnit, input)
    let unit = UnitText(&sheet)
    let attributes = unit.attributes
    let isUser = isUserUnit(input.path)
    let commands = unit.sections.flatMap(\.entries).filter { runs($0.name) && !$0.value.isEmpty }
    func fill(_ record: inout PersistenceRecord) {
      record.mechanism = unit.isDropIn ? .systemdDropIn : .systemdUnit
      record.attributes = attributes
      record.attributes["scope"] = isUser ? "user" : "system"
      record.account = attributes["User"] ?? record.account ?? (isUser ? nil : "root")
      record.trigger = trigger(of: unit)
    }
    for (number, entry) in commands.enumerated() {
      let (prefixes, command) = splitPrefixes(entry.value)
      sheet.add(entry.statement) { record in
        fill(&record)
        // All settings with each of thousands of commands would fill the bundle.
        if number >= fullLimit { record.attributes = attributes.filter { ["unit", "User", "Type"].contains($0.key) } }
        record.command = command.safe
        record.attributes["directive"] = entry.name.hostString
        if !prefixes.isEmpty { record.attributes["prefixes"] = prefixes.hostString }
        // `+` and `!` keep full privileges whatever User= says.
        if prefixes.contains(UInt8(ascii: "+")) { record.account = "root" }
      }
    }
    if commands.isEmpty, !unit.sections.isEmpty { sheet.add(line: 0, text: unit.text, fill: fill) }
    if commands.isEmpty, unit.sections.isEmpty, input.bytes.isEmpty {
      // An empty file masks the unit.
      sheet.add(line: 0, text: []) { record in
        fill(&record)
        record.isEnabled = false
      }
    }
    return sheet.output
  }

  /// So many commands of a file carry all of its settings.
  private static let fullLimit = 64

  private static func runs(_ name: ArraySlice<UInt8>) -> Bool {
    name.hasPrefix("Exec") && commands.contains(where: name.equals)
  }

  private static let commands = [
    "ExecStart", "ExecStartPre", "ExecStartPost", "ExecCondition", "ExecReload", "ExecStop", "ExecStopPre",
    "ExecStopPost",
    "ExecReloadPost",
  ]

  /// systemd.service(5), "Command lines": `@ - : + ! |` may stand in front.
  private static func splitPrefixes(_ value: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, ArraySlice<UInt8>) {
    let rest = value.drop { "@-:+!|".utf8.contains($0) }
    return (value[value.startIndex..<rest.startIndex], rest.trimmed)
  }

  private static func trigger(of unit: UnitText) -> HostString? {
    unit.settings { name in
      ["WantedBy", "RequiredBy", "UpheldBy", "Also", "Alias", "BusName"].contains(where: name.equals)
        || name.hasPrefix("Listen") || name.hasPrefix("Path") && !name.equals("PathMax")
        || name.equals("DirectoryNotEmpty")
        || name.equals("Where")
    }
  }

  static func isUserUnit(_ path: HostString) -> Bool {
    path.contains("/systemd/user/") || path.contains("/.config/systemd/")
  }
}
