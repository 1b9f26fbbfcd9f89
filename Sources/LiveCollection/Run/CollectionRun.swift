internal import CLinuxShims
public import CaseModel
internal import Digests
internal import EvidenceBundle
public import HostFacts

/// One collection under way: bundle, ledger, budgets. Every fact also goes to an observer, so that it can be judged in passing.
public final class CollectionRun: CollectionSink {
  /// What the run does now.
  public struct Progress: Sendable {
    /// Such as `processes`, `files`.
    public var phase: String
    /// Records so far.
    public var records: Int
    /// Bytes on the share so far.
    public var shareBytes: Int
    /// 0 to 1, where it can be told.
    public var fraction: Double?
  }

  let writer: BundleWriter
  private let options: CollectionOptions
  private let observe: (HostFact) -> Void
  private let report: (Progress) -> Void
  private var rows: [String: RowInProgress] = [:]
  private var failure: (any Error)?
  private let startMonotonic = nt_clock(2)
  private var pacedAt = nt_clock(2)
  private var pacedCPU = nt_clock(3)
  private var readBytes: Int64 = 0
  private var readSince = nt_clock(2)
  private var reportedAt: Int64 = 0
  private(set) var records = 0
  private(set) var cuts: [String] = []
  /// What the collection is doing, for progress.
  var phase = "start" {
    willSet { endPhase() }
  }
  /// Each phase with the milliseconds it took, in order.
  private(set) var phases: [(name: String, milliseconds: Int)] = []
  private var phaseBeganAt = nt_clock(2)
  /// Directories of our own that a walk does not enter.
  var ownDirectories: [(device: UInt64, inode: UInt64)] = []

  private struct RowInProgress {
    var statuses: [CoverageStatus: Int] = [:]
    var tried: [HostString] = []
    var why: [String] = []
    var count = 0
  }

  init(
    writer: BundleWriter, options: CollectionOptions, observe: @escaping (HostFact) -> Void,
    report: @escaping (Progress) -> Void
  ) {
    self.writer = writer
    self.options = options
    self.observe = observe
    self.report = report
  }

  /// Notes how long the present phase took.
  func endPhase() {
    let now = nt_clock(2)
    phases.append((phase, Int((now - phaseBeganAt) / 1_000_000)))
    phaseBeganAt = now
  }

  /// Seconds since the run began.
  var elapsedSeconds: Double { Double(nt_clock(2) - startMonotonic) / 1e9 }

  public func emit(_ fact: HostFact) {
    records += 1
    observe(fact)
    guard failure == nil else { return }
    do { try writer.add(fact) } catch { failure = error }
  }

  @discardableResult
  public func preserve(source: HostString, method: String, bytes: [UInt8], entries: [String], status: FileRecord?)
    -> String
  {
    preserve(source: source, method: method, bytes: bytes, entries: entries, status: status, truncated: nil, masked: [])
  }

  /// As the protocol's, with what is missing from the bytes.
  func preserve(
    source: HostString, method: String, bytes: [UInt8], entries: [String], status: FileRecord?, truncated: String?,
    masked: [(offset: Int64, length: Int64)]
  ) -> String {
    guard failure == nil else { return "" }
    let now = Timestamp(nanoseconds: nt_clock(0))
    var metadata = ExhibitMetadata(source: source, method: method, entries: entries, started: now, ended: now)
    metadata.status = status
    metadata.truncated = truncated
    metadata.masked = masked
    do { return try writer.add(exhibit: bytes, metadata).hex } catch {
      failure = error
      return ""
    }
  }

  public func note(_ entry: String, _ status: CoverageStatus, count: Int, tried: [HostString], why: String) {
    var row = rows[entry] ?? RowInProgress()
    row.statuses[status, default: 0] += 1
    row.count += count
    for path in tried where row.tried.count < 64 && !row.tried.contains(path) { row.tried.append(path) }
    if !why.isEmpty, row.why.count < 16, !row.why.contains(why) { row.why.append(why) }
    rows[entry] = row
  }

  /// Ends the run when a budget is spent or the share failed; sleeps to keep the share of the processor.
  public func breathe() throws {
    if let failure { throw failure }
    if nt_interrupted() != 0 { throw cut("interrupted") }
    let now = nt_clock(2)
    if options.budgets.wallSeconds > 0, Double(now - startMonotonic) / 1e9 > options.budgets.wallSeconds {
      throw cut("wall time")
    }
    if Int64(writer.bytesWritten) > options.budgets.shareBytes { throw cut("share bytes") }
    if now - reportedAt > 100_000_000 {
      reportedAt = now
      report(Progress(phase: phase, records: records, shareBytes: writer.bytesWritten, fraction: nil))
      if nt_peak_memory() > options.budgets.memoryBytes { throw cut("memory") }
    }
    pace(now)
  }

  /// Counts bytes read from files and keeps the I/O rate.
  func spend(readBytes count: Int64) throws {
    readBytes += count
    let rate = options.budgets.readBytesPerSecond
    guard rate > 0, readBytes > rate / 8 else { return }
    let due = readSince + readBytes * 1_000_000_000 / rate
    let now = nt_clock(2)
    if due > now { nt_sleep(min(due - now, 1_000_000_000)) }
    readBytes = 0
    readSince = nt_clock(2)
  }

  /// Sleeps as long as the processor time of the last slice asks for.
  private func pace(_ now: Int64) {
    let used = nt_clock(3) - pacedCPU
    guard used > 20_000_000 else { return }
    let due = Int64(Double(used) / max(0.05, options.budgets.cpuShare))
    let rest = due - (now - pacedAt)
    if rest > 1_000_000 { nt_sleep(min(rest, 500_000_000)) }
    pacedAt = nt_clock(2)
    pacedCPU = nt_clock(3)
  }

  private func cut(_ budget: String) -> BudgetExceeded {
    if !cuts.contains(budget) { cuts.append(budget) }
    return BudgetExceeded(budget: budget)
  }

  /// The ledger: every coverage entry, then the definitions' rows by name. An entry that nobody noted is `unsupported`, never absent.
  func ledger() -> [LedgerRow] {
    var ledger = CoverageEntry.all.map { row($0.id, name: $0.name, required: isRequired($0)) }
    let known = Set(ledger.map(\.id))
    for id in rows.keys.sorted() where !known.contains(id) { ledger.append(row(id, name: id, required: false)) }
    return ledger
  }

  private func isRequired(_ entry: CoverageEntry) -> Bool {
    guard !entry.isOptional, let number = Int(entry.id.dropFirst()) else { return false }
    return options.profile != .quick || number <= 50 || (73...91).contains(number)
  }

  /// Entries that no part of this version collects, and why.
  private static let unsupported: [String: String] = [
    "C047":
      "asking systemd over its bus makes a program of the host act; its units, timers and sessions are read from files and control groups",
    "C121":
      "reading the file system from the raw disk needs a reader of its own for each kind; hidden processes, modules and mounts are compared",
  ]

  private func row(_ id: String, name: String, required: Bool) -> LedgerRow {
    guard let row = rows[id] else {
      if let why = Self.unsupported[id] {
        return LedgerRow(id: id, name: name, status: .unsupported, why: why, required: false)
      }
      let why =
        cuts.isEmpty
        ? "not collected by this version" : "not reached: the \(cuts.joined(separator: ", ")) budget ended the run"
      return LedgerRow(
        id: id, name: name, status: cuts.isEmpty ? .unsupported : .partial, why: why,
        required: required && !cuts.isEmpty)
    }
    return LedgerRow(
      id: id, name: name, status: Self.join(row), why: row.why.joined(separator: "; "), tried: row.tried,
      count: row.count,
      required: required)
  }

  /// Several notes of one entry as one status.
  private static func join(_ row: RowInProgress) -> CoverageStatus {
    let seen = Set(row.statuses.keys)
    if seen.count == 1, let only = seen.first { return only }
    if seen.contains(.obtained) {
      return seen.isDisjoint(with: [.denied, .failed, .partial, .unsupported]) ? .obtained : .partial
    }
    if seen.contains(.partial) { return .partial }
    if seen.contains(.failed) { return .failed }
    if seen.contains(.denied) { return .denied }
    return seen.contains(.absent) ? .absent : .unsupported
  }

  /// Throws the share's failure, if there was one.
  func check() throws { if let failure { throw failure } }
}
