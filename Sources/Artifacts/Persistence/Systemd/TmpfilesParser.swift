internal import CaseModel
internal import HostFacts

/// tmpfiles.d(5): files made, changed or removed at boot.
enum TmpfilesParser: ArtifactParser {
  static let name = "tmpfiles"
  static let about = "tmpfiles.d(5): type, path, mode, owner, age and argument of each line."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.tmpfiles, input)
    for statement in sheet.statements() {
      let words = statement.bytes.words(limit: 6)
      guard words.count >= 2, words[0].first?.isLetter == true else {
        sheet.note(line: statement.line, "not a line of tmpfiles.d")
        continue
      }
      sheet.add(statement) { record in
        record.trigger = "boot"
        for (name, word) in zip(["type", "target", "mode", "user", "group", "age"], words) {
          record.attributes[name] = word.unquoted.hostString
        }
        let argument = words.count == 6 ? statement.bytes[words[5].endIndex...].trimmed : []
        if !argument.isEmpty { record.attributes["argument"] = argument.safe }
      }
    }
    return sheet.output
  }
}
