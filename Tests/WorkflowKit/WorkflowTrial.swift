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
  /// The first steps; the same whenever it is asked.
  public var plans: @Sendable (World) async throws -> [StepPlan]
  /// Looks at the world (past the gate) after the workflow has finished: throws if something is missing or there twice.
  public var atEnd: @Sendable (World) async throws -> Void
  /// Looks at the world (past the gate) after the release, or after a cancel at any point: throws if something is left or evidence is lost.
  public var afterRelease: @Sendable (World) async throws -> Void
  /// The store of each run.
  public var makeStore: @Sendable () async throws -> any JournalStore = { MemoryStore() }
  /// Runs at a time; each has a world and a store of its own.
  public var lanes = 4
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
    try await atEachPoint(every, first) { point in
      guard let wasUnwinding = try await kill(at: point, isCancelled: false) else { return 0 }
      if !wasUnwinding { _ = try await kill(at: point, isCancelled: true) }
      return wasUnwinding ? 1 : 2
    }
  }

  /// Cuts each call off once, before and after it took effect; what fails by it is retried.
  ///
  /// - Parameters:
  ///   - every: Takes every n-th point only; 1 for all.
  ///   - first: The first point.
  /// - Returns: The number of calls cut off.
  public func resetEachCall(every: Int = 1, from first: Int = 0) async throws -> Int {
    try await atEachPoint(every, first) { point in
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
      return run.gate.failedCall == nil ? 0 : 1
    }
  }

  /// Does something at each point until there is no such point.
  ///
  /// - Parameter body: Gives 0 if the life ended before that point.
  private func atEachPoint(
    _ every: Int, _ first: Int, _ body: @escaping @Sendable (Int) async throws -> Int
  ) async throws -> Int {
    var total = 0
    var point = first
    while true {
      let counts = try await withThrowingTaskGroup(of: Int.self) { [point] group in
        for lane in 0..<lanes { group.addTask { try await body(point + lane * every) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      total += counts.reduce(0, +)
      guard !counts.contains(0) else { return total }
      point += lanes * every
    }
  }

  /// - Returns: Whether the case was being taken back when it was killed; `nil` if it ended before that point.
  private func kill(at point: Int, isCancelled: Bool) async throws -> Bool? {
    let run = try await TrialRun(self)
    run.gate.arm(.kill(at: point))
    guard let death = try await run.untilDeath() else { return nil }
    run.gate.arm(nil)
    run.clock.move(seconds: options.leaseSeconds + 1)
    return try await named("killed \(death) (point \(point)), then \(isCancelled ? "cancelled" : "resumed")") {
      try await run.resume(cancelling: isCancelled)
    }
  }

  private func fail(_ step: StepName, isAfter: Bool, isRetried: Bool) async throws {
    let run = try await TrialRun(self)
    let driver = run.driver { $0.failing(step, isAfter: isAfter) }
    try await run.open()
    try await driver.plan(try await plans(run.world))
    guard case .finished(.finishedWithFailures(let failed)) = try await driver.run(), failed.contains(step) else {
      throw TrialError("was to end with that failure")
    }
    let healthy = run.driver()
    if isRetried {
      try await healthy.retry()
      try await run.forward(healthy)
    }
    try await run.release(healthy)
  }

  private func named<Result>(_ name: String, _ body: () async throws -> Result) async throws -> Result {
    do { return try await body() } catch { throw TrialError("\(name): \(error)") }
  }
}
