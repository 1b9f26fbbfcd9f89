internal import CaseModel
internal import HostFacts

/// Noteworthy but usual: isolation and interfaces that escape ordinary monitoring.
struct OwnNamespace: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.own-namespace",
    abnormal: "A shell or unknown program lives in a pid or network namespace of its own, outside any container.",
    why: "Namespaces hide processes and connections from tools that look from the host.",
    techniques: ["T1564", "T1611"],
    severity: .info,
    benign:
      "Sandboxes of browsers and build tools, VPN name spaces, `ip netns exec`, unshare by administrators: usual, so this never decides alone."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    guard let first = picture.processes[1], !picture.hasContainerGroup(process) else { return nil }
    let differs = ["pid", "net"].filter { kind in
      guard let own = process.namespaces[kind], let host = first.namespaces[kind] else { return false }
      return own != host
    }
    guard !differs.isEmpty, process.isShell || picture.origin(of: process) >= .stray || process.place.isOdd else {
      return nil
    }
    let severity: Severity = process.place.isOdd && !picture.isDeveloperWork(process) ? .low : .info
    return card.finding(
      "own \(differs.joined(separator: " and ")) namespace: \(process.label)", process, severity: severity,
      evidence: [process.evidence("ns/\(differs[0])", "\(process.namespaces[differs[0]] ?? 0)")])
  }
}

/// Work through io_uring is not seen by system-call monitors.
struct RingOnlyWork: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.ring-only-work", abnormal: "An unknown program works through io_uring.",
    why: "Reads, writes and connections through a ring make no system call that a monitor would see.",
    techniques: ["T1562", "T1562.001"], severity: .info,
    benign:
      "Databases and modern servers use io_uring; only programs of no package are mentioned, and never as more than low."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    let rings = process.descriptors.filter { $0.target.text == "anon_inode:[io_uring]" }
    guard let ring = rings.first, picture.origin(of: process) >= .stray else { return nil }
    return card.finding(
      "works through io_uring: \(process.label)", process,
      severity: picture.origin(of: process) == .odd && !picture.isDeveloperWork(process) ? .low : .info,
      evidence: [process.evidence("fd/\(ring.number)", ring.target.text)])
  }
}

/// A program of nobody's that was started with nothing.
struct BareStart: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.bare-start", abnormal: "A detached program of no package has an empty environment.",
    why: "Loaders and exploits start programs with no environment; shells and service managers always pass some.",
    techniques: ["T1059", "T1564"], severity: .low,
    benign: "`env -i`, helpers that the kernel starts, and daemons that clear it; packaged programs are not reported."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    guard process.environment.isEmpty, process.terminal == 0, !process.deniedReads.contains("environ"),
      !process.stalledReads.contains("environ"), picture.processes.values.contains(where: { !$0.environment.isEmpty })
    else { return nil }
    let origin = picture.origin(of: process)
    guard origin >= .stray else { return nil }
    return card.finding(
      "started with an empty environment: \(process.label)", process, severity: origin == .odd ? .low : .info)
  }
}
