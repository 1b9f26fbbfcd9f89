public import CaseModel

/// Carries out one case: takes its lease, replays its journal, runs what can run, journals what comes of it.
///
/// One driver is used by one task at a time.
public actor WorkflowDriver {
  /// Told what happens, after it is kept. Called on the driver; must be quick.
  public typealias Observer = @Sendable (WorkflowObservation) -> Void

  /// The case.
  public nonisolated let caseID: CaseID

  let catalogue: StepCatalogue
  let store: any JournalStore
  let clock: any WorkflowClock
  let holder: String
  let options: DriverOptions
  let observer: Observer

  /// Both are there or neither: the lease, and what the journal comes to.
  var lease: Lease?
  var machine = WorkflowMachine()
  var knownState: CaseState?
  var isAdvancing = false
  var requestsSeenAt: Timestamp?
  /// Calls of steps that are under way.
  var calls: [StepName: Task<StepJob.Answer, Never>] = [:]

  /// - Parameters:
  ///   - caseID: Opened in the store.
  ///   - catalogue: Kinds of all steps that the case has.
  ///   - holder: Names this driver in the lease; unique for each driver.
  ///   - observer: For a live view.
  public init(
    caseID: CaseID, catalogue: StepCatalogue, store: any JournalStore, clock: any WorkflowClock = SystemClock(),
    holder: String, options: DriverOptions = DriverOptions(), observer: @escaping Observer = { _ in }
  ) {
    self.caseID = caseID
    self.catalogue = catalogue
    self.store = store
    self.clock = clock
    self.holder = holder
    self.options = options
    self.observer = observer
  }

  /// Plans steps; those that are there already with the same content are left alone, so this can be repeated on every start.
  /// `plan([])` only takes the lease and reads the journal. A case without steps counts as finished.
  ///
  /// - Throws: `WorkflowFault`; `JournalStoreError`, with `.leaseHeld` if another driver has the case.
  public func plan(_ plans: [StepPlan]) async throws {
    try await holdLease()
    try machine.check(plans, kinds: catalogue.names)
    let fresh = plans.filter { machine[$0.name] == nil }
    if !fresh.isEmpty { try await append([.planned(fresh)]) }
  }

  /// Reopens failed steps, what was skipped, and what ran on the strength of their failure. Nothing is run yet.
  ///
  /// - Parameter steps: `nil` for every failed one.
  /// - Throws: As `plan`.
  public func retry(_ steps: [StepName]? = nil) async throws {
    try await holdLease()
    try await append([.reopened(try machine.reopening(steps))])
  }

  /// From here on everything is taken back; what is stuck is tried again. Nothing is run yet.
  ///
  /// - Throws: As `plan`.
  public func unwind(_ reason: UnwindReason) async throws {
    try await holdLease()
    try await append([.unwinding(reason)])
  }

  /// Advances and waits in turn until nothing more can be done by itself, or another driver has the case. Gives the lease up
  /// at the end, however it ends.
  ///
  /// - Returns: `.finished` or `.leaseHeld`.
  /// - Throws: As `advance`.
  public func run() async throws -> Advance {
    do {
      while true {
        let advance = try await advance()
        guard case .wake(let time) = advance else {
          await close()
          return advance
        }
        try await clock.idle(until: min(time, nextDuty(at: clock.now())))
      }
    } catch {
      await close()
      throw error
    }
  }

  /// Gives the lease up. What fails in it is left to the lease's end.
  public func close() async {
    guard let lease else { return }
    let store = store
    self.lease = nil
    _ = try? await Task { try await store.release(lease) }.value
  }

  /// Every step as it stands, in the order of the plan; empty before the first call that reads the journal.
  public var standings: [StepStanding] { machine.standings }

  /// Why everything is being taken back; `nil` while the case goes forward.
  public var unwinding: UnwindReason? { machine.unwinding }
}
