public import CaseModel
public import HostFacts
public import JSONText
public import Triage

/// Everything a report says about one collection of one host, as values. The renderers read nothing else.
public struct HostReport: Sendable {
  /// How much was taken.
  public struct Counts: Sendable, Hashable {
    /// Lines of `facts.jsonl.zst`.
    public var records: Int
    /// Exhibits in the manifest.
    public var exhibits: Int
    /// Bytes of the bundle on the share.
    public var storedBytes: Int64
    /// Records by `type`.
    public var recordsByType: [String: Int]
    /// Counts.
    public init(
      records: Int = 0, exhibits: Int = 0, storedBytes: Int64 = 0, recordsByType: [String: Int] = [:]
    ) {
      self.records = records
      self.exhibits = exhibits
      self.storedBytes = storedBytes
      self.recordsByType = recordsByType
    }
  }

  /// Name of the case.
  public var caseID: String
  /// The answer.
  public var judgement: Judgement
  /// Where the evidence lies.
  public var bundle: BundleReference
  /// Nonce of the run, 32 hex digits.
  public var nonce: String
  /// Name and version of the program, such as `needletail 0.1.0`.
  public var tool: String
  /// The suspect.
  public var host: HostRecord
  /// The facts that were kept.
  public var picture: HostPicture
  /// The events that were kept.
  public var timeline: Timeline
  /// The completeness ledger.
  public var ledger: [LedgerRow]
  /// The footprint receipt as it stands in the bundle; any shape.
  public var footprint: JSONValue
  /// How much was taken.
  public var counts: Counts
  /// Start of the collection.
  public var startedAt: Timestamp
  /// Its end; `nil` if it was cut short.
  public var endedAt: Timestamp?
  /// The next thing to type, as arguments; empty if there is none.
  public var nextCommand: [String]
  /// How to check the bundle, as arguments.
  public var verifyCommand: [String]

  /// A report.
  ///
  /// - Parameters:
  ///   - nextCommand: As arguments; `nil` means the same as `verifyCommand`.
  ///   - verifyCommand: As arguments; `nil` means `needletail-verify` with the bundle's path and seal.
  public init(
    caseID: String, judgement: Judgement, bundle: BundleReference, nonce: String, tool: String, host: HostRecord,
    picture: HostPicture, timeline: Timeline, ledger: [LedgerRow], footprint: JSONValue, counts: Counts,
    startedAt: Timestamp, endedAt: Timestamp?, nextCommand: [String]? = nil, verifyCommand: [String]? = nil
  ) {
    self.caseID = caseID
    self.judgement = judgement
    self.bundle = bundle
    self.nonce = nonce
    self.tool = tool
    self.host = host
    self.picture = picture
    self.timeline = timeline
    self.ledger = ledger
    self.footprint = footprint
    self.counts = counts
    self.startedAt = startedAt
    self.endedAt = endedAt
    let verify = verifyCommand ?? ["needletail-verify", bundle.path] + (bundle.seal.map { ["--seal", $0] } ?? [])
    self.verifyCommand = verify
    self.nextCommand = nextCommand ?? verify
  }

  /// What was not seen: one line each.
  public var notSeen: [String] { judgement.notSeen }

  /// Rows of the ledger by status.
  func count(_ status: CoverageStatus) -> Int { ledger.count { $0.status == status } }
}
