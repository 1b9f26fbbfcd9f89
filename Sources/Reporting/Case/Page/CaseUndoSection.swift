internal import CaseModel
internal import Triage

/// What the response changed in the accounts, and its state now: what needs somebody stands first.
struct CaseUndoSection {
  let page: CasePage
  private var undo: [CaseUndoRow] { page.report.undo }
  private static let order: [CaseUndoRow.State] = [.stuck, .unknown, .standing, .kept, .expiring, .undone]

  var html: HTML {
    section(
      "undo", "Undo ledger", lead: "Every change to an account was written down with its inverse before it was made."
    ) {
      if undo.isEmpty {
        element(.p, .style("note")) { "Nothing was changed in any account." }
      } else {
        tally
        table
      }
    }
  }

  private var tally: HTML {
    element(.ul, .style("tally")) {
      for state in Self.order {
        let count = undo.count { $0.state == state }
        if count > 0 {
          element(.li) {
            element(.b) { Words.grouped(count) }
            " "
            element(.span) { CaseWords.words(state) }
          }
        }
      }
    }
  }

  private var table: HTML {
    var table = DataTable(
      "Changes and their state",
      [
        .init("State"), .init("What was made", "w y"), .init("Where", "w"), .init("Seen (UTC)"), .init("Detail", "w y"),
      ], rowLimit: 1_500, byteLimit: 700_000)
    table.elsewhere = "All of them are in the JSON form of this report."
    for state in Self.order {
      for row in undo where row.state == state {
        table.add(state == .stuck || state == .unknown ? "marked" : "") {
          [
            Self.chip(state),
            .joined([
              suspect(HostString(escaped: row.made), limit: 240),
              element(.div, .style("under")) { HTML.text(row.step, limit: 120) },
            ]),
            .text(row.place, limit: 80), PageContext.moment(row.at), .text(row.detail, limit: 300),
          ]
        }
      }
    }
    return table.html
  }

  private static func chip(_ state: CaseUndoRow.State) -> HTML {
    let words = CaseWords.words(state)
    return switch state {
    case .stuck, .unknown: Reporting.chip(words, "crit")
    case .standing: Reporting.chip(words, "med")
    case .kept, .expiring: Reporting.chip(words, "low")
    case .undone: Reporting.chip(words, "ok")
    }
  }
}
