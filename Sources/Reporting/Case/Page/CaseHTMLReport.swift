internal import CaseModel
internal import Triage

/// The case as one HTML file that needs nothing else: no script, no font, no picture, no network. It stays below 10 MB however
/// many targets there are; what is left out stands in the JSON form.
public struct CaseHTMLReport: Sendable {
  /// What is told.
  public var report: CaseReport

  /// A page over a report.
  public init(_ report: CaseReport) { self.report = report }

  /// The whole file.
  public var text: String {
    let page = CasePage(report)
    let sections: [HTML] = [
      CaseSummarySection(page: page).html, CaseTargetsSection(page: page).html, CaseBlindSection(page: page).html,
      CaseFleetSection(page: page).html, CaseDetailSection(page: page).html, CaseLedgerSection(page: page).html,
      CaseFootprintSection(page: page).html, CaseUndoSection(page: page).html, CaseCustodySection(page: page).html,
      CaseVerificationSection(page: page).html, CaseVerificationSection.glossary,
    ]
    let body = element(.body) {
      CaseSummarySection(page: page).banner
      element(.div, .style("page", "wide")) {
        PageFrame.contents(contents(page))
        HTML.element(.main, [], .joined(sections))
      }
      footer
    }
    return PageFrame.document(
      title: "\(CaseWords.title(report)) – \(DisplayText.cut(report.caseID, to: 64)) – Needletail", body: body)
  }

  private func contents(_ page: CasePage) -> [(StaticString, String)] {
    let grave = page.flagged.count
    let sightings = report.fleet.map { $0.sightings.count + $0.sightingsOmitted } ?? 0
    let places: [(StaticString, String)?] = [
      ("summary", "Summary"), ("targets", "Targets (\(Words.grouped(report.targets.count)))"),
      page.blind.isEmpty && report.unresolved.isEmpty
        ? nil : ("blind", "Not collected (\(Words.grouped(page.blind.count + report.unresolved.count)))"),
      report.fleet == nil ? nil : ("fleet", "Fleet (\(Words.count(sightings, "sighting")))"),
      grave == 0 ? nil : ("details", "Flagged targets (\(Words.grouped(grave)))"), ("ledger", "Completeness ledgers"),
      ("footprint", "Footprint receipts"), ("undo", "Undo ledger (\(Words.grouped(report.undo.count)))"),
      ("custody", "Custody"), ("verify", "How to verify"), ("glossary", "Words"),
    ]
    return places.compactMap(\.self)
  }

  private var footer: HTML {
    element(.footer) {
      element(.div, .style("wide")) {
        HTML.text(
          "\(report.tool) · case \(report.caseID) · reported \(Words.moment(report.reportedAt)) UTC", limit: 300)
        " · what a suspect wrote is set in fixed pitch; bytes that could mislead are shown as \\xHH"
      }
    }
  }
}

/// What several sections of the page look up.
struct CasePage {
  let report: CaseReport
  /// Targets, worst first.
  let ranked: [CaseTarget]
  /// Escalate and watch, worst first; those that are written out have a place in the page.
  let flagged: [CaseTarget]
  /// Targets that are not done.
  let blind: [CaseTarget]
  /// Ids of clear targets that have what a finding of another one rests on.
  let sighted: Set<String>
  private let places: [String: Int]

  /// Targets that are written out.
  static let detailLimit = 150

  init(_ report: CaseReport) {
    self.report = report
    ranked = report.ranked
    sighted = report.sightedIDs
    flagged = ranked.filter { ($0.opinion?.verdict ?? .clear) != .clear }
    blind = ranked.filter { $0.state.kind != .done }
    places = Dictionary(
      flagged.prefix(Self.detailLimit).enumerated().map { ($1.host.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The target's name, as a link where it is written out.
  func name(_ id: String, _ title: String) -> HTML {
    let shown = suspect(HostString(escaped: title), limit: 80)
    return places[id].map { .element(.a, [.link(to: .init("t", $0))], shown) } ?? shown
  }

  /// The target's name and, below, its instance.
  func name(_ target: CaseTarget) -> HTML {
    let host = target.host
    let instance =
      host.instance.isEmpty || host.instance == host.title
      ? HTML.empty : element(.div, .style("under")) { suspect(HostString(escaped: host.instance), limit: 60) }
    return .joined([name(host.id, host.title), instance])
  }
}
