internal import CaseModel
internal import Triage

/// One row a target, worst first, and the verdicts that changed when they were made again.
struct CaseTargetsSection {
  let page: CasePage

  var html: HTML {
    let changed = page.ranked.filter { $0.difference != nil }
    let lead =
      "Worst first. A final verdict was made from the verified bundle, a provisional one on the suspect itself."
    return section("targets", "Targets", lead: lead) {
      if !changed.isEmpty { changes(changed) }
      table
    }
  }

  private func changes(_ targets: [CaseTarget]) -> HTML {
    element(.div, .style("panel", "unseen")) {
      element(.h3) { "Verdicts that changed" }
      element(.ul) {
        for target in targets.prefix(40) {
          element(.li) {
            page.name(target.host.id, target.host.title)
            HTML.text(": \(target.difference ?? "")", limit: 400)
          }
        }
        if targets.count > 40 { element(.li) { "… and \(targets.count - 40) more, in the table" } }
      }
    }
  }

  private var table: HTML {
    var table = DataTable(
      "Targets",
      [
        .init("Target"), .init("Verdict"), .init("Was"), .init("Confidence"), .init("Why", "w"), .init("State", "w"),
        .init("Lanes"), .init("Account and region"),
      ], rowLimit: 2_000, byteLimit: 1_500_000)
    table.elsewhere = "All of them are in the JSON form of this report."
    for target in page.ranked {
      table.add(target.opinion?.verdict == .escalate ? "marked" : "") { cells(target) }
    }
    return table.html
  }

  private func cells(_ target: CaseTarget) -> [HTML] {
    let opinion = target.opinion
    // The provisional verdict is told where it differs; where only it is there, the word stands beside it.
    let was: HTML =
      target.final == nil
      ? (target.provisional == nil ? .empty : .text("provisional"))
      : target.difference == nil ? .empty : target.provisional.map { VerdictLook.chip($0.verdict) } ?? .empty
    return [
      page.name(target), opinion.map { VerdictLook.chip($0.verdict) } ?? chip("not judged", "info"), was,
      opinion.map { .text($0.confidence.rawValue) } ?? .empty,
      opinion?.reasons.first.map { .text($0.text, limit: 240) } ?? .empty, state(target.state),
      .text(target.lanes.map(\.rawValue).joined(separator: ", ")), .text(CaseWords.place(target.host), limit: 80),
    ]
  }

  private func state(_ state: CaseTargetState) -> HTML {
    switch state.kind {
    case .done: .text(state.words)
    case .running, .waiting:
      .joined([.text(state.words), .text(state.why.isEmpty ? "" : ": \(state.why)", limit: 160)])
    case .notCollected, .failed, .stuck:
      .joined([chip(state.words, "high"), .text(state.why.isEmpty ? "" : " \(state.why)", limit: 160)])
    }
  }
}
