internal import CaseModel
internal import HostFacts

/// What makes two views' records the same socket: the inode where there is one, else both ends.
struct SocketKey: Hashable {
  private let transport: SocketRecord.Transport
  private let inode: UInt64
  private let ports: [Int]
  private let ends: [HostString]

  init(_ record: SocketRecord) {
    transport = record.transport
    inode = record.inode
    // One SCTP socket has many associations, so the inode is not enough.
    ports = [record.localPort, record.remotePort]
    ends = record.inode == 0 ? [record.localAddress, record.remoteAddress] : []
  }
}

/// The sockets of one transport in one namespace, as the views show them at one moment.
struct SocketCensus {
  /// A view, complete or not.
  struct View {
    var records: [SocketRecord]
    /// Nothing is missing in it, so that what it does not show can count as hidden.
    var isComplete: Bool
  }

  /// From sock_diag; `nil` if it was not asked or refused.
  var netlink: View?
  /// From `/proc/PID/net`; `nil` if it could not be read.
  var procfs: View?

  /// Each socket once, with the views that show it, in the order they were seen.
  func merged() -> [SocketRecord] {
    var result: [SocketRecord] = []
    var positions: [SocketKey: Int] = [:]
    for record in (netlink?.records ?? []) + (procfs?.records ?? []) {
      let key = SocketKey(record)
      guard let position = positions[key] else {
        positions[key] = result.count
        result.append(record)
        continue
      }
      Self.join(record, into: &result[position])
    }
    return result
  }

  /// Stable sockets that one complete view shows and the other, complete too, does not: hidden, or opened or closed
  /// between the two reads.
  func disagreements() -> [SocketKey: SocketDisagreement] {
    guard let netlink, let procfs, netlink.isComplete, procfs.isComplete else { return [:] }
    var result: [SocketKey: SocketDisagreement] = [:]
    let inNetlink = Set(netlink.records.map(SocketKey.init))
    let inProcfs = Set(procfs.records.map(SocketKey.init))
    for record in netlink.records where Self.isStable(record) && !inProcfs.contains(SocketKey(record)) {
      result[SocketKey(record)] = SocketDisagreement(record: record, seenBy: "netlink", missingFrom: "procfs")
    }
    for record in procfs.records where Self.isStable(record) && !inNetlink.contains(SocketKey(record)) {
      result[SocketKey(record)] = SocketDisagreement(record: record, seenBy: "procfs", missingFrom: "netlink")
    }
    return result
  }

  /// Adds what one more dump or table of the group gave. One that gave nothing leaves the others incomplete.
  static func append(_ view: View?, to whole: inout View?) {
    guard let view else {
      whole?.isComplete = false
      return
    }
    whole = View(
      records: (whole?.records ?? []) + view.records, isComplete: (whole?.isComplete ?? true) && view.isComplete)
  }

  private static func join(_ other: SocketRecord, into record: inout SocketRecord) {
    for view in other.seenBy where !record.seenBy.contains(view) { record.seenBy.append(view) }
    if record.localAddress.isEmpty { record.localAddress = other.localAddress }
    if record.state.isEmpty { record.state = other.state }
    if record.uid == 0 { record.uid = other.uid }
  }

  // Other states pass within milliseconds, or are kept by the kernel without a socket.
  private static func isStable(_ record: SocketRecord) -> Bool {
    switch record.transport {
    case .tcp: ["LISTEN", "ESTABLISHED", "CLOSE_WAIT"].contains(record.state) && record.inode != 0
    case .udp: record.localPort != 0 && record.inode != 0
    case .packet: record.inode != 0
    default: false
    }
  }
}

/// A socket that one view shows and another does not.
struct SocketDisagreement {
  var record: SocketRecord
  var seenBy: String
  var missingFrom: String
}
