internal import CaseModel
internal import HostFacts

/// rc.local: a script that is run once at the end of boot. Every command line of it is kept.
enum RcLocalParser: ArtifactParser {
  static let name = "rc-local"
  static let about = "rc.local and its kin: every statement that runs something, and what is notable about it."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.rcLocal, input)
    for statement in sheet.statements(joins: true) where !isOrdinary(statement.bytes) {
      let signs = ScriptSummary.signs(of: statement)
      sheet.add(statement) { record in
        if let signs { ScriptSummary.fill(&record, signs, nil) }
        record.command = record.command ?? statement.bytes.safe
        record.trigger = "boot"
        record.account = "root"
        record.isEnabled = input.file.map(\.isExecutable)
      }
    }
    return sheet.output
  }

  private static func isOrdinary(_ line: ArraySlice<UInt8>) -> Bool {
    let words = line.words(limit: 3)
    guard let first = words.first else { return true }
    return first.equals("exit") && words.count <= 2
      || ["fi", "then", "else", "done", "do", "esac", "{", "}", ";;"].contains { line.equals($0) }
  }
}
