import CaseModel
import CollectionPlans
import Digests
import JSONText
import Reporting
import Testing
import Workflow
import WorkflowKit

@testable import IncidentResponse

/// A responder's own programs in a response: uploaded before the tools move, named to each share command, told by the report.
@Suite struct OwnToolsTests {
  static let job = ToolJob(runs: [
    .init(program: String(repeating: "1", count: 64), name: "t", arguments: ["-a"], seconds: 30, outputBytes: 9)
  ])
  static let tools = OwnToolset(
    job, files: [.init(path: "/t", digest: String(repeating: "1", count: 64), size: 9)])

  static func plan(_ lane: LaneChoice, _ suspects: [Suspect] = ModelCase.suspects) -> ResponsePlan {
    var plan = ModelCase.plan(lane, suspects)
    plan.ownTools = tools
    return plan
  }

  @Test func theShareCommandNamesTheJobAndWaitsForItsTime() throws {
    let steps = try ResponseGraph(Self.plan(.auto)).steps()
    let keeping = try #require(steps.first { $0.kind == KeepOwnTools.kind })
    #expect(keeping.name == KeepOwnTools.step)
    let moving = steps.filter { $0.kind == Transfer.kind && $0.name.text.hasPrefix("tools/") }
    #expect(moving.count == 2 && moving.allSatisfy { $0.after.contains(keeping.name) })
    let undo = UndoLedger.rows(steps, [keeping.name: StepResult(state: .done, output: nil, failure: nil)])
    #expect(undo.map(\.state) == [.kept] && undo.first?.made.hasPrefix("own programs") == true)
    for step in steps where step.kind == ShareCollect.kind {
      let input = try JSONRecordDecoder.decode(ShareCollect.Input.self, from: step.input)
      #expect(input.jobDigest == Self.tools.digest && input.jobSeconds == 45)
    }
    #expect(
      try ResponseGraph(Self.plan(.direct)).steps().allSatisfy { $0.kind != KeepOwnTools.kind })
    #expect(
      try ResponseGraph(ModelCase.plan(.auto)).steps().allSatisfy { $0.kind != KeepOwnTools.kind }
    )
  }

  /// A case that an older version opened knows no own tools.
  @Test func plansAndInputsWithoutOwnToolsAreRead() throws {
    let plan = try JSONReader.parse(JSONRecordEncoder.encode(ModelCase.plan(.auto)))
    #expect(plan["ownTools"] == nil)
    #expect(try JSONRecordDecoder.decode(ResponsePlan.self, from: plan).ownTools == nil)
    let step = try #require(
      try ResponseGraph(ModelCase.plan(.auto)).steps().first { $0.kind == ShareCollect.kind })
    #expect(step.input["jobDigest"] == nil)
    #expect(try JSONRecordDecoder.decode(ShareCollect.Input.self, from: step.input).jobDigest == nil)
    let whole = try JSONReader.parse(JSONRecordEncoder.encode(Self.plan(.auto)))
    #expect(try JSONRecordDecoder.decode(ResponsePlan.self, from: whole).ownTools == Self.tools)
  }

  @Test func aLifeWithOwnToolsEndsWellWhereverItIsKilled() async throws {
    let plan = Self.plan(.share, [ModelCase.suspects[0]])
    let trial = ModelCase.trial(plan)
    #expect(try await trial.plainLife().points > 20)
    #expect(try await trial.repeatEachStep() > 5)
    let kills = try await trial.killEverywhere()
    print("response with own tools: \(kills) kills")
    #expect(kills > 50)
  }

  @Test func theReportTellsRunsFromTheLedger() {
    var run = LedgerRun(program: "ab", arguments: ["t", "-a"])
    #expect(CaseToolRun(LedgerRow(id: "T001", name: "t", status: .failed, run: run)) == nil, "never started")
    run.exit = 3
    run.stdout = "cd"
    let told = CaseToolRun(LedgerRow(id: "T001", name: "t", status: .obtained, run: run))
    #expect(told == CaseToolRun(digest: "ab", arguments: ["t", "-a"], exitCode: 3, output: "cd"))
    #expect(CaseToolRun(LedgerRow(id: "C001", name: "x", status: .obtained)) == nil)
  }
}
