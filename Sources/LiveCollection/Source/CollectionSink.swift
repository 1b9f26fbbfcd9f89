public import CaseModel
public import HostFacts

/// Where a family puts what it found. The bundle writer, the judge and the ledger stand behind it.
public protocol CollectionSink: AnyObject {
  /// One record. Goes to `facts.jsonl.zst` and to the provisional judgement.
  func emit(_ fact: HostFact)

  /// Keeps bytes as an exhibit.
  ///
  /// - Parameters:
  ///   - source: Path or object on the suspect.
  ///   - method: Such as `read`, `netlink`, `bpf`.
  ///   - bytes: As read, secrets already masked by the caller.
  ///   - entries: Ledger ids it serves, such as `C011`.
  ///   - status: Metadata, for files.
  /// - Returns: SHA-256 of the exhibit in hex.
  @discardableResult
  func preserve(source: HostString, method: String, bytes: [UInt8], entries: [String], status: FileRecord?) -> String

  /// Says how a coverage entry fared. May be called several times for one entry: counts add up, paths are collected, and statuses are
  /// joined (any obtained with any denied, failed or partial is partial; absent with obtained is obtained).
  func note(_ entry: String, _ status: CoverageStatus, count: Int, tried: [HostString], why: String)

  /// Called by long loops; throws `BudgetExceeded` when wall time or bytes ran out, and sleeps to keep the CPU share.
  func breathe() throws
}

/// A budget ended a part of the collection.
public struct BudgetExceeded: Error, Sendable {
  /// Which one: `wall`, `bytes`, `memory`, `interrupted`.
  public var budget: String
  /// Names the budget.
  public init(budget: String) { self.budget = budget }
}

/// One family of artifacts: reads the source, emits facts and exhibits, and notes each coverage entry it is responsible for.
public protocol CollectionFamily {
  /// Ids of the coverage entries it notes, all of them in every run.
  var entries: [String] { get }
  /// Collects. Faults of single artifacts are noted, not thrown; only `BudgetExceeded` leaves.
  func collect(from source: any HostSource, into sink: any CollectionSink) throws
}
