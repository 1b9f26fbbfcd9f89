internal import CaseModel

/// Numbers and moments as people read them, the same in every report.
enum Words {
  /// `12,345`.
  static func grouped(_ number: some BinaryInteger) -> String {
    let digits = Array(String(number).utf8)
    let sign = digits.first == UInt8(ascii: "-") ? 1 : 0
    var result: [UInt8] = []
    for (index, digit) in digits.enumerated() {
      if index > sign, (digits.count - index).isMultiple(of: 3) { result.append(UInt8(ascii: ",")) }
      result.append(digit)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// `1 process`, `2 processes`.
  static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(grouped(number)) \(number == 1 ? one : many ?? one + "s")"
  }

  /// `3.4 MiB`.
  static func bytes(_ count: Int64) -> String {
    guard count >= 1024 else { return "\(grouped(count)) B" }
    var value = count
    var rest: Int64 = 0
    for unit in ["KiB", "MiB", "GiB", "TiB", "PiB"] {
      rest = value % 1024 * 10 / 1024
      value /= 1024
      if value < 1024 || unit == "PiB" { return value < 10 ? "\(value).\(rest) \(unit)" : "\(grouped(value)) \(unit)" }
    }
    return "\(grouped(count)) B"
  }

  /// `2 d 3 h`, `41 min`, `4.2 s`: the two largest units.
  static func duration(from start: Timestamp, to end: Timestamp) -> String {
    let (nanoseconds, overflow) = end.nanoseconds.subtractingReportingOverflow(start.nanoseconds)
    guard !overflow, nanoseconds >= 0 else { return "unknown" }
    let seconds = nanoseconds / 1_000_000_000
    if seconds < 60 { return "\(seconds).\(nanoseconds % 1_000_000_000 / 100_000_000) s" }
    if seconds < 3_600 { return "\(seconds / 60) min \(seconds % 60) s" }
    if seconds < 86_400 { return "\(seconds / 3_600) h \(seconds % 3_600 / 60) min" }
    return "\(grouped(seconds / 86_400)) d \(seconds % 86_400 / 3_600) h"
  }

  /// `2026-01-31 09:00:00`, UTC.
  static func moment(_ time: Timestamp?) -> String {
    guard let time else { return "–" }
    return "\(day(time)) \(clock(time))"
  }

  /// `2026-01-31`.
  static func day(_ time: Timestamp) -> String { String(time.description.prefix { $0 != "T" }) }

  /// `09:00:00`.
  static func clock(_ time: Timestamp) -> String {
    String(time.description.drop { $0 != "T" }.dropFirst().prefix { $0 != "Z" })
  }

  /// `2026-01-31T09:00:00.000000000Z`: loses nothing and sorts as text.
  static func precise(_ time: Timestamp) -> String {
    let rest = time.nanoseconds % 1_000_000_000
    let digits = String(rest < 0 ? rest + 1_000_000_000 : rest)
    return "\(time.description.dropLast()).\(String(repeating: "0", count: 9 - digits.utf8.count))\(digits)Z"
  }

  /// Arguments as a POSIX shell takes them.
  static func command(_ arguments: [String]) -> String { arguments.map(quoted).joined(separator: " ") }

  private static func quoted(_ argument: String) -> String {
    let isPlain = argument.utf8.allSatisfy {
      switch $0 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
        UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "@"), UInt8(ascii: "+"):
        true
      default: false
      }
    }
    if isPlain, !argument.isEmpty { return argument }
    return "'" + argument.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
