internal import CaseModel
internal import Triage

/// The completeness ledger of each target in a row, and what is missing.
struct CaseLedgerSection {
  let page: CasePage
  private static let order: [CoverageStatus] = [.obtained, .partial, .denied, .failed, .absent, .unsupported]

  var html: HTML {
    let collected = page.ranked.filter { $0.completeness != nil }
    let missing = page.ranked.count - collected.count
    let lead =
      "What was expected of each target and how it fared; each target's own report has every row."
      + (missing > 0 ? " \(Words.count(missing, "target")) gave no ledger, because nothing was collected." : "")
    return section("ledger", "Completeness ledgers", lead: lead) {
      if collected.isEmpty { element(.p, .style("note")) { "None." } } else { table(collected) }
    }
  }

  private func table(_ targets: [CaseTarget]) -> HTML {
    var table = DataTable(
      "Completeness by target",
      [
        .init("Target", "t"), .init("Obtained", "n"), .init("Partial", "n"), .init("Denied", "n"), .init("Failed", "n"),
        .init("Absent", "n"), .init("Unsupported", "n"), .init("What is missing", "w"),
      ], rowLimit: 1_200, byteLimit: 900_000)
    table.elsewhere = "All of them are in the JSON form of this report."
    for target in targets {
      guard let ledger = target.completeness else { continue }
      table.add(ledger.gaps.contains(where: CaseCompleteness.hurts) ? "marked" : "") {
        [page.name(target.host.id, target.host.title)]
          + Self.order.map { .text(Words.grouped(ledger.counts[$0] ?? 0)) } + [gaps(ledger)]
      }
    }
    return table.html
  }

  private func gaps(_ ledger: CaseCompleteness) -> HTML {
    let shown = ledger.gaps.filter { $0.status != .unsupported }.prefix(6)
    let rest = ledger.gaps.count + ledger.gapsOmitted - shown.count
    return .joined(
      shown.map { row in
        element(.div) {
          HTML.text("\(row.id) \(row.name): \(row.status.rawValue)\(row.why.isEmpty ? "" : ", \(row.why)")", limit: 240)
          if !row.required { " (optional)" }
        }
      } + [rest > 0 && !shown.isEmpty ? element(.div, .style("under")) { "and \(rest) more" } : .empty])
  }
}
