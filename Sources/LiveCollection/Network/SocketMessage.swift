internal import BinaryCursor
internal import CaseModel
internal import HostFacts

/// Reads the messages of sock_diag dumps. The fixed parts are those of linux/{inet,unix,packet,netlink,vm_sockets,xdp}_diag.h.
enum SocketMessage {
  /// - Parameter diagnosis: The question that the message answers.
  /// - Throws: `.truncated` for a message shorter than its fixed part.
  static func read(_ payload: [UInt8], _ diagnosis: SocketDiagnosis) throws(ParseError) -> SocketRecord {
    var reader = ByteReader(payload.span.bytes)
    var record = SocketRecord(transport: diagnosis.transport)
    record.ipVersion = diagnosis.ipVersion
    record.seenBy = ["netlink"]
    switch diagnosis.transport {
    case .packet: try packet(&reader, payload, &record)
    case .unix: try unix(&reader, payload, &record)
    case .netlink: try netlink(&reader, &record)
    case .vsock: try vsock(&reader, &record)
    case .xdp: try xdp(&reader, payload, &record)
    default: try internet(&reader, &record)
    }
    return record
  }

  /// `struct inet_diag_msg`: family, state, timer, retransmissions; ports and addresses in network order; owner and inode.
  private static func internet(_ reader: inout ByteReader, _ record: inout SocketRecord) throws(ParseError) {
    let family = try reader.u8()
    let state = try reader.u8()
    try reader.skip(2)
    record.localPort = Int(try reader.u16be())
    record.remotePort = Int(try reader.u16be())
    let length = family == 10 ? 16 : 4
    record.localAddress = AddressText.address(try reader.take(16).prefix(length))
    record.remoteAddress = AddressText.address(try reader.take(16).prefix(length))
    let interface = Int(try reader.u32le())
    if interface != 0 { record.interface = interface }
    try reader.skip(8 + 12)
    record.uid = Int(try reader.u32le())
    record.inode = UInt64(try reader.u32le())
    record.state = SocketState.internet(Int(state), record.transport)
    SocketState.dropEmptyPeer(&record)
  }

  /// `struct packet_diag_msg` with PACKET_DIAG_INFO (0), _UID (5) and _FILTER (7, eight bytes an instruction).
  private static func packet(
    _ reader: inout ByteReader, _ payload: [UInt8], _ record: inout SocketRecord
  ) throws(ParseError) {
    try reader.skip(2)
    record.localPort = Int(try reader.u16le())
    record.inode = UInt64(try reader.u32le())
    try reader.skip(8)
    let attributes = NetlinkAttributes(payload, from: reader.offset)
    if let index = attributes.u32(0), index != 0 { record.interface = Int(index) }
    record.uid = Int(attributes.u32(5) ?? 0)
    record.filterLength = attributes[7].map { $0.count / 8 } ?? 0
  }

  /// `struct unix_diag_msg` with UNIX_DIAG_NAME (0), _PEER (2) and _UID (7).
  private static func unix(
    _ reader: inout ByteReader, _ payload: [UInt8], _ record: inout SocketRecord
  ) throws(ParseError) {
    try reader.skip(2)
    record.state = SocketState.unix(Int(try reader.u8()))
    try reader.skip(1)
    record.inode = UInt64(try reader.u32le())
    try reader.skip(8)
    let attributes = NetlinkAttributes(payload, from: reader.offset)
    record.localAddress = SocketState.unixName(attributes[0] ?? [])
    record.peerInode = attributes.u32(2).flatMap { $0 == 0 ? nil : UInt64($0) }
    record.uid = Int(attributes.u32(7) ?? 0)
  }

  /// `struct netlink_diag_msg`. The port of a netlink socket is usually the process id of its maker.
  private static func netlink(_ reader: inout ByteReader, _ record: inout SocketRecord) throws(ParseError) {
    try reader.skip(2)
    record.localPort = Int(try reader.u8())
    try reader.skip(1)
    record.localAddress = HostString(String(try reader.u32le()))
    try reader.skip(8)
    record.inode = UInt64(try reader.u32le())
  }

  /// `struct vsock_diag_msg`: context ids stand as addresses.
  private static func vsock(_ reader: inout ByteReader, _ record: inout SocketRecord) throws(ParseError) {
    try reader.skip(2)
    record.state = SocketState.internet(Int(try reader.u8()), .vsock)
    try reader.skip(1)
    record.localAddress = HostString(String(try reader.u32le()))
    record.localPort = Int(try reader.u32le())
    record.remoteAddress = HostString(String(try reader.u32le()))
    record.remotePort = Int(try reader.u32le())
    record.inode = UInt64(try reader.u32le())
  }

  /// `struct xdp_diag_msg` with XDP_DIAG_INFO (1: interface and queue) and XDP_DIAG_UID (2).
  private static func xdp(
    _ reader: inout ByteReader, _ payload: [UInt8], _ record: inout SocketRecord
  ) throws(ParseError) {
    try reader.skip(4)
    record.inode = UInt64(try reader.u32le())
    try reader.skip(8)
    let attributes = NetlinkAttributes(payload, from: reader.offset)
    record.interface = attributes.u32(1).map { Int($0) }
    record.uid = Int(attributes.u32(2) ?? 0)
  }
}
