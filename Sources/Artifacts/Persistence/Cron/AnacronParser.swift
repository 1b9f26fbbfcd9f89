internal import CaseModel
internal import HostFacts

/// anacrontab(5): jobs by period in days.
enum AnacronParser: ArtifactParser {
  static let name = "anacron"
  static let about = "anacrontab(5): period, delay, job id and command; settings of the environment."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.anacron, input)
    for statement in sheet.statements(joins: true) {
      let words = statement.bytes.words(limit: 3)
      let isJob = words.first.map { $0.decimal != nil || $0.hasPrefix("@") } ?? false
      if isJob, words.count == 3, case let command = statement.bytes[words[2].endIndex...].trimmed, !command.isEmpty {
        sheet.add(statement) { record in
          record.trigger = words[0].hostString
          record.command = command.safe
          record.account = record.account ?? "root"
          record.attributes = ["delay": words[1].hostString, "job": words[2].hostString]
        }
      } else if let (name, value) = statement.assignment, !isJob {
        sheet.set(statement, name.hostString.text, value.unquoted)
      } else {
        sheet.note(line: statement.line, "neither a job nor a setting")
      }
    }
    return sheet.output
  }
}
