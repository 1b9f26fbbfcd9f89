internal import CaseModel
internal import HostFacts

/// A program that should not be there waits for connections.
struct OddListener: ProcessHeuristic {
  let card = HeuristicCard(
    id: "network.odd-listener",
    abnormal: "A program from an odd place, deleted, or a bare interpreter waits for connections.",
    why: "A listener is a way back in.", techniques: ["T1571", "T1205"], severity: .high,
    benign:
      "Packaged and locally installed servers, containers, and developers' servers from homes or interpreters (`python -m http.server`) on any address are info."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    let listeners = picture.internetSockets(of: process).filter(\.isListening)
    let origin = picture.origin(of: process)
    let isInline = (process.inlineCode != nil || process.oddScript != nil) && !process.isShell
    guard origin >= .stray || isInline || process.isShell,
      let severity = severity(of: process, origin, listeners, isInline, picture),
      let shown = listeners.first(where: { !Address.isLoopback($0.localAddress.text) }) ?? listeners.first
    else { return nil }
    return card.finding(
      "\(process.label) waits on \(shown.transport.rawValue) port \(shown.localPort)", process, severity: severity,
      evidence: listeners.prefix(4).map(\.evidence))
  }

  private func severity(
    of process: ProcessRecord, _ origin: Origin, _ listeners: [SocketRecord], _ isInline: Bool, _ picture: HostPicture
  ) -> Severity? {
    guard listeners.contains(where: { isLasting($0) }) else { return nil }
    let isOpen = listeners.contains { isLasting($0) && !Address.isLoopback($0.localAddress.text) }
    if picture.isDeveloperWork(process) { return .info }
    switch origin {
    case .odd: return isOpen ? .high : .medium
    case .stray: return process.isRoot && isOpen && process.executableIsDeleted ? .medium : .info
    case .own:
      // Root runs what another account can change.
      guard process.isRoot, process.isDetached, isOpen else { return .info }
      return process.place == .home && !process.path.isPath(under: "/root") ? .medium : .low
    default:
      if process.isShell { return inherits(process, picture) ? nil : .medium }
      return isInline && process.isDetached && isOpen ? .medium : isInline ? .info : nil
    }
  }

  /// Datagram sockets get a port for every question they ask; only those below the usual ephemeral range count.
  private func isLasting(_ socket: SocketRecord) -> Bool {
    socket.transport == .udp || socket.transport == .udplite ? socket.localPort < 32_768 : true
  }

  /// A service's child keeps descriptors that its parent did not close.
  private func inherits(_ process: ProcessRecord, _ picture: HostPicture) -> Bool {
    let own = Set(picture.internetSockets(of: process).filter(\.isListening).map(\.inode))
    return picture.ancestors(of: process).contains { parent in
      !parent.isShell && picture.internetSockets(of: parent).contains { own.contains($0.inode) }
    }
  }
}
