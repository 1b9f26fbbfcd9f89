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
        .init("Target", "t"), .init("Verdict"), .init("Why", "w y"), .init("State", "w"), .init("Lanes"),
        .init("Account and region", "w"),
      ], rowLimit: 2_000, byteLimit: 1_500_000)
    table.elsewhere = "All of them are in the JSON form of this report."
    for target in page.ranked {
      table.add(target.opinion?.verdict == .escalate ? "marked" : "") { cells(target) }
    }
    return table.html
  }

  private func cells(_ target: CaseTarget) -> [HTML] {
    [
      page.name(target), verdict(target), target.opinion?.reasons.first.map { .text($0.text, limit: 240) } ?? .empty,
      state(target.state), .text(target.lanes.map(\.rawValue).joined(separator: ", ")),
      .text(CaseWords.place(target.host), limit: 80),
    ]
  }

  /// The verdict, what it was before, and how far it can be relied on.
  private func verdict(_ target: CaseTarget) -> HTML {
    guard let opinion = target.opinion else { return chip("not judged", "info") }
    let was =
      target.difference == nil ? nil : target.provisional.map { "was \(VerdictWords.title($0.verdict).lowercased())" }
    let standing = opinion.provisional ? "provisional" : "final"
    let isSighted = opinion.verdict == .clear && page.sighted.contains(target.host.id)
    return .joined([
      VerdictLook.chip(opinion.verdict),
      isSighted ? element(.div) { chip("has a sighting", "high") } : .empty,
      element(.div, .style("under")) {
        HTML.text(
          [standing, was, "\(opinion.confidence.rawValue) confidence"].compactMap(\.self).joined(separator: ", "))
      },
    ])
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
