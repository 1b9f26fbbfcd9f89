internal import CaseModel
internal import HostFacts

/// Reads tracked connections: lines of `/proc/net/nf_conntrack`, or ctnetlink messages where that file was not built in.
enum TrackedConnection {
  /// `ipv4 2 tcp 6 431999 ESTABLISHED src=… dst=… sport=… dport=… src=… … [ASSURED] mark=0 use=2`
  static func line(_ line: ArraySlice<UInt8>) -> NetworkRecord? {
    let fields = KernelText.fields(line)
    guard fields.count >= 7, let remaining = KernelText.number(fields[4]) else { return nil }
    var record = NetworkRecord(kind: .conntrack, name: HostString(bytes: Array(fields[2])), attributes: [:])
    record.set("timeout", HostString(String(remaining)))
    // The first of each name is the original direction; the reply's follow.
    for field in fields[5...] {
      let parts = field.split(separator: UInt8(ascii: "="), maxSplits: 1)
      if parts.count == 2, let name = names[KernelText.text(parts[0])] {
        let key = record.attributes[name] == nil ? name : "reply_\(name)"
        record.set(key, HostString(bytes: Array(parts[1])))
      } else if parts.count == 1, record.attributes["state"] == nil, record.attributes["source"] == nil {
        record.set("state", HostString(bytes: Array(field)))
      }
    }
    return record.attributes["source"] == nil ? nil : record
  }

  /// `struct nfgenmsg`, CTA_TUPLE_ORIG (1), CTA_TIMEOUT (7) and CTA_MARK (8).
  static func message(_ payload: [UInt8]) -> NetworkRecord? {
    let attributes = NetlinkAttributes(payload, from: 4)
    guard let tuple = attributes.nested(1), let ends = tuple.nested(1), let ports = tuple.nested(2),
      let number = ports.u8(1)
    else { return nil }
    let protocols: [UInt8: HostString] = [1: "icmp", 6: "tcp", 17: "udp", 58: "icmpv6", 132: "sctp"]
    var record = NetworkRecord(
      kind: .conntrack, name: protocols[number] ?? HostString("protocol \(number)"), attributes: [:])
    record.set("source", (ends[1] ?? ends[3]).map { AddressText.address($0) })
    record.set("destination", (ends[2] ?? ends[4]).map { AddressText.address($0) })
    record.set("source_port", ports[2].flatMap(port))
    record.set("destination_port", ports[3].flatMap(port))
    record.set("timeout", attributes.u32be(7).map { HostString(String($0)) })
    record.set("mark", attributes.u32be(8).map { HostString(String($0)) })
    return record
  }

  /// IPCTNL_MSG_CT_GET of every family.
  static func query(in namespace: NetworkNamespace) -> KernelQuery {
    .netlinkDump(
      family: KernelFeature.NetlinkProtocol.netfilter, type: 1 << 8 | 1, payload: [0, 0, 0, 0],
      networkNamespaceOf: namespace.pid)
  }

  private static func port(_ bytes: [UInt8]) -> HostString? {
    bytes.count == 2 ? HostString(String(UInt16(bytes[0]) << 8 | UInt16(bytes[1]))) : nil
  }

  private static let names = [
    "src": "source", "dst": "destination", "sport": "source_port", "dport": "destination_port", "mark": "mark",
    "bytes": "bytes", "packets": "packets",
  ]
}
