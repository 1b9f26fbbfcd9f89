internal import CaseModel
internal import HostFacts

/// A userland process poses as a kernel thread.
struct KernelThreadMimicry: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.kernel-thread-mimicry",
    abnormal: "A program with an executable file calls itself like a kernel thread.",
    why: "Bracketed and kworker-like names are skipped over in process lists; kernel threads have no executable.",
    techniques: ["T1036.004", "T1036.011", "T1036.005"], severity: .high,
    benign:
      "Some servers put a bracketed word before their title (celery) or parentheses around it; only a name that is bracketed as a whole counts. A program of a package whose own file has that name is not reported."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    let known = picture.tables.kernelThreadFamilies
    guard let claim = claim(of: process, known), !(process.isPackaged && process.fileName == process.comm.text) else {
      return nil
    }
    return card.finding(
      "program poses as kernel thread \(claim): \(process.label)", process,
      severity: process.isPackaged && !known.contains(KernelThreadName.family(claim)) ? .medium : .high,
      evidence: [process.evidence("comm", process.comm.text)])
  }

  private func claim(of process: ProcessRecord, _ known: Set<String>) -> String? {
    let title = process.commandLine.text.trimmed
    if title.hasPrefix("["), title.hasSuffix("]"), title.utf8.count > 2, !title.contains(" ") { return title }
    let comm = process.comm.text
    if process.isPackaged, process.program.hasPrefix(comm) { return nil }
    for name in [comm, process.fileName] where Self.isDistinct(KernelThreadName.family(name)) {
      if known.contains(KernelThreadName.family(name)), !process.isPackaged || name == comm { return name }
    }
    return nil
  }

  /// Short or common words that userland uses as well say nothing.
  private static func isDistinct(_ family: String) -> Bool {
    family.utf8.count > 3 && !["loop", "watchdogd", "nfsd", "lockd", "netns", "zfs", "md"].contains(family)
  }
}
