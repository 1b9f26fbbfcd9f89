import CaseModel
import JSONText
import Testing
import Workflow
import WorkflowKit

/// A case with scripted steps, on a clock that jumps.
struct Bench: Sendable {
  let caseID = CaseID("case-1")!
  let store = MemoryStore()
  let clock = JumpingClock()
  let diary = Diary()

  init(_ plans: StepPlan...) async throws {
    try await store.open(CaseRecord(id: caseID, title: "a case", opened: clock.now(), openedBy: "somebody"))
    if !plans.isEmpty {
      let driver = driver("planner")
      try await driver.plan(plans)
      await driver.close()
    }
  }

  func driver(
    _ holder: String = "one", options: DriverOptions = DriverOptions(),
    observer: @escaping WorkflowDriver.Observer = { _ in }
  ) -> WorkflowDriver {
    WorkflowDriver(
      caseID: caseID, catalogue: StepCatalogue([ScriptedStep(diary: diary, clock: clock)]), store: store, clock: clock,
      holder: holder, options: options, observer: observer)
  }

  func words() async throws -> [String] { try await store.entries(of: caseID, from: 0).map(\.event.word) }
}

func step(
  _ name: StepName, after: [StepName] = [], tolerates: [StepName] = [],
  _ change: (inout ScriptedStep.Input) throws -> Void = { _ in }
) throws -> StepPlan {
  var input = ScriptedStep.Input()
  try change(&input)
  return try StepPlan(name, ScriptedStep.self, input, after: after, tolerates: tolerates)
}

@Suite struct ForwardTests {
  @Test func stepsRunAfterWhatTheyNeedAndAreJournalledBeforeTheyBegin() async throws {
    let bench = try await Bench(step("c", after: ["a", "b"]), step("b", after: ["a"]), step("a"))
    #expect(try await bench.driver().run() == .finished(.finished))
    #expect(await bench.diary.lines == ["do a", "done a", "do b", "done b", "do c", "done c"])
    #expect(try await bench.words() == ["planned", "begun", "done", "begun", "done", "begun", "done"])
    #expect(await bench.store.record(of: bench.caseID)?.state == .finished)
  }

  @Test func aFailureSkipsWhatNeedsItAndLetsTheRestRun() async throws {
    let bench = try await Bench(
      step("a") { $0.fails = 1 }, step("b", after: ["a"]), step("c", after: ["b"]), step("other"),
      step("report", after: ["other"], tolerates: ["c"]))
    let driver = bench.driver()
    #expect(try await driver.run() == .finished(.finishedWithFailures(["a"])))
    let standings = Dictionary(uniqueKeysWithValues: await driver.standings.map { ($0.plan.name, $0) })
    #expect(standings["a"]?.failure?.code == "told-to")
    #expect(standings["b"]?.state == .skipped && standings["b"]?.skippedBecause == "a")
    #expect(standings["c"]?.state == .skipped && standings["c"]?.skippedBecause == "a")
    #expect(standings["report"]?.state == .done)
    #expect(await bench.store.record(of: bench.caseID)?.state == .finishedWithFailures)
  }

  @Test func aRetryRunsWhatFailedWhatWasSkippedAndWhatRanInSpiteOfIt() async throws {
    let bench = try await Bench(
      step("a") { $0.fails = 1 }, step("b", after: ["a"]), step("other"), step("report", tolerates: ["b", "other"]))
    let driver = bench.driver()
    _ = try await driver.run()
    try await driver.retry(["a"])
    #expect(try await driver.run() == .finished(.finished))
    #expect(await bench.diary.count("do report") == 2)
    #expect(await bench.diary.count("do other") == 1)
    #expect(await driver.standings.first { $0.plan.name == "a" }?.output == .integer(2))
    await #expect(throws: WorkflowFault.self) { try await driver.retry() }
    await #expect(throws: WorkflowFault.self) { try await driver.retry(["b"]) }
  }

  @Test func waitingStepsAreCalledWhenTheirTimeHasComeAndNotBefore() async throws {
    let bench = try await Bench(
      step("a") { $0.waits = 2 },
      step("b") {
        $0.waits = 1
        $0.waitSeconds = 35
      })
    let driver = bench.driver()
    let start = bench.clock.now()
    #expect(try await driver.advance() == .wake(at: Timestamp(seconds: start.seconds + 10)))
    #expect(try await driver.advance() == .wake(at: Timestamp(seconds: start.seconds + 10)))
    bench.clock.move(seconds: 10)
    #expect(try await driver.advance() == .wake(at: Timestamp(seconds: start.seconds + 20)))
    #expect(try await driver.run() == .finished(.finished))
    #expect(bench.clock.now() == Timestamp(seconds: start.seconds + 35))
    // The second wait of `a` was for the same: no entry.
    #expect(try await bench.words().count { $0 == "waiting" } == 2)
  }

  @Test func aStepThatAsksToBeCalledAtOnceForTheSameIsSlowedDown() async throws {
    let bench = try await Bench(
      step("hasty") {
        $0.waits = 4
        $0.waitSeconds = 0
      })
    let start = bench.clock.now()
    #expect(try await bench.driver().run() == .finished(.finished))
    #expect(bench.clock.now().seconds == start.seconds + 3)
  }

  @Test func aStepThatIsDueIsCalledWhileAnotherIsStillAtWork() async throws {
    let bench = try await Bench(
      step("long") { $0.until = "done short" }, step("short") { $0.waits = 1 })
    let running = Task { try await bench.driver().run() }
    await bench.diary.wait(for: "do short")
    while await bench.diary.count("do short") < 2 {
      bench.clock.move(seconds: 10)
      await Task.yield()
    }
    #expect(try await running.value == .finished(.finished))
  }

  @Test func addedStepsAreCheckedAndABadOneFailsTheStepThatAddsIt() async throws {
    let bench = try await Bench(
      step("good") { $0.adds = [try step("leaf", after: ["good"])] },
      step("bad") { $0.adds = [try step("x", after: ["nobody"])] },
      step("worse") { $0.adds = [StepPlan(name: "y", kind: "of another program", input: .null)] })
    let driver = bench.driver()
    #expect(try await driver.run() == .finished(.finishedWithFailures(["bad", "worse"])))
    let standings = await driver.standings
    #expect(standings.map(\.plan.name) == ["good", "bad", "worse", "leaf"])
    #expect(standings[1].failure?.code == "bad-plan" && standings[2].failure?.code == "bad-plan")
    #expect(standings[3].state == .done)
  }

  @Test func noMoreStepsAreAtWorkThanAllowed() async throws {
    let bench = try await Bench()
    let driver = bench.driver(options: DriverOptions(parallelLimit: 3))
    try await driver.plan((0..<40).map { try step("s\($0)") })
    #expect(try await driver.run() == .finished(.finished))
    #expect(await (1...4).contains(bench.diary.mostAtWork))
  }

  @Test func pastItsDeadlineNothingIsBegun() async throws {
    let bench = try await Bench(step("a"), step("b", after: ["a"]))
    let now = bench.clock.now()
    #expect(try await bench.driver().advance(until: now) == .wake(at: now))
    #expect(await bench.diary.lines.isEmpty)
    #expect(try await bench.driver().advance(until: Timestamp(seconds: now.seconds + 1)) == .finished(.finished))
  }

  @Test func planningAgainChangesNothingAndAnotherContentIsRefused() async throws {
    let bench = try await Bench(step("a"))
    let driver = bench.driver()
    try await driver.plan([step("a"), step("b", after: ["a"])])
    #expect(try await bench.words() == ["planned", "planned"])
    let other = try step("a") { $0.fails = 3 }
    await #expect(throws: WorkflowFault.self) { try await driver.plan([other]) }
    let unknown = StepPlan(name: "u", kind: "unknown", input: .null)
    await #expect(throws: WorkflowFault.self) { try await driver.plan([unknown]) }
    #expect(try await driver.run() == .finished(.finished))
  }

  @Test func theObserverIsToldEntriesSkipsAndWaits() async throws {
    let bench = try await Bench(step("a") { $0.fails = 1 }, step("b", after: ["a"]), step("w") { $0.waits = 2 })
    let told = Told()
    let driver = bench.driver { told.add($0) }
    _ = try await driver.run()
    try await driver.retry()
    _ = try await driver.run()
    let all = told.all
    #expect(all.contains(.skipped("b", because: "a")))
    #expect(all.contains(.noLongerSkipped("b")))
    #expect(all.contains { if case .stillWaiting("w", _) = $0 { true } else { false } })
    let entries = all.compactMap { if case .entry(let entry) = $0 { entry } else { nil } }
    #expect(try await bench.store.entries(of: bench.caseID, from: 1) == entries)
  }
}
