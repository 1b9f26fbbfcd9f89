public import CaseModel

/// Where journals and the case index are kept. Every implementation passes the contract suite in `Tests/WorkflowKit`.
///
/// All functions throw `JournalStoreError`.
public protocol JournalStore: Sendable {
  /// Every case, oldest first.
  func cases() async throws -> [CaseRecord]

  /// One case; `nil` if there is none of that name.
  func record(of caseID: CaseID) async throws -> CaseRecord?

  /// Opens a case with an empty journal.
  ///
  /// - Throws: `.caseExists`.
  func open(_ record: CaseRecord) async throws

  /// Asks the driver of a case for something. Needs no lease; the last request counts.
  ///
  /// - Throws: `.noSuchCase`.
  func ask(_ request: CaseRequest, of caseID: CaseID) async throws

  /// Strikes a request out that the driver has taken up; another one that came meanwhile stays.
  ///
  /// - Throws: `.staleLease`.
  func strike(_ request: CaseRequest, under lease: Lease) async throws

  /// Takes the lease of a case if it is free, expired, or held by the same holder (who gets a new token).
  ///
  /// - Parameters:
  ///   - holder: Names one driver, such as host, process and a random part.
  ///   - now: The caller's time; a lease that ends at or before it counts as expired.
  ///   - until: When it ends unless renewed.
  /// - Throws: `.noSuchCase`.
  func acquireLease(on caseID: CaseID, holder: String, now: Timestamp, until: Timestamp) async throws -> LeaseAnswer

  /// Makes a lease last longer. An expired lease that nobody took is still the holder's.
  ///
  /// - Throws: `.staleLease` if somebody else has taken it since.
  func renew(_ lease: Lease, until: Timestamp) async throws -> Lease

  /// Gives a lease up. One that somebody else has taken since is left alone.
  func release(_ lease: Lease) async throws

  /// The entries of a case, in order.
  ///
  /// - Parameter number: The first to give.
  /// - Throws: `.noSuchCase`, `.damaged`.
  func entries(of caseID: CaseID, from number: Int) async throws -> [JournalEntry]

  /// Keeps entries, all or none; when it returns they survive the process and the machine.
  ///
  /// - Throws: `.staleLease` if the token is not the newest one; `.outOfOrder` if the numbers do not follow the last entry.
  func append(_ entries: [JournalEntry], under lease: Lease) async throws

  /// Writes how the case stands into the index.
  ///
  /// - Throws: `.staleLease`.
  func setState(_ state: CaseState, under lease: Lease) async throws
}

/// The right to drive one case for a while.
public struct Lease: Sendable, Hashable, Codable {
  /// The case.
  public var caseID: CaseID
  /// Who holds it.
  public var holder: String
  /// Grows with every acquisition of the case's lease, so that writes of an earlier holder are recognised.
  public var token: Int64
  /// When it ends unless renewed.
  public var until: Timestamp

  /// A lease; made by stores.
  public init(caseID: CaseID, holder: String, token: Int64, until: Timestamp) {
    self.caseID = caseID
    self.holder = holder
    self.token = token
    self.until = until
  }
}

/// The answer to who asks for a lease.
public enum LeaseAnswer: Sendable, Hashable {
  /// Here it is.
  case granted(Lease)
  /// Somebody else has it.
  case held(by: String, until: Timestamp)
}
