internal import CaseModel
internal import HostFacts

/// The process tree.
struct ProcessSection {
  let page: PageContext

  var html: HTML {
    let tree = page.tree
    var table = DataTable(
      "Processes, children under their parents",
      [.init("PID", "n"), .init("User", "u"), .init("Started (UTC)"), .init("Process", "w")],
      rowLimit: 2 * ProcessTree.rowLimit,
      byteLimit: 1_000_000)
    for row in tree.rows {
      let isMarked = page.findingsByPID[row.process.pid] != nil
      table.add(isMarked ? "marked" : "", id: .init("p", row.process.pid), matters: isMarked) { cells(row, isMarked) }
    }
    return section("processes", "Processes", lead: lead) { table.html }
  }

  private var lead: String {
    let tree = page.tree
    var parts = ["\(Words.count(tree.rows.count, "process", "processes")), children under their parents"]
    if tree.kernelThreads > 0 { parts.append("\(Words.count(tree.kernelThreads, "kernel thread")) left out") }
    if tree.omitted > 0 { parts.append("\(Words.grouped(tree.omitted)) left out for room, none of them in a finding") }
    return parts.joined(separator: "; ") + "."
  }

  private func cells(_ row: ProcessTree.Row, _ isMarked: Bool) -> [HTML] {
    let process = row.process
    let started = process.startedAt.map { time in
      Words.day(time) == Words.day(page.now) ? Words.clock(time) : Words.moment(time)
    }
    let effective = process.uids.count > 1 ? process.uids[1] : process.uids.first
    return [
      .text("\(process.pid)"), page.user(effective), .element(.time, [], .text(started ?? "")),
      .element(.div, [Self.depth(row.depth)], command(process, limit: isMarked ? 1_200 : 240)),
    ]
  }

  private func command(_ process: ProcessRecord, limit: Int) -> HTML {
    let name = PageContext.name(process)
    // The first argument mostly repeats the program; when it does not, that is worth seeing.
    let first = process.arguments.first
    let repeats = first.map { $0 == name || $0.text == name.lastComponent } ?? true
    let rest = repeats ? Array(process.arguments.dropFirst()) : process.arguments
    let line = HostString(escaped: rest.prefix(200).map(\.text).joined(separator: " "))
    return .joined(
      [.element(.b, [], suspect(name, limit: 200))] + (line.isEmpty ? [] : [.text(" "), suspect(line, limit: limit)])
        + flags(process).flatMap { [.text(" "), $0] })
  }

  private func flags(_ process: ProcessRecord) -> [HTML] {
    var flags = page.findings(of: process.pid)
    if name(process, contains: "memfd:") { flags.append(chip("in memory only", "high")) }
    if process.executableIsDeleted { flags.append(chip("deleted executable", "high")) }
    if process.executableWasReplaced { flags.append(chip("replaced on disk", "med")) }
    if process.executableDiffersFromPackage { flags.append(chip("differs from package", "high")) }
    if process.tracer != 0 { flags.append(chip("traced by \(process.tracer)", "med")) }
    if process.isMountedOver { flags.append(chip("hidden by a mount", "high")) }
    if !process.stalledReads.isEmpty { flags.append(chip("reads stalled", "high")) }
    if !process.deniedReads.isEmpty { flags.append(chip("reads refused", "info")) }
    if process.isContained { flags.append(chip("contained", "info")) }
    return flags
  }

  private func name(_ process: ProcessRecord, contains part: String) -> Bool {
    process.executable?.contains(part) ?? false
  }

  private static func depth(_ depth: Int) -> HTML.Attribute {
    switch depth {
    case ...0: .style("p")
    case 1: .style("p", "d1")
    case 2: .style("p", "d2")
    case 3: .style("p", "d3")
    case 4: .style("p", "d4")
    case 5: .style("p", "d5")
    case 6: .style("p", "d6")
    case 7: .style("p", "d7")
    default: .style("p", "d8")
    }
  }
}
