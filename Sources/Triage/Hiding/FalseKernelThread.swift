internal import CaseModel
internal import HostFacts

/// The kernel says "kernel thread" of something that is none.
struct FalseKernelThread: PictureHeuristic {
  let card = HeuristicCard(
    id: "hiding.false-kernel-thread",
    abnormal: "A process bears the kernel-thread flag but has an executable, arguments or a foreign parent.",
    why: "Rootkits set the flag on their processes, because tools then skip them.", techniques: ["T1014", "T1036.004"],
    severity: .critical, benign: "None: real kernel threads are children of kthreadd, without executable and arguments."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    let kernelParent = picture.processes[2]?.isKernelThread ?? false
    return picture.processes.values.filter(\.isKernelThread).sorted { $0.pid < $1.pid }.compactMap { process in
      let isForeign = kernelParent && ![0, 2].contains(process.ppid)
      guard process.executable != nil || !process.arguments.isEmpty || isForeign else { return nil }
      return card.finding(
        "kernel thread that is none: \(process.label), parent \(process.ppid)",
        evidence: process.usualEvidence + [process.evidence("stat", "PF_KTHREAD, parent \(process.ppid)")],
        processes: [process.pid],
        occurred: process.startedAt)
    }
  }
}
