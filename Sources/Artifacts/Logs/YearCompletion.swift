internal import CaseModel

/// Gives years to times that lack them (RFC 3164).
///
/// A log is read forwards; each jump from late to early months is a new year. The last entry is not younger than the moment the file was last
/// written (or read), plus a day for zones; from there the years are counted back.
struct YearCompletion {
  private var previousMonth = 0
  private var turns = 0
  private var firstYear = 0
  private let offsetSeconds: Int

  /// - Parameters:
  ///   - lines: Every entry's month and day, in order.
  ///   - reference: mtime of the log, or when it was read.
  init(_ days: some Sequence<(month: Int, day: Int)>, reference: Timestamp, offsetSeconds: Int) {
    self.offsetSeconds = offsetSeconds
    var previous = 0
    var turns = 0
    var last = (month: 1, day: 1)
    for day in days {
      if Self.isNewYear(previous, day.month) { turns += 1 }
      previous = day.month
      last = day
    }
    let limit = Timestamp(
      seconds: reference.seconds.addingReportingOverflow(Int64(offsetSeconds) + 86_400).partialValue)
    let civil = limit.civil
    let isLater = (last.month, last.day) > (civil.month, civil.day)
    firstYear = (isLater ? civil.year - 1 : civil.year) - turns
  }

  /// The next entry's time.
  mutating func complete(month: Int, day: Int, hour: Int, minute: Int, second: Int) -> Timestamp? {
    if Self.isNewYear(previousMonth, month) { turns += 1 }
    previousMonth = month
    let local = Timestamp(
      year: firstYear + turns, month: month, day: day, hour: hour, minute: minute, second: second)
    return local.map { Timestamp(seconds: $0.seconds - Int64(offsetSeconds)) }
  }

  private static func isNewYear(_ previous: Int, _ month: Int) -> Bool { previous - month >= 6 }
}
