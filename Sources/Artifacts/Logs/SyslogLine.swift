internal import CaseModel

/// One line of a syslog file, in one of three forms: traditional (RFC 3164), RFC 5424, or traditional with an ISO time (rsyslog's
/// default of today).
struct SyslogLine {
  /// When, as the line says it.
  enum When {
    case complete(Timestamp)
    /// Local time without a year.
    case yearless(month: Int, day: Int, hour: Int, minute: Int, second: Int)
  }
  var when: When
  var program: ArraySlice<UInt8>
  var message: ArraySlice<UInt8>

  /// - Returns: `nil` for a line in none of the forms (a continuation, or another program's own format).
  init?(_ line: ArraySlice<UInt8>, offsetSeconds: Int) {
    guard let first = line.first else { return nil }
    if first == UInt8(ascii: "<") {
      guard let (priority, rest) = line.dropFirst().cut(at: UInt8(ascii: ">")), priority.count <= 3 else { return nil }
      if let versioned = rest.dropping(prefix: "1 ") {
        self.init(structured: versioned)
      } else {
        self.init(plain: rest, offsetSeconds: offsetSeconds)
      }
    } else {
      self.init(plain: line, offsetSeconds: offsetSeconds)
    }
  }

  /// `TIME HOST PROGRAM[PID]: MESSAGE`.
  private init?(plain line: ArraySlice<UInt8>, offsetSeconds: Int) {
    let rest: ArraySlice<UInt8>
    if let (time, behind) = TextTime.iso(line, offsetSeconds: offsetSeconds) {
      when = .complete(time)
      rest = behind
    } else if let (yearless, behind) = Self.yearless(line) {
      when = yearless
      rest = behind
    } else {
      return nil
    }
    let text = rest.drop { $0.isBlank }
    guard let (_, tagged) = text.cut(at: 32) else { return nil }
    let tag = tagged.prefix { $0 > 32 && $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "[") }
    guard tag.count <= 64 else { return nil }
    var behind = tagged[tag.endIndex...]
    if behind.first == UInt8(ascii: "[") {
      behind = behind.cut(at: UInt8(ascii: "]"))?.1 ?? behind
    }
    if behind.first == UInt8(ascii: ":") { behind = behind.dropFirst() }
    program = tag
    message = behind.first == 32 ? behind.dropFirst() : behind
  }

  /// `TIME HOST APP PROCID MSGID SD MSG`, after the version.
  private init?(structured line: ArraySlice<UInt8>) {
    let fields = line.split(separator: 32, maxSplits: 5, omittingEmptySubsequences: false)
    guard fields.count == 6, let (time, _) = TextTime.iso(fields[0], offsetSeconds: 0) else { return nil }
    when = .complete(time)
    program = fields[2]
    message = Self.behindStructuredData(fields[5])
    if message.starts(with: [0xef, 0xbb, 0xbf]) { message = message.dropFirst(3) }
  }

  /// Month and day of a line whose time has no year; `nil` for any other line.
  static func day(of line: ArraySlice<UInt8>) -> (month: Int, day: Int)? {
    let text = line.first == UInt8(ascii: "<") ? line.cut(at: UInt8(ascii: ">"))?.1 ?? line : line
    guard case .yearless(let month, let day, _, _, _)? = yearless(text)?.0 else { return nil }
    return (month, day)
  }

  private static func behindStructuredData(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    if text.first == UInt8(ascii: "-") { return text.dropFirst(2) }
    var index = text.startIndex
    var isQuoted = false
    while index < text.endIndex {
      let byte = text[index]
      if byte == UInt8(ascii: "\\") { index += 1 } else if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: "]"), !isQuoted, index + 1 >= text.endIndex || text[index + 1] == 32 {
        return text[(index + 1)...].dropFirst()
      }
      index += 1
    }
    return text
  }

  /// `Jan 31 09:00:00`, day padded with a blank.
  private static func yearless(_ line: ArraySlice<UInt8>) -> (When, ArraySlice<UInt8>)? {
    let start = line.startIndex
    guard line.count > 16, let month = TextTime.month(line.prefix(3)), line[start + 3] == 32 else { return nil }
    let rest = line[(start + 4)...].drop { $0 == 32 }
    guard let (dayText, behind) = rest.cut(at: 32), let day = dayText.decimal, (1...31).contains(day),
      behind.count >= 8, let clock = TextTime.clock(behind.prefix(8))
    else { return nil }
    let when = When.yearless(
      month: month, day: day, hour: clock.hour, minute: clock.minute, second: clock.second)
    return (when, behind.dropFirst(8))
  }
}
