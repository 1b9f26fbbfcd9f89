public import ArgumentParser
internal import BundleJudging
public import CaseModel
internal import Glibc
internal import JSONText
internal import Reporting
internal import Verifier
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
      guard CaseID(name) != nil else {
        throw Failure(
          "not a case id (1 to 64 letters, digits, dots, dashes, underscores): \(HostString(name).text)", code: .usage)
      }
      var state = TriageState()
      let journal = try journal(in: place, name: name)
      switch try Workflow(steps(place: place, caseName: name), journal: journal, clock: Self.now).run(&state) {
      case .finished: break
      case .unwound, .stuck: throw state.failure ?? Failure("the triage failed")
      }
      guard let report = state.report else { throw Failure("the triage made no report") }
      Terminal.out(Rendering.verdict(report, asJSON: json))
      if !json { Terminal.err("\nreport for reading and printing: \(state.page)\n") }
      if exitVerdict, let code = Rendering.exitCode(report.judgement.verdict) { return code }
      return state.summary["incomplete"]?.bool == true ? .incomplete : .done
    }
  }

  /// What the steps hand on.
  private struct TriageState {
    var summary = JSONValue.null
    var bundle: CheckedBundle?
    var report: HostReport?
    var page = ""
    var failure: Failure?
  }

  /// Collect, verify, judge, report. Evidence is never taken back; a page that was written for a failed run is.
  private func steps(place: String, caseName: String) -> [WorkflowStep<TriageState>] {
    func step(
      _ name: String, undo: ((inout TriageState) throws -> Void)? = nil,
      _ body: @escaping (inout TriageState) throws -> String
    ) -> WorkflowStep<TriageState> {
      WorkflowStep(
        name,
        carryOut: { state in
          do { return HostString(try body(&state)) } catch let failure as Failure {
            state.failure = failure
            throw failure
          }
        }, undo: undo)
    }
    return [
      step("collect") { state in
        state.summary = try collect(to: place, caseName: caseName)
        return "bundle \(state.summary["bundle"]?.string ?? "") seal \(state.summary["seal"]?.string ?? "")"
      },
      step("verify") { state in
        guard let path = state.summary["bundle"]?.string, let seal = state.summary["seal"]?.string else {
          throw Failure("the collector's answer cannot be read")
        }
        // The collector gives the path escaped; what it made below the share has only plain names.
        let bundle = try CheckedBundle.open(
          path: String(decoding: HostString(escaped: path).bytes, as: UTF8.self), seal: seal)
        state.bundle = bundle
        return bundle.report.sentence
      },
      step("judge") { state in
        guard let bundle = state.bundle else { throw Failure("there is no verified bundle") }
        var report = try bundle.hostReport()
        report.nextCommand = ["needletail", "report", bundle.path, "--format", "html"]
        report.verifyCommand =
          ["needletail", "verify", bundle.path] + (report.bundle.seal.map { ["--seal", $0] } ?? [])
        state.report = report
        return "\(report.judgement.verdict.rawValue), confidence \(report.judgement.confidence.rawValue)"
      },
      step("report", undo: { state in unlink(state.page) }) { state in
        guard let bundle = state.bundle, let report = state.report else { throw Failure("there is no judgement") }
        state.page = "\(bundle.path).html"
        try OutputFile.write(Array(HTMLReport(report).text.utf8), to: state.page)
        return state.page
      },
    ]
  }

  /// The journal of this run, beside the case's bundles.
  private func journal(in place: String, name: String) throws -> JSONLinesJournal {
    let time = Self.now().description.filter { $0 != "-" && $0 != ":" }
    do { return try JSONLinesJournal(path: "\(place)/\(name)-\(time)-\(getpid()).journal.jsonl") } catch let error
      as JournalError
    {
      throw Failure(error.message, hint: "give a directory that can be written: --share DIR")
    }
  }

  private func collect(to place: String, caseName: String) throws -> JSONValue {
    var words = ["collect", "--share", place, "--case", caseName, "--profile", profile.rawValue]
    if includeSecrets { words.append("--include-secrets") }
    if let hash { words += ["--hash", hash] }
    let (output, status) = try SiblingProgram("needletail-collector").run(words + collectorOptions)
    guard let summary = try? JSONReader.parse(output) else {
      throw Failure(
        "the collector ended with \(status) and no answer", hint: "what is below \(place) can be checked with verify")
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
    return summary
  }

  private func evidencePlace() throws -> String {
    if let share { return share }
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

  private static func now() -> Timestamp {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Timestamp(seconds: Int64(now.tv_sec), nanoseconds: Int64(now.tv_nsec))
  }
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
