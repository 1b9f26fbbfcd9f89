internal import BundleJudging
internal import CaseModel
internal import Glibc
internal import JSONText
internal import ProgramKit
internal import Reporting
internal import Verifier
public import Workflow

/// What a triage was asked to do.
struct TriageOrder: Codable, Sendable {
  var place: String
  var caseName: String
  var profile: String
  var includeSecrets: Bool
  var hash: String?
  var collectorOptions: [String]
}

/// What a collection left.
struct CollectedBundle: Codable, Sendable {
  /// As the collector printed it, escaped.
  var path: String?
  var seal: String?
  var isIncomplete: Bool
}

/// What the steps of one triage share in this process: the opened bundle and its report, which no journal can hold.
actor TriageRun {
  private var bundle: CheckedBundle?
  private var report: HostReport?
  /// Where the page was written; empty before.
  private(set) var page = ""
  /// Why a step failed, with its exit code.
  private(set) var failure: Failure?
  private var isIncomplete = false

  /// Runs a part and remembers why it failed.
  func part<Result: Sendable>(_ body: @Sendable (isolated TriageRun) throws -> Result) throws -> Result {
    do { return try body(self) } catch let failure as Failure {
      self.failure = failure
      throw failure
    }
  }

  func collect(_ order: TriageOrder) throws -> CollectedBundle {
    var words = ["collect", "--share", order.place, "--case", order.caseName, "--profile", order.profile]
    if order.includeSecrets { words.append("--include-secrets") }
    if let hash = order.hash { words += ["--hash", hash] }
    let (output, status) = try SiblingProgram("needletail-collector").run(words + order.collectorOptions)
    guard let summary = try? JSONReader.parse(output) else {
      throw Failure(
        "the collector ended with \(status) and no answer",
        hint: "what is below \(order.place) can be checked with verify")
    }
    if let error = summary["error"] {
      // The collector has said it on stderr already; the code passes through.
      throw Failure(
        "nothing was collected: \(error["message"]?.string ?? "")",
        code: CaseModel.ExitCode(rawValue: status) ?? .failed)
    }
    if status == CaseModel.ExitCode.interrupted.rawValue {
      throw Failure("interrupted; what was collected is sealed", code: .interrupted)
    }
    isIncomplete = summary["incomplete"]?.bool == true
    return CollectedBundle(
      path: summary["bundle"]?.string, seal: summary["seal"]?.string, isIncomplete: isIncomplete)
  }

  func verify(_ collected: CollectedBundle) throws -> String {
    guard let path = collected.path, let seal = collected.seal else {
      throw Failure("the collector's answer cannot be read")
    }
    // The collector gives the path escaped; what it made below the share has only plain names.
    let bundle = try CheckedBundle.open(
      path: String(decoding: HostString(escaped: path).bytes, as: UTF8.self), seal: seal)
    self.bundle = bundle
    return bundle.report.sentence
  }

  func judge() throws -> String {
    guard let bundle else { throw Failure("there is no verified bundle") }
    var report = try bundle.hostReport()
    report.nextCommand = ["needletail", "report", bundle.path, "--format", "html"]
    report.verifyCommand =
      ["needletail", "verify", bundle.path] + (report.bundle.seal.map { ["--seal", $0] } ?? [])
    self.report = report
    return "\(report.judgement.verdict.rawValue), confidence \(report.judgement.confidence.rawValue)"
  }

  func write() throws -> String {
    guard let bundle, let report else { throw Failure("there is no judgement") }
    page = "\(bundle.path).html"
    try OutputFile.write(Array(HTMLReport(report).text.utf8), to: page)
    return page
  }

  func removePage() { unlink(page) }

  /// What goes to stdout.
  func rendering(asJSON: Bool) throws -> String {
    guard let report else { throw Failure("the triage made no report") }
    return Rendering.verdict(report, asJSON: asJSON)
  }

  /// The exit code, which the verdict decides if that was asked for.
  func exitCode(byVerdict: Bool) -> CaseModel.ExitCode {
    if byVerdict, let report, let code = Rendering.exitCode(report.judgement.verdict) { return code }
    return isIncomplete ? .incomplete : .done
  }
}

extension Failure: StepFailing {
  var stepFailure: StepFailure {
    StepFailure(code == .interrupted ? "interrupted" : "failed", message, next: hint ?? "")
  }
}

/// Collects. Evidence is never taken back.
struct CollectStep: StepKind {
  static let kind = "triage.collect"
  let run: TriageRun

  func carryOut(_ input: TriageOrder, _ context: StepContext) async throws -> StepProgress<CollectedBundle> {
    .done(try await run.part { try $0.collect(input) })
  }

  func undo(_ input: TriageOrder, _ output: CollectedBundle?, _ context: StepContext) -> UndoProgress { .nothingToUndo }
}

/// Verifies what was collected.
struct VerifyStep: StepKind {
  static let kind = "triage.verify"
  let run: TriageRun

  func carryOut(_ input: Nothing, _ context: StepContext) async throws -> StepProgress<String> {
    let collected = try context.output(of: "collect", as: CollectedBundle.self)
    return .done(try await run.part { try $0.verify(collected) })
  }

  func undo(_ input: Nothing, _ output: String?, _ context: StepContext) -> UndoProgress { .nothingToUndo }
}

/// Judges what was verified.
struct JudgeStep: StepKind {
  static let kind = "triage.judge"
  let run: TriageRun

  func carryOut(_ input: Nothing, _ context: StepContext) async throws -> StepProgress<String> {
    .done(try await run.part { try $0.judge() })
  }

  func undo(_ input: Nothing, _ output: String?, _ context: StepContext) -> UndoProgress { .nothingToUndo }
}

/// Writes the page. A page that was written for a failed run is taken back.
struct ReportStep: StepKind {
  static let kind = "triage.report"
  let run: TriageRun

  func carryOut(_ input: Nothing, _ context: StepContext) async throws -> StepProgress<String> {
    .done(try await run.part { try $0.write() })
  }

  func undo(_ input: Nothing, _ output: String?, _ context: StepContext) async -> UndoProgress {
    await run.removePage()
    return .undone
  }
}
