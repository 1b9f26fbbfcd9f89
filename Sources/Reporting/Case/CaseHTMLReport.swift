/// The case as one HTML file that needs nothing else: no script, no font, no picture, no network.
public struct CaseHTMLReport: Sendable {
  /// What is told.
  public var report: CaseReport

  /// A page over a report.
  public init(_ report: CaseReport) { self.report = report }

  /// The whole file.
  public var text: String { "" }
}
