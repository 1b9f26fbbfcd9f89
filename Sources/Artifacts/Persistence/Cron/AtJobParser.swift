internal import CaseModel
internal import HostFacts

/// A job of at(1) in the spool: a shell script with the saved environment in front.
///
/// The name is queue letter, job number (5 hex digits) and minutes since the epoch (8 hex digits). The script sets mask, variables
/// and directory; what was typed follows.
enum AtJobParser: ArtifactParser {
  static let name = "at-job"
  static let about =
    "A spooled job of at(1): account, time (from its name), directory and the commands after the saved environment."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.at, input)
    var job = Job()
    for line in input.lines.prefix(65_536) { job.take(line) }
    guard job.hasHeader || !job.body.isEmpty else {
      if !input.bytes.isEmpty { sheet.note("not a job of at") }
      return sheet.output
    }
    let body = job.body.joined("\n").prefix(65_536)
    sheet.add(line: job.bodyLine, text: body.isEmpty ? ArraySlice(input.bytes) : body) { record in
      record.command = body.safe
      record.account = job.account ?? record.account
      record.attributes = job.attributes
      fillFromName(&record)
    }
    return sheet.output
  }

  /// What was read of the script.
  private struct Job {
    var hasHeader = false
    var account: HostString?
    var attributes: [String: HostString] = [:]
    var body: [ArraySlice<UInt8>] = []
    var bodyLine = 0
    private var names: [ArraySlice<UInt8>] = []
    private var state = State.environment
    private var delimiter: ArraySlice<UInt8>?

    /// `environment` → `directory` (the block behind `cd`) → `body`.
    private enum State { case environment, directory, body }

    mutating func take(_ line: ByteLine) {
      let text = line.bytes
      switch state {
      case .environment: header(text.trimmed)
      case .directory: if text.trimmed.equals("}") { state = .body }
      case .body:
        if body.isEmpty, let mark = text.after("<< "), text.hasPrefix("${SHELL:-/bin/sh}") {
          delimiter = mark.trimmed.unquoted
        } else if let delimiter, !delimiter.isEmpty, text.elementsEqual(delimiter) {
          self.delimiter = []
        } else if !text.trimmed.isEmpty {
          if body.isEmpty { bodyLine = line.number }
          body.append(text)
        }
      }
    }

    private mutating func header(_ text: ArraySlice<UInt8>) {
      if let ids = text.dropping(prefix: "# atrun ") {
        hasHeader = true
        for word in ids.words() {
          if let uid = word.dropping(prefix: "uid=") { attributes["uid"] = uid.hostString }
          if let gid = word.dropping(prefix: "gid=") { attributes["gid"] = gid.hostString }
        }
      } else if let mail = text.dropping(prefix: "# mail ") {
        account = mail.firstWord.hostString
      } else if let directory = text.dropping(prefix: "cd "), text.hasSuffix("{") {
        attributes["directory"] = (directory.before(" ||") ?? directory).hostString
        attributes["environment"] = names.joined(" ").safe
        state = .directory
      } else if let (name, value) = text.cut(at: UInt8(ascii: "=")), names.count < 512 {
        names.append(name)
        if name.hasPrefix("LD_") || name.equals("PATH") || name.equals("BASH_ENV") {
          let key = name.hostString.text
          attributes[key] = (value.before("; export") ?? value).safe(under: key)
        }
      }
    }
  }

  private static func fillFromName(_ record: inout PersistenceRecord) {
    let name = Array(record.path.lastComponent.utf8)[...]
    guard name.count == 14, let queue = name.first, queue.isLetter || queue == UInt8(ascii: "="),
      let job = name.dropFirst().prefix(5).hexadecimal, let minutes = name.suffix(8).hexadecimal
    else { return }
    record.trigger = HostString("at \(Timestamp(seconds: Int64(minutes) * 60))")
    record.attributes["queue"] = name.prefix(1).hostString
    record.attributes["job"] = HostString(String(job))
  }
}
