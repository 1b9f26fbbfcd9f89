import CaseModel
import JSONText
import Reporting
import Testing

@testable import IncidentResponse
@testable import Workflow

/// What was changed, how it stands, and the proof that nothing is left.
@Suite struct UndoAndResidueTests {
  private static func plans() throws -> [StepPlan] {
    try ResponseGraph(ModelCase.plan(.auto, [ModelCase.suspects[0]])).steps()
  }

  private func rows(_ state: StepState) throws -> [String: CaseUndoRow.State] {
    let plans = try Self.plans()
    let failure = StepFailure("stuck", "cannot go")
    let results = Dictionary(
      uniqueKeysWithValues: plans.map {
        ($0.name, StepResult(state: state, failure: state == .stuck ? failure : nil))
      })
    return Dictionary(uniqueKeysWithValues: UndoLedger.rows(plans, results).map { ($0.step, $0.state) })
  }

  private static let target = ModelCase.suspects[0].target.description
  private static let group = ModelCase.suspects[0].group.description

  @Test func whatIsMadeStandsUntilItIsTakenBackAndEvidenceIsKept() throws {
    let done = try rows(.done)
    #expect(done["stack/\(Self.group)"] == .standing && done["shares/\(Self.group)/1"] == .standing)
    #expect(done["transfer/\(Self.target)"] == .standing && done["tool"] == .kept)
    #expect(done["verified/\(Self.target)"] == .kept && done["direct/\(Self.target)"] == .undone)
    let undone = try rows(.undone)
    #expect(undone["stack/\(Self.group)"] == .undone && undone["verified/\(Self.target)"] == .kept)
    #expect(try rows(.stuck).values.allSatisfy { $0 == .stuck })
    #expect(try rows(.running)["stack/\(Self.group)"] == .unknown)
    #expect(try rows(.failed)["stack/\(Self.group)"] == .standing)
  }

  @Test func whatWasNeverBegunIsNotInTheLedger() throws {
    #expect(try rows(.planned).isEmpty && rows(.skipped).isEmpty)
    #expect(try !rows(.done).keys.contains { $0.hasPrefix("inventory/") || $0 == "report" }, "they change nothing")
  }

  @Test func residueIsFoundByTheCasesOwnNamesAndIdsAndOthersThingsAreNotOurs() async throws {
    let names = ResponseNames(prefix: "needletail", caseID: ModelCase.caseID)
    var cloud = DirectoryCloud()
    let before = InventoryItem(kind: "stack", id: "customer", name: "customer")
    cloud.items = [before]
    let standings = try standings(before: [before], fileSystem: "fs-0abc")
    #expect(
      try await ResidueCheck(cloud: cloud, plan: ModelCase.plan(.auto)).compare(standings).places[0].residue.isEmpty)

    let stack = InventoryItem(kind: "stack", id: "arn:1", name: "needletail-\(names.slug)-0000000a-response")
    let share = InventoryItem(kind: "file-system", id: "fs-0abc")
    let other = ResponseNames(prefix: "needletail", caseID: CaseID("other")!)
    let foreign = InventoryItem(kind: "stack", id: "arn:2", name: "needletail-\(other.slug)-0000000a-response")
    cloud.items = [before, stack, share, foreign]
    let place = try await ResidueCheck(cloud: cloud, plan: ModelCase.plan(.auto)).compare(standings).places[0]
    #expect(place.residue == [stack, share], "by name, and by an id that its stack gave out")
    #expect(place.foreign == [foreign] && place.before == 1 && place.after == 4)
  }

  private func standings(before: [InventoryItem], fileSystem: String) throws -> [StepStanding] {
    try Self.plans().map { plan in
      var output: JSONValue?
      switch plan.kind {
      case TakeInventory.kind: output = try StepMemory.write(TakeInventory.Output(items: before))
      case TargetStack.kind:
        output = try StepMemory.write(
          TargetShares(
            shares: [
              "i-0000000a": TargetShares.Share(fileSystem: fileSystem, address: "10.9.0.1", subnet: "subnet-1")
            ], transferGroup: "sg-0000000f"))
      default: break
      }
      return StepStanding(
        plan: plan, state: .done, attempt: 1, output: output, failure: nil, skippedBecause: nil, wait: nil,
        begunAt: nil,
        endedAt: nil, mayHaveEffects: true, hadNothingToUndo: false)
    }
  }
}
