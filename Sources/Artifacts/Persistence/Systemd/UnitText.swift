internal import CaseModel

/// What the parsers of systemd's files share (systemd.syntax(7)).
struct UnitText {
  /// In order.
  let sections: [Section]
  /// The path is that of a drop-in (`NAME.d/*.conf`).
  let isDropIn: Bool
  /// The unit's name, for a drop-in that of the unit it changes.
  let unit: String

  init(_ sheet: inout PersistenceSheet) {
    let statements = sheet.statements(comments: "#;", joins: true, commentsMayInterrupt: true)
    sections = Section.read(statements)
    let path = sheet.input.path
    let parent = HostString(escaped: path.parent).lastComponent
    isDropIn = path.hasSuffix(".conf") && parent.utf8.suffix(2).elementsEqual(".d".utf8)
    unit = isDropIn ? String(parent.dropLast(2)) : path.lastComponent
  }

  /// Every setting of every section by name; values under one name joined by `; `. An empty value, which resets a list in systemd,
  /// empties what was gathered and is listed under `resets`.
  var attributes: [String: HostString] {
    var values: [String: [ArraySlice<UInt8>]] = [:]
    var resets: [String] = []
    for entry in sections.flatMap(\.entries).prefix(2048) {
      let key = entry.name.prefix(128).hostString.text
      guard values[key] != nil || values.count < 128 else { continue }
      if entry.value.isEmpty {
        values[key] = []
        if !resets.contains(key) { resets.append(key) }
      } else {
        values[key, default: []].append(entry.value)
      }
    }
    var result = values.filter { !$0.value.isEmpty }.mapValues { $0.joined("; ") }
      .map { ($0.key, $0.value.safe(under: $0.key)) }.reduce(into: [:]) { $0[$1.0] = $1.1 }
    result["unit"] = HostString(escaped: unit)
    if !resets.isEmpty { result["resets"] = HostString(escaped: resets.joined(separator: " ")) }
    return result
  }

  /// Names of settings joined with their values, such as `OnCalendar=daily; Persistent=true`.
  func settings(_ names: (ArraySlice<UInt8>) -> Bool) -> HostString? {
    let found = sections.flatMap(\.entries).filter { names($0.name) && !$0.value.isEmpty }.prefix(64)
    return found.isEmpty ? nil : found.map { $0.name + Array("=".utf8) + $0.value }.joined("; ").safe
  }

  /// The whole text, for units without a command.
  var text: ArraySlice<UInt8> { sections.map(\.text).joined("\n") }
}
