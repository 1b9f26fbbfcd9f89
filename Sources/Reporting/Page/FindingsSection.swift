internal import CaseModel

/// Findings, worst first, each with its evidence.
struct FindingsSection {
  let page: PageContext
  private var findings: [Finding] { page.report.judgement.findings }

  /// Bytes of findings that are written out; the rest is listed by title.
  static let byteLimit = 1_000_000

  var html: HTML {
    let (blocks, count) = blocks
    return section("findings", "Findings", lead: lead) {
      blocks
      if count < findings.count { rest(from: count) }
    }
  }

  private var lead: String {
    guard !findings.isEmpty else { return "None. The heuristics that ran found nothing abnormal." }
    let counts = Severity.allCases.reversed().compactMap { severity in
      let count = findings.count { $0.severity == severity }
      return count > 0 ? "\(count) \(severity.rawValue)" : nil
    }
    return "\(counts.joined(separator: ", ")). Each names what is abnormal, why that matters, and where it was read."
  }

  private var blocks: ([HTML], Int) {
    var blocks: [HTML] = []
    var bytes = 0
    for (index, finding) in findings.enumerated() {
      guard bytes < Self.byteLimit else { break }
      let block = block(finding, number: index + 1)
      bytes += block.length
      blocks.append(block)
    }
    return (blocks, blocks.count)
  }

  private func block(_ finding: Finding, number: Int) -> HTML {
    FindingBlock(finding: finding, slug: .init("f", number), number: "\(number)") { page.pid($0) }.html
  }

  private func rest(from start: Int) -> [HTML] {
    var table = DataTable(
      "Further findings", [.init("No.", "n"), .init("Severity"), .init("Finding", "w")], rowLimit: 400,
      byteLimit: 100_000)
    for (index, finding) in findings.enumerated().dropFirst(start) {
      table.add(id: .init("f", index + 1)) {
        [.text("\(index + 1)"), FindingBlock.chip(finding.severity), .text(finding.title.text, limit: 300)]
      }
    }
    return [element(.h3) { "Further findings, by title" }, table.html]
  }
}
