import CaseModel
import JSONText
import Testing
import Workflow
import WorkflowKit

@Suite struct DriverTests {
  static let caseID = CaseID("case-1")!

  struct Bench {
    var world = ThingWorld()
    var store = MemoryStore()
    var clock = JumpingClock()

    func open() async throws {
      try await store.open(
        CaseRecord(id: caseID, title: "a case", opened: Timestamp(seconds: 0), openedBy: "somebody"))
    }

    func driver(
      _ holder: String = "one", catalogue: StepCatalogue? = nil, options: DriverOptions = DriverOptions()
    ) -> WorkflowDriver {
      WorkflowDriver(
        caseID: caseID, catalogue: catalogue ?? StepCatalogue([MakeThing(world: world), KeepEvidence(world: world)]),
        store: store, clock: clock, holder: holder, options: options)
    }
  }

  static func chain(_ names: [String]) throws -> [StepPlan] {
    try names.enumerated().map { index, name in
      let before = index == 0 ? [] : [names[index - 1]]
      return try StepPlan(
        StepName(name), MakeThing.self, .init(name: name, needs: before), after: before.map { StepName($0) })
    }
  }

  @Test func aChainRunsToItsEndAndIsReleasedWithNothingLeft() async throws {
    let bench = Bench()
    try await bench.open()
    let driver = bench.driver()
    try await driver.plan(Self.chain(["a", "b", "c"]))
    #expect(try await driver.run() == .finished(.finished))
    #expect(await bench.world.things.keys.sorted() == ["a", "b", "c"])
    try await driver.unwind(.release)
    #expect(try await driver.run() == .finished(.released))
    #expect(await bench.world.things.isEmpty)
    #expect(await bench.store.record(of: Self.caseID)?.state == .released)
    let words = try await bench.store.entries(of: Self.caseID, from: 0).map(\.event.word)
    #expect(words.prefix(4) == ["planned", "begun", "waiting", "done"])
    #expect(words.suffix(7) == ["unwinding", "undoing", "undone", "undoing", "undone", "undoing", "undone"])
  }

  @Test func stepsThatAStepAddsRunAfterIt() async throws {
    let bench = Bench()
    try await bench.open()
    let driver = bench.driver()
    try await driver.plan([
      try StepPlan("root", MakeThing.self, .init(name: "root", addsThings: ["leaf-1", "leaf-2"]))
    ])
    #expect(try await driver.run() == .finished(.finished))
    #expect(await bench.world.things.count == 3)
  }
}
