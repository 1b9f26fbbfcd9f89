public import CaseModel
public import Workflow

/// A store that is gone with the process, for tests.
public actor MemoryStore: JournalStore {
  private struct Kept {
    var record: CaseRecord
    var entries: [JournalEntry] = []
    var token: Int64 = 0
    var lease: Lease?
  }

  private var kept: [CaseID: Kept] = [:]
  private var order: [CaseID] = []

  /// An empty store.
  public init() {}

  public func cases() -> [CaseRecord] { order.compactMap { kept[$0]?.record } }

  public func record(of caseID: CaseID) -> CaseRecord? { kept[caseID]?.record }

  public func open(_ record: CaseRecord) throws {
    guard kept[record.id] == nil else {
      throw JournalStoreError(.caseExists, "a case of that name is open already: \(record.id)")
    }
    kept[record.id] = Kept(record: record)
    order.append(record.id)
  }

  public func ask(_ request: CaseRequest, of caseID: CaseID) throws {
    _ = try find(caseID)
    kept[caseID]?.record.request = request
  }

  public func strike(_ request: CaseRequest, under lease: Lease) throws {
    try checkNewest(lease)
    if kept[lease.caseID]?.record.request == request { kept[lease.caseID]?.record.request = nil }
  }

  public func acquireLease(on caseID: CaseID, holder: String, now: Timestamp, until: Timestamp) throws -> LeaseAnswer {
    let found = try find(caseID)
    if let lease = found.lease, lease.until > now, lease.holder != holder {
      return .held(by: lease.holder, until: lease.until)
    }
    let lease = Lease(caseID: caseID, holder: holder, token: found.token + 1, until: until)
    kept[caseID]?.token = lease.token
    kept[caseID]?.lease = lease
    return .granted(lease)
  }

  public func renew(_ lease: Lease, until: Timestamp) throws -> Lease {
    try checkNewest(lease)
    var renewed = lease
    renewed.until = until
    kept[lease.caseID]?.lease = renewed
    return renewed
  }

  public func release(_ lease: Lease) throws {
    if try find(lease.caseID).token == lease.token { kept[lease.caseID]?.lease = nil }
  }

  public func entries(of caseID: CaseID, from number: Int) throws -> [JournalEntry] {
    Array(try find(caseID).entries.dropFirst(number))
  }

  public func append(_ entries: [JournalEntry], under lease: Lease) throws {
    try checkNewest(lease)
    let count = try find(lease.caseID).entries.count
    guard entries.enumerated().allSatisfy({ $1.number == count + $0 && $1.token == lease.token }) else {
      throw JournalStoreError(.outOfOrder, "the journal of \(lease.caseID) has \(count) entries")
    }
    kept[lease.caseID]?.entries += entries
  }

  public func setState(_ state: CaseState, under lease: Lease) throws {
    try checkNewest(lease)
    kept[lease.caseID]?.record.state = state
  }

  /// When the lease of a case ends; `nil` if nobody has it.
  public func leaseEnd(of caseID: CaseID) -> Timestamp? { kept[caseID]?.lease?.until }

  private func find(_ caseID: CaseID) throws -> Kept {
    guard let found = kept[caseID] else { throw JournalStoreError(.noSuchCase, "there is no case \(caseID)") }
    return found
  }

  private func checkNewest(_ lease: Lease) throws {
    guard try find(lease.caseID).token == lease.token else {
      throw JournalStoreError(.staleLease, "another process has taken over the case \(lease.caseID)")
    }
  }
}
