import CaseModel
import JSONText
import Testing
import Workflow
import WorkflowKit

/// The whole engine on random graphs: driver, journal and world, killed and cut off at sampled points, several steps at a time.
@Suite struct RandomTrialTests {
  @Test func randomWorkflowsSurviveWhateverHappens() async throws {
    let base = UInt64.random(in: 0...UInt64.max)
    print("random trials from seed \(base)")
    var points = 0
    for round in 0..<4 {
      let seed = base &+ UInt64(round)
      do {
        var trial = Self.trial(seed)
        trial.options.parallelLimit = round.isMultiple(of: 2) ? 1 : 4
        _ = try await trial.failEachStep()
        _ = try await trial.failEachUndo()
        _ = try await trial.repeatEachStep()
        points += try await trial.killEverywhere(every: 17, from: round)
        points += try await trial.resetEachCall(every: 17, from: round)
      } catch {
        Issue.record("seed \(seed): \(error)")
        return
      }
    }
    print("random trials: \(points) kills and resets")
  }

  private static func trial(_ seed: UInt64) -> WorkflowTrial<ThingWorld> {
    let (plans, things) = plans(seed)
    return WorkflowTrial(
      makeWorld: { gate, _ in ThingWorld(gate) },
      catalogue: { StepCatalogue([MakeThing(world: $0), KeepEvidence(world: $0)]) }, plans: { _ in plans },
      atEnd: { world in
        let found = await world.things.keys.sorted()
        guard found == things else { throw TrialError("there is \(found), not \(things)") }
      },
      afterRelease: { world in
        let left = await world.things.keys.sorted()
        guard left.isEmpty else { throw TrialError("left behind: \(left)") }
      })
  }

  private static func plans(_ seed: UInt64) -> (plans: [StepPlan], things: [String]) {
    var random = SeededRandom(seed)
    var plans: [StepPlan] = []
    var things: [String] = []
    for number in 0..<Int.random(in: 3...9, using: &random) {
      let name = "t\(number)"
      let needs = things.filter { !$0.contains("-") && random.chance(35) }
      let tolerated = plans.map(\.name).filter { name in !needs.contains(name.text) && random.chance(20) }
      let adds = random.chance(25) ? ["\(name)-x", "\(name)-y"] : []
      if let plan = try? StepPlan(
        StepName(name), MakeThing.self, .init(name: name, needs: needs, addsThings: adds),
        after: needs.map { StepName($0) }, tolerates: tolerated)
      {
        plans.append(plan)
        things += [name] + adds
      }
    }
    return (plans, things.sorted())
  }
}
