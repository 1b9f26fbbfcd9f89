import CaseModel
import JSONText
import Testing
import Workflow
import WorkflowKit

/// The trial on a small workflow with a bit of everything: a chain, a fork, added steps, evidence, a tolerant step.
@Suite struct TrialTests {
  private static func trial() -> WorkflowTrial<ThingWorld> {
    WorkflowTrial(
      makeWorld: { gate, _ in ThingWorld(gate) },
      catalogue: { StepCatalogue([MakeThing(world: $0), KeepEvidence(world: $0)]) },
      plans: { _ in
        [
          try StepPlan("a", MakeThing.self, .init(name: "a")),
          try StepPlan("b", MakeThing.self, .init(name: "b", needs: ["a"], addsThings: ["b1", "b2"]), after: ["a"]),
          try StepPlan("c", MakeThing.self, .init(name: "c", needs: ["a"]), after: ["a"]),
          try StepPlan("proof", KeepEvidence.self, .init(name: "proof"), after: ["a"], tolerates: ["b", "c"]),
        ]
      },
      atEnd: { world in
        let things = await world.things.keys.sorted()
        guard things == ["a", "b", "b1", "b2", "c"] else { throw TrialError("there is \(things)") }
        guard await world.evidence == ["proof"] else { throw TrialError("the evidence is lost") }
      },
      afterRelease: { world in
        let things = await world.things.keys.sorted()
        guard things.isEmpty else { throw TrialError("left behind: \(things)") }
      })
  }

  @Test func everyStepFailedInTurnEndsWellAndLeavesNothing() async throws {
    #expect(try await Self.trial().failEachStep() == 24)
    #expect(try await Self.trial().failEachUndo() == 12)
  }

  @Test func everyStepRepeatedEndsTheSame() async throws {
    #expect(try await Self.trial().repeatEachStep() == 6)
  }

  @Test func killedAtAnyPointItResumesOrRollsBack() async throws {
    let points = try await Self.trial().plainLife().points
    let kills = try await Self.trial().killEverywhere()
    print("points: \(points), kills: \(kills)")
    #expect(kills > points)
  }

  @Test func everyCallCutOffOnceEndsWell() async throws {
    let points = try await Self.trial().plainLife().points
    let resets = try await Self.trial().resetEachCall()
    print("points: \(points), resets: \(resets)")
    #expect(resets >= points - 2)
  }

  @Test func manyAtATimeTheTrialsHoldAsWell() async throws {
    var trial = Self.trial()
    trial.options.parallelLimit = 8
    #expect(try await trial.failEachStep() == 24)
    #expect(try await trial.killEverywhere() > 0)
  }

  @Test func aWorkflowThatMakesThingsTwiceIsFound() async throws {
    var trial = Self.trial()
    trial.catalogue = { world in
      var make = AnyStepKind(MakeThing(world: world))
      let carryOut = make.carryOut
      make.carryOut = { input, context in
        // Another token at every call: what a careless step would do.
        let careless = StepContext(
          caseID: context.caseID, step: StepName("\(context.step)-\(UInt32.random(in: 0...UInt32.max))"),
          now: context.now, memory: context.memory, predecessors: context.predecessors)
        return try await carryOut(input, careless)
      }
      return StepCatalogue(erased: [make, AnyStepKind(KeepEvidence(world: world))])
    }
    await #expect(throws: TrialError.self) { _ = try await trial.repeatEachStep() }
    await #expect(throws: TrialError.self) { _ = try await trial.killEverywhere() }
  }
}
