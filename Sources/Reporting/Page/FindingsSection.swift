internal import CaseModel

/// Findings, worst first, each with its evidence.
struct FindingsSection {
  let page: PageContext
  private var findings: [Finding] { page.report.judgement.findings }

  /// Bytes of findings that are written out; the rest is listed by title.
  static let byteLimit = 1_000_000
  private static let evidenceLimit = 20

  var html: HTML {
    let (blocks, count) = blocks
    return section("findings", "Findings", lead: lead) {
      blocks
      if count < findings.count { rest(from: count) }
    }
  }

  private var lead: String {
    guard !findings.isEmpty else { return "None. The heuristics that ran found nothing abnormal." }
    let counts = Severity.allCases.reversed().compactMap { severity in
      let count = findings.count { $0.severity == severity }
      return count > 0 ? "\(count) \(severity.rawValue)" : nil
    }
    return "\(counts.joined(separator: ", ")). Each names what is abnormal, why that matters, and where it was read."
  }

  private var blocks: ([HTML], Int) {
    var blocks: [HTML] = []
    var bytes = 0
    for (index, finding) in findings.enumerated() {
      guard bytes < Self.byteLimit else { break }
      let block = block(finding, number: index + 1)
      bytes += block.length
      blocks.append(block)
    }
    return (blocks, blocks.count)
  }

  private func block(_ finding: Finding, number: Int) -> HTML {
    let summary = element(.summary) {
      Self.chip(finding.severity)
      element(.h3) { HTML.text(finding.title.text, limit: 400) }
      element(.span, .style("number")) { "\(number)" }
    }
    let body = element(.div, .style("body")) {
      element(.p) { HTML.text(finding.why, limit: 2_000) }
      facts(finding)
      evidence(finding)
    }
    return .element(
      .details, [.fixed("open", ""), .id(.init("f", number)), Self.look(finding.severity)], .joined([summary, body]))
  }

  private func facts(_ finding: Finding) -> HTML {
    element(.ul, .style("meta")) {
      for technique in finding.techniques.prefix(8) { element(.li) { Self.link(technique) } }
      element(.li) { element(.code) { HTML.text(finding.id, limit: 120) } }
      if let time = finding.occurred {
        element(.li) {
          page.moment(time)
          " UTC"
        }
      }
      for pid in finding.processes.prefix(12) {
        element(.li) {
          "pid "
          page.pid(pid)
        }
      }
      if finding.processes.count > 12 { element(.li) { "and \(finding.processes.count - 12) more processes" } }
    }
  }

  private func evidence(_ finding: Finding) -> HTML {
    element(.dl, .style("evidence")) {
      for piece in finding.evidence.prefix(Self.evidenceLimit) {
        element(.dt) { suspect(piece.source, limit: 500) }
        element(.dd) {
          suspect(piece.text, limit: 1_500)
          if let exhibit = piece.exhibit {
            element(.span, .style("exhibit")) {
              "exhibit "
              element(.code) { HTML.text(exhibit, limit: 64) }
            }
          }
        }
      }
      if finding.evidence.count > Self.evidenceLimit {
        element(.dt) { "… and \(Words.grouped(finding.evidence.count - Self.evidenceLimit)) more, in the bundle" }
      }
    }
  }

  private func rest(from start: Int) -> [HTML] {
    var table = DataTable(
      "Further findings", [.init("No.", "n"), .init("Severity"), .init("Finding", "w")], rowLimit: 400,
      byteLimit: 100_000)
    for (index, finding) in findings.enumerated().dropFirst(start) {
      table.add(id: .init("f", index + 1)) {
        [.text("\(index + 1)"), Self.chip(finding.severity), .text(finding.title.text, limit: 300)]
      }
    }
    return [element(.h3) { "Further findings, by title" }, table.html]
  }

  /// An ATT&CK id, linked if it has the form of one.
  static func link(_ technique: Technique) -> HTML {
    guard let target = HTML.Attribute.link(to: technique) else { return .text(technique.id, limit: 16) }
    return element(.a, target, .fixed("rel", "noreferrer noopener"), .style("out")) { technique.id }
  }

  static func chip(_ severity: Severity) -> HTML {
    switch severity {
    case .critical: Reporting.chip("critical", "crit")
    case .high: Reporting.chip("high", "high")
    case .medium: Reporting.chip("medium", "med")
    case .low: Reporting.chip("low", "low")
    case .info: Reporting.chip("info", "info")
    }
  }

  private static func look(_ severity: Severity) -> HTML.Attribute {
    switch severity {
    case .critical: .style("finding", "s-crit")
    case .high: .style("finding", "s-high")
    case .medium: .style("finding", "s-med")
    case .low: .style("finding", "s-low")
    case .info: .style("finding", "s-info")
    }
  }
}
