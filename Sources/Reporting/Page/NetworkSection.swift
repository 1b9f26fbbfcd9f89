internal import CaseModel
internal import HostFacts
internal import Triage

/// Listeners and connections, joined with the processes that hold them.
struct NetworkSection {
  let page: PageContext
  private var sockets: [SocketRecord] { page.report.picture.sockets }

  var html: HTML {
    let listeners = sockets.filter { $0.isListening && $0.transport != .unix }
    let open = sockets.filter { !$0.isListening && !$0.remoteAddress.isEmpty && Self.isInternet($0.transport) }
    let raw = sockets.filter { [.raw, .packet, .icmp, .xdp].contains($0.transport) }
    let others = sockets.count - listeners.count - open.count - raw.count
    return section("network", "Network", lead: "Those of processes in a finding first, then those that reach outside.")
    {
      element(.h3) { "Listening (\(Words.grouped(listeners.count)))" }
      table("Listening sockets", listeners, withPeer: false)
      element(.h3) { "Connections (\(Words.grouped(open.count)))" }
      table("Connections", open, withPeer: true)
      if !raw.isEmpty {
        element(.h3) { "Raw and packet sockets (\(Words.grouped(raw.count)))" }
        table("Raw and packet sockets", raw, withPeer: false)
      }
      if others > 0 {
        element(.p, .style("note")) { "\(Words.count(others, "other socket")) (unix, netlink, unbound) in the bundle." }
      }
    }
  }

  private func table(_ caption: StaticString, _ sockets: [SocketRecord], withPeer: Bool) -> HTML {
    guard !sockets.isEmpty else { return element(.p, .style("note")) { "None." } }
    let peer: [DataTable.Column] = withPeer ? [.init("Remote", "w")] : []
    var table = DataTable(
      caption, [.init("Protocol"), .init("Local", "w")] + peer + [.init("User", "u"), .init("Process", "w")],
      rowLimit: 400,
      byteLimit: 150_000)
    for socket in sockets.sorted(by: { rank($0) < rank($1) }) {
      table.add(isMarked(socket) ? "marked" : "") {
        let far = withPeer ? [Self.endpoint(socket.remoteAddress, socket.remotePort)] : []
        return [.text(Self.name(socket)), Self.endpoint(socket.localAddress, socket.localPort)] + far
          + [page.user(socket.uid), page.processes(socket.pids)]
      }
    }
    return table.html
  }

  private func isMarked(_ socket: SocketRecord) -> Bool { socket.pids.contains { page.findingsByPID[$0] != nil } }

  private func rank(_ socket: SocketRecord) -> (Int, Int, HostString) {
    let far = socket.isListening ? socket.localAddress : socket.remoteAddress
    let importance = isMarked(socket) ? 0 : Self.isLoopback(far) ? 2 : 1
    return (importance, socket.localPort, socket.remoteAddress)
  }

  private static func isLoopback(_ address: HostString) -> Bool {
    address.hasPrefix("127.") || address == "::1" || address.hasPrefix("::ffff:127.")
  }

  private static func isInternet(_ transport: SocketRecord.Transport) -> Bool {
    [.tcp, .udp, .udplite, .sctp, .dccp, .mptcp, .vsock].contains(transport)
  }

  private static func name(_ socket: SocketRecord) -> String {
    let version = socket.ipVersion == 6 ? "6" : ""
    let state = socket.state.isEmpty || socket.state == "LISTEN" ? "" : " \(socket.state.lowercased())"
    return "\(socket.transport.rawValue)\(version)\(DisplayText.cut(state, to: 24))"
  }

  private static func endpoint(_ address: HostString, _ port: Int) -> HTML {
    let host = address.contains(":") ? "[\(address.text)]" : address.text
    return suspect(HostString(escaped: "\(host):\(port)"), limit: 120)
  }
}
