import Testing
import WorkflowKit

@testable import IncidentResponse

/// Whatever fails, is repeated or is killed: the response ends as if nothing had happened, or leaves nothing.
@Suite struct ResponseTrialTests {
  static let one = [ModelCase.suspects[0]]

  @Test(arguments: [LaneChoice.direct, .share, .auto]) func aPlainLifeEndsInTheVaultAndLeavesNothing(lane: LaneChoice)
    async throws
  {
    let life = try await ModelCase.trial(lane).plainLife()
    print("response, lane \(lane.rawValue): \(life.steps.count) steps, \(life.points) points")
    #expect(life.points > 20)
  }

  @Test(arguments: [LaneChoice.direct, .auto]) func eachFailedStepIsRetriedOrReleased(lane: LaneChoice) async throws {
    let count = try await ModelCase.trial(lane, Self.one).failEachStep()
    print("response, lane \(lane.rawValue): \(count) failures of steps")
    #expect(count > 8)
  }

  @Test func eachFailedUndoIsStuckAndThenReleased() async throws {
    #expect(try await ModelCase.trial(.auto, Self.one).failEachUndo() > 8)
  }

  @Test func eachStepMayRunTwice() async throws {
    #expect(try await ModelCase.trial(.auto).repeatEachStep() > 15)
  }

  @Test(arguments: [LaneChoice.direct, .auto]) func aKillBetweenAnyTwoCallsIsResumedOrCancelled(lane: LaneChoice)
    async throws
  {
    let count = try await ModelCase.trial(lane, Self.one).killEverywhere()
    print("response, lane \(lane.rawValue): \(count) kills")
    #expect(count > 100)
  }

  @Test(arguments: [LaneChoice.direct, .auto]) func anyCallCutOffBeforeOrAfterItsEffectIsHealed(lane: LaneChoice)
    async throws
  {
    let count = try await ModelCase.trial(lane, Self.one).resetEachCall()
    print("response, lane \(lane.rawValue): \(count) calls cut off")
    #expect(count > 100)
  }
}
