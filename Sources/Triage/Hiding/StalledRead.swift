internal import CaseModel
internal import HostFacts

/// Reading about a process never came back.
struct StalledRead: PictureHeuristic {
  let card = HeuristicCard(
    id: "hiding.stalled-read", abnormal: "Reading a process's arguments, environment or maps did not return.",
    why: "Memory behind FUSE or userfaultfd makes every tool that looks hang: a trap for examiners.",
    techniques: ["T1562", "T1564"], severity: .high,
    benign:
      "A process in uninterruptible sleep on a dead disk or network share (state D), or many at once on a starved host: low."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    var reads: [Int: String] = [:]
    for process in picture.processes.values where !process.stalledReads.isEmpty {
      reads[process.pid] = process.stalledReads.joined(separator: ", ")
    }
    for record in picture.discrepancies where record.kind == .stalledRead {
      guard let pid = record.pid ?? Int(record.subject.text) else { continue }
      reads[pid] = reads[pid] ?? record.detail.text
    }
    let picture = picture.indexed()
    return reads.sorted { $0.key < $1.key }.map { pid, what in
      let process = picture.processes[pid]
      let isStarved = reads.count > 8 || (process?.state.hasPrefix("D") ?? false)
      let isPackaged = process.map { picture.origin(of: $0) == .packaged } ?? false
      return card.finding(
        "reading \(what) of \(process?.label ?? "pid \(pid)") never returned",
        evidence: [Evidence(source: HostString("/proc/\(pid)"), text: HostString(escaped: what))]
          + (process?.usualEvidence ?? []),
        severity: isStarved ? .low : isPackaged ? .medium : .high, processes: [pid])
    }
  }
}
