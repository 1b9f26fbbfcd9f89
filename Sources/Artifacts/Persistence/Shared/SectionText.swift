/// A section of an INI-like file: unit files, desktop entries, repositories, git configuration, php.ini.
struct Section: Sendable {
  /// One setting.
  struct Entry: Sendable {
    var statement: Statement
    var name: ArraySlice<UInt8>
    var value: ArraySlice<UInt8>
  }

  /// Line of the header; 0 for settings before the first header.
  var line: Int
  /// Between the brackets; empty before the first header.
  var name: ArraySlice<UInt8>
  /// In order.
  var entries: [Entry] = []

  /// The last value under a name, compared without regard to case.
  func value(_ name: String) -> ArraySlice<UInt8>? {
    entries.last { $0.name.lowercased.equals(name.lowercased()) }?.value
  }

  /// The text of header and settings, one a line.
  var text: ArraySlice<UInt8> {
    ([Array("[".utf8)[...] + name + Array("]".utf8)] + entries.map(\.statement.bytes)).joined("\n")
  }

  /// Groups statements into sections. What is neither header nor `name=value` is kept with an empty value.
  static func read(_ statements: [Statement]) -> [Section] {
    var result = [Section(line: 0, name: [])]
    for statement in statements {
      if statement.bytes.first == UInt8(ascii: "["), let end = statement.bytes.lastIndex(of: UInt8(ascii: "]")) {
        result.append(Section(line: statement.line, name: statement.bytes[(statement.bytes.startIndex + 1)..<end]))
      } else {
        let (name, value) = statement.assignment ?? (statement.bytes, [])
        result[result.count - 1].entries.append(Entry(statement: statement, name: name, value: value))
      }
    }
    return result.filter { $0.line > 0 || !$0.entries.isEmpty }
  }
}

extension ArraySlice<UInt8> {
  /// Without one pair of quotes around it.
  var unquoted: ArraySlice<UInt8> {
    guard count >= 2, let first, first == last, first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") else {
      return self
    }
    return dropFirst().dropLast()
  }

  /// Without a comment that begins with a `#` or `;` after a blank.
  func withoutComment(_ marks: String = "#") -> ArraySlice<UInt8> {
    let bytes = Array(marks.utf8)
    for index in indices where bytes.contains(self[index]) {
      if index == startIndex || self[index - 1].isBlank { return self[startIndex..<index].trimmed }
    }
    return self
  }
}
