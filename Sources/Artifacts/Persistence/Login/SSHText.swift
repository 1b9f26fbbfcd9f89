internal import CaseModel
internal import HostFacts

/// What the parsers of the SSH server's and client's configuration share: keywords in any case, `=` or blanks, blocks.
struct SSHText {
  /// Keywords as the manual spells them, by lower case.
  let spelling: [String: String]
  /// Keywords that open a block which lasts to the next one.
  let blocks: [String]
  /// Keywords whose value is a command.
  let commands: [String]

  init(keywords: [String], blocks: [String], commands: [String]) {
    spelling = Dictionary(keywords.map { ($0.lowercased(), $0) }) { first, _ in first }
    self.blocks = blocks
    self.commands = commands
  }

  /// Adds a record for each known keyword; unknown ones are kept as written, ordinary ones (not in the table) too.
  func read(into sheet: inout PersistenceSheet) {
    var block: HostString?
    for statement in sheet.statements() {
      let key = statement.bytes.prefix { !$0.isBlank && $0 != UInt8(ascii: "=") }
      let value = statement.bytes[key.endIndex...].drop { $0.isBlank || $0 == UInt8(ascii: "=") }.withoutComment()
        .trimmed
      let name = spelling[key.lowercased.ascii] ?? key.hostString.text
      guard !value.isEmpty else {
        sheet.note(line: statement.line, "keyword without a value")
        continue
      }
      if blocks.contains(name) { block = statement.bytes.withoutComment().plain }
      sheet.set(statement, name, value.unquoted) { record in
        record.trigger = block
        // `PermitEmptyPasswords yes` is no secret; only commands can hold one.
        guard commands.contains(name) else {
          record.text = statement.bytes.plain
          record.attributes[name] = value.unquoted.plain
          return
        }
        if !value.lowercased.equals("none"), !value.lowercased.equals("internal-sftp") {
          record.command = value.unquoted.safe
        }
      }
    }
  }
}
