internal import CaseModel
internal import HostFacts

/// crontab(5): system tables with an account column, tables of accounts, and the scripts of `cron.daily` and its kin.
enum CronParser: ArtifactParser {
  static let name = "cron"
  static let about =
    "Tables of cron (crontab(5)): /etc/crontab and cron.d with an account column, spool tables without; scripts in cron.hourly, daily, weekly, monthly."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.cron, input)
    if let period = period(of: input.path) {
      ScriptSummary.add(to: &sheet, trigger: period)
      return sheet.output
    }
    var settings: [String: HostString] = [:]
    for statement in sheet.statements() {
      if let (name, value) = setting(statement) {
        let key = name.hostString.text
        sheet.set(statement, key, value)
        if key == "SHELL" || key == "PATH" || key == "BASH_ENV" || key.hasPrefix("LD_"), settings.count < 32 {
          settings[key] = value.safe(under: key)
        }
      } else if let job = Job(statement, hasAccount: hasAccount(input.path)) {
        sheet.add(statement) { job.fill(&$0, path: input.path, settings: settings) }
      } else {
        sheet.note(line: statement.line, "neither a schedule nor a setting")
      }
    }
    return sheet.output
  }

  /// One line of a table.
  private struct Job {
    var schedule: ArraySlice<UInt8>
    var account: ArraySlice<UInt8>?
    var command: ArraySlice<UInt8>

    init?(_ statement: Statement, hasAccount: Bool) {
      let start = statement.bytes
      let isWord = start.first == UInt8(ascii: "@")
      var rest = start
      for number in 0..<(isWord ? 1 : 5) {
        let word = rest.firstWord
        guard !word.isEmpty, isWord || Job.isField(word, mayBeName: number > 2) else { return nil }
        rest = rest[word.endIndex...].trimmed
      }
      schedule = start[start.startIndex..<rest.startIndex].trimmed
      if hasAccount {
        account = rest.firstWord
        rest = rest[rest.firstWord.endIndex...].trimmed
      }
      guard !rest.isEmpty else { return nil }
      command = rest
    }

    /// SUSE's `-` in front of the minute keeps the job out of the log; names of months and days are letters.
    private static func isField(_ word: ArraySlice<UInt8>, mayBeName: Bool) -> Bool {
      word.allSatisfy { $0.isDigit || mayBeName && $0.isLetter || "*-,/~?".utf8.contains($0) }
    }

    func fill(_ record: inout PersistenceRecord, path: HostString, settings: [String: HostString]) {
      record.trigger = schedule.hostString
      record.command = command.safe
      record.attributes = settings
      if let account {
        record.account = account.hostString
      } else if record.account == nil {
        record.account = HostString(escaped: path.lastComponent)
      }
    }
  }

  private static func setting(_ statement: Statement) -> (ArraySlice<UInt8>, ArraySlice<UInt8>)? {
    guard let (name, value) = statement.assignment, !name.isEmpty else { return nil }
    let bare = name.unquoted
    guard bare.allSatisfy({ $0.isAlphanumeric || $0 == UInt8(ascii: "_") }), bare.first?.isDigit == false else {
      return nil
    }
    return (bare, value.unquoted)
  }

  private static func hasAccount(_ path: HostString) -> Bool {
    path.text.utf8.elementsEqual("/etc/crontab".utf8) || path.hasSuffix("/etc/crontab") || path.contains("/cron.d/")
  }

  private static func period(of path: HostString) -> String? {
    ["hourly", "daily", "weekly", "monthly", "yearly"].first { path.contains("/cron.\($0)/") }
  }
}
