internal import ArgumentParser
internal import CaseModel
internal import Glibc
internal import JSONText
internal import Reporting

/// Collects, verifies, judges and reports on this host.
struct TriageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "triage", abstract: "Look at this host now: collect, verify, judge, report.",
    discussion: "Options of the collector (needletail-collector --help) can follow after --.")

  @Option(help: "Where the evidence goes: a directory, on a real suspect a remote share.") var share: String?
  @Option(name: .customLong("case"), help: "Name of the case.") var caseName: String?
  @Option(help: "quick, standard or full.") var profile = "standard"
  @Flag(help: "One JSON document on stdout.") var json = false
  @Flag(help: "Exit with 10 for watch and 11 for escalate.") var exitVerdict = false
  @Flag(help: "Keep secrets in clear; this is recorded.") var includeSecrets = false
  @Option(help: "all: hash every file.") var hash: String?
  @Argument(parsing: .postTerminator, help: "Options for the collector.") var collectorOptions: [String] = []

  func run() {
    carryOut(asJSON: json) {
      let place = try evidencePlace()
      let summary = try collect(to: place)
      guard let path = summary["bundle"]?.string, let seal = summary["seal"]?.string else {
        throw Failure("the collector's answer cannot be read")
      }
      let bundle = try CheckedBundle(path: path, seal: seal)
      var report = try bundle.hostReport()
      let page = "\(path).html"
      report.nextCommand = ["needletail", "report", path, "--format", "html"]
      report.verifyCommand = ["needletail", "verify", path, "--seal", seal]
      try OutputFile.write(Array(HTMLReport(report).text.utf8), to: page)
      Terminal.out(Rendering.verdict(report, asJSON: json))
      if !json { Terminal.err("\nreport for reading and printing: \(page)\n") }
      if exitVerdict, let code = Rendering.exitCode(report.judgement.verdict) { return code }
      return summary["incomplete"]?.bool == true ? .incomplete : .done
    }
  }

  private func collect(to place: String) throws -> JSONValue {
    var words = ["collect", "--share", place, "--case", caseName ?? Self.caseName(), "--profile", profile]
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
  private static func caseName() -> String {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return "local-" + Timestamp(seconds: Int64(now.tv_sec)).description.prefix(10).filter { $0 != "-" }
  }
}

/// Collects only.
struct CollectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collect", abstract: "Collect only: hands over to needletail-collector with the same options.")

  @Argument(parsing: .captureForPassthrough) var options: [String] = []

  func run() {
    carryOut(asJSON: false) { try SiblingProgram("needletail-collector").handOver(["collect"] + options) }
  }
}
