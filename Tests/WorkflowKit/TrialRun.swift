internal import CaseModel
internal import Workflow

/// One run of a trial: a world, a store, a clock and a gate of its own.
struct TrialRun<World: Sendable>: Sendable {
  let trial: WorkflowTrial<World>
  let gate = CallGate()
  let clock = JumpingClock()
  let world: World
  /// Past the gate.
  let store: any JournalStore
  let caseID: CaseID
  private let catalogue: StepCatalogue

  init(_ trial: WorkflowTrial<World>) async throws {
    self.trial = trial
    guard let caseID = CaseID("trial") else { throw TrialError("no case id") }
    self.caseID = caseID
    world = try await trial.makeWorld(gate, clock)
    store = try await trial.makeStore()
    catalogue = try await trial.catalogue(world)
  }

  /// A driver of a process of its own.
  func driver(_ change: (AnyStepKind) -> AnyStepKind = { $0 }) -> WorkflowDriver {
    WorkflowDriver(
      caseID: caseID, catalogue: catalogue.mapped(change), store: GatedStore(store, gate), clock: clock,
      holder: "driver-\(UInt64.random(in: 0...UInt64.max))", options: trial.options)
  }

  /// Opens the case if it is not there.
  func open() async throws {
    let gated = GatedStore(store, gate)
    guard try await gated.record(of: caseID) == nil else { return }
    try await gated.open(CaseRecord(id: caseID, title: "a trial", opened: clock.now(), openedBy: "a test"))
  }

  /// From wherever the case stands to its end.
  func life(of driver: WorkflowDriver, isHealing: Bool = false) async throws {
    try await open()
    try await driver.plan(try await trial.plans(world))
    if await driver.unwinding == nil { try await forward(driver, isHealing: isHealing) }
    try await release(driver, isHealing: isHealing)
  }

  /// To the end of what was planned; everything has to be done.
  func forward(_ driver: WorkflowDriver, isHealing: Bool = false) async throws {
    try await open()
    try await driver.plan(try await trial.plans(world))
    var end = try await driver.run()
    if isHealing, case .finished(.finishedWithFailures) = end {
      try await driver.retry()
      end = try await driver.run()
    }
    guard end == .finished(.finished) else { throw TrialError("ended with \(await Self.explain(end, driver))") }
    try await trial.atEnd(world)
  }

  /// To the end of the release; everything has to be taken back.
  func release(_ driver: WorkflowDriver, as reason: UnwindReason = .release, isHealing: Bool = false) async throws {
    try await driver.unwind(reason)
    var end = try await driver.run()
    if isHealing, case .finished(.stuck) = end {
      try await driver.unwind(reason)
      end = try await driver.run()
    }
    guard end == .finished(reason == .release ? .released : .cancelled) else {
      throw TrialError("was to be taken back, ended with \(await Self.explain(end, driver))")
    }
    try await trial.afterRelease(world)
  }

  /// Lives until the gate kills it.
  ///
  /// - Returns: The call at which it died; `nil` if it lived to its end.
  func untilDeath() async throws -> String? {
    do { try await life(of: driver()) } catch {
      guard let call = gate.failedCall else { throw error }
      return call
    }
    return gate.failedCall.map { "\($0), unnoticed" }
  }

  /// Another process takes over.
  ///
  /// - Returns: Whether the case was being taken back already.
  func resume(cancelling: Bool) async throws -> Bool {
    let driver = driver()
    try await open()
    try await driver.plan(try await trial.plans(world))
    let wasUnwinding = await driver.unwinding != nil
    if cancelling {
      try await release(driver, as: .cancel)
    } else {
      try await life(of: driver)
    }
    return wasUnwinding
  }

  private static func explain(_ end: Advance, _ driver: WorkflowDriver) async -> String {
    let failures = await driver.standings.compactMap { standing in
      standing.failure.map { "\(standing.plan.name): \($0.code): \($0.message)" }
    }
    return "\(end) \(failures.joined(separator: "; "))"
  }
}
