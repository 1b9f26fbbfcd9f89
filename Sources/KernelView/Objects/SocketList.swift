internal import CaseModel
public import HostFacts

/// The sockets that processes of an image hold open: TCP, UDP, raw, packet and unix.
public struct SocketList {
  let kernel: Kernel

  /// Descriptors of one process that are looked at.
  private static let descriptorLimit = 1 << 20

  /// - Parameter kernel: Of the image.
  public init(_ kernel: Kernel) { self.kernel = kernel }

  /// All sockets that processes hold, each once with all who hold it.
  ///
  /// - Throws: `KernelError` if the kernel's types or symbols lack what is needed.
  public func read(_ processes: [MemoryProcess]) throws(KernelError) -> [SocketRecord] {
    let operations = try kernel.symbol("socket_file_ops")
    var holders: [VirtualAddress: [Int]] = [:]
    for process in processes {
      for file in try files(of: process) {
        guard let file = try kernel.object("file", file), try file.pointer("f_op") == operations else { continue }
        holders[try file.pointer("private_data"), default: []].append(process.record.pid)
      }
    }
    var sockets: [SocketRecord] = []
    for (socket, pids) in holders {
      guard var record = try record(socket) else { continue }
      record.pids = Set(pids).sorted()
      record.seenBy = ["memory"]
      sockets.append(record)
    }
    return sockets.sorted {
      ($0.transport.rawValue, $0.localPort, $0.inode) < ($1.transport.rawValue, $1.localPort, $1.inode)
    }
  }

  /// Addresses of the open files of a process, in the order of their descriptors.
  func files(of process: MemoryProcess) throws(KernelError) -> [VirtualAddress] {
    let member = try kernel.types.field("task_struct", "files").offset
    let table = try kernel.types.field("files_struct", "fdt").offset
    let name = "descriptors of process \(process.record.pid)"
    guard let files = kernel.reader.word(process.task + member) else {
      kernel.note(KernelGap(.notMapped, name))
      return []
    }
    // A process that is ending has none.
    guard files != 0 else { return [] }
    guard let place = kernel.reader.word(VirtualAddress(files) + table),
      let descriptors = try kernel.object("fdtable", VirtualAddress(place))
    else {
      kernel.note(KernelGap(.notMapped, name))
      return []
    }
    let count = Int(clamping: try descriptors.number("max_fds"))
    guard count <= Self.descriptorLimit, let bytes = kernel.reader.bytes(try descriptors.pointer("fd"), count * 8)
    else {
      kernel.note(KernelGap(count > Self.descriptorLimit ? .limit : .notMapped, "\(name): \(count) places"))
      return []
    }
    return (0..<count).map { VirtualAddress(LittleEndian.word(bytes, $0 * 8, 8)) }.filter(\.isKernel)
  }

  private func record(_ address: VirtualAddress) throws(KernelError) -> SocketRecord? {
    guard let socket = try kernel.object("socket", address) else { return nil }
    let place = try socket.pointer("sk")
    guard place.isKernel, let sock = try kernel.object("sock", place) else { return nil }
    let family = Int(try sock.number("__sk_common.skc_family"))
    let kind = Int(try socket.number("type"))
    let protocolNumber = Int(try sock.number("sk_protocol"))
    var record = SocketRecord(transport: transport(family, kind, protocolNumber))
    record.inode = try inode(address)
    record.networkNamespace = try namespace(sock)
    switch family {
    case 2, 10: try addInternet(sock, family, kind, protocolNumber, &record)
    case 1: try addUnix(place, kind, sock, &record)
    case 17: try addPacket(place, &record)
    default: break
    }
    return record
  }

  private func transport(_ family: Int, _ kind: Int, _ number: Int) -> SocketRecord.Transport {
    switch (family, kind, number) {
    case (1, _, _): .unix
    case (16, _, _): .netlink
    case (17, _, _): .packet
    case (40, _, _): .vsock
    case (44, _, _): .xdp
    case (2, 1, 6), (10, 1, 6): .tcp
    case (2, 1, 262), (10, 1, 262): .mptcp
    case (2, 2, 17), (10, 2, 17): .udp
    case (2, 2, 136), (10, 2, 136): .udplite
    case (2, 3, _), (10, 3, _): .raw
    case (2, _, 132), (10, _, 132): .sctp
    case (2, 2, _), (10, 2, _): .icmp
    default: .other
    }
  }

  /// The inode's number: socket and inode lie in one `struct socket_alloc`.
  private func inode(_ socket: VirtualAddress) throws(KernelError) -> UInt64 {
    let inode = try kernel.types.field("socket_alloc", "vfs_inode").offset
    let within = try kernel.types.field("socket_alloc", "socket").offset
    let number = try kernel.types.field("inode", "i_ino").offset
    guard let value = kernel.reader.word(socket - within + inode + number) else {
      kernel.note(KernelGap(.notMapped, "inode of the socket at \(socket)"))
      return 0
    }
    return value
  }

  private func namespace(_ sock: KernelObject) throws(KernelError) -> UInt64 {
    let net = try sock.pointer("__sk_common.skc_net")
    let number = try kernel.types.field("net", "ns.inum").offset
    guard net.isKernel, let bytes = kernel.reader.bytes(net + number, 4) else {
      kernel.note(KernelGap(.notMapped, "network namespace of the sock at \(sock.address)"))
      return 0
    }
    return LittleEndian.word(bytes, 0, 4)
  }

  /// States of TCP (`include/net/tcp_states.h`), from 1.
  private static let states = [
    "ESTABLISHED", "SYN_SENT", "SYN_RECV", "FIN_WAIT1", "FIN_WAIT2", "TIME_WAIT", "CLOSE", "CLOSE_WAIT", "LAST_ACK",
    "LISTEN", "CLOSING", "NEW_SYN_RECV",
  ]

  private func addInternet(
    _ sock: KernelObject, _ family: Int, _ kind: Int, _ number: Int, _ record: inout SocketRecord
  ) throws(KernelError) {
    record.ipVersion = family == 2 ? 4 : 6
    let state = Int(try sock.number("__sk_common.skc_state"))
    if Self.states.indices.contains(state - 1), record.transport == .tcp { record.state = Self.states[state - 1] }
    record.localPort = kind == 3 ? number : Int(try sock.number("__sk_common.skc_num"))
    // The peer's port is kept as it goes over the wire.
    record.remotePort = Int(UInt16(truncatingIfNeeded: try sock.number("__sk_common.skc_dport")).byteSwapped)
    if family == 2 {
      record.localAddress = try address(sock, "__sk_common.skc_rcv_saddr", 4)
      record.remoteAddress = try address(sock, "__sk_common.skc_daddr", 4)
    } else {
      record.localAddress = try address(sock, "__sk_common.skc_v6_rcv_saddr", 16)
      record.remoteAddress = try address(sock, "__sk_common.skc_v6_daddr", 16)
    }
    if record.remotePort == 0 { record.remoteAddress = "" }
  }

  private func address(_ sock: KernelObject, _ path: String, _ count: Int) throws(KernelError) -> HostString {
    let field = try kernel.types.field("sock", path)
    let bytes = sock.bytes[field.offset..<field.offset + count]
    guard count == 16 else { return HostString(bytes.map { "\($0)" }.joined(separator: ".")) }
    return HostString(InternetAddress.text(Array(bytes)))
  }

  private func addUnix(_ place: VirtualAddress, _ kind: Int, _ sock: KernelObject, _ record: inout SocketRecord)
    throws(KernelError)
  {
    // TCP_LISTEN and TCP_ESTABLISHED are used here too.
    record.state = try sock.number("__sk_common.skc_state") == 10 ? "LISTEN" : ""
    guard let unix = try kernel.object("unix_sock", place) else { return }
    let name = try unix.pointer("addr")
    guard name.isKernel else { return }
    let length = try kernel.types.field("unix_address", "len").offset
    let path = try kernel.types.field("unix_address", "name").offset
    guard let count = kernel.reader.bytes(name + length, 4).map({ Int(LittleEndian.word($0, 0, 4)) }),
      (2...110).contains(count), let bytes = kernel.reader.bytes(name + path + 2, count - 2)
    else {
      kernel.note(KernelGap(.notMapped, "address of the unix socket at \(place)"))
      return
    }
    // An abstract name begins with a NUL, which /proc shows as @.
    record.localAddress =
      bytes.first == 0
      ? HostString(bytes: [UInt8(ascii: "@")] + bytes.dropFirst()) : HostString(bytes: Array(bytes.prefix { $0 != 0 }))
  }

  private func addPacket(_ place: VirtualAddress, _ record: inout SocketRecord) throws(KernelError) {
    guard let packet = try kernel.object("packet_sock", place) else { return }
    record.localPort = Int(UInt16(truncatingIfNeeded: try packet.number("num")).byteSwapped)
    record.interface = try packet.signed("ifindex")
  }
}
