internal import CaseModel
internal import HostFacts

/// A process holds another's memory, the kernel's, or a disk as a whole open.
struct ForeignMemory: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.foreign-memory",
    abnormal: "A program of no package holds the memory of another process, of the kernel, or a raw disk.",
    why: "Passwords are read from memory, code is written into it, and disks are read past file permissions.",
    techniques: ["T1003.007", "T1055.009", "T1006"], severity: .high,
    benign:
      "Debuggers, disk and volume tools, hypervisors and backup agents of packages (not reported) or in /opt (info)."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    let origin = picture.origin(of: process)
    let isCommon =
      process.isInterpreter || process.isShell
      || ["dd", "cat", "xxd", "hexdump", "debugfs", "strings"].contains(process.program)
    guard origin != .packaged || isCommon else { return nil }
    for descriptor in process.descriptors {
      guard let technique = technique(descriptor.target.text, process) else { continue }
      let severity: Severity =
        origin == .packaged ? (technique == "T1003.007" ? .medium : .info) : origin <= .vendor ? .info : .high
      return card.finding(
        "\(process.label) holds \(descriptor.target.text) open", process, severity: severity,
        techniques: technique == "T1003.007" ? ["T1003.007", "T1055.009"] : [technique],
        evidence: [process.evidence("fd/\(descriptor.number)", descriptor.target.text)])
    }
    return nil
  }

  private func technique(_ target: String, _ process: ProcessRecord) -> Technique? {
    let parts = target.split(separator: "/")
    if parts.count >= 3, parts[0] == "proc", let pid = Int(parts[1]), parts.last == "mem", pid != process.pid {
      return "T1003.007"
    }
    if ["/dev/mem", "/dev/kmem", "/dev/port", "/proc/kcore"].contains(target) { return "T1003.007" }
    guard parts.count == 2, parts[0] == "dev" else { return nil }
    return ["sd", "nvme", "vd", "xvd", "dm-", "hd"].contains {
      parts[1].hasPrefix($0) && parts[1].utf8.count > $0.utf8.count
    } ? "T1006" : nil
  }
}
