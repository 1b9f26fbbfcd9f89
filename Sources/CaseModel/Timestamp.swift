/// A moment: nanoseconds since 1970-01-01T00:00:00Z, without leap seconds, as the kernel counts.
public struct Timestamp: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
  /// Nanoseconds since the epoch; negative before it.
  public let nanoseconds: Int64

  /// - Parameter nanoseconds: Since the epoch.
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// - Parameters:
  ///   - seconds: Since the epoch; values that do not fit are clamped.
  ///   - nanoseconds: 0 to 999,999,999 to add.
  public init(seconds: Int64, nanoseconds: Int64 = 0) {
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, overflow2) = product.addingReportingOverflow(nanoseconds)
    self.nanoseconds = overflow || overflow2 ? (seconds < 0 ? .min : .max) : sum
  }

  /// A date of the Gregorian calendar, UTC. Values outside their range are refused.
  public init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
    guard (1900...2200).contains(year), (1...12).contains(month), (1...31).contains(day), (0...23).contains(hour),
      (0...59).contains(minute), (0...60).contains(second)
    else { return nil }
    // Days since the epoch of a civil date (Howard Hinnant's algorithm, public domain description).
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146097 + dayOfEra - 719468
    self.init(seconds: Int64(days * 86400 + hour * 3600 + minute * 60 + second))
  }

  public init(from decoder: any Decoder) throws {
    nanoseconds = try decoder.singleValueContainer().decode(Int64.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(nanoseconds)
  }

  /// Whole seconds since the epoch, rounded down.
  public var seconds: Int64 {
    nanoseconds / 1_000_000_000 - (nanoseconds % 1_000_000_000 < 0 ? 1 : 0)
  }

  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.nanoseconds < right.nanoseconds }

  /// ISO 8601 in UTC with seconds, such as `2026-01-31T09:00:00Z`.
  public var description: String {
    let civil = self.civil
    return
      "\(pad(civil.year, 4))-\(pad(civil.month))-\(pad(civil.day))T\(pad(civil.hour)):\(pad(civil.minute)):\(pad(civil.second))Z"
  }

  /// Calendar fields in UTC.
  public var civil: (year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
    let total = seconds
    var days = Int(total / 86400)
    var rest = Int(total % 86400)
    if rest < 0 {
      rest += 86400
      days -= 1
    }
    let shifted = days + 719468
    let era = (shifted >= 0 ? shifted : shifted - 146096) / 146097
    let dayOfEra = shifted - era * 146097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, day, rest / 3600, rest % 3600 / 60, rest % 60)
  }

  private func pad(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}

extension Timestamp {
  /// Later by seconds, or earlier; clamped to what a time stamp can say.
  public func adding(seconds: Int64) -> Timestamp {
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, overflow2) = nanoseconds.addingReportingOverflow(product)
    return Timestamp(nanoseconds: overflow || overflow2 ? (seconds < 0 ? .min : .max) : sum)
  }
}
