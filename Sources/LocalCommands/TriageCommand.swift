public import ArgumentParser
internal import BundleJudging
public import CaseModel
internal import Glibc
internal import ProgramKit
internal import Workflow

/// Collects, verifies, judges and reports on this host.
struct TriageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "triage", abstract: "Look at this host now: collect, verify, judge, report.",
    discussion: "Options of the collector (needletail-collector --help) can follow after --.")

  @Option(help: "Where the evidence goes: a directory, on a real suspect a remote share.") var share: String?
  @Option(name: .customLong("case"), help: "Name of the case.") var caseName: String?
  @Option(help: "quick, standard or full.") var profile = CollectionProfile.standard
  @Flag(help: "One JSON document on stdout.") var json = false
  @Flag(help: "Exit with 10 for watch and 11 for escalate.") var exitVerdict = false
  @Flag(help: "Keep secrets in clear; this is recorded.") var includeSecrets = false
  @Option(help: "all: hash every file.") var hash: String?
  @Argument(parsing: .postTerminator, help: "Options for the collector.") var collectorOptions: [String] = []

  func run() {
    carryOut(asJSON: json) {
      let place = try evidencePlace()
      let name = caseName ?? Self.caseName()
      guard let id = CaseID(name) else {
        throw Failure(
          "not a case id (1 to 64 letters, digits, dots, dashes, underscores): \(HostString(name).text)", code: .usage)
      }
      let order = TriageOrder(
        place: place, caseName: name, profile: profile.rawValue, includeSecrets: includeSecrets, hash: hash,
        collectorOptions: collectorOptions)
      let store = try journal(in: place, name: name)
      let run = TriageRun()
      let (rendering, page, code) = try waitFor { [json, exitVerdict] in
        try await Self.carryOutSteps(id, order, run, store)
        return (
          try await run.rendering(asJSON: json), await run.page, await run.exitCode(byVerdict: exitVerdict)
        )
      }
      Terminal.out(rendering)
      if !json { Terminal.err("\nreport for reading and printing: \(page)\n") }
      return code
    }
  }

  /// Collect, verify, judge, report; if one fails, what was made for it is taken back.
  private static func carryOutSteps(
    _ id: CaseID, _ order: TriageOrder, _ run: TriageRun, _ store: JSONLinesStore
  ) async throws {
    do {
      try await store.open(
        CaseRecord(id: id, title: "triage of this host", opened: now(), openedBy: "needletail triage"))
      let driver = WorkflowDriver(
        caseID: id,
        catalogue: StepCatalogue([
          CollectStep(run: run), VerifyStep(run: run), JudgeStep(run: run), ReportStep(run: run),
        ]), store: store, holder: "triage-\(getpid())")
      try await driver.plan([
        try StepPlan("collect", CollectStep.self, order),
        try StepPlan("verify", VerifyStep.self, Nothing(), after: ["collect"]),
        try StepPlan("judge", JudgeStep.self, Nothing(), after: ["verify"]),
        try StepPlan("report", ReportStep.self, Nothing(), after: ["judge"]),
      ])
      guard try await driver.run() != .finished(.finished) else { return }
      try await driver.unwind(.cancel)
      _ = try await driver.run()
      throw await run.failure ?? Failure("the triage failed")
    } catch let error as JournalStoreError {
      throw Failure(error.message, hint: error.hint.isEmpty ? nil : error.hint)
    }
  }

  /// The journal of this run, beside the case's bundles.
  private func journal(in place: String, name: String) throws -> JSONLinesStore {
    let time = Self.now().description.filter { $0 != "-" && $0 != ":" }
    do { return try JSONLinesStore(path: "\(place)/\(name)-\(time)-\(getpid()).journal.jsonl") } catch let error
      as JournalStoreError
    {
      throw Failure(error.message, hint: "give a directory that can be written: --share DIR")
    }
  }

  private func evidencePlace() throws -> String {
    if let share {
      var status = stat()
      guard stat(share, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
        throw Failure(
          "the share must be an existing directory: \(HostString(share).text)",
          hint: "mkdir it, or mount the share there first")
      }
      return share
    }
    let place = "needletail-evidence"
    guard mkdir(place, 0o700) == 0 || errno == EEXIST else {
      throw Failure(
        "cannot make a place for the evidence (\(String(cString: strerror(errno)))): \(place)", hint: "--share DIR")
    }
    Terminal.err(
      "evidence goes to ./\(place); on a real suspect give a remote share with --share, so that its disk is not written to\n"
    )
    return place
  }

  /// `local-20260131`, in UTC.
  private static func caseName() -> String { "local-" + now().description.prefix(10).filter { $0 != "-" } }

  private static func now() -> Timestamp { SystemClock().now() }
}

extension CollectionProfile: ExpressibleByArgument {}

/// Collects only.
struct CollectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collect", abstract: "Collect only: hands over to needletail-collector with the same options.")

  @Argument(parsing: .captureForPassthrough) var options: [String] = []

  func run() {
    carryOut(asJSON: false) { try SiblingProgram("needletail-collector").handOver(["collect"] + options) }
  }
}
