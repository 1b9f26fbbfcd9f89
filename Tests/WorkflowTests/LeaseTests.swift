import CaseModel
import JSONText
import Testing
import Workflow
import WorkflowKit

@Suite struct LeaseTests {
  @Test func twoDriversNeverWorkOnOneCase() async throws {
    let bench = try await Bench(step("a") { $0.waits = 1 })
    let first = bench.driver("one")
    _ = try await first.advance()
    let second = bench.driver("two")
    let end = Timestamp(seconds: bench.clock.now().seconds + 60)
    #expect(try await second.advance() == .leaseHeld(by: "one", until: end))
    #expect(try await second.run() == .leaseHeld(by: "one", until: end))
    await #expect(throws: JournalStoreError.self) { try await second.unwind(.cancel) }
    await first.close()
    guard case .wake = try await second.advance() else {
      Issue.record("the lease was not given up")
      return
    }
  }

  @Test func aDriverThatLostItsLeaseStopsAndWritesNothing() async throws {
    let bench = try await Bench(step("a") { $0.until = "go" }, step("b", after: ["a"]))
    let running = Task { try await bench.driver("one").run() }
    await bench.diary.wait(for: "do a")
    // The first one hangs past the end of its lease; nobody renews it, because nobody tells it the time.
    let late = Timestamp(seconds: bench.clock.now().seconds + 3600)
    guard
      case .granted(let lease) = try await bench.store.acquireLease(
        on: bench.caseID, holder: "two", now: late, until: Timestamp(seconds: late.seconds + 60))
    else {
      Issue.record("not granted")
      return
    }
    await bench.diary.note("go")
    let error = await #expect(throws: JournalStoreError.self) { try await running.value }
    #expect(error?.code == .staleLease)
    #expect(try await bench.words() == ["planned", "begun"])
    try await bench.store.release(lease)
    #expect(try await bench.driver("three").run() == .finished(.finished))
    #expect(await bench.diary.count("do a") == 2)
  }

  @Test func aLongStepKeepsItsLeaseBecauseItIsRenewed() async throws {
    let bench = try await Bench(step("long") { $0.until = "go" })
    let running = Task { try await bench.driver("one").run() }
    await bench.diary.wait(for: "do long")
    // Ten minutes, told in steps; at each the lease has to follow.
    for _ in 0..<60 {
      bench.clock.move(seconds: 10)
      let now = bench.clock.now()
      while true {
        if await bench.store.leaseEnd(of: bench.caseID) ?? now > Timestamp(seconds: now.seconds + 20) { break }
        await Task.yield()
      }
    }
    await bench.diary.note("go")
    #expect(try await running.value == .finished(.finished))
  }

  @Test func afterAWriteThatFailedTheSameDriverStartsFromTheJournal() async throws {
    for point in 0..<60 {
      let bench = try await Bench(step("a") { $0.waits = 1 }, step("b", after: ["a"]))
      let gate = CallGate()
      let driver = WorkflowDriver(
        caseID: bench.caseID, catalogue: StepCatalogue([ScriptedStep(diary: bench.diary, clock: bench.clock)]),
        store: GatedStore(bench.store, gate), clock: bench.clock, holder: "one")
      gate.arm(.reset(at: point))
      while true {
        do {
          guard case .wake = try await driver.advance() else { break }
          bench.clock.move(seconds: 10)
        } catch is CallFault {}
      }
      let machine = try WorkflowMachine(replaying: try await bench.store.entries(of: bench.caseID, from: 0))
      #expect(machine.end == .finished, "point \(point)")
      guard gate.failedCall != nil else { return }
    }
    Issue.record("more points than expected")
  }

  @Test func anInterruptedDriverWaitsForItsStepsAndLeavesThemAsTheyStand() async throws {
    let bench = try await Bench(step("endless") { $0.isEndless = true }, step("b"))
    let running = Task { try await bench.driver("one").run() }
    await bench.diary.wait(for: "do endless")
    await bench.diary.wait(for: "done b")
    running.cancel()
    await #expect(throws: CancellationError.self) { try await running.value }
    let machine = try WorkflowMachine(replaying: try await bench.store.entries(of: bench.caseID, from: 0))
    #expect(machine["endless"]?.state == .running)
    // The lease was given up: another one can go on at once.
    let second = bench.driver("two")
    try await second.unwind(.cancel)
    #expect(try await second.run() == .finished(.cancelled))
  }

  @Test func aKindThatThisProgramDoesNotKnowStopsItBeforeAnythingIsDone() async throws {
    let bench = try await Bench(step("a"))
    let other = WorkflowDriver(
      caseID: bench.caseID, catalogue: StepCatalogue([]), store: bench.store, clock: bench.clock, holder: "other")
    let fault = await #expect(throws: WorkflowFault.self) { try await other.run() }
    #expect(fault?.code == .unknownKind)
    #expect(try await bench.words() == ["planned"])
  }

  @Test func aJournalThatCannotBeIsRefusedWithItsEntry() async throws {
    let bench = try await Bench(step("a"))
    guard
      case .granted(let lease) = try await bench.store.acquireLease(
        on: bench.caseID, holder: "x", now: bench.clock.now(), until: bench.clock.now())
    else { return }
    try await bench.store.append(
      [JournalEntry(number: 1, time: bench.clock.now(), token: lease.token, event: .undone("a", nothingToUndo: false))],
      under: lease)
    let fault = await #expect(throws: WorkflowFault.self) { try await bench.driver().run() }
    #expect(fault?.code == .illegalTransition && fault?.message.contains("entry 1") == true)
  }
}
