internal import CaseModel
internal import HostFacts

/// inittab(5): id, run levels, action, process; and upstart's jobs do not belong here.
enum InittabParser: ArtifactParser {
  static let name = "inittab"
  static let about = "inittab(5): id, run levels, action and process of each entry."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.inittab, input)
    for statement in sheet.statements() {
      let fields = statement.bytes.split(separator: UInt8(ascii: ":"), maxSplits: 3, omittingEmptySubsequences: false)
      guard fields.count == 4 else {
        sheet.note(line: statement.line, "fewer than four fields")
        continue
      }
      sheet.add(statement) { record in
        let action = fields[2].trimmed
        record.attributes = ["id": fields[0].hostString, "levels": fields[1].hostString, "action": action.hostString]
        record.trigger = HostString(bytes: fields[1].isEmpty ? action : action + Array(" ".utf8) + fields[1])
        if !fields[3].isEmpty {
          record.command = fields[3].drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }.safe
        }
        record.account = "root"
        record.isEnabled = !action.equals("off")
      }
    }
    return sheet.output
  }
}
