public import CaseModel

/// A socket, from sock_diag netlink or `/proc/net`.
public struct SocketRecord: FactRecord {
  public static let type = "socket"
  /// Protocol family and type.
  public enum Transport: String, Codable, Sendable {
    case tcp, udp, udplite, raw, icmp, sctp, dccp, packet, unix, netlink, vsock, xdp, mptcp, other
  }
  /// What it speaks.
  public var transport: Transport
  /// 4 or 6 for IP.
  public var ipVersion: Int?
  /// Such as `LISTEN`, `ESTABLISHED`; empty where there is none.
  public var state: String = ""
  /// Numeric address, or path for unix.
  public var localAddress: HostString = ""
  /// Port; protocol number for raw; EtherType for packet.
  public var localPort: Int = 0
  /// Numeric address of the peer.
  public var remoteAddress: HostString = ""
  /// Port of the peer.
  public var remotePort: Int = 0
  /// Socket inode.
  public var inode: UInt64 = 0
  /// Owner.
  public var uid: Int = 0
  /// Inode of the network namespace it was found in.
  public var networkNamespace: UInt64 = 0
  /// Processes that hold it open.
  public var pids: [Int] = []
  /// Instructions of an attached classic BPF filter, if the kernel tells.
  public var filterLength: Int?
  /// Peer inode for unix sockets.
  public var peerInode: UInt64?
  /// Interface index for packet sockets.
  public var interface: Int?
  /// Views that show it: `netlink`, `procfs`.
  public var seenBy: [String] = []

  /// A socket.
  public init(transport: Transport) { self.transport = transport }

  /// Accepting connections, or bound without peer for datagram protocols.
  public var isListening: Bool {
    switch transport {
    case .tcp, .sctp, .dccp, .mptcp, .vsock: state == "LISTEN"
    case .udp, .udplite: remotePort == 0 && localPort != 0
    default: false
    }
  }

  /// `address:port → address:port`.
  public var endpoints: String {
    let local = "\(localAddress.text):\(localPort)"
    return remotePort == 0 && remoteAddress.isEmpty ? local : "\(local) → \(remoteAddress.text):\(remotePort)"
  }
}

/// Network state other than sockets: links, addresses, routes, rules, neighbours, firewall, tunnels.
public struct NetworkRecord: FactRecord {
  public static let type = "network"
  /// What it is.
  public enum Kind: String, Codable, Sendable {
    case link, address, route, rule, neighbour, firewall, conntrack, qdisc, filter, xfrm, tunnel, counter, resolver
  }
  /// What it is.
  public var kind: Kind
  /// Inode of the network namespace it was found in.
  public var networkNamespace: UInt64 = 0
  /// Name: interface, chain, destination.
  public var name: HostString
  /// Details by name, such as `flags`, `mac`, `gateway`, `table`, `xdp_program`.
  public var attributes: [String: HostString]

  /// Network state.
  public init(kind: Kind, name: HostString, attributes: [String: HostString], networkNamespace: UInt64 = 0) {
    self.kind = kind
    self.name = name
    self.attributes = attributes
    self.networkNamespace = networkNamespace
  }
}

/// A container as its engine describes it on disk.
public struct ContainerRecord: FactRecord {
  public static let type = "container"
  /// `docker`, `containerd`, `podman`, `kubelet`, ….
  public var engine: String
  /// Id.
  public var id: HostString
  /// Name.
  public var name: HostString?
  /// Image reference.
  public var image: HostString?
  /// Command line.
  public var command: HostString?
  /// Whether it runs with all privileges.
  public var isPrivileged: Bool = false
  /// Host paths mounted into it.
  public var binds: [HostString] = []
  /// Where this was read.
  public var source: HostString

  /// A container.
  public init(engine: String, id: HostString, source: HostString) {
    self.engine = engine
    self.id = id
    self.source = source
  }
}
