internal import CaseModel
internal import HostFacts

/// Something is mounted over a process's directory.
struct MountedOverProcess: PictureHeuristic {
  let card = HeuristicCard(
    id: "hiding.mounted-over-process", abnormal: "Something is mounted over a process's directory in /proc.",
    why: "An empty or another process's directory mounted there hides a process from ps and top without a rootkit.",
    techniques: ["T1564.013", "T1564", "T1014"], severity: .critical,
    benign:
      "None on the host. Container engines mask files of /proc (kcore, keys, cpuinfo) in containers, never process directories."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    var found: [Int: Evidence] = [:]
    for process in picture.processes.values where process.isMountedOver {
      found[process.pid] = process.evidence("", "another mount covers it")
    }
    for mount in picture.mounts {
      guard let pid = Self.pid(in: mount.path.text) else { continue }
      found[pid] = Evidence(
        source: "/proc/self/mountinfo",
        text: HostString(
          escaped: "\(mount.path.text) is \(mount.fileSystem) \(mount.source.text) root \(mount.root.text)"))
    }
    for record in picture.discrepancies where record.kind == .overmount {
      guard let pid = Self.pid(in: record.subject.text), found[pid] == nil else { continue }
      found[pid] = Evidence(source: record.subject, text: record.detail)
    }
    return found.sorted { $0.key < $1.key }.map { pid, evidence in
      let process = picture.processes[pid]
      return card.finding(
        "a mount hides \(process?.label ?? "pid \(pid)")", evidence: [evidence] + (process?.usualEvidence ?? []),
        processes: [pid], occurred: process?.startedAt)
    }
  }

  /// `/proc/42`, `/proc/42/…`
  static func pid(in path: String) -> Int? {
    guard path.hasPrefix("/proc/") else { return nil }
    return path.split(separator: "/").dropFirst().first.flatMap { Int($0) }
  }
}
