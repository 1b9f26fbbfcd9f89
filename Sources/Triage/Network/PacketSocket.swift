internal import CaseModel
internal import HostFacts

/// A program looks at packets past the ordinary sockets.
struct PacketSocket: ProcessHeuristic {
  let card = HeuristicCard(
    id: "network.packet-socket", abnormal: "A program of no package has a packet, raw or filtered socket.",
    why: "Backdoors wait for a magic packet on such sockets without an open port; sniffers steal passwords.",
    techniques: ["T1205.002", "T1040"], severity: .high,
    benign:
      "DHCP clients, network managers, lldpd, tcpdump and monitoring agents belong to packages or lie in /opt and /usr/local (info, low with a filter). Network plugins run in containers (info)."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    let sockets = picture.sockets(of: process.pid).filter(Self.isTapping)
    guard let socket = sockets.max(by: { ($0.filterLength ?? 0) < ($1.filterLength ?? 0) }) else { return nil }
    let origin = picture.origin(of: process)
    let isCode = process.isInterpreter && process.scriptPath.map { Place($0).isOdd } ?? true
    let severity: Severity
    switch origin {
    case .packaged:
      severity = process.isShell ? .high : process.isInterpreter && isCode && process.isDetached ? .medium : .info
    case .image: severity = .info
    case .vendor: severity = vendor(process, socket, picture)
    case .stray: severity = socket.transport == .packet || socket.filterLength ?? 0 > 0 ? .high : .medium
    case .own: severity = socket.filterLength ?? 0 > 0 ? .high : process.terminal != 0 ? .low : .medium
    case .odd: severity = .high
    }
    guard origin != .packaged || severity > .info || socket.transport == .packet else { return nil }
    return card.finding(
      "\(process.label) has a \(socket.transport.rawValue) socket\(Self.words(socket))", process, severity: severity,
      techniques: techniques(of: socket),
      evidence: sockets.prefix(4).map {
        Evidence(source: $0.evidence.source, text: HostString(escaped: "\($0.label)\(Self.words($0))"))
      })
  }

  /// Monitoring agents live in /opt and /usr/local, and are started by a service manager under their own full path. Somebody's sniffer
  /// writes what it hears into a file at a temporary or hidden place, or a bare name stands in its arguments.
  private func vendor(_ process: ProcessRecord, _ socket: SocketRecord, _ picture: HostPicture) -> Severity {
    guard process.place == .vendor, socket.transport != .raw else { return .info }
    let writesOddly = process.descriptors.contains { descriptor in
      descriptor.isWritable && descriptor.target.hasPrefix("/")
        && (Place(descriptor.target.text).isOdd && descriptor.target.lastComponent.hasPrefix(".")
          || Place(descriptor.target.text) == .temporary)
    }
    if writesOddly { return .medium }
    return socket.filterLength ?? 0 > 0 || process.isDetached && !process.name0.hasPrefix("/") ? .low : .info
  }

  private static func isTapping(_ socket: SocketRecord) -> Bool {
    switch socket.transport {
    case .packet, .xdp: true
    case .raw: true
    case .tcp, .udp, .sctp: socket.filterLength ?? 0 > 0
    default: false
    }
  }

  /// A filter waits for one packet; a raw socket speaks a protocol of its own (ICMP mostly); the rest listens to all.
  private func techniques(of socket: SocketRecord) -> [Technique] {
    let hasFilter = socket.filterLength ?? 0 > 0
    if socket.transport == .raw { return hasFilter ? ["T1205.002", "T1095", "T1040"] : ["T1095", "T1205"] }
    return hasFilter ? ["T1205.002", "T1040"] : ["T1040", "T1205.002"]
  }

  private static func words(_ socket: SocketRecord) -> String {
    socket.filterLength.map { $0 > 0 ? " with a filter of \($0) instructions" : "" } ?? ""
  }
}
