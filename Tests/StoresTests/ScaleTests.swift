import CaseModel
import Foundation
import JSONText
import Stores
import Testing
import Workflow
import WorkflowKit

/// A case with many targets on the real store. `NEEDLETAIL_TARGETS` sets how many.
@Suite struct ScaleTests {
  struct Work: StepKind {
    static let kind = "work"
    struct Input: Codable, Sendable {
      var waits: Bool
    }
    func carryOut(_ input: Input, _ context: StepContext) async throws -> StepProgress<String> {
      if input.waits, context.memory == .null {
        return .waiting(
          until: Timestamp(nanoseconds: context.now.nanoseconds + 1_000_000_000), memory: 1, note: "a command")
      }
      return .done(String(repeating: "x", count: 100))
    }
    func undo(_ input: Input, _ output: String?, _ context: StepContext) async throws -> UndoProgress { .undone }
  }

  @Test func manyTargetsRunAndAreReleasedAndTheJournalIsReadAgain() async throws {
    let targets = ProcessInfo.processInfo.environment["NEEDLETAIL_TARGETS"].flatMap(Int.init) ?? 60
    let place = try Workplace()
    let store = try SQLiteStore(path: place.path)
    let caseID = try #require(CaseID("scale"))
    let clock = JumpingClock()
    try await store.open(CaseRecord(id: caseID, title: "", opened: clock.now(), openedBy: ""))
    let driver = WorkflowDriver(
      caseID: caseID, catalogue: StepCatalogue([Work()]), store: store, clock: clock, holder: "one")
    var plans = [try StepPlan("base", Work.self, .init(waits: true))]
    for target in 0..<targets {
      var before: StepName = "base"
      for part in 0..<10 {
        let name = StepName("target-\(target)/\(part)")
        plans.append(
          try StepPlan(name, Work.self, .init(waits: part % 3 == 0), after: [before], scope: "target-\(target)"))
        before = name
      }
    }
    plans.append(
      try StepPlan("report", Work.self, .init(waits: false), tolerates: plans.dropFirst().map(\.name)))
    let watch = ContinuousClock()
    let start = watch.now
    try await driver.plan(plans)
    let planned = watch.now
    #expect(try await driver.run() == .finished(.finished))
    let ran = watch.now
    let machine = try WorkflowMachine(replaying: try await store.entries(of: caseID, from: 0))
    #expect(machine.counts == [.done: plans.count])
    let replayed = watch.now
    try await driver.unwind(.release)
    #expect(try await driver.run() == .finished(.released))
    print(
      "scale: \(plans.count) steps: plan \(planned - start), run \(ran - planned), replay \(replayed - ran),",
      "release \(watch.now - replayed)")
  }
}
