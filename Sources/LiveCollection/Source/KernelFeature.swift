/// A part of the kernel that asking a question could make it load as a module, and so run the host's `modprobe` as root.
public enum KernelFeature: Sendable, Hashable, CustomStringConvertible {
  /// A netlink protocol (`net-pf-16-proto-N`), which opening a socket loads.
  case netlink(Int32)
  /// A module or built-in part by its module name, such as `tcp_diag`, which a request to it loads.
  case module(String)
  /// A socket protocol by its name in `/proc/net/protocols`, such as `TCP`.
  case socket(String)
  /// What no proof can be found for because it is asked by name: never touched.
  case byName(String)

  public var description: String {
    switch self {
    case .netlink(let number): "netlink protocol \(number)"
    case .module(let name): "kernel part \(name)"
    case .socket(let name): "socket protocol \(name)"
    case .byName(let what): what
    }
  }
}

extension KernelFeature {
  /// Numbers of linux/netlink.h.
  enum NetlinkProtocol {
    static let route: Int32 = 0
    static let socketDiagnostics: Int32 = 4
    static let transform: Int32 = 6
    static let audit: Int32 = 9
    static let netfilter: Int32 = 12
    static let generic: Int32 = 16
  }

  /// Everything that must be present before a query is put. The rules are those of the places in the kernel that call
  /// `request_module`: `netlink_create`, `sock_load_diag_module`, `nfnetlink_rcv_msg`, `ctrl_getfamily`, `inet_create`.
  static func needed(for query: KernelQuery) -> [KernelFeature] {
    switch query {
    case .netlinkDump(let family, let type, let payload, _), .netlinkGet(let family, let type, let payload):
      [.netlink(family)] + neededBehind(family, type: type, payload: payload)
    case .iptablesEntries(let version): [.socket(version == 6 ? "UDPv6" : "UDP")]
    case .bpfPrograms, .bpfLinks, .bpfMaps, .kernelLog: []
    }
  }

  private static func neededBehind(_ family: Int32, type: UInt16, payload: [UInt8]) -> [KernelFeature] {
    switch family {
    case NetlinkProtocol.socketDiagnostics: socketDiagnostics(payload)
    case NetlinkProtocol.netfilter: netfilter(subsystem: type >> 8)
    case NetlinkProtocol.generic:
      // The controller loads a family that is asked for by name; a dump of all families has no attributes.
      type == 16 && payload.count > 4 ? [.byName("a generic netlink family asked for by name")] : []
    default: []
    }
  }

  /// linux/netfilter/nfnetlink.h, `NFNL_SUBSYS_…`.
  private static func netfilter(subsystem: UInt16) -> [KernelFeature] {
    switch subsystem {
    case 1, 2: [.module("nf_conntrack_netlink")]
    case 6: [.module("ip_set")]
    case 10: [.module("nf_tables")]
    default: [.byName("nfnetlink subsystem \(subsystem)")]
    }
  }

  /// The first two bytes of every sock_diag request are family and protocol (linux/sock_diag.h).
  private static func socketDiagnostics(_ payload: [UInt8]) -> [KernelFeature] {
    guard payload.count >= 2 else { return [.byName("a socket diagnosis without a family")] }
    switch payload[0] {
    case 1: return [.module("unix_diag")]
    case 2, 10: return internet(protocol: payload[1], hasAttributes: payload.count > 56)
    case 16: return [.module("netlink_diag")]
    case 17: return [.module("af_packet_diag")]
    case 40: return [.module("vsock_diag")]
    case 44: return [.module("xsk_diag")]
    default: return [.byName("socket diagnosis of family \(payload[0])")]
    }
  }

  private static func internet(protocol number: UInt8, hasAttributes: Bool) -> [KernelFeature] {
    // INET_DIAG_REQ_PROTOCOL carries numbers above 255; MPTCP (262) is the one that is used.
    if hasAttributes { return [.module("inet_diag"), .module("mptcp_diag")] }
    switch number {
    case 6: return [.module("inet_diag"), .module("tcp_diag")]
    case 17, 136: return [.module("inet_diag"), .module("udp_diag")]
    case 33: return [.module("inet_diag"), .module("dccp_diag")]
    case 132: return [.module("inet_diag"), .module("sctp_diag")]
    case 255: return [.module("inet_diag"), .module("raw_diag")]
    default: return [.byName("socket diagnosis of protocol \(number)")]
    }
  }
}
