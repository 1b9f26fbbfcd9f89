internal import CaseModel
internal import HostFacts

/// nsswitch.conf(5): where names of accounts and hosts come from; each service is a library that is loaded.
enum NsswitchParser: ArtifactParser {
  static let name = "nsswitch"
  static let about = "nsswitch.conf(5): one record a database with its services in order."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.nsswitch, input)
    for statement in sheet.statements() {
      guard let (database, services) = statement.bytes.withoutComment().cut(at: UInt8(ascii: ":")) else {
        sheet.note(line: statement.line, "not a database")
        continue
      }
      sheet.add(statement) { record in
        record.text = statement.bytes.plain
        record.trigger = database.trimmed.hostString
        record.attributes = [
          "database": database.trimmed.hostString, "services": services.words().joined(" ").hostString,
        ]
      }
    }
    return sheet.output
  }
}
