internal import CaseModel
internal import Triage

/// The top of the page: the worst verdict, how many targets stand how, why, and what to do.
struct CaseSummarySection {
  let page: CasePage
  private var report: CaseReport { page.report }

  var banner: HTML {
    let look = report.verdict.map(VerdictLook.banner) ?? .style("banner", "v-watch")
    return .element(
      .header, [look],
      element(.div, .style("wide")) {
        element(.p, .style("eyebrow")) { "Needletail · case report" }
        element(.h1) {
          element(.span, .style("verdict")) {
            element(.span, .fixed("aria-hidden", "true")) { report.verdict.map(VerdictLook.shape) ?? "◇" }
            " "
            CaseWords.title(report)
          }
          " "
          element(.span, .style("host")) {
            suspect(HostString(escaped: report.caseID), limit: 64)
            if !report.title.isEmpty { HTML.text(" \(report.title)", limit: 160) }
          }
        }
        element(.p, .style("say")) { CaseWords.sentence(report) }
        facts
      })
  }

  private var facts: HTML {
    element(.dl, .style("facts")) {
      PageFrame.fact("Targets", .text(Words.grouped(report.targets.count)))
      PageFrame.fact("Opened by", suspect(HostString(escaped: report.openedBy), limit: 160))
      PageFrame.fact("Opened", .text("\(Words.moment(report.openedAt)) UTC"))
      PageFrame.fact("Reported", .text("\(Words.moment(report.reportedAt)) UTC"))
    }
  }

  var html: HTML {
    section("summary", "Summary") {
      element(.div, .style("pair")) {
        element(.div, .style("panel")) {
          element(.h3) { "Why" }
          reasons
        }
        element(.div, .style("panel", "todo")) {
          element(.h3) { "Next step" }
          element(.p) { HTML.text(CaseWords.nextStep(report), limit: 1_200) }
        }
      }
      if !report.nextCommand.isEmpty {
        element(.p, .style("type")) { "Type next:" }
        command(report.nextCommand)
      }
      tally
      if !limits.isEmpty { unseen }
    }
  }

  private var reasons: HTML {
    let told = page.flagged.prefix(8)
    guard !told.isEmpty else {
      return element(.p) { report.verdict == nil ? "Nothing was judged." : "Nothing abnormal was found." }
    }
    return .joined([
      element(.ol, .style("reasons")) {
        for target in told {
          element(.li) {
            page.name(target.host.id, target.host.title)
            HTML.text(": \(target.opinion?.reasons.first?.text ?? "see its findings")", limit: 400)
          }
        }
      },
      page.flagged.count > told.count
        ? element(.p, .style("note")) { "and \(Words.count(page.flagged.count - told.count, "more target")), below" }
        : .empty,
    ])
  }

  private var tally: HTML {
    let changed = report.targets.count { $0.difference != nil }
    let entries: [(Int, String)?] = [
      (report.targets(.escalate).count, "escalate"), (report.targets(.watch).count, "watch"),
      (report.targets(.clear).count, "clear"), (report.targets.count { $0.opinion == nil }, "not judged"),
      changed > 0 ? (changed, "changed when judged again") : nil,
      report.fleet.map { ($0.sightings.count + $0.sightingsOmitted, "fleet sightings") },
      report.fleet.map { ($0.oddities.count + $0.odditiesOmitted, "odd ones out") },
      (report.undo.count { $0.state == .standing }, "changes still in accounts"),
    ]
    return element(.ul, .style("tally")) {
      for (count, name) in entries.compactMap(\.self) {
        element(.li) {
          element(.b) { Words.grouped(count) }
          " "
          element(.span) { name }
        }
      }
    }
  }

  /// What limits the whole answer.
  private var limits: [String] {
    let stuck = report.undo.count { $0.state == .stuck || $0.state == .unknown }
    let provisional = report.targets.count { $0.final == nil && $0.provisional != nil }
    return [
      page.blind.isEmpty
        ? nil : "\(Words.count(page.blind.count, "target is", "targets are")) not done: see Not collected",
      report.unresolved.isEmpty
        ? nil : "\(Words.count(report.unresolved.count, "line")) of the targets file named nothing that could be found",
      provisional == 0
        ? nil
        : "\(Words.count(provisional, "verdict is", "verdicts are")) provisional: judged on the suspect, not yet from the verified bundle",
      stuck == 0
        ? nil : "\(Words.count(stuck, "change")) in the accounts could not be confirmed as undone: see Undo ledger",
    ].compactMap(\.self) + report.notes
  }

  private var unseen: HTML {
    element(.div, .style("panel", "unseen")) {
      element(.h3) { "What limits this answer" }
      element(.ul) {
        for line in limits.prefix(40) { element(.li) { HTML.text(line, limit: 600) } }
        if limits.count > 40 { element(.li) { "… and \(limits.count - 40) more" } }
      }
    }
  }
}
