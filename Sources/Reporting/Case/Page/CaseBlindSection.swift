internal import CaseModel
internal import Triage

/// Targets about which less is known than was asked: why, what is safe, and what else can be done.
struct CaseBlindSection {
  let page: CasePage

  var html: HTML {
    guard !page.blind.isEmpty || !page.report.unresolved.isEmpty else { return .empty }
    return section(
      "blind", "Not collected", lead: "What is not known about a target is no sign that it is clean."
    ) {
      if !page.blind.isEmpty { table }
      if !page.report.unresolved.isEmpty { unresolved }
    }
  }

  private var table: HTML {
    var table = DataTable(
      "Targets that are not done",
      [.init("Target", "t"), .init("State"), .init("Why", "w"), .init("What else can be done", "w")],
      rowLimit: 1_000, byteLimit: 600_000)
    table.elsewhere = "All of them are in the JSON form of this report."
    for target in page.blind { table.add { cells(target) } }
    return table.html
  }

  private func cells(_ target: CaseTarget) -> [HTML] {
    let state = target.state
    let safe =
      state.safe.isEmpty ? HTML.empty : element(.div, .style("under")) { HTML.text("Safe: \(state.safe)", limit: 400) }
    let alternatives = state.alternatives.prefix(6).map { line in element(.div) { HTML.text(line, limit: 400) } }
    let next = state.nextCommand.isEmpty ? [] : [command(state.nextCommand)]
    return [
      page.name(target), chip(state.words, state.kind == .running || state.kind == .waiting ? "low" : "high"),
      .joined([.text(state.why.isEmpty ? "no reason was recorded" : state.why, limit: 600), safe]),
      .joined(alternatives + next),
    ]
  }

  private var unresolved: HTML {
    let lines = page.report.unresolved
    return .joined([
      element(.h3) { "Lines of the targets file that named nothing (\(Words.grouped(lines.count)))" },
      element(.ul) {
        for line in lines.prefix(200) { element(.li) { suspect(HostString(escaped: line), limit: 300) } }
        if lines.count > 200 { element(.li) { "… and \(lines.count - 200) more, in the JSON form" } }
      },
    ])
  }
}
