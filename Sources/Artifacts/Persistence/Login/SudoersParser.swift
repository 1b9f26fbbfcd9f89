internal import CaseModel
internal import HostFacts

/// sudoers(5): who may run what as whom.
enum SudoersParser: ArtifactParser {
  static let name = "sudoers"
  static let about =
    "sudoers(5): one record a user specification and host list, with tags, run-as and aliases of the same file; Defaults; aliases; includes."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.sudoers, input)
    var aliases: [String: ArraySlice<UInt8>] = [:]
    for raw in sheet.statements(comments: "", joins: true) {
      guard let statement = withoutComment(raw) else { continue }
      let (directive, value) = statement.directive
      if directive.hasPrefix("Defaults") {
        defaults(&sheet, statement)
      } else if ["@include", "@includedir", "#include", "#includedir"].contains(where: directive.equals) {
        sheet.set(statement, directive.dropFirst().ascii, value.unquoted)
      } else if directive.hasSuffix("_Alias") {
        for (name, members) in readAliases(value) {
          aliases[name] = members
          sheet.add(statement) { record in
            record.text = HostString(escaped: "\(directive.plain.text) \(name) = \(members.safe.text)")
            record.attributes = [name: members.safe, "kind": directive.hostString]
          }
        }
      } else if !specification(&sheet, statement, aliases) {
        sheet.note(line: statement.line, "not a line of sudoers")
      }
    }
    return sheet.output
  }

  /// `#` begins a comment unless a user id or an include follows, or it is quoted or escaped.
  private static func withoutComment(_ statement: Statement) -> Statement? {
    let bytes = statement.bytes
    if bytes.hasPrefix("#include") { return statement }
    var isQuoted = false
    for index in bytes.indices {
      if bytes[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      guard bytes[index] == UInt8(ascii: "#"), !isQuoted else { continue }
      let next = index + 1 < bytes.endIndex ? bytes[index + 1] : 0
      let isEscaped = index > bytes.startIndex && bytes[index - 1] == UInt8(ascii: "\\")
      if next.isDigit || isEscaped { continue }
      let kept = bytes[bytes.startIndex..<index].trimmed
      return kept.isEmpty ? nil : Statement(line: statement.line, bytes: kept)
    }
    return statement
  }

  private static func defaults(_ sheet: inout PersistenceSheet, _ statement: Statement) {
    let (directive, value) = statement.directive
    sheet.add(statement) { record in
      record.text = statement.bytes.plain
      record.attributes["defaults"] = directive.hostString
      for setting in split(value, at: UInt8(ascii: ",")).prefix(128) {
        let name = setting.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }
          .trimmed
        let rest = setting[name.endIndex...].trimmed
        let text = (rest.first == UInt8(ascii: "=") ? rest.dropFirst().trimmed : rest).unquoted
        record.attributes[name.hostString.text] = text.isEmpty ? "on" : text.plain
      }
      let scope = directive.dropFirst("Defaults".utf8.count)
      if scope.first == UInt8(ascii: ":") { record.account = scope.dropFirst().hostString }
    }
  }

  private static func readAliases(_ value: ArraySlice<UInt8>) -> [(String, ArraySlice<UInt8>)] {
    split(value, at: UInt8(ascii: ":")).prefix(256).compactMap { each in
      each.cut(at: UInt8(ascii: "=")).map { ($0.0.trimmed.hostString.text, $0.1.trimmed) }
    }
  }

  /// `users hosts = (runas) TAG: command, … : hosts = …`
  private static func specification(
    _ sheet: inout PersistenceSheet, _ statement: Statement, _ aliases: [String: ArraySlice<UInt8>]
  ) -> Bool {
    guard let equal = index(of: UInt8(ascii: "="), in: statement.bytes) else { return false }
    // The host list is the last list in front of `=`: lists hold commas, and users and hosts are apart by a blank.
    guard let (users, hosts) = usersAndHosts(statement.bytes[..<equal].trimmed) else { return false }
    var rest = statement.bytes[(equal + 1)...]
    var host = hosts
    let text = statement.bytes.safe(keeping: "PASSWD:")
    for _ in 0..<64 {
      let end = nextGroup(in: rest)
      let grant = SudoersGrant(rest[rest.startIndex..<(end?.colon ?? rest.endIndex)].trimmed)
      sheet.add(line: statement.line, shown: text) { record in
        record.account = users.hostString
        record.attributes["users"] = users.hostString
        record.attributes["hosts"] = host.hostString
        grant.fill(&record)
        if let members = aliases[users.hostString.text] { record.attributes["expanded_users"] = members.safe }
        let expanded = grant.commands.compactMap { aliases[$0.hostString.text] }.prefix(32)
        if !expanded.isEmpty { record.attributes["expanded_commands"] = expanded.joined(", ").safe }
      }
      guard let end else { break }
      host = rest[(end.colon + 1)..<end.equal].trimmed
      rest = rest[(end.equal + 1)...]
    }
    return true
  }

  private static func usersAndHosts(_ head: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, ArraySlice<UInt8>)? {
    var index = head.endIndex
    while index > head.startIndex {
      index -= 1
      guard head[index].isBlank else { continue }
      let before = head[head.startIndex..<index].trimmed
      let after = head[index...].trimmed
      let joins =
        before.last == UInt8(ascii: ",") || after.first == UInt8(ascii: ",") || before.last == UInt8(ascii: "\\")
      if !before.isEmpty, !joins { return (before, after) }
    }
    return nil
  }

  /// A ` : hosts =` that begins the next group; colons behind tags and inside commands are none.
  private static func nextGroup(in rest: ArraySlice<UInt8>) -> (colon: Int, equal: Int)? {
    var from = rest.startIndex
    for _ in 0..<256 {
      guard let colon = rest[from...].find(" : ").map({ $0 + 1 }) else { return nil }
      let tail = rest[(colon + 1)...]
      if let equal = index(of: UInt8(ascii: "="), in: tail), !tail[..<equal].contains(UInt8(ascii: "/")) {
        return (colon, equal)
      }
      from = colon
    }
    return nil
  }

  /// The first unescaped, unquoted `byte`.
  static func index(of byte: UInt8, in text: ArraySlice<UInt8>) -> Int? {
    var isQuoted = false
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == UInt8(ascii: "\\") {
        index += 1
      } else if text[index] == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if text[index] == byte, !isQuoted {
        return index
      }
      index += 1
    }
    return nil
  }

  /// The pieces between unescaped, unquoted separators, trimmed, at most 1,024.
  static func split(_ text: ArraySlice<UInt8>, at byte: UInt8) -> [ArraySlice<UInt8>] {
    var result: [ArraySlice<UInt8>] = []
    var rest = text
    while result.count < 1023, let end = index(of: byte, in: rest) {
      result.append(rest[rest.startIndex..<end].trimmed)
      rest = rest[(end + 1)...]
    }
    result.append(rest.trimmed)
    return result.filter { !$0.isEmpty }
  }
}
