internal import CLinuxShims
internal import CaseModel
internal import CollectionPlans
internal import Digests
internal import EvidenceBundle

/// Runs a job when the standard collection is through: these programs are not held to the promise of changing nothing, so whatever they
/// change comes after everything that was promised. Each run is a row of the ledger, each output an exhibit.
struct ToolRuns {
  let tools: OwnTools
  let writer: BundleWriter
  /// Children of the collector that are not a program's.
  let spared: [Int32]
  /// Ids of rows that the ledger has already.
  let taken: Set<String>

  /// - Throws: What the writer throws.
  func carryOut() throws -> [LedgerRow] {
    _ = nt_adopt_orphans()
    var rows: [LedgerRow] = []
    if tools.job.plan != nil {
      rows.append(
        LedgerRow(
          id: id(0), name: "own plan", status: tools.planFault == nil ? .obtained : .failed, why: tools.planFault ?? "",
          count: 0, required: false))
    }
    for (index, order) in tools.job.runs.enumerated() { rows.append(try row(id(index + 1), order)) }
    return rows
  }

  /// `T000` for the plan, `T001` … for runs; a definition of that name, which nobody should have made, moves them on.
  private func id(_ number: Int) -> String {
    var number = number
    func text() -> String { "T" + String(repeating: "0", count: max(0, 3 - "\(number)".utf8.count)) + "\(number)" }
    while taken.contains(text()) { number += 100 }
    return text()
  }

  private func row(_ id: String, _ order: ToolJob.Run) throws -> LedgerRow {
    var outputs = [ExhibitInProgress(), ExhibitInProgress()]
    let ending = try ToolRunner(folder: tools.folder, spared: spared).carryOut(order) { index, bytes in
      try writer.append(bytes, to: &outputs[index])
    }
    var row = LedgerRow(
      id: id, name: "own program \(HostString(order.name).text)", status: ending.status, why: ending.why,
      count: ending.isStarted ? 2 : 0, required: false, run: ending.run)
    guard ending.isStarted else { return row }
    for (index, name) in ["stdout", "stderr"].enumerated() {
      var metadata = ExhibitMetadata(
        source: HostString("\(id)/\(name)"), method: "run", entries: [id], started: ending.started, ended: ending.ended)
      if ending.isCut[index] { metadata.truncated = "only the first \(order.outputBytes) bytes" }
      let digest = try writer.finish(outputs[index], metadata).hex
      if index == 0 { row.run?.stdout = digest } else { row.run?.stderr = digest }
    }
    return row
  }
}
