internal import CaseModel

/// The completeness ledger: every row, what is missing first.
struct LedgerSection {
  let page: PageContext
  private var ledger: [LedgerRow] { page.report.ledger }
  private static let order: [CoverageStatus] = [.failed, .denied, .partial, .unsupported, .absent, .obtained]

  var html: HTML {
    let lead = "\(Words.count(ledger.count, "entry", "entries")) were expected. Each was obtained, or says why not."
    return section("ledger", "Completeness ledger", lead: lead) {
      tally
      for status in Self.order where page.report.count(status) > 0 { group(status) }
    }
  }

  private var tally: HTML {
    element(.ul, .style("tally")) {
      for status in Self.order.reversed() {
        element(.li) {
          element(.b) { Words.grouped(page.report.count(status)) }
          " "
          element(.span) { status.rawValue }
        }
      }
    }
  }

  private func group(_ status: CoverageStatus) -> HTML {
    let rows = ledger.filter { $0.status == status }
    var table = DataTable(
      "Ledger rows",
      [.init("Id"), .init("Artifact", "w"), .init("Why", "w"), .init("Tried", "w"), .init("Count", "n")],
      rowLimit: 600, byteLimit: 60_000)
    for row in rows {
      let hurts = row.required && (status == .failed || status == .partial)
      table.add(hurts ? "marked" : "") {
        [
          .text(row.id, limit: 40),
          .joined([.text(row.name, limit: 160)] + (row.required ? [] : [.text(" "), chip("optional", "info")])),
          .text(row.why, limit: 300), tried(row.tried), row.count > 0 ? .text(Words.grouped(row.count)) : .empty,
        ]
      }
    }
    let isOpen = [.failed, .denied, .partial].contains(status)
    return folded("\(status.rawValue): \(Words.grouped(rows.count)) – \(Self.meaning(status))", isOpen: isOpen) {
      table.html
    }
  }

  private func tried(_ paths: [HostString]) -> HTML {
    .joined(
      paths.prefix(4).map { path in element(.div) { suspect(path, limit: 120) } }
        + (paths.count > 4 ? [.text("and \(paths.count - 4) more")] : []))
  }

  private static func meaning(_ status: CoverageStatus) -> String {
    switch status {
    case .obtained: "all of it was read"
    case .absent: "does not exist on this host"
    case .denied: "the kernel refused"
    case .partial: "some of it was read"
    case .failed: "exists and could not be read"
    case .unsupported: "this version does not collect it"
    }
  }
}
