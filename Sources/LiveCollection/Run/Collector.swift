internal import CLinuxShims
public import CaseModel
public import Digests
internal import EvidenceBundle
public import HostFacts
public import JSONText

/// Runs one collection of this host, in order of volatility.
public struct Collector {
  /// What a collection came to.
  public struct Outcome: Sendable {
    /// Directory of the bundle.
    public var bundle: String
    /// **The seal**.
    public var seal: SHA256Digest
    /// 32 hex digits.
    public var nonce: String
    /// The completeness ledger.
    public var ledger: [LedgerRow]
    /// The footprint receipt.
    public var receipt: JSONValue
    /// A required row is partial or failed, or a budget cut the run.
    public var isIncomplete: Bool
    /// Milliseconds from start to the volatile seal.
    public var volatileMilliseconds: Int
    /// Each phase with its milliseconds, in order.
    public var phases: [(name: String, milliseconds: Int)]
    /// Milliseconds in all.
    public var milliseconds: Int
    /// A signal ended the run early; what was collected is sealed.
    public var wasInterrupted: Bool
  }

  private let options: CollectionOptions
  private let version: String

  /// - Parameter version: Of the program, for the bundle.
  public init(options: CollectionOptions, version: String) {
    self.options = options
    self.version = version
  }

  /// Collects into a new bundle below `share`.
  ///
  /// - Parameters:
  ///   - share: An existing directory; not on a volume of the suspect, or the receipt says so.
  ///   - observe: Sees every fact as it is found.
  ///   - observeRow: Sees every final row of the ledger.
  ///   - report: Progress.
  /// - Throws: `BundleError` when the share fails: what is there verifies as a prefix. `SourceError` when the host cannot be read at all.
  public func run(
    share: String, observe: @escaping (HostFact) -> Void, observeRow: (LedgerRow) -> Void,
    report: @escaping (CollectionRun.Progress) -> Void
  ) throws -> Outcome {
    let started = nt_clock(2)
    nt_catch_signals()
    nt_be_gentle()
    let now = Timestamp(nanoseconds: nt_clock(0))
    let boottime = nt_clock(1)
    let nonce = try options.nonce ?? Self.makeNonce()
    let storageView = try HostView(wanted: options.view)
    let source = LiveHostSource(
      view: storageView, stallMilliseconds: options.stallMilliseconds, entersRemote: options.entersRemote)
    let identity = HostIdentity(source: source)
    var header = BundleHeader(
      caseID: options.caseID, profile: options.profile.rawValue, nonce: nonce, created: now, toolVersion: version)
    header.host = identity.header
    header.boottime = boottime
    header.fingerprintKey = options.fingerprintKey == nil ? "collection" : "case"
    header.secretsIncluded = options.includeSecrets
    header.invocation = options.invocation
    let storage = try DirectoryStorage(
      share: share,
      components: [options.caseID.text, "\(identity.directoryName)-\(Self.compact(now))-\(nonce.prefix(8))"])
    let writer = try BundleWriter(storage: storage, header: header)
    let run = CollectionRun(writer: writer, options: options, observe: observe, report: report)
    run.ownDirectories = Self.ownDirectories(share)
    let stages = CollectionStages(options: options, source: source, identity: identity, run: run)
    var volatileMilliseconds = 0
    do {
      try stages.volatileSet()
      try writer.sealVolatile(at: Timestamp(nanoseconds: nt_clock(0)))
      volatileMilliseconds = Int((nt_clock(2) - started) / 1_000_000)
      try stages.rest()
    } catch is BudgetExceeded {
      // What was collected is sealed; the ledger and the exit code say what was cut.
    }
    try run.check()
    var ledger = run.ledger()
    if let tools = options.ownTools {
      run.phase = "own tools"
      ledger += try ToolRuns(
        tools: tools, writer: writer, spared: source.guarded.children, taken: Set(ledger.map(\.id))
      ).carryOut()
    }
    run.phase = "seal"
    for row in ledger {
      observeRow(row)
      try writer.add(row)
    }
    let receipt = Footprint(options: options, source: source, run: run, share: share, started: now, ledger: ledger).json
    let seal = try writer.finish(receipt: receipt, at: Timestamp(nanoseconds: nt_clock(0)))
    run.endPhase()
    return Outcome(
      bundle: storage.path, seal: seal, nonce: nonce, ledger: ledger, receipt: receipt,
      isIncomplete: !run.cuts.isEmpty
        || ledger.contains { ($0.required || $0.run != nil) && ($0.status == .partial || $0.status == .failed) },
      volatileMilliseconds: volatileMilliseconds, phases: run.phases,
      milliseconds: Int((nt_clock(2) - started) / 1_000_000),
      wasInterrupted: run.cuts.contains("interrupted"))
  }

  private static func makeNonce() throws -> String {
    var bytes = [UInt8](repeating: 0, count: 16)
    guard nt_random(&bytes, bytes.count) == 0 else {
      throw SourceError(.failed, "the kernel gave no random bytes for the nonce")
    }
    return HexText.encode(bytes)
  }

  /// `20260131T090000Z`.
  private static func compact(_ time: Timestamp) -> String {
    time.description.filter { $0 != "-" && $0 != ":" }
  }

  private static func ownDirectories(_ share: String) -> [(device: UInt64, inode: UInt64)] {
    var status = nt_status()
    guard nt_statx(-100, share, 1, &status) >= 0 else { return [] }
    return [(UInt64(status.device_major) << 32 | UInt64(status.device_minor), status.inode)]
  }
}
