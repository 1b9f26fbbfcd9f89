internal import CaseModel
public import Workflow

/// Puts any workflow through everything that can go wrong: each step fails, each step is repeated, the process is killed and
/// calls are cut off at every point. Afterwards it has to end as if nothing had happened, and to leave nothing behind.
///
/// All runs are in memory, on a clock that jumps, and one step at a time unless `options` says otherwise, so that the n-th point
/// is the same point in every run.
public struct WorkflowTrial<World: Sendable>: Sendable {
  /// A fresh world. Each of its calls goes through the gate (`CallGate.pass`); its time is the clock's.
  public var makeWorld: @Sendable (CallGate, JumpingClock) async throws -> World
  /// The kinds of steps, working on that world.
  public var catalogue: @Sendable (World) async throws -> StepCatalogue
  /// The first steps.
  public var plans: @Sendable (World) async throws -> [StepPlan]
  /// Looks at the world (past the gate) after the workflow has finished: throws if something is missing or there twice.
  public var atEnd: @Sendable (World) async throws -> Void
  /// Looks at the world (past the gate) after the release, or after a cancel at any point: throws if something is left or evidence is lost.
  public var afterRelease: @Sendable (World) async throws -> Void
  /// The store of each run.
  public var makeStore: @Sendable () async throws -> any JournalStore = { MemoryStore() }
  /// How drivers work.
  public var options = DriverOptions(parallelLimit: 1, leaseSeconds: 3600, requestSeconds: 600)

  /// A trial of one workflow.
  public init(
    makeWorld: @escaping @Sendable (CallGate, JumpingClock) async throws -> World,
    catalogue: @escaping @Sendable (World) async throws -> StepCatalogue,
    plans: @escaping @Sendable (World) async throws -> [StepPlan],
    atEnd: @escaping @Sendable (World) async throws -> Void,
    afterRelease: @escaping @Sendable (World) async throws -> Void
  ) {
    self.makeWorld = makeWorld
    self.catalogue = catalogue
    self.plans = plans
    self.atEnd = atEnd
    self.afterRelease = afterRelease
  }

  /// One whole life without faults: carried out, looked at, released, looked at.
  ///
  /// - Returns: Points at which a call could fail, and the names of all steps.
  @discardableResult
  public func plainLife() async throws -> (points: Int, steps: [StepName]) {
    let run = try await TrialRun(self)
    try await run.life(of: run.driver())
    let machine = try WorkflowMachine(replaying: try await run.store.entries(of: run.caseID, from: 0))
    return (run.gate.points, machine.plans.map(\.name))
  }

  /// Fails each step in turn, before and after it did its work; then retries and releases, and releases without a retry.
  ///
  /// - Returns: The number of failures made.
  public func failEachStep() async throws -> Int {
    var count = 0
    for step in try await plainLife().steps {
      for isAfter in [false, true] {
        for isRetried in [true, false] {
          let name = "\(step) fails \(isAfter ? "after" : "before") its work, \(isRetried ? "retried" : "released")"
          try await named(name) { try await fail(step, isAfter: isAfter, isRetried: isRetried) }
          count += 1
        }
      }
    }
    return count
  }

  /// Fails the undo of each step in turn, before and after it did its work; then releases again.
  ///
  /// - Returns: The number of failures made.
  public func failEachUndo() async throws -> Int {
    var count = 0
    for step in try await plainLife().steps {
      for isAfter in [false, true] {
        try await named("the undo of \(step) fails \(isAfter ? "after" : "before") its work") {
          let run = try await TrialRun(self)
          let driver = run.driver { $0.failingUndo(of: step, isAfter: isAfter) }
          try await run.forward(driver)
          try await driver.unwind(.release)
          guard case .finished(.stuck(let stuck, _)) = try await driver.run(), stuck == [step] else {
            throw TrialError("was to be stuck")
          }
          try await run.release(run.driver())
        }
        count += 1
      }
    }
    return count
  }

  /// Calls every `carryOut` and every `undo` again right after it has answered, with the same context; the second answer counts.
  ///
  /// - Returns: The number of steps.
  public func repeatEachStep() async throws -> Int {
    let steps = try await plainLife().steps
    try await named("everything is repeated") {
      let run = try await TrialRun(self)
      try await run.life(of: run.driver { $0.repeating() })
    }
    return steps.count
  }

  /// Kills the process at each point; a new one resumes and goes on to the end, and another time a new one cancels. Points after
  /// the release was begun are resumed only.
  ///
  /// - Parameters:
  ///   - every: Takes every n-th point only; 1 for all.
  ///   - first: The first point.
  /// - Returns: The number of kills.
  public func killEverywhere(every: Int = 1, from first: Int = 0) async throws -> Int {
    var count = 0
    var point = first
    while true {
      var wasUnwinding = false
      for isCancelled in [false, true] where !(isCancelled && wasUnwinding) {
        let run = try await TrialRun(self)
        run.gate.arm(.kill(at: point))
        let death = try await run.untilDeath()
        guard let death else { return count }
        run.gate.arm(nil)
        run.clock.move(seconds: options.leaseSeconds + 1)
        let name = "killed \(death) (point \(point)), then \(isCancelled ? "cancelled" : "resumed")"
        wasUnwinding = try await named(name) { try await run.resume(cancelling: isCancelled) }
        count += 1
      }
      point += every
    }
  }

  /// Cuts each call off once, before and after it took effect; what fails by it is retried.
  ///
  /// - Parameters: As `killEverywhere`.
  /// - Returns: The number of calls cut off.
  public func resetEachCall(every: Int = 1, from first: Int = 0) async throws -> Int {
    var count = 0
    var point = first
    while true {
      let run = try await TrialRun(self)
      run.gate.arm(.reset(at: point))
      try await named("reset at point \(point)") {
        do { try await run.life(of: run.driver(), isHealing: true) } catch {
          guard run.gate.failedCall != nil, !(error is TrialError) else { throw error }
          // A call to the store failed, and the process ended with that error.
          run.clock.move(seconds: options.leaseSeconds + 1)
          try await run.life(of: run.driver(), isHealing: true)
        }
      }
      guard run.gate.failedCall != nil else { return count }
      count += 1
      point += every
    }
  }

  private func fail(_ step: StepName, isAfter: Bool, isRetried: Bool) async throws {
    let run = try await TrialRun(self)
    let driver = run.driver { $0.failing(step, isAfter: isAfter) }
    try await run.open()
    try await driver.plan(try await plans(run.world))
    guard case .finished(.finishedWithFailures(let failed)) = try await driver.run(), failed == [step] else {
      throw TrialError("was to end with that failure")
    }
    let healthy = run.driver()
    if isRetried {
      try await healthy.retry([step])
      try await run.forward(healthy)
    }
    try await run.release(healthy)
  }

  private func named<Result>(_ name: String, _ body: () async throws -> Result) async throws -> Result {
    do { return try await body() } catch { throw TrialError("\(name): \(error)") }
  }
}
