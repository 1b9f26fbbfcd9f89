internal import CaseModel
internal import HostFacts

/// A program runs that never was a file.
struct MemoryExecutable: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.memory-executable", abnormal: "A program runs from memory (memfd_create) and never was a file.",
    why: "Fileless loading leaves nothing on disk to find or hash.", techniques: ["T1620", "T1027"],
    severity: .critical,
    benign:
      "Container runtimes run a sealed memory copy of themselves for an instant; that is told by the package-owned runtime above them. Nothing else on a server does this ordinarily."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    guard process.isMemoryFile else { return nil }
    let severity: Severity = picture.isRuntimeClone(process) ? .info : .critical
    return card.finding("program runs from memory only: \(process.label)", process, severity: severity)
  }
}
