import CaseModel
import JSONText
import Testing
import Workflow
import WorkflowKit

@Suite struct UnwindTests {
  @Test func dependantsAreTakenBackFirstAndOnlyWhatWasBegun() async throws {
    let bench = try await Bench(
      step("a"), step("b", after: ["a"]), step("c", tolerates: ["b"]), step("f", after: ["a"]) { $0.fails = 1 },
      step("never", after: ["f"]))
    let driver = bench.driver(options: DriverOptions(parallelLimit: 1))
    _ = try await driver.run()
    try await driver.unwind(.release)
    #expect(try await driver.run() == .finished(.released))
    let undone = await bench.diary.lines.filter { $0.hasPrefix("undo") }
    #expect(Set(undone) == ["undo a 1", "undo b 1", "undo c 1", "undo f -"])
    #expect(undone.last == "undo a 1")
    let places = ["undo c 1", "undo b 1"].compactMap { undone.firstIndex(of: $0) }
    #expect(places == places.sorted())
    #expect(try await driver.advance() == .finished(.released))
    #expect(await bench.store.record(of: bench.caseID)?.state == .released)
  }

  @Test func whatIsStuckHoldsWhatItMayNeedAndTheRestIsTakenBack() async throws {
    let bench = try await Bench(
      step("base"), step("left", after: ["base"]) { $0.sticks = 1 }, step("right", after: ["base"]),
      step("elsewhere"))
    let driver = bench.driver()
    _ = try await driver.run()
    try await driver.unwind(.release)
    #expect(try await driver.run() == .finished(.stuck(["left"], held: ["base"])))
    let states = Dictionary(uniqueKeysWithValues: await driver.standings.map { ($0.plan.name, $0.state) })
    #expect(states == ["base": .done, "left": .stuck, "right": .undone, "elsewhere": .undone])
    #expect(await bench.store.record(of: bench.caseID)?.state == .stuck)
    try await driver.unwind(.release)
    #expect(try await driver.run() == .finished(.released))
    #expect(await bench.diary.count("undo left 1") == 2)
    #expect(await bench.diary.count("undo right 1") == 1)
  }

  @Test func aRunningStepIsStoppedAndTakenBackOnRequestOfAnotherProcess() async throws {
    let bench = try await Bench(step("endless") { $0.isEndless = true }, step("next", after: ["endless"]))
    let running = Task { try await bench.driver().run() }
    await bench.diary.wait(for: "do endless")
    try await bench.store.ask(.cancel, of: bench.caseID)
    while await bench.diary.count("undo endless -") == 0 {
      bench.clock.move(seconds: 5)
      await Task.yield()
    }
    #expect(try await running.value == .finished(.cancelled))
    #expect(await bench.diary.count("do next") == 0)
    #expect(await bench.store.record(of: bench.caseID)?.request == nil)
    #expect(await bench.store.record(of: bench.caseID)?.state == .cancelled)
  }

  @Test func aStepThatFinishesWhileTheCaseIsCancelledIsTakenBackAsWell() async throws {
    let bench = try await Bench(step("deaf") { $0.until = "go" }, step("next", after: ["deaf"]))
    let running = Task { try await bench.driver().run() }
    await bench.diary.wait(for: "do deaf")
    try await bench.store.ask(.cancel, of: bench.caseID)
    while await bench.store.record(of: bench.caseID)?.request != nil {
      bench.clock.move(seconds: 5)
      await Task.yield()
    }
    await bench.diary.note("go")
    #expect(try await running.value == .finished(.cancelled))
    #expect(await bench.diary.lines == ["do deaf", "go", "done deaf", "undo deaf 1"])
    #expect(try await bench.words() == ["planned", "begun", "unwinding", "done", "undoing", "undone"])
  }

  @Test func aWaitingStepIsTakenBackWithoutBeingCalledAgain() async throws {
    let bench = try await Bench(step("w") { $0.waits = 99 })
    let driver = bench.driver()
    guard case .wake = try await driver.advance() else {
      Issue.record("does not wait")
      return
    }
    try await driver.unwind(.cancel)
    #expect(try await driver.run() == .finished(.cancelled))
    #expect(await bench.diary.lines == ["do w", "undo w -"])
  }

  @Test func aCaseThatIsTakenBackGoesForwardNoMore() async throws {
    let bench = try await Bench(step("a") { $0.fails = 1 })
    let driver = bench.driver()
    _ = try await driver.run()
    try await driver.unwind(.cancel)
    await #expect(throws: WorkflowFault.self) { try await driver.retry() }
    #expect(try await driver.run() == .finished(.cancelled))
  }

  @Test func requestsForReleaseAndRetryAreTakenUp() async throws {
    let bench = try await Bench(step("a") { $0.fails = 1 })
    #expect(try await bench.driver().run() == .finished(.finishedWithFailures(["a"])))
    try await bench.store.ask(.retry, of: bench.caseID)
    #expect(try await bench.driver().run() == .finished(.finished))
    // With nothing to retry, the request is struck out all the same.
    try await bench.store.ask(.retry, of: bench.caseID)
    #expect(try await bench.driver().run() == .finished(.finished))
    try await bench.store.ask(.release, of: bench.caseID)
    #expect(try await bench.driver().run() == .finished(.released))
  }
}
