internal import CaseModel
internal import HostFacts

/// doas.conf(5): `permit|deny [options] identity [as target] [cmd command [args …]]`.
enum DoasParser: ArtifactParser {
  static let name = "doas"
  static let about = "doas.conf(5): action, options, identity, target and command of each rule."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.doas, input)
    for statement in sheet.statements(joins: true) {
      var words = statement.bytes.withoutComment().words()[...]
      guard let action = words.popFirst(), action.equals("permit") || action.equals("deny") else {
        sheet.note(line: statement.line, "not a rule of doas")
        continue
      }
      let options = words.prefix { word in ["nopass", "nolog", "persist", "keepenv"].contains(where: word.equals) }
      words = words.dropFirst(options.count)
      var names = options.joined(" ")
      if words.first?.equals("setenv") == true {
        names += Array(" setenv".utf8)
        words = words.drop { $0.last != UInt8(ascii: "}") }.dropFirst()
      }
      guard let identity = words.popFirst() else { continue }
      sheet.add(statement) { record in
        record.account = identity.hostString
        record.attributes = ["action": action.hostString, "options": names.trimmed.hostString]
        if let target = value(after: "as", in: words) { record.attributes["as"] = target.hostString }
        if let command = words.firstIndex(where: { $0.equals("cmd") }) {
          record.attributes["command"] = words[(command + 1)...].joined(" ").safe
        }
      }
    }
    return sheet.output
  }

  private static func value(after name: String, in words: ArraySlice<ArraySlice<UInt8>>) -> ArraySlice<UInt8>? {
    words.firstIndex { $0.equals(name) }.flatMap { $0 + 1 < words.endIndex ? words[$0 + 1] : nil }
  }
}
