internal import CaseModel
internal import HostFacts

/// The report for a terminal: the verdict first, then why, then what to do, then the evidence.
public struct TextReport: Sendable {
  /// What is told.
  public var report: HostReport
  /// Columns; kept between 60 and 120.
  public var width: Int
  /// Whether marks for colour are written. The caller honours `NO_COLOR`.
  public var usesColour: Bool

  /// Findings that are written out; the rest is counted.
  static let findingLimit = 30
  /// Pieces of evidence under one finding.
  static let evidenceLimit = 8

  /// A text over a report.
  public init(_ report: HostReport, width: Int = 96, usesColour: Bool = false) {
    self.report = report
    self.width = min(120, max(60, width))
    self.usesColour = usesColour
  }

  /// The text; every line ends with a line feed.
  public var text: String {
    let lines = head + reasons + next + findings + notSeen + evidence + commands
    return lines.map { $0 + "\n" }.joined()
  }

  private var style: TerminalStyle { TerminalStyle(usesColour: usesColour) }
  private var judgement: Judgement { report.judgement }

  private var head: [String] {
    let word = VerdictWords.title(judgement.verdict).uppercased()
    let host = report.host
    let name = shown(host.hostname.text, 80) + (host.instanceID.map { " (\(shown($0.text, 40)))" } ?? "")
    let how =
      "\(VerdictWords.standing(provisional: judgement.provisional)), confidence \(judgement.confidence.rawValue)"
    var lines = ["", "\(style(" \(word) ", TerminalStyle.mark(judgement.verdict)))  \(style(name, .bold))", ""]
    lines += paragraph(VerdictWords.sentence(judgement.verdict), indent: 2)
    lines += paragraph("\(how)", indent: 2)
    let took = report.endedAt.map { ", took \(Words.duration(from: report.startedAt, to: $0))" } ?? ", cut short"
    lines += paragraph("case \(report.caseID), collected \(Words.moment(report.startedAt)) UTC\(took)", indent: 2)
    return lines
  }

  private var reasons: [String] {
    guard !judgement.reasons.isEmpty else { return [] }
    return heading("Reasons")
      + judgement.reasons.prefix(5).enumerated().flatMap { index, reason in
        paragraph(reason.text, indent: 5, first: "  \(index + 1). ")
      }
  }

  private var next: [String] {
    judgement.nextStep.isEmpty ? [] : heading("Next step") + paragraph(judgement.nextStep, indent: 2)
  }

  private var findings: [String] {
    guard !judgement.findings.isEmpty else { return heading("Findings") + ["  none"] }
    var lines = heading("Findings", note: severityCounts)
    let listed = judgement.findings.prefix(Self.findingLimit)
    for severity in Severity.allCases.reversed() {
      for finding in listed where finding.severity == severity { lines += block(finding) + [""] }
    }
    if lines.last == "" { lines.removeLast() }
    let rest = judgement.findings.count - listed.count
    if rest > 0 { lines += ["", "  … and \(Words.count(rest, "finding")) more, in the page and with --json"] }
    return lines
  }

  private var severityCounts: String {
    Severity.allCases.reversed().compactMap { severity in
      let count = judgement.findings.count { $0.severity == severity }
      return count > 0 ? "\(count) \(severity.rawValue)" : nil
    }.joined(separator: ", ")
  }

  private func block(_ finding: Finding) -> [String] {
    let label = finding.severity.rawValue.uppercased()
    let padded = label + String(repeating: " ", count: max(0, 9 - label.utf8.count))
    var lines = paragraph(
      finding.title.text, indent: 11, first: "  \(style(padded, TerminalStyle.mark(finding.severity)))")
    var facts = finding.techniques.prefix(8).map { shown($0.id, 16) }
    facts.append(shown(finding.id, 80))
    if let time = finding.occurred { facts.append("\(Words.moment(time)) UTC") }
    lines += paragraph(facts.joined(separator: " · "), indent: 11, mark: .faint)
    lines += paragraph(finding.why, indent: 11)
    for evidence in finding.evidence.prefix(Self.evidenceLimit) {
      lines += paragraph(
        "\(evidence.source.text): \(evidence.text.text)", indent: 13, first: "           - ", limit: 600)
      if let exhibit = evidence.exhibit { lines += paragraph("exhibit \(exhibit)", indent: 13, mark: .faint) }
    }
    let rest = finding.evidence.count - Self.evidenceLimit
    if rest > 0 { lines.append("           - … and \(Words.grouped(rest)) more") }
    return lines
  }

  private var notSeen: [String] {
    guard !report.notSeen.isEmpty else { return [] }
    let listed = report.notSeen.prefix(20)
    var lines = heading("Not seen", note: "limits the answer")
    for line in listed { lines += paragraph(line, indent: 4, first: "  - ") }
    let rest = report.notSeen.count - listed.count
    if rest > 0 { lines.append("  - … and \(Words.grouped(rest)) more, in the ledger") }
    return lines
  }

  private var evidence: [String] {
    let order: [CoverageStatus] = [.obtained, .partial, .denied, .failed, .absent, .unsupported]
    let ledger = order.compactMap { status in
      let count = report.count(status)
      return count > 0 ? "\(count) \(status.rawValue)" : nil
    }.joined(separator: ", ")
    let counts = report.counts
    let size =
      "\(Words.count(counts.exhibits, "exhibit")), \(Words.count(counts.records, "record")), \(Words.bytes(counts.storedBytes))"
    let rows: [(String, String)] = [
      ("bundle", report.bundle.path), ("content", size), ("ledger", ledger.isEmpty ? "no rows" : ledger),
      ("seal", report.bundle.seal ?? "none"),
      ("", VerdictWords.verification(report.bundle)),
      ("nonce", report.nonce), ("tool", report.tool),
    ]
    return heading("Evidence")
      + rows.flatMap { name, value in
        paragraph(value, indent: 11, first: "  \(name)\(String(repeating: " ", count: 9 - name.utf8.count))")
      }
  }

  private var commands: [String] {
    guard !report.nextCommand.isEmpty else { return [] }
    // A command is not wrapped: a line break would change what is pasted.
    return heading("Type next") + ["  \(style(shown(Words.command(report.nextCommand), 4_096), .bold))", ""]
  }

  private func shown(_ text: String, _ limit: Int) -> String { DisplayText.safe(text, limit: limit) }

  private func heading(_ title: String, note: String = "") -> [String] {
    ["", style(title, .bold) + (note.isEmpty ? "" : "  \(style(note, .faint))"), ""]
  }

  private func paragraph(
    _ text: String, indent: Int, first: String? = nil, mark: TerminalStyle.Mark? = nil,
    limit: Int = 1_200
  ) -> [String] {
    let margin = String(repeating: " ", count: indent)
    return DisplayText.wrap(shown(text, limit), width: width - indent).enumerated().map { index, line in
      (index == 0 ? first ?? margin : margin) + (mark.map { style(line, $0) } ?? line)
    }
  }
}
