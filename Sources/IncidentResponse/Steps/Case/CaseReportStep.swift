public import CaseModel
internal import JSONText
public import Reporting
public import Workflow

/// Writes the case's report, and one a host, into the case's folder. It waits for everything and needs nothing to have gone well.
public struct CaseReportStep: StepKind {
  public static let kind = "case-report"
  let means: ResponseMeans
  let openedBy: String

  /// - Parameter openedBy: Who opened the case.
  public init(_ means: ResponseMeans, openedBy: String) {
    self.means = means
    self.openedBy = openedBy
  }

  /// What it is given.
  public struct Input: Codable, Sendable, Hashable {
    /// What was planned.
    public var plan: ResponsePlan
    /// An input.
    public init(plan: ResponsePlan) { self.plan = plan }
  }

  /// What it hands on.
  public struct Output: Codable, Sendable, Hashable {
    /// The worst verdict; empty if nothing was judged.
    public var verdict: String
    /// The page.
    public var page: String
    /// The JSON document.
    public var document: String
    /// The table for a terminal of 96 columns.
    public var text: String

    /// An output.
    public init(verdict: String, page: String, document: String, text: String) {
      self.verdict = verdict
      self.page = page
      self.document = document
      self.text = text
    }
  }

  public func carryOut(_ input: Input, _ context: StepContext) async throws -> StepProgress<Output> {
    let plans = try ResponseGraph(input.plan).steps()
    let builder = CaseReportBuilder(
      plan: input.plan, results: context.predecessors, openedBy: openedBy, openedAt: input.plan.openedAt,
      undo: UndoLedger.rows(plans, context.predecessors))
    let files = means.files
    let written = try await OwnThread.run { try CaseReportFiles(files: files).write(builder, at: context.now) }
    return .done(
      Output(
        verdict: written.report.verdict?.rawValue ?? "", page: written.page, document: written.document,
        text: written.text))
  }

  public func undo(_ input: Input, _ output: Output?, _ context: StepContext) async throws -> UndoProgress {
    .nothingToUndo
  }
}

/// The report of a case as files.
public struct CaseReportFiles: Sendable {
  let files: CaseFiles

  /// - Parameter files: The case's folder.
  public init(files: CaseFiles) { self.files = files }

  /// Writes `report.html`, `report.json`, and `hosts/TARGET.html` of every judged host.
  ///
  /// - Throws: `StepFailure` `local-disk`.
  public func write(_ builder: CaseReportBuilder, at now: Timestamp) throws -> CaseReportWritten {
    let report = try builder.report(at: now) { target, host in
      let path = try files.path("hosts", "\(target.description).html")
      try files.write(Array(HTMLReport(host).text.utf8), to: path)
      return "hosts/\(path.split(separator: "/").last ?? "")"
    }
    let page = try files.path("report.html")
    try files.write(Array(CaseHTMLReport(report).text.utf8), to: page)
    let document = try files.path("report.json")
    try files.write(Array((CaseJSONReport(report).value.prettyText + "\n").utf8), to: document)
    let text = try files.path("report.txt")
    try files.write(Array(CaseTextReport(report, width: 96).text.utf8), to: text)
    return CaseReportWritten(report: report, page: page, document: document, text: text)
  }
}

/// A report and where it was written.
public struct CaseReportWritten: Sendable {
  /// What it says.
  public var report: CaseReport
  /// The page.
  public var page: String
  /// The JSON document.
  public var document: String
  /// The table.
  public var text: String
}
