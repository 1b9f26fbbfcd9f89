internal import CaseModel
internal import JSONText
internal import Triage

/// What collecting changed on each target, and what of the responder's own ran there.
struct CaseFootprintSection {
  let page: CasePage
  private static let byteLimit = 800_000

  var html: HTML {
    let targets = page.ranked.filter { $0.footprint != .null || !$0.tools.isEmpty }
    return section(
      "footprint", "Footprint receipts", lead: "What the collection itself changed, used and left on each target."
    ) {
      if targets.isEmpty { element(.p, .style("note")) { "None." } } else { receipts(targets) }
    }
  }

  private func receipts(_ targets: [CaseTarget]) -> [HTML] {
    var blocks: [HTML] = []
    var bytes = 0
    for target in targets {
      guard bytes < Self.byteLimit else { break }
      let block = folded(
        DisplayText.safe("\(target.host.title) \(target.host.instance)", limit: 120), isOpen: targets.count == 1
      ) {
        if !target.tools.isEmpty { tools(target.tools) }
        ReceiptOutline(receipt: target.footprint, nodes: 600).html
      }
      bytes += block.length
      blocks.append(block)
    }
    let rest = targets.count - blocks.count
    return blocks + [
      rest > 0
        ? element(.p, .style("note")) { "… and of \(Words.count(rest, "more target")), in the JSON form." } : .empty
    ]
  }

  private func tools(_ runs: [CaseToolRun]) -> HTML {
    var table = DataTable(
      "Own programs that ran",
      [.init("Program", "w"), .init("Exit", "n"), .init("Program digest", "w"), .init("Output", "w")],
      rowLimit: 50, byteLimit: 40_000)
    table.elsewhere = "All of them are in the JSON form of this report."
    for run in runs {
      table.add {
        [
          suspect(HostString(escaped: Words.command(run.arguments)), limit: 300),
          .text(run.exitCode.map { "\($0)" } ?? "not known"), suspect(HostString(escaped: run.digest), limit: 64),
          run.output.map { suspect(HostString(escaped: $0), limit: 64) } ?? .empty,
        ]
      }
    }
    return table.html
  }
}
