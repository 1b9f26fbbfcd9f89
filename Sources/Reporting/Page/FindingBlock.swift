internal import CaseModel

/// One finding with its evidence, open at first.
struct FindingBlock {
  let finding: Finding
  /// Where links to it lead.
  let slug: HTML.Slug
  /// Its number among others; may be empty.
  let number: String
  /// Whether its evidence is shown at once.
  var isOpen = true
  /// How a process id is shown: as a link, where the page lists processes.
  let pid: (Int) -> HTML

  private static let evidenceLimit = 20

  var html: HTML {
    let summary = element(.summary) {
      Self.chip(finding.severity)
      element(.h3) { HTML.text(finding.title.text, limit: 400) }
      element(.span, .style("number")) { number }
    }
    let body = element(.div, .style("body")) {
      element(.p) { HTML.text(finding.why, limit: 2_000) }
      facts
      evidence
    }
    return .element(
      .details, (isOpen ? [.fixed("open", "")] : []) + [.id(slug), Self.look(finding.severity)],
      .joined([summary, body]))
  }

  private var facts: HTML {
    element(.ul, .style("meta")) {
      for technique in finding.techniques.prefix(8) { element(.li) { Self.link(technique) } }
      element(.li) { element(.code) { HTML.text(finding.id, limit: 120) } }
      if let time = finding.occurred {
        element(.li) {
          PageContext.moment(time)
          " UTC"
        }
      }
      for pid in finding.processes.prefix(12) {
        element(.li) {
          "pid "
          self.pid(pid)
        }
      }
      if finding.processes.count > 12 { element(.li) { "and \(finding.processes.count - 12) more processes" } }
    }
  }

  private var evidence: HTML {
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

  /// Class of the block.
  static func look(_ severity: Severity) -> HTML.Attribute {
    switch severity {
    case .critical: .style("finding", "s-crit")
    case .high: .style("finding", "s-high")
    case .medium: .style("finding", "s-med")
    case .low: .style("finding", "s-low")
    case .info: .style("finding", "s-info")
    }
  }
}
