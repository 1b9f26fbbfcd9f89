import CaseModel
import Foundation
import JSONText
import Stores
import Testing
import Workflow
import WorkflowKit

/// The engine on the real store: kills between calls, and a real second process's view.
@Suite struct SQLiteTrialTests {
  actor Shelf {
    let gate: CallGate
    private(set) var things: [String] = []
    init(_ gate: CallGate) { self.gate = gate }
    func put(_ name: String) async throws {
      try await gate.pass("put") { if !things.contains(name) { things.append(name) } }
    }
    func remove(_ name: String) async throws { try await gate.pass("remove") { things.removeAll { $0 == name } } }
  }

  struct Put: StepKind {
    static let kind = "put"
    let shelf: Shelf
    func carryOut(_ input: String, _ context: StepContext) async throws -> StepProgress<Nothing> {
      try await shelf.put(input)
      return .done(Nothing())
    }
    func undo(_ input: String, _ output: Nothing?, _ context: StepContext) async throws -> UndoProgress {
      try await shelf.remove(input)
      return .undone
    }
  }

  @Test func killedAtAnyPointTheCaseResumesFromTheFile() async throws {
    let place = try Workplace()
    var trial = WorkflowTrial(
      makeWorld: { gate, _ in Shelf(gate) }, catalogue: { StepCatalogue([Put(shelf: $0)]) },
      plans: { _ in
        try ["a", "b", "c"].map { try StepPlan(StepName($0), Put.self, $0, after: $0 == "c" ? ["a", "b"] : []) }
      },
      atEnd: {
        guard await $0.things.sorted() == ["a", "b", "c"] else { throw TrialError("there is \(await $0.things)") }
      },
      afterRelease: { guard await $0.things.isEmpty else { throw TrialError("left: \(await $0.things)") } })
    trial.makeStore = { try SQLiteStore(path: "\(place.directory)/\(UUID().uuidString).sqlite") }
    let kills = try await trial.killEverywhere(every: 4)
    let resets = try await trial.resetEachCall(every: 4)
    print("sqlite: \(kills) kills, \(resets) resets")
    #expect(kills > 20 && resets > 15)
  }
}
