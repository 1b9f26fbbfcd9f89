import CaseModel
import Foundation
import JSONText
import Reporting
import Testing
import Workflow

@testable import IncidentResponse

/// How far each target came, from what its steps came to.
@Suite struct CaseReportBuilderTests {
  private static let target = ModelCase.suspects[0].target
  private static let direct = ResponseGraph.collecting(target, .direct)
  private static let verified = ResponseGraph.verifying(target, .direct)

  private func report(
    _ results: [StepName: StepResult], plan: ResponsePlan = ModelCase.plan(.direct, [ModelCase.suspects[0]]),
    undo: [CaseUndoRow] = []
  ) throws -> CaseReport {
    try CaseReportBuilder(
      plan: plan, results: results, openedBy: "kim", openedAt: Timestamp(seconds: 1), undo: undo
    ).report(at: Timestamp(seconds: 2))
  }

  private static func collected(nonce: String, seal: String) throws -> StepResult {
    let output = BundleForge.output(
      caseID: ModelCase.caseID, nonce: nonce, seal: seal, transport: ["upload": ["status": "stored"]])
    let answer = try CollectorAnswer(output: output, nonce: nonce, caseID: ModelCase.caseID)
    return StepResult(
      state: .done,
      output: try StepMemory.write(
        DirectCollect.Output(answer: answer, nonce: nonce, command: CommandID("c-1"), exitCode: 0, key: "k")))
  }

  private static func evidence(path: String, seal: String) throws -> StepResult {
    StepResult(
      state: .done,
      output: try StepMemory.write(
        VerifiedEvidence(
          verdict: FinalVerdict(
            verdict: "clear", confidence: "high", reasons: [], nextStep: "", findings: 0, standing: "verified"),
          seal: seal, keys: ["trial/x/direct/1.tar"], sizes: [7], bytes: 7, localPath: path, isPacked: true)))
  }

  @Test func aVerifiedBundleIsJudgedAgainAndTheTargetIsDone() throws {
    let nonce = String(repeating: "0a", count: 16)
    let bundle = try BundleForge.bundle(caseID: ModelCase.caseID, nonce: nonce, host: "web-1")
    let path = NSTemporaryDirectory() + "report-\(UUID().uuidString).tar"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(try BundleForge.packed(bundle.files)).write(to: URL(fileURLWithPath: path))
    let report = try report([
      Self.direct: try Self.collected(nonce: nonce, seal: bundle.seal),
      Self.verified: try Self.evidence(path: path, seal: bundle.seal),
    ])
    #expect(report.targets[0].state.kind == .done && report.targets[0].final != nil)
    #expect(report.targets[0].provisional?.verdict == .watch && report.targets[0].collections.count == 1)
    #expect(report.targets[0].collections[0].keptAt == ["vault/trial/x/direct/1.tar"] && report.notes.isEmpty)
  }

  @Test func aCopyThatWasAlteredOnThisMachineIsNotJudgedAndThatIsNoted() throws {
    let nonce = String(repeating: "0a", count: 16)
    let bundle = try BundleForge.bundle(caseID: ModelCase.caseID, nonce: nonce, host: "web-1")
    let path = NSTemporaryDirectory() + "report-\(UUID().uuidString).tar"
    defer { try? FileManager.default.removeItem(atPath: path) }
    var bytes = try BundleForge.packed(bundle.files)
    bytes[bytes.count / 3] ^= 1
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let report = try report([
      Self.direct: try Self.collected(nonce: nonce, seal: bundle.seal),
      Self.verified: try Self.evidence(path: path, seal: bundle.seal),
    ])
    #expect(report.targets[0].final == nil && report.targets[0].collections.count == 1)
    #expect(report.notes.count == 1 && report.notes[0].contains("the vault has it"))
  }

  @Test func aFailedTargetSaysWhyWhatIsSafeAndTheNextCommand() throws {
    let failure = StepFailure(
      "collector-killed", "it was killed", safe: "the disks", next: "needletail resume trial --retry-failed")
    let report = try report([Self.direct: StepResult(state: .failed, failure: failure)])
    let state = report.targets[0].state
    #expect(state.kind == .failed && state.why == "it was killed" && state.safe == "the disks")
    #expect(state.nextCommand == ["needletail", "resume", "trial", "--retry-failed"])
    #expect(report.nextCommand == ["needletail", "resume", "trial", "--retry-failed"])
  }

  @Test func aTargetAtWorkOrWaitingSaysAtWhichStep() throws {
    let running = try report([Self.direct: StepResult(state: .waiting)]).targets[0].state
    #expect(running.kind == .running && running.why.contains(Self.direct.text))
    let waiting = try report([Self.direct: StepResult(state: .planned)]).targets[0].state
    #expect(waiting.kind == .waiting && waiting.why.contains(Self.direct.text))
  }

  @Test func aTargetThatNoLaneReachesIsNotCollectedAndOffersWhatHelps() throws {
    var plan = ModelCase.plan(.direct, [ModelCase.suspects[0]])
    plan.readiness[0].notes = [
      Readiness.Note(.remark, "old agent"), Readiness.Note(.blocks, "runs Windows", fix: "preserve its disks"),
    ]
    let state = try report([:], plan: plan).targets[0].state
    #expect(state.kind == .notCollected && state.why == "runs Windows" && state.alternatives == ["preserve its disks"])
  }

  @Test func whatStandsIsOfferedForReleaseAndWhatWasNotFoundIsListedWithItsLine() throws {
    var plan = ModelCase.plan(.direct, [ModelCase.suspects[0]])
    plan.problems = [
      TargetProblem(line: 3, message: "nonsense"), TargetProblem(line: 0, message: "of the command line"),
    ]
    let report = try report(
      [:], plan: plan, undo: [CaseUndoRow(step: "stack", made: "stack", place: "x", state: .standing, detail: "")])
    #expect(report.nextCommand == ["needletail", "release", "trial"])
    #expect(report.unresolved == ["line 3: nonsense", "of the command line"])
  }
}
