public import JSONText

/// The case as one JSON document for programs (docs/formats/case-json.md).
public struct CaseJSONReport: Sendable {
  /// What is told.
  public var report: CaseReport

  /// A document over a report.
  public init(_ report: CaseReport) { self.report = report }

  /// The document.
  public var value: JSONValue { .null }
}
