public import CaseModel
public import HostFacts
public import JSONText
public import Triage

/// Takes the facts of one host one at a time and gives the report. Memory stays bounded: the picture, and at most
/// `Timeline.ceiling` events (twice that while they pass).
public struct HostReportBuilder: Sendable {
  /// What was seen so far.
  public private(set) var picture = HostPicture()
  private var shelf = TimelineShelf()
  private var selection: TimelineSelection
  private var recordsByType: [String: Int] = [:]
  private var records = 0

  /// Files that changed in this many seconds before the collection are events.
  public static let fileHorizonSeconds: Int64 = 30 * 86_400

  /// A builder that has seen nothing.
  ///
  /// - Parameter startedAt: Start of the collection on the suspect's clock; the host's own record corrects it.
  public init(startedAt: Timestamp?) { selection = TimelineSelection(now: startedAt) }

  /// Takes one fact.
  public mutating func add(_ fact: HostFact) {
    if case .host(let record) = fact { selection.now = record.now }
    picture.add(fact)
    records += 1
    recordsByType[fact.type, default: 0] += 1
    for event in selection.events(of: fact) { shelf.add(event, anchor: selection.now) }
  }

  /// What stands outside the facts.
  public struct Frame: Sendable {
    /// Name of the case.
    public var caseID: String
    /// Where the evidence lies.
    public var bundle: BundleReference
    /// Nonce of the run.
    public var nonce: String
    /// Name and version of the program.
    public var tool: String
    /// The completeness ledger.
    public var ledger: [LedgerRow]
    /// The footprint receipt.
    public var footprint: JSONValue
    /// Exhibits in the manifest.
    public var exhibits: Int
    /// Bytes of the bundle.
    public var storedBytes: Int64
    /// Start of the collection.
    public var startedAt: Timestamp
    /// Its end; `nil` if it was cut short.
    public var endedAt: Timestamp?

    /// A frame.
    public init(
      caseID: String, bundle: BundleReference, nonce: String, tool: String, ledger: [LedgerRow],
      footprint: JSONValue, exhibits: Int = 0, storedBytes: Int64 = 0, startedAt: Timestamp, endedAt: Timestamp?
    ) {
      self.caseID = caseID
      self.bundle = bundle
      self.nonce = nonce
      self.tool = tool
      self.ledger = ledger
      self.footprint = footprint
      self.exhibits = exhibits
      self.storedBytes = storedBytes
      self.startedAt = startedAt
      self.endedAt = endedAt
    }
  }

  /// The report over what was seen so far. The builder can go on afterwards.
  public func report(_ frame: Frame, judgement: Judgement) -> HostReport {
    let host = picture.host ?? HostRecord(hostname: "unknown", now: frame.startedAt)
    let now = selection.now ?? frame.startedAt
    let timeline = shelf.timeline(
      anchor: now, fileHorizon: TimelineSelection.horizon(before: now),
      extra: TimelineSelection.events(of: judgement.findings))
    return HostReport(
      caseID: frame.caseID, judgement: judgement, bundle: frame.bundle, nonce: frame.nonce, tool: frame.tool,
      host: host, picture: picture, timeline: timeline, ledger: frame.ledger, footprint: frame.footprint,
      counts: .init(
        records: records, exhibits: frame.exhibits, storedBytes: frame.storedBytes, recordsByType: recordsByType),
      startedAt: frame.startedAt, endedAt: frame.endedAt)
  }
}
