internal import CaseModel
internal import HostFacts

/// Files that rsyslog and its kin write: `auth.log`, `secure`, `syslog`, `messages`, `kern.log`, `cron`, ….
public enum SyslogParser: ArtifactParser {
  public static let name = "syslog"
  public static let about =
    "System logs as text (RFC 3164, RFC 5424, ISO times): logins, sudo, accounts, cron, services, kernel warnings; and gaps in time."

  private static let lineLimit = 5_000_000

  public static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var output = ArtifactOutput()
    var file = LogFileRecord(input, kind: kind(of: input.path))
    guard !Compressed.isCompressed(input.bytes) else {
      output.note("compressed log was not read: this version does not decompress it")
      output.add(.logFile(file))
      return output
    }
    var pass = Pass(input: input)
    for line in input.lines.prefix(lineLimit) { pass.take(line, into: &output) }
    pass.rhythm.fill(&file)
    if pass.unread > 0 { output.note("\(pass.unread) lines are in no form of syslog and were skipped") }
    pass.events.finish(into: &output)
    output.add(.logFile(file))
    return output
  }

  /// What kind of log it is by its name.
  static func kind(of path: HostString) -> String {
    let name = path.lastComponent
    let kinds = [
      ("auth", "auth"), ("secure", "auth"), ("kern", "kern"), ("dmesg", "kern"), ("cron", "cron"), ("mail", "mail"),
      ("daemon", "daemon"), ("boot", "boot"), ("user", "user"),
    ]
    return kinds.first { name.hasPrefix($0.0) }?.1 ?? "syslog"
  }

  /// One walk over the lines.
  private struct Pass {
    let input: ArtifactInput
    var years: YearCompletion
    var rhythm: LogRhythm
    var events = EventKeeper()
    var unread = 0

    init(input: ArtifactInput) {
      self.input = input
      let days = input.lines.lazy.prefix(lineLimit).compactMap { SyslogLine.day(of: $0.bytes) }
      years = YearCompletion(
        days, reference: input.file?.modified ?? input.now, offsetSeconds: input.utcOffsetSeconds)
      rhythm = LogRhythm(hasZone: days.first { _ in true } == nil)
    }

    mutating func take(_ line: ByteLine, into output: inout ArtifactOutput) {
      let offset = input.offset + Int64(line.offset)
      if line.leadingZeros > 0 {
        rhythm.zeros(offset: offset - Int64(line.leadingZeros), length: Int64(line.leadingZeros))
      }
      if line.trailingZeros > 0 {
        rhythm.zeros(offset: offset + Int64(line.bytes.count), length: Int64(line.trailingZeros))
      }
      guard let entry = SyslogLine(line.bytes, offsetSeconds: input.utcOffsetSeconds) else {
        if !line.bytes.isEmpty { unread += 1 }
        return
      }
      let time = time(of: entry)
      rhythm.entry(at: time, offset: offset)
      guard let meaning = LogMeaning(program: entry.program, message: entry.message) else { return }
      var event = LogEventRecord(
        kind: meaning.kind, source: input.path, message: entry.message.prefix(4096).hostString, line: line.number)
      event.time = time
      event.program = entry.program.hostString
      event.account = meaning.account?.hostString
      event.address = meaning.address?.hostString
      event.method = meaning.method
      events.add(event, sort: meaning.sort)
    }

    private mutating func time(of entry: SyslogLine) -> Timestamp? {
      switch entry.when {
      case .complete(let time): time
      case .yearless(let month, let day, let hour, let minute, let second):
        years.complete(month: month, day: day, hour: hour, minute: minute, second: second)
      }
    }
  }
}
