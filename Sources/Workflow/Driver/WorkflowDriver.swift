public import CaseModel

/// Carries out one case: takes its lease, replays its journal, runs what can run, journals what comes of it.
public actor WorkflowDriver {
  /// Told what happens, after it is kept. Called on the driver; must be quick.
  public typealias Observer = @Sendable (WorkflowObservation) -> Void

  /// The case.
  public nonisolated let caseID: CaseID

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
  }

  /// Plans steps; those that are there already with the same content are left alone, so this can be repeated on every start.
  ///
  /// - Throws: `WorkflowFault`, `JournalStoreError`, `DriverError` `.leaseHeld`.
  public func plan(_ plans: [StepPlan]) async throws {}

  /// Reopens failed steps and what depended on them. Nothing is run yet.
  ///
  /// - Parameter steps: `nil` for every failed one.
  /// - Throws: As `plan`.
  public func retry(_ steps: [StepName]? = nil) async throws {}

  /// From here on everything is taken back. Nothing is run yet.
  ///
  /// - Throws: As `plan`.
  public func unwind(_ reason: UnwindReason) async throws {}

  /// Runs whatever can run, and what becomes possible by it, without waiting for anything that asks to be called later.
  ///
  /// - Throws: `JournalStoreError`, `WorkflowFault` (damaged journal, or a kind that is not in the catalogue), `CancellationError`. Steps at work are waited for first.
  public func advance() async throws -> Advance { .finished(.finished) }

  /// Advances and waits in turn until nothing more can be done by itself, or another driver has the case.
  ///
  /// - Returns: `.finished` or `.leaseHeld`.
  public func run() async throws -> Advance { .finished(.finished) }

  /// Gives the lease up.
  public func close() async {}

  /// Every step as it stands, in the order of the plan.
  public var standings: [StepStanding] { [] }
}
