internal import CaseModel
internal import HostFacts

/// Two different programs wait on one port.
struct SharedPort: PictureHeuristic {
  let card = HeuristicCard(
    id: "network.shared-port", abnormal: "A program of no package waits on the very port of a packaged service.",
    why: "With SO_REUSEPORT or a more special address an intruder takes part of a service's connections.",
    techniques: ["T1205", "T1557"], severity: .high,
    benign:
      "Several workers or generations of one service are the same program; systemd and the service share the same socket. Different network namespaces do not meet."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    let picture = picture.indexed()
    return picture.tables.listenersByPort.sorted { $0.key < $1.key }.compactMap { port, positions in
      guard positions.count > 1, port < 32_768 else { return nil }
      return examine(port, positions.prefix(256).map { picture.sockets[$0] }, picture)
    }
  }

  private func examine(_ port: Int, _ sockets: [SocketRecord], _ picture: HostPicture) -> Finding? {
    let holders = sockets.flatMap { socket in
      socket.pids.prefix(16).compactMap { pid in picture.processes[pid].map { (socket, $0) } }
    }
    guard
      let stranger = holders.first(where: {
        picture.origin(of: $0.1) >= .stray && !Address.isLoopback($0.0.localAddress.text)
      }),
      let service = holders.first(where: { other in
        picture.origin(of: other.1) == .packaged && other.1.pid > 1
          && other.0.networkNamespace == stranger.0.networkNamespace
          && other.0.transport == stranger.0.transport && other.0.inode != stranger.0.inode
      })
    else { return nil }
    var finding = card.finding(
      "\(stranger.1.label) shares port \(port) with \(service.1.label)", stranger.1,
      severity: picture.isDeveloperWork(stranger.1) ? .low : .high, evidence: [stranger.0.evidence, service.0.evidence])
    finding.processes.append(service.1.pid)
    return finding
  }
}
