internal import CaseModel
internal import HostFacts

/// One way of asking the kernel for its sockets: a kind of sock_diag dump.
struct SocketDiagnosis {
  /// What it lists.
  let transport: SocketRecord.Transport
  /// 4 or 6 for IP.
  let ipVersion: Int?
  /// The request.
  let payload: [UInt8]

  /// For the ledger.
  var name: HostString {
    HostString("sock_diag \(transport.rawValue)" + (ipVersion.map { " over IPv\($0)" } ?? ""))
  }

  func query(in namespace: NetworkNamespace) -> KernelQuery {
    .netlinkDump(
      family: KernelFeature.NetlinkProtocol.socketDiagnostics, type: 20, payload: payload,
      networkNamespaceOf: namespace.pid)
  }
}

extension SocketDiagnosis {
  /// Every dump that is asked for, in the order of the coverage list.
  static let all: [SocketDiagnosis] =
    [4, 6].flatMap { version in
      [
        internet(.tcp, 6, version), internet(.mptcp, 0, version, wide: 262), internet(.udp, 17, version),
        internet(.udplite, 136, version), internet(.raw, 255, version), internet(.sctp, 132, version),
        internet(.dccp, 33, version),
      ]
    } + [packet, unix, netlink, vsock, xdp]

  /// `struct inet_diag_req_v2` (linux/inet_diag.h): all states, no filter on addresses.
  private static func internet(
    _ transport: SocketRecord.Transport, _ number: UInt8, _ version: Int, wide: UInt32? = nil
  ) -> SocketDiagnosis {
    var payload = NetlinkPayload()
    payload.u8(version == 6 ? 10 : 2)
    payload.u8(number)
    payload.u16(0)
    payload.u32(0xffff_ffff)
    payload.zeros(48)
    // INET_DIAG_REQ_PROTOCOL, for protocol numbers that do not fit into the byte.
    if let wide { payload.attribute(3, u32: wide) }
    return SocketDiagnosis(transport: transport, ipVersion: version, payload: payload.bytes)
  }

  /// `struct packet_diag_req`: PACKET_SHOW_INFO, _RING_CFG and _FILTER.
  private static let packet = other(.packet, 17) { payload in
    payload.u32(0)
    payload.u32(0x1 | 0x4 | 0x20)
  }

  /// `struct unix_diag_req`: all states; UDIAG_SHOW_NAME, _PEER and _UID.
  private static let unix = other(.unix, 1) { payload in
    payload.u32(0xffff_ffff)
    payload.u32(0)
    payload.u32(0x1 | 0x4 | 0x40)
  }

  /// `struct netlink_diag_req`: NDIAG_PROTO_ALL.
  private static let netlink = other(.netlink, 16, protocol: 255) { payload in
    payload.u32(0)
    payload.u32(0)
  }

  /// `struct vsock_diag_req`: all states.
  private static let vsock = other(.vsock, 40) { payload in
    payload.u32(0xffff_ffff)
    payload.u32(0)
    payload.u32(0)
  }

  /// `struct xdp_diag_req`: XDP_SHOW_INFO.
  private static let xdp = other(.xdp, 44) { payload in
    payload.u32(0)
    payload.u32(1)
  }

  private static func other(
    _ transport: SocketRecord.Transport, _ family: UInt8, protocol number: UInt8 = 0,
    _ middle: (inout NetlinkPayload) -> Void
  ) -> SocketDiagnosis {
    var payload = NetlinkPayload()
    payload.u8(family)
    payload.u8(number)
    payload.u16(0)
    middle(&payload)
    payload.zeros(8)
    return SocketDiagnosis(transport: transport, ipVersion: nil, payload: payload.bytes)
  }
}
