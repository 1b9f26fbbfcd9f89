internal import CaseModel
internal import HostFacts

/// Watches the times of a log's entries and finds where something is missing.
///
/// Rules, which hold for every log:
/// - `time`: more than 6 hours without an entry **and** more than 20 times the log's usual pause, when there are at least 50 entries. The
///   usual pause is the 95th percentile of all pauses, rounded up to a power of two seconds.
/// - `order`: an entry is older than one before it by more than the tolerance (60 s; 3,660 s where times are local without a
///   zone, because clocks are set back an hour in autumn).
/// - `zeros`: NUL bytes stand where text should be.
struct LogRhythm {
  static let gapLimit = 64
  private static let shortestGapSeconds: Int64 = 6 * 3600
  private static let fewestEntries = 50

  private let toleranceSeconds: Int64
  private(set) var entries = 0
  private(set) var first: Timestamp?
  private(set) var last: Timestamp?
  private var latest: Timestamp?
  /// Pauses by the number of bits of their seconds.
  private var pauses = [Int](repeating: 0, count: 64)
  private var longPauses: [LogFileRecord.Gap] = []
  private var others: [LogFileRecord.Gap] = []

  init(hasZone: Bool) { toleranceSeconds = hasZone ? 60 : 3660 }

  /// An entry, in the order of the log.
  mutating func entry(at time: Timestamp?, offset: Int64) {
    entries += 1
    guard let time else { return }
    defer { last = time }
    guard let latest else {
      first = time
      self.latest = time
      return
    }
    let seconds = time.seconds.subtractingReportingOverflow(latest.seconds).partialValue
    if seconds < -toleranceSeconds {
      if let last, last.seconds.subtractingReportingOverflow(time.seconds).partialValue > toleranceSeconds {
        add(.init(kind: "order", from: last, to: time, offset: offset))
      }
      return
    }
    if seconds < 0 { return }
    pauses[min(63, Int64.bitWidth - seconds.leadingZeroBitCount)] += 1
    if seconds > Self.shortestGapSeconds { keepLong(.init(kind: "time", from: latest, to: time, offset: offset)) }
    self.latest = time
  }

  /// NUL bytes.
  mutating func zeros(offset: Int64, length: Int64) {
    add(.init(kind: "zeros", from: last, to: nil, offset: offset, length: length))
  }

  /// Something else that is missing, found by the parser.
  mutating func add(_ gap: LogFileRecord.Gap) {
    if others.count < Self.gapLimit { others.append(gap) }
  }

  /// Writes what was found into the record.
  func fill(_ record: inout LogFileRecord) {
    record.entries = entries
    record.first = first
    record.last = last
    let gaps = (gapsInTime + others).sorted { $0.offset < $1.offset }
    record.gaps = Array(gaps.prefix(Self.gapLimit))
  }

  private var gapsInTime: [LogFileRecord.Gap] {
    guard entries >= Self.fewestEntries else { return [] }
    let limit = usualPauseSeconds.multipliedReportingOverflow(by: 20)
    guard !limit.overflow else { return [] }
    return longPauses.filter { seconds($0) > limit.partialValue }
  }

  private var usualPauseSeconds: Int64 {
    let total = pauses.reduce(0, +)
    var seen = 0
    for (bits, count) in pauses.enumerated() {
      seen += count
      if seen * 100 >= total * 95 { return bits >= 62 ? .max : Int64(1) << Int64(bits) }
    }
    return .max
  }

  /// Keeps the longest ones.
  private mutating func keepLong(_ gap: LogFileRecord.Gap) {
    longPauses.append(gap)
    guard longPauses.count > Self.gapLimit else { return }
    if let shortest = longPauses.indices.min(by: { seconds(longPauses[$0]) < seconds(longPauses[$1]) }) {
      longPauses.remove(at: shortest)
    }
  }

  private func seconds(_ gap: LogFileRecord.Gap) -> Int64 {
    guard let from = gap.from, let to = gap.to else { return 0 }
    return to.seconds.subtractingReportingOverflow(from.seconds).partialValue
  }
}
