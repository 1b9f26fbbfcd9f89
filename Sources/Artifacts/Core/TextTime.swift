internal import CaseModel

/// Reads the times of logs. None of them accepts a value outside its range.
enum TextTime {
  /// `2026-01-31T09:00:00.123456+01:00` (RFC 3339), also with a blank for the `T` or a comma for the point.
  ///
  /// - Parameter offsetSeconds: Zone of a time that names none.
  /// - Returns: The time and the bytes behind it.
  static func iso(_ text: ArraySlice<UInt8>, offsetSeconds: Int) -> (Timestamp, ArraySlice<UInt8>)? {
    let start = text.startIndex
    guard text.count >= 19, let year = text[start..<(start + 4)].decimal, text[start + 4] == UInt8(ascii: "-"),
      let month = text[(start + 5)..<(start + 7)].decimal, text[start + 7] == UInt8(ascii: "-"),
      let day = text[(start + 8)..<(start + 10)].decimal,
      text[start + 10] == UInt8(ascii: "T") || text[start + 10] == 32,
      let clock = clock(text[(start + 11)..<(start + 19)]),
      let time = Timestamp(
        year: year, month: month, day: day, hour: clock.hour, minute: clock.minute, second: clock.second)
    else { return nil }
    var rest = text[(start + 19)...]
    var nanoseconds: Int64 = 0
    if let point = rest.first, point == UInt8(ascii: ".") || point == UInt8(ascii: ",") {
      let digits = rest.dropFirst().prefix { $0.isDigit }.prefix(9)
      nanoseconds = Int64(digits.decimal ?? 0) * power(9 - digits.count)
      rest = rest.dropFirst().drop { $0.isDigit }
    }
    let (offset, behind) = zone(rest) ?? (offsetSeconds, rest)
    return (Timestamp(seconds: time.seconds - Int64(offset), nanoseconds: nanoseconds), behind)
  }

  /// `Z`, `+01:00`, `+0100` in front of the bytes.
  static func zone(_ text: ArraySlice<UInt8>) -> (offsetSeconds: Int, rest: ArraySlice<UInt8>)? {
    guard let sign = text.first else { return nil }
    if sign == UInt8(ascii: "Z") { return (0, text.dropFirst()) }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
    let hours = text.dropFirst().prefix(2)
    var rest = text.dropFirst(3)
    if rest.first == UInt8(ascii: ":") { rest = rest.dropFirst() }
    guard hours.count == 2, let hour = hours.decimal, rest.count >= 2, let minute = rest.prefix(2).decimal, hour <= 15
    else { return nil }
    return ((hour * 60 + minute) * (sign == UInt8(ascii: "-") ? -60 : 60), rest.dropFirst(2))
  }

  /// `09:00:00`.
  static func clock(_ text: ArraySlice<UInt8>) -> (hour: Int, minute: Int, second: Int)? {
    let start = text.startIndex
    guard text.count == 8, text[start + 2] == UInt8(ascii: ":"), text[start + 5] == UInt8(ascii: ":"),
      let hour = text[start..<(start + 2)].decimal, let minute = text[(start + 3)..<(start + 5)].decimal,
      let second = text[(start + 6)...].decimal, hour < 24, minute < 60, second <= 60
    else { return nil }
    return (hour, minute, second)
  }

  /// `Jan` … `Dec` to 1 … 12.
  static func month(_ text: ArraySlice<UInt8>) -> Int? {
    months.firstIndex { text.equals($0) }.map { $0 + 1 }
  }

  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  private static func power(_ exponent: Int) -> Int64 {
    var result: Int64 = 1
    for _ in 0..<max(0, min(exponent, 9)) { result *= 10 }
    return result
  }
}
