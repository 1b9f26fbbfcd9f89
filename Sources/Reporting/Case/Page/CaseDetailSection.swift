internal import CaseModel
internal import Triage

/// Flagged targets, worst first, each with its reasons and gravest findings.
struct CaseDetailSection {
  let page: CasePage

  /// Bytes of targets that are written out.
  private static let byteLimit = 2_500_000

  var html: HTML {
    guard !page.flagged.isEmpty else { return .empty }
    var blocks: [HTML] = []
    var bytes = 0
    for (index, target) in page.flagged.prefix(CasePage.detailLimit).enumerated() {
      // Places that links lead to are always there.
      let block = bytes < Self.byteLimit ? block(target, index) : short(target, index)
      bytes += block.length
      blocks.append(block)
    }
    let rest = page.flagged.count - blocks.count
    return section(
      "details", "Flagged targets", lead: "Each with its gravest findings; its own report has all of them."
    ) {
      blocks
      if rest > 0 {
        element(.p, .style("note")) { "… and \(Words.count(rest, "more target")), in the table and the JSON form." }
      }
    }
  }

  private func head(_ target: CaseTarget) -> HTML {
    element(.h3) {
      if let opinion = target.opinion { VerdictLook.chip(opinion.verdict) }
      " "
      suspect(HostString(escaped: target.host.title), limit: 80)
    }
  }

  private func short(_ target: CaseTarget, _ index: Int) -> HTML {
    element(.div, .style("target"), .id(.init("t", index))) {
      head(target)
      element(.p) { HTML.text(target.opinion?.reasons.first?.text ?? "", limit: 300) }
    }
  }

  private func block(_ target: CaseTarget, _ index: Int) -> HTML {
    guard let opinion = target.opinion else { return .empty }
    return element(.div, .style("target"), .id(.init("t", index))) {
      head(target)
      facts(target, opinion)
      if let difference = target.difference {
        element(.p) {
          element(.b) { "Changed: " }
          HTML.text(difference, limit: 400)
        }
      }
      element(.ol, .style("reasons")) {
        for reason in opinion.reasons.prefix(5) { element(.li) { HTML.text(reason.text, limit: 500) } }
      }
      if !opinion.nextStep.isEmpty { element(.p) { HTML.text(opinion.nextStep, limit: 600) } }
      findings(opinion, index)
      if !opinion.notSeen.isEmpty { notSeen(opinion) }
    }
  }

  private func facts(_ target: CaseTarget, _ opinion: CaseOpinion) -> HTML {
    let host = target.host
    let entries: [(StaticString, String)] = [
      ("Instance", host.instance), ("Account and region", CaseWords.place(host)), ("VPC", target.network),
      ("Image", host.image ?? ""), ("Group", host.group ?? ""),
      ("Confidence", opinion.confidence.rawValue),
      ("Standing", VerdictWords.standing(provisional: opinion.provisional)),
      ("Own report", target.reportPath),
    ]
    return element(.dl, .style("facts", "small")) {
      for (name, value) in entries where !value.isEmpty {
        PageFrame.fact(name, suspect(HostString(escaped: value), limit: 200))
      }
    }
  }

  private func findings(_ opinion: CaseOpinion, _ index: Int) -> HTML {
    let shown = opinion.findings.prefix(8)
    let rest = opinion.findingCount - shown.count
    return .joined(
      shown.enumerated().map { position, finding in
        FindingBlock(
          finding: finding, slug: .init("f", (index + 1) * 1_000 + position + 1), number: "\(position + 1)",
          isOpen: position < 3
        ) { .text("\($0)") }.html
      } + [
        rest > 0
          ? element(.p, .style("note")) { "… and \(Words.count(rest, "more finding")), in the target's own report." }
          : .empty
      ])
  }

  private func notSeen(_ opinion: CaseOpinion) -> HTML {
    folded("\(Words.count(opinion.notSeen.count, "thing")) not seen on it") {
      element(.ul) { for line in opinion.notSeen.prefix(50) { element(.li) { HTML.text(line, limit: 300) } } }
    }
  }
}
