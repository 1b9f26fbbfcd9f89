internal import CaseModel
internal import HostFacts

/// Reads the socket tables of `/proc/net`. A line that is not of the table is passed over and counted.
struct SocketTable {
  /// A table: its file below `/proc/PID/net`, and what stands in it.
  struct Source {
    let file: String
    let transport: SocketRecord.Transport
    let ipVersion: Int?
  }

  /// Tables that are read record by record.
  static let sources: [Source] = [
    Source(file: "tcp", transport: .tcp, ipVersion: 4), Source(file: "tcp6", transport: .tcp, ipVersion: 6),
    Source(file: "udp", transport: .udp, ipVersion: 4), Source(file: "udp6", transport: .udp, ipVersion: 6),
    Source(file: "udplite", transport: .udplite, ipVersion: 4),
    Source(file: "udplite6", transport: .udplite, ipVersion: 6),
    Source(file: "raw", transport: .raw, ipVersion: 4), Source(file: "raw6", transport: .raw, ipVersion: 6),
    Source(file: "icmp", transport: .icmp, ipVersion: 4), Source(file: "icmp6", transport: .icmp, ipVersion: 6),
    Source(file: "sctp/eps", transport: .sctp, ipVersion: nil),
    Source(file: "sctp/assocs", transport: .sctp, ipVersion: nil),
    Source(file: "packet", transport: .packet, ipVersion: nil), Source(file: "unix", transport: .unix, ipVersion: nil),
    Source(file: "netlink", transport: .netlink, ipVersion: nil),
  ]

  private(set) var records: [SocketRecord] = []
  private(set) var unreadableLines = 0

  /// - Parameter limit: Records kept.
  init(_ bytes: [UInt8], _ source: Source, limit: Int = 200_000) {
    // The first line of each table names the columns.
    for line in bytes.split(separator: 10).dropFirst() {
      guard records.count < limit else {
        unreadableLines += 1
        continue
      }
      if var record = Self.record(line, source) {
        record.seenBy = ["procfs"]
        records.append(record)
      } else {
        unreadableLines += 1
      }
    }
  }

  private static func record(_ line: ArraySlice<UInt8>, _ source: Source) -> SocketRecord? {
    switch (source.transport, source.file) {
    case (.packet, _): packet(line)
    case (.unix, _): unix(line)
    case (.netlink, _): netlink(line)
    case (.sctp, "sctp/eps"): endpoint(line)
    case (.sctp, _): association(line)
    default: internet(line, source)
    }
  }

  /// `sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode …`
  private static func internet(_ line: ArraySlice<UInt8>, _ source: Source) -> SocketRecord? {
    let fields = KernelText.fields(line)
    guard fields.count >= 10, let local = endpoint(hex: fields[1]), let remote = endpoint(hex: fields[2]),
      let state = KernelText.hex(fields[3]), state < 256, let uid = KernelText.number(fields[7]), uid <= UInt32.max,
      let inode = KernelText.number(fields[9])
    else { return nil }
    var record = SocketRecord(transport: source.transport)
    record.ipVersion = source.ipVersion
    (record.localAddress, record.localPort) = local
    (record.remoteAddress, record.remotePort) = remote
    record.state = SocketState.internet(Int(state), source.transport)
    record.uid = Int(uid)
    record.inode = inode
    SocketState.dropEmptyPeer(&record)
    return record
  }

  /// `0100007F:0016`: each word of the address as a number of the host's byte order, which is little-endian.
  private static func endpoint(hex field: ArraySlice<UInt8>) -> (HostString, Int)? {
    let parts = field.split(separator: UInt8(ascii: ":"))
    guard parts.count == 2, let port = KernelText.hex(parts[1]), port <= 0xffff,
      let bytes = KernelText.hexBytes(parts[0]), bytes.count == 4 || bytes.count == 16
    else { return nil }
    let ordered = stride(from: 0, to: bytes.count, by: 4).flatMap { bytes[$0..<($0 + 4)].reversed() }
    return (AddressText.address(ordered), Int(port))
  }

  /// `sk RefCnt Type Proto Iface R Rmem User Inode`
  private static func packet(_ line: ArraySlice<UInt8>) -> SocketRecord? {
    let fields = KernelText.fields(line)
    guard fields.count >= 9, let type = KernelText.hex(fields[3]), type <= 0xffff,
      let interface = KernelText.number(fields[4]), interface <= UInt32.max,
      let uid = KernelText.number(fields[7]), uid <= UInt32.max, let inode = KernelText.number(fields[8])
    else { return nil }
    var record = SocketRecord(transport: .packet)
    record.localPort = Int(type)
    record.interface = interface == 0 ? nil : Int(interface)
    record.uid = Int(uid)
    record.inode = inode
    return record
  }

  /// `Num RefCount Protocol Flags Type St Inode Path`; the path may hold anything but a line feed.
  private static func unix(_ line: ArraySlice<UInt8>) -> SocketRecord? {
    let fields = KernelText.fields(line, limit: 8)
    guard fields.count >= 7, let flags = KernelText.hex(fields[3]), let state = KernelText.hex(fields[5]),
      let inode = KernelText.number(fields[6])
    else { return nil }
    var record = SocketRecord(transport: .unix)
    // __SO_ACCEPTCON is the only flag; the state column is that of `struct socket`: 3 is connected.
    record.state = flags & 0x10000 != 0 ? "LISTEN" : state == 3 ? "ESTABLISHED" : ""
    record.localAddress = HostString(bytes: fields.count == 8 ? Array(fields[7]) : [])
    record.inode = inode
    return record
  }

  /// `sk Eth Pid Groups Rmem Wmem Dump Locks Drops Inode`
  private static func netlink(_ line: ArraySlice<UInt8>) -> SocketRecord? {
    let fields = KernelText.fields(line)
    guard fields.count >= 10, let type = KernelText.number(fields[1]), type <= 0xffff,
      let port = KernelText.number(fields[2]), let inode = KernelText.number(fields[9])
    else { return nil }
    var record = SocketRecord(transport: .netlink)
    record.localPort = Int(type)
    record.localAddress = HostString(String(port))
    record.inode = inode
    return record
  }

  /// `ENDPT SOCK STY SST HBKT LPORT UID INODE LADDRS…`
  private static func endpoint(_ line: ArraySlice<UInt8>) -> SocketRecord? {
    let fields = KernelText.fields(line)
    guard fields.count >= 8, let state = KernelText.number(fields[3]), state < 256,
      let port = KernelText.number(fields[5]), port <= 0xffff, let uid = KernelText.number(fields[6]),
      uid <= UInt32.max, let inode = KernelText.number(fields[7])
    else { return nil }
    var record = SocketRecord(transport: .sctp)
    record.state = SocketState.internet(Int(state), .sctp)
    record.localPort = Int(port)
    record.uid = Int(uid)
    record.inode = inode
    record.localAddress = HostString(bytes: fields.count > 8 ? Array(fields[8]) : [])
    return record
  }

  /// `ASSOC SOCK STY SST ST HBKT ASSOC-ID TX_QUEUE RX_QUEUE UID INODE LPORT RPORT LADDRS <-> RADDRS …`
  private static func association(_ line: ArraySlice<UInt8>) -> SocketRecord? {
    let fields = KernelText.fields(line)
    guard fields.count >= 13, let uid = KernelText.number(fields[9]), uid <= UInt32.max,
      let inode = KernelText.number(fields[10]), let local = KernelText.number(fields[11]), local <= 0xffff,
      let remote = KernelText.number(fields[12]), remote <= 0xffff
    else { return nil }
    var record = SocketRecord(transport: .sctp)
    record.state = "ESTABLISHED"
    record.localPort = Int(local)
    record.remotePort = Int(remote)
    record.uid = Int(uid)
    record.inode = inode
    let addresses = fields[13...].split { $0.elementsEqual("<->".utf8) }
    if let first = addresses.first?.first { record.localAddress = sctpAddress(first) }
    if addresses.count > 1, let first = addresses[1].first { record.remoteAddress = sctpAddress(first) }
    return record
  }

  /// The primary address is marked with a star.
  private static func sctpAddress(_ field: ArraySlice<UInt8>) -> HostString {
    HostString(bytes: Array(field.drop { $0 == UInt8(ascii: "*") }))
  }
}
