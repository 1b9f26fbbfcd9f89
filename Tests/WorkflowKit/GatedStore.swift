public import CaseModel
public import Workflow

/// A store behind a gate.
public struct GatedStore: JournalStore {
  private let store: any JournalStore
  private let gate: CallGate

  /// - Parameters:
  ///   - store: The real one.
  ///   - gate: Counts its calls and makes one fail.
  public init(_ store: any JournalStore, _ gate: CallGate) {
    self.store = store
    self.gate = gate
  }

  public func cases() async throws -> [CaseRecord] { try await gate.pass("cases") { try await store.cases() } }

  public func record(of caseID: CaseID) async throws -> CaseRecord? {
    try await gate.pass("record") { try await store.record(of: caseID) }
  }

  public func open(_ record: CaseRecord) async throws {
    try await gate.pass("open") { try await store.open(record) }
  }

  public func ask(_ request: CaseRequest, of caseID: CaseID) async throws {
    try await gate.pass("ask") { try await store.ask(request, of: caseID) }
  }

  public func strike(_ request: CaseRequest, under lease: Lease) async throws {
    try await gate.pass("strike") { try await store.strike(request, under: lease) }
  }

  public func acquireLease(
    on caseID: CaseID, holder: String, now: Timestamp, until: Timestamp
  ) async throws -> LeaseAnswer {
    try await gate.pass("acquire") {
      try await store.acquireLease(on: caseID, holder: holder, now: now, until: until)
    }
  }

  public func renew(_ lease: Lease, until: Timestamp) async throws -> Lease {
    try await gate.pass("renew") { try await store.renew(lease, until: until) }
  }

  public func release(_ lease: Lease) async throws {
    try await gate.pass("release") { try await store.release(lease) }
  }

  public func entries(of caseID: CaseID, from number: Int) async throws -> [JournalEntry] {
    try await gate.pass("entries") { try await store.entries(of: caseID, from: number) }
  }

  public func append(_ entries: [JournalEntry], under lease: Lease) async throws {
    try await gate.pass("append \(entries.map(\.event.word).joined(separator: ","))") {
      try await store.append(entries, under: lease)
    }
  }

  public func setState(_ state: CaseState, under lease: Lease) async throws {
    try await gate.pass("state") { try await store.setState(state, under: lease) }
  }
}
