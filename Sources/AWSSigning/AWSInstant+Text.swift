extension AWSInstant {
  private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `20150830T123600Z`: the form of `x-amz-date`. A fraction is dropped.
  public var basic: String {
    let civil = Civil(seconds: seconds)
    return "\(pad(civil.year, 4))\(pad(civil.month))\(pad(civil.day))T"
      + "\(pad(civil.hour))\(pad(civil.minute))\(pad(civil.second))Z"
  }

  /// `20150830`: the day in a credential scope.
  public var day: String { String(basic.prefix(8)) }

  /// `2015-08-30T12:36:00Z`, with milliseconds only if there are any: the form of the query and XML protocols.
  public var iso8601: String {
    let civil = Civil(seconds: seconds)
    let fraction = nanoseconds >= 1_000_000 ? ".\(pad(Int64(nanoseconds) / 1_000_000, 3))" : ""
    return "\(pad(civil.year, 4))-\(pad(civil.month))-\(pad(civil.day))T"
      + "\(pad(civil.hour)):\(pad(civil.minute)):\(pad(civil.second))\(fraction)Z"
  }

  /// `Sun, 30 Aug 2015 12:36:00 GMT`: the form of HTTP headers (RFC 9110, 5.6.7).
  public var httpDate: String {
    let civil = Civil(seconds: seconds)
    let weekday = Self.days[Int((civil.dayNumber % 7 + 7) % 7)]
    return "\(weekday), \(pad(civil.day)) \(Self.months[Int(civil.month) - 1]) \(pad(civil.year, 4)) "
      + "\(pad(civil.hour)):\(pad(civil.minute)):\(pad(civil.second)) GMT"
  }

  /// Reads any form that AWS sends: ISO 8601 (extended or basic, with fraction or offset), an HTTP date, epoch seconds.
  ///
  /// - Returns: `nil` if the text is none of them.
  public init?(text: String) {
    guard text.utf8.count <= 64 else { return nil }
    if let instant = Self.iso(Array(text.utf8)) ?? Self.http(text) {
      self = instant
    } else if let number = Double(text), let instant = AWSInstant(epoch: number) {
      self = instant
    } else {
      return nil
    }
  }

  private static func iso(_ bytes: [UInt8]) -> AWSInstant? {
    var scan = Scan(bytes)
    guard let year = scan.digits(4) else { return nil }
    let isExtended = scan.take("-")
    guard let month = scan.digits(2), !isExtended || scan.take("-"), let day = scan.digits(2) else { return nil }
    guard scan.take("T") || scan.take("t") || scan.take(" ") else { return nil }
    guard let hour = scan.digits(2) else { return nil }
    let hasColons = scan.take(":")
    guard let minute = scan.digits(2), !hasColons || scan.take(":"), let second = scan.digits(2) else { return nil }
    let fraction = scan.take(".") ? scan.fraction() : 0
    guard let fraction, let offset = scan.offset(), scan.isAtEnd else { return nil }
    return make(year, month, day, hour, minute, second, nanoseconds: fraction, offset: offset)
  }

  private static func http(_ text: String) -> AWSInstant? {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 6, words[0].hasSuffix(","), words[5] == "GMT" || words[5] == "UTC" else { return nil }
    guard let day = Int64(words[1]), let month = months.firstIndex(of: words[2]), let year = Int64(words[3]) else {
      return nil
    }
    let time = words[4].split(separator: ":").map { Int64($0) }
    guard time.count == 3, let hour = time[0], let minute = time[1], let second = time[2] else { return nil }
    return make(year, Int64(month) + 1, day, hour, minute, second, nanoseconds: 0, offset: 0)
  }

  private static func make(
    _ year: Int64, _ month: Int64, _ day: Int64, _ hour: Int64, _ minute: Int64, _ second: Int64, nanoseconds: Int32,
    offset: Int64
  ) -> AWSInstant? {
    guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
    guard (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second) else { return nil }
    let days = Civil.dayNumber(year: year, month: month, day: day)
    return AWSInstant(
      seconds: days * 86_400 + hour * 3_600 + minute * 60 + second - offset, nanoseconds: nanoseconds)
  }
}

private func pad(_ number: Int64, _ width: Int = 2) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}

/// Reads fixed fields of a time; every read checks that the bytes are there.
private struct Scan {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  mutating func digits(_ count: Int) -> Int64? {
    guard position + count <= bytes.count else { return nil }
    var number: Int64 = 0
    for byte in bytes[position..<position + count] {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      number = number * 10 + Int64(byte - UInt8(ascii: "0"))
    }
    position += count
    return number
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// One to nine digits are kept; more are read and dropped.
  mutating func fraction() -> Int32? {
    var number: Int32 = 0
    var count = 0
    while let digit = digits(1) {
      if count < 9 { number = number * 10 + Int32(digit) }
      count += 1
    }
    guard count > 0 else { return nil }
    for _ in 0..<max(0, 9 - count) { number *= 10 }
    return number
  }

  /// `Z`, nothing, or `+HH:MM`.
  mutating func offset() -> Int64? {
    if isAtEnd || take("Z") || take("z") { return 0 }
    let sign: Int64 = take("+") ? 1 : (take("-") ? -1 : 0)
    guard sign != 0, let hours = digits(2) else { return nil }
    _ = take(":")
    guard let minutes = digits(2) else { return nil }
    return sign * (hours * 3_600 + minutes * 60)
  }
}

/// The proleptic Gregorian calendar in UTC.
///
/// - SeeAlso: Howard Hinnant, "chrono-compatible low-level date algorithms", for the shifted year that begins in March.
private struct Civil {
  var year: Int64
  var month: Int64
  var day: Int64
  var hour: Int64
  var minute: Int64
  var second: Int64
  var dayNumber: Int64

  init(seconds: Int64) {
    let bounded = min(max(seconds, -62_135_596_800), 253_402_300_799)
    let rest = (bounded % 86_400 + 86_400) % 86_400
    dayNumber = (bounded - rest) / 86_400
    hour = rest / 3_600
    minute = rest / 60 % 60
    second = rest % 60
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  static func dayNumber(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
