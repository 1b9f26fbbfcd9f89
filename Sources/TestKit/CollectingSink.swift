public import CaseModel
internal import Digests
public import HostFacts
public import LiveCollection

/// Keeps what a family hands over, for a test to look at.
public final class CollectingSink: CollectionSink {
  /// One exhibit.
  public struct Exhibit {
    /// Path or object.
    public var source: HostString
    /// How it was read.
    public var method: String
    /// Content.
    public var bytes: [UInt8]
    /// Entries it serves.
    public var entries: [String]
  }

  /// One note to the ledger.
  public struct Note: Sendable {
    /// Status.
    public var status: CoverageStatus
    /// Records and exhibits.
    public var count: Int
    /// Paths or objects.
    public var tried: [HostString]
    /// Reason.
    public var why: String
  }

  /// Records in order.
  public private(set) var facts: [HostFact] = []
  /// Exhibits in order.
  public private(set) var exhibits: [Exhibit] = []
  /// Notes by entry.
  public private(set) var notes: [String: [Note]] = [:]
  /// Calls of `breathe` that succeed; the next one says that the wall time is over.
  public var breaths = Int.max

  /// Empty.
  public init() {}

  public func emit(_ fact: HostFact) { facts.append(fact) }

  @discardableResult
  public func preserve(
    source: HostString, method: String, bytes: [UInt8], entries: [String], status: FileRecord?
  ) -> String {
    exhibits.append(Exhibit(source: source, method: method, bytes: bytes, entries: entries))
    return SHA256.digest(bytes).hex
  }

  public func note(_ entry: String, _ status: CoverageStatus, count: Int, tried: [HostString], why: String) {
    notes[entry, default: []].append(Note(status: status, count: count, tried: tried, why: why))
  }

  public func breathe() throws {
    guard breaths > 0 else { throw BudgetExceeded(budget: "wall") }
    breaths -= 1
  }

  /// The only note of an entry; `nil` if there is none or more than one.
  public func note(_ entry: String) -> Note? { notes[entry]?.count == 1 ? notes[entry]?.first : nil }

  /// Records of one type.
  public func records<T: FactRecord>(_ type: T.Type) -> [T] { facts.compactMap { $0.record as? T } }

  /// Values of a group's properties by name.
  public func properties(_ group: String) -> [String: String] {
    Dictionary(
      records(PropertyRecord.self).filter { $0.group == group }.map { ($0.name.text, $0.value.text) },
      uniquingKeysWith: { first, _ in first })
  }
}
