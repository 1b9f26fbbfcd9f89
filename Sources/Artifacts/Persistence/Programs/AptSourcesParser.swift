internal import CaseModel
internal import HostFacts

/// sources.list(5): one-line entries and deb822 stanzas.
enum AptSourcesParser: ArtifactParser {
  static let name = "apt-sources"
  static let about =
    "sources.list(5), one-line and deb822: type, address, suite, components, and options such as trusted and signed-by."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.packageSource, input)
    if HostString(escaped: input.path.lastComponent).contains(".sources") { stanzas(&sheet) } else { lines(&sheet) }
    return sheet.output
  }

  private static func lines(_ sheet: inout PersistenceSheet) {
    for statement in sheet.statements() {
      let text = statement.bytes.withoutComment()
      let type = text.firstWord
      guard type.equals("deb") || type.equals("deb-src") else {
        sheet.note(line: statement.line, "not a source")
        continue
      }
      var rest = text[type.endIndex...].trimmed
      var options: [ArraySlice<UInt8>] = []
      if rest.first == UInt8(ascii: "["), let end = rest.firstIndex(of: UInt8(ascii: "]")) {
        options = rest[(rest.startIndex + 1)..<end].words(limit: 64)
        rest = rest[(end + 1)...].trimmed
      }
      let words = rest.words(limit: 64)
      let path = sheet.input.path
      sheet.add(statement) { record in
        record.attributes["type"] = type.hostString
        record.attributes["uri"] = words.first?.safe
        record.attributes["suite"] = words.dropFirst().first?.hostString
        if words.count > 2 { record.attributes["components"] = words.dropFirst(2).joined(" ").hostString }
        for option in options {
          if let (name, value) = option.cut(at: UInt8(ascii: "=")) {
            record.attributes[name.lowercased.hostString.text] = value.safe
          }
        }
        record.isEnabled = isRead(path)
      }
    }
  }

  /// apt passes over files with other endings.
  private static func isRead(_ path: HostString) -> Bool { path.hasSuffix(".list") || path.hasSuffix(".sources") }

  /// Stanzas are apart by empty lines; a line that begins with a blank continues the field.
  private static func stanzas(_ sheet: inout PersistenceSheet) {
    var stanza = Stanza()
    for line in sheet.input.lines {
      if line.bytes.trimmed.isEmpty {
        stanza.flush(into: &sheet)
      } else if line.bytes.first != UInt8(ascii: "#") {
        stanza.take(line)
      }
    }
    stanza.flush(into: &sheet)
  }

  /// The fields of one stanza.
  private struct Stanza {
    private var line = 0
    private var lines: [ArraySlice<UInt8>] = []
    private var fields: [String: ArraySlice<UInt8>] = [:]
    private var last: String?

    mutating func take(_ next: ByteLine) {
      guard lines.count < 1024 else { return }
      if lines.isEmpty { line = next.number }
      lines.append(next.bytes)
      if next.bytes.first?.isBlank == true, let last {
        if fields[last, default: []].count < 65_536 {
          fields[last, default: []] += Array(" ".utf8) + next.bytes.trimmed
        }
      } else if let (name, value) = next.bytes.cut(at: UInt8(ascii: ":")) {
        let key = Self.names[name.trimmed.lowercased.ascii] ?? name.trimmed.lowercased.hostString.text
        fields[key] = value.trimmed
        last = key
      }
    }

    mutating func flush(into sheet: inout PersistenceSheet) {
      if !lines.isEmpty {
        let path = sheet.input.path
        sheet.add(line: line, text: lines.joined("\n")) { record in
          for (name, value) in fields { record.attributes[name] = value.trimmed.safe }
          let isOff = fields["enabled"].map { $0.lowercased.equals("no") || $0.lowercased.equals("false") } ?? false
          record.isEnabled = !isOff && isRead(path)
        }
      }
      self = Stanza()
    }

    /// As in one-line entries.
    private static let names = ["types": "type", "uris": "uri", "suites": "suite"]
  }
}
