/// The case for a terminal: the verdicts first, one row a target, then what differs, then what is not known.
public struct CaseTextReport: Sendable {
  /// What is told.
  public var report: CaseReport
  /// Columns; kept between 60 and 160.
  public var width: Int
  /// Whether marks for colour are written. The caller honours `NO_COLOR`.
  public var usesColour: Bool

  /// A text over a report.
  public init(_ report: CaseReport, width: Int = 96, usesColour: Bool = false) {
    self.report = report
    self.width = min(160, max(60, width))
    self.usesColour = usesColour
  }

  /// The text; every line ends with a line feed.
  public var text: String { "" }
}
