internal import CaseModel
internal import HostFacts

/// A process that is not root's has root's powers.
struct UnexpectedCapabilities: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.unexpected-capabilities",
    abnormal: "An unprivileged user's process of no package holds capabilities that amount to root.",
    why: "File and ambient capabilities are a quiet way to keep root.", techniques: ["T1548", "T1548.001"],
    severity: .high,
    benign:
      "Packaged services get single capabilities from systemd; containers and user namespaces show full sets that count inside only; locally installed agents in /opt are low."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    guard let uid = process.uids.dropFirst().first, uid != 0, !isElsewhere(process, picture) else { return nil }
    let powers = Self.dangerous.filter { process.capabilities & (1 << $0.bit) != 0 }.map(\.name)
    guard !powers.isEmpty else { return nil }
    let origin = picture.origin(of: process)
    if origin == .packaged, !process.isShell, !process.isInterpreter { return nil }
    let severity: Severity =
      origin == .packaged
      ? .medium : origin == .image ? .info : origin == .vendor ? .low : origin == .stray ? .medium : .high
    return card.finding(
      "uid \(uid) has \(powers.joined(separator: ", ")): \(process.label)", process, severity: severity,
      evidence: [process.evidence("status", "CapEff: \(process.effectiveCapabilities ?? "")")])
  }

  /// In a container or user namespace the set counts only there.
  private func isElsewhere(_ process: ProcessRecord, _ picture: HostPicture) -> Bool {
    if picture.isInContainer(process) { return true }
    guard let own = process.namespaces["user"], let first = picture.processes[1]?.namespaces["user"] else {
      return false
    }
    return own != first
  }

  /// capability.h
  private static let dangerous: [(bit: UInt64, name: String)] = [
    (1, "CAP_DAC_OVERRIDE"), (2, "CAP_DAC_READ_SEARCH"), (6, "CAP_SETGID"), (7, "CAP_SETUID"), (16, "CAP_SYS_MODULE"),
    (17, "CAP_SYS_RAWIO"), (19, "CAP_SYS_PTRACE"), (21, "CAP_SYS_ADMIN"), (31, "CAP_SETFCAP"),
  ]
}
