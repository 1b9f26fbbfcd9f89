internal import CaseModel
internal import HostFacts

/// aliases(5): where mail goes; a program can be a destination.
enum MailAliasParser: ArtifactParser {
  static let name = "mail-alias"
  static let about =
    "aliases(5) and .forward: one record a destination that is a program, a file, an include or an address."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.mailAlias, input)
    if input.path.hasSuffix("/.forward") { return ProcmailParser.parse(input) }
    for statement in folded(sheet.statementsWithFolds()) {
      guard let (name, value) = MailDestination.splitAlias(statement.bytes) else {
        sheet.note(line: statement.line, "not an alias")
        continue
      }
      let text = statement.bytes.safe
      for destination in MailDestination.split(value) {
        sheet.add(line: statement.line, shown: text) { record in
          record.account = name.unquoted.hostString
          record.attributes["alias"] = name.unquoted.hostString
          destination.fill(&record)
        }
      }
    }
    return sheet.output
  }

  /// A line that begins with a blank continues the one before.
  private static func folded(_ lines: [(Statement, Bool)]) -> [Statement] {
    var result: [Statement] = []
    for (statement, isFold) in lines {
      if isFold, let last = result.indices.last {
        if result[last].bytes.count < Statements.lengthLimit {
          result[last].bytes = (result[last].bytes + Array(" ".utf8) + statement.bytes.prefix(4096))
        }
      } else {
        result.append(statement)
      }
    }
    return result
  }
}

extension PersistenceSheet {
  /// Lines without comments, each with whether it began with a blank.
  fileprivate func statementsWithFolds() -> [(Statement, Bool)] {
    input.lines.prefix(Statements.countLimit).compactMap { line in
      let text = line.bytes.trimmed
      guard let first = text.first, first != UInt8(ascii: "#") else { return nil }
      return (Statement(line: line.number, bytes: text), line.bytes.first?.isBlank == true)
    }
  }
}

/// One destination of mail (aliases(5)).
struct MailDestination {
  /// Without quotes around it.
  var text: ArraySlice<UInt8>

  func fill(_ record: inout PersistenceRecord) {
    record.trigger = "mail"
    record.attributes["destination"] = text.safe
    if text.first == UInt8(ascii: "|") {
      record.attributes["kind"] = "program"
      record.command = text.dropFirst().trimmed.safe
    } else if text.hasPrefix(":include:") {
      record.attributes["kind"] = "include"
    } else {
      record.attributes["kind"] = text.first == UInt8(ascii: "/") ? "file" : "address"
    }
  }

  /// `name: destinations`; the name may be quoted.
  static func splitAlias(_ line: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, ArraySlice<UInt8>)? {
    let quoteEnd = line.first == UInt8(ascii: "\"") ? line.dropFirst().firstIndex(of: UInt8(ascii: "\"")) : nil
    guard let colon = line[(quoteEnd ?? line.startIndex)...].firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let name = line[line.startIndex..<colon].trimmed
    return name.isEmpty ? nil : (name, line[(colon + 1)...].trimmed)
  }

  /// Destinations stand between commas; `"|command, with comma"` and `|"command"` are one.
  static func split(_ list: ArraySlice<UInt8>) -> [MailDestination] {
    SudoersParser.split(list, at: UInt8(ascii: ",")).prefix(256).map { piece in
      let bare = piece.unquoted
      let isPipe = bare.first == UInt8(ascii: "|")
      let body = isPipe ? bare.dropFirst().trimmed.unquoted : bare
      return MailDestination(text: isPipe ? Array("|".utf8) + body : body)
    }
  }
}

/// procmailrc(5) and ~/.forward: programs that get an account's mail.
enum ProcmailParser: ArtifactParser {
  static let name = "procmail"
  static let about = "procmailrc(5): actions of recipes, variables; ~/.forward: destinations."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.mailAlias, input)
    if input.path.hasSuffix("forward") { forward(&sheet) } else { recipes(&sheet) }
    return sheet.output
  }

  private static func forward(_ sheet: inout PersistenceSheet) {
    for statement in sheet.statements() {
      let text = statement.bytes.safe
      for destination in MailDestination.split(statement.bytes) {
        sheet.add(line: statement.line, shown: text) { destination.fill(&$0) }
      }
    }
  }

  /// `:0 flags`, conditions with `*`, then one action.
  private static func recipes(_ sheet: inout PersistenceSheet) {
    var conditions: [ArraySlice<UInt8>] = []
    var isRecipe = false
    for statement in sheet.statements(joins: true) {
      let line = statement.bytes
      if line.hasPrefix(":0") {
        isRecipe = true
        conditions = []
      } else if isRecipe, line.first == UInt8(ascii: "*") {
        if conditions.count < 64 { conditions.append(line.dropFirst().trimmed) }
      } else if isRecipe {
        isRecipe = line.first == UInt8(ascii: "{")
        sheet.add(statement) { record in
          MailDestination(text: line).fill(&record)
          if !conditions.isEmpty { record.trigger = (Array("mail ".utf8) + conditions.joined(" & "))[...].safe }
        }
      } else if let (name, value) = statement.assignment {
        sheet.set(statement, name.hostString.text, value.unquoted) { $0.trigger = "mail" }
      }
    }
  }
}
