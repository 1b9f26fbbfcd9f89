internal import CaseModel
internal import HostFacts

/// A program keeps an outside connection that has no business on the network.
struct UnexpectedTalker: ProcessHeuristic {
  let card = HeuristicCard(
    id: "network.unexpected-talker",
    abnormal: "A shell, a plain tool or a program from an odd place keeps an outside connection.",
    why: "Programs that never use the network do so when code was injected, or when they were started for an intruder.",
    techniques: ["T1071", "T1055", "T1105"], severity: .high,
    benign:
      "Children of servers keep descriptors that their parent did not close: a connection that an ancestor holds as well is not reported. Developers' programs under build tools or at a terminal are info."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    let origin = picture.origin(of: process)
    let isSilent = Self.silent.contains(process.program) || (process.isShell && process.program != "busybox")
    guard origin == .odd || isSilent else { return nil }
    let peers = picture.externalPeers(of: process).filter { !isInherited($0, by: process, picture) }
    guard let peer = peers.first else { return nil }
    let severity: Severity =
      origin == .odd
      ? (picture.isDeveloperWork(process) ? .info : process.isDetached || process.isRoot ? .high : .medium) : .high
    return card.finding(
      "\(process.label) talks to \(peer.remoteAddress.text):\(peer.remotePort)", process, severity: severity,
      techniques: process.isShell
        ? ["T1059.004", "T1071"] : origin == .odd ? ["T1071", "T1105"] : ["T1055", "T1071"],
      evidence: peers.prefix(4).map(\.evidence))
  }

  private func isInherited(_ socket: SocketRecord, by process: ProcessRecord, _ picture: HostPicture) -> Bool {
    picture.ancestors(of: process).contains { parent in
      !parent.isShell
        && (socket.pids.contains(parent.pid) || parent.descriptors.contains { $0.socketInode == socket.inode })
    }
  }

  private static let silent: Set<String> = [
    "cron", "crond", "atd", "agetty", "getty", "login", "systemd-journald", "systemd-udevd", "systemd-logind",
    "dbus-daemon", "dbus-broker", "auditd", "irqbalance", "acpid", "sleep", "cat", "tail", "tee", "dd", "grep", "sed",
    "sort",
    "rngd", "haveged", "multipathd", "smartd", "mdadm", "polkitd", "udisksd", "accounts-daemon", "less", "vi", "vim",
    "vim.basic", "nano",
    "find", "xargs", "yes", "true", "mount", "thermald", "lvmpolld", "sudo", "su",
  ]
}
