internal import CaseModel
internal import HostFacts

/// A socket waits for connections or packets and no process holds it.
struct OwnerlessSocket: PictureHeuristic {
  let card = HeuristicCard(
    id: "network.ownerless-socket",
    abnormal: "A listening, packet or raw socket belongs to no process that can be seen.",
    why: "Its process is hidden, or the kernel itself listens for somebody (rootkit).",
    techniques: ["T1014", "T1205", "T1564"],
    severity: .medium,
    benign:
      "The kernel's own servers (NFS, WireGuard, VXLAN, in-kernel SMB and targets): recognised by their modules and ports (info). Without privilege owners cannot be told: nothing is said."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    guard picture.host?.isPrivileged ?? true,
      picture.processes.values.contains(where: { !$0.descriptors.isEmpty || hasOwner($0, picture) })
    else { return [] }
    let picture = picture.indexed()
    let held = Set(picture.processes.values.flatMap { $0.descriptors.compactMap(\.socketInode) })
    let isPartial = picture.processes.values.contains {
      $0.deniedReads.contains { $0.hasPrefix("fd") } || $0.stalledReads.contains { $0.hasPrefix("fd") }
    }
    let modules = Set(picture.modules.map(\.name.text))
    return picture.sockets.filter { $0.pids.isEmpty && !held.contains($0.inode) && Self.waits($0) }.prefix(64).map {
      socket in
      let isKernels = Self.isKernels(socket, modules)
      return card.finding(
        "\(socket.label) belongs to no visible process", evidence: [socket.evidence],
        severity: isKernels || isPartial ? .info : .medium)
    }
  }

  private func hasOwner(_ process: ProcessRecord, _ picture: HostPicture) -> Bool {
    picture.sockets.contains { $0.pids.contains(process.pid) }
  }

  private static func waits(_ socket: SocketRecord) -> Bool {
    switch socket.transport {
    case .packet, .raw: true
    case .udp, .udplite: socket.isListening && socket.localPort < 32_768
    default: socket.isListening && socket.isInternet
    }
  }

  private static func isKernels(_ socket: SocketRecord, _ modules: Set<String>) -> Bool {
    let owners: [Int: [String]] = [
      2049: ["nfsd", "nfs"], 4789: ["vxlan"], 8472: ["vxlan"], 6081: ["geneve"], 445: ["ksmbd"],
      3260: ["iscsi_target_mod"],
      51820: ["wireguard"], 51821: ["wireguard"], 4420: ["nvmet_tcp"], 6000: ["dlm"], 21064: ["dlm"],
      1701: ["l2tp_core"], 2152: ["gtp"],
    ]
    if owners[socket.localPort, default: []].contains(where: modules.contains) { return true }
    // lockd and WireGuard take any port; the latter is always a datagram socket.
    if socket.transport == .udp {
      return modules.contains("wireguard") || modules.contains("lockd") || socket.localPort == 51820
    }
    return modules.contains("lockd") && socket.localPort > 1023
  }
}
