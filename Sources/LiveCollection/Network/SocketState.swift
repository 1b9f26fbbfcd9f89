internal import CaseModel
internal import HostFacts

/// What the kernel's numbers for socket states and names mean.
enum SocketState {
  /// `enum` of net/tcp_states.h. Datagram protocols use only two of them, which say whether there is a peer.
  static func internet(_ number: Int, _ transport: SocketRecord.Transport) -> String {
    let names = [
      "", "ESTABLISHED", "SYN_SENT", "SYN_RECV", "FIN_WAIT1", "FIN_WAIT2", "TIME_WAIT", "CLOSE", "CLOSE_WAIT",
      "LAST_ACK", "LISTEN", "CLOSING", "NEW_SYN_RECV", "BOUND",
    ]
    guard names.indices.contains(number) else { return "state \(number)" }
    switch transport {
    case .udp, .udplite, .raw, .icmp: return number == 1 ? "ESTABLISHED" : ""
    default: return names[number]
    }
  }

  /// `/proc/net/unix` and unix_diag: the TCP numbers.
  static func unix(_ number: Int) -> String {
    switch number {
    case 1: "ESTABLISHED"
    case 10: "LISTEN"
    default: ""
    }
  }

  /// A path, or an abstract name, whose first byte is NUL and which is written with `@` as everywhere.
  static func unixName(_ bytes: [UInt8]) -> HostString {
    guard bytes.first == 0 else { return HostString(bytes: Array(bytes.prefix { $0 != 0 })) }
    return HostString(bytes: [UInt8(ascii: "@")] + bytes.dropFirst())
  }

  /// No peer is written as no address, so that one look shows it.
  static func dropEmptyPeer(_ record: inout SocketRecord) {
    if record.remotePort == 0, record.remoteAddress == "0.0.0.0" || record.remoteAddress == "::" {
      record.remoteAddress = ""
    }
  }
}
