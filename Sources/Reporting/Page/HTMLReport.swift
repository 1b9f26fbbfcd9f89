internal import CaseModel
internal import HostFacts

/// The report as one HTML file that needs nothing else: no script, no font, no picture, no network. Below 5 MB whatever the host holds.
public struct HTMLReport: Sendable {
  /// What is told.
  public var report: HostReport

  /// A page over a report.
  public init(_ report: HostReport) { self.report = report }

  /// The whole file.
  public var text: String {
    let page = PageContext(report)
    let banner = BannerSection(page: page)
    let verification = VerificationSection(page: page)
    let sections: [HTML] = [
      banner.summary, FindingsSection(page: page).html, banner.host, ProcessSection(page: page).html,
      NetworkSection(page: page).html, PersistenceSection(page: page).html, AccountsSection(page: page).html,
      SessionsSection(page: page).html, KernelSection(page: page).html, TimelineSection(page: page).html,
      LedgerSection(page: page).html, FootprintSection(page: page).html, verification.html, verification.glossary,
    ]
    let body = element(.body) {
      banner.banner
      element(.div, .style("page", "wide")) {
        contents
        HTML.element(.main, [], .joined(sections))
      }
      footer
    }
    let title =
      "\(VerdictWords.title(report.judgement.verdict)) – \(DisplayText.cut(report.host.hostname.text, to: 60)) – Needletail"
    return PageFrame.document(title: title, body: body)
  }

  private var contents: HTML {
    let places: [(StaticString, String)] = [
      ("summary", "Summary"), ("findings", "Findings (\(Words.grouped(report.judgement.findings.count)))"),
      ("host", "Host"),
      ("processes", "Processes"), ("network", "Network"), ("persistence", "Persistence"),
      ("accounts", "Accounts and keys"), ("sessions", "Sessions"), ("kernel", "Kernel and containers"),
      ("timeline", "Timeline"), ("ledger", "Completeness ledger"), ("footprint", "Footprint receipt"),
      ("verify", "How to verify"), ("glossary", "Words"),
    ]
    return PageFrame.contents(places)
  }

  private var footer: HTML {
    element(.footer) {
      element(.div, .style("wide")) {
        HTML.text("\(report.tool) · case \(report.caseID) · nonce \(report.nonce)", limit: 300)
        " · what the suspect wrote is set in fixed pitch; bytes that could mislead are shown as \\xHH"
      }
    }
  }
}
