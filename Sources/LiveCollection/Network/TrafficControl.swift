internal import BinaryCursor
internal import CaseModel
internal import HostFacts

/// Reads queueing disciplines and their filters (linux/pkt_sched.h, pkt_cls.h): where eBPF programs hang on traffic.
struct TrafficControl {
  var interface: Int32
  var handle: UInt32
  var parent: UInt32
  var kind: HostString
  private let options: NetlinkAttributes?

  /// `struct tcmsg`.
  init(_ payload: [UInt8]) throws(ParseError) {
    var reader = ByteReader(payload.span.bytes)
    try reader.skip(4)
    interface = try reader.i32le()
    handle = try reader.u32le()
    parent = try reader.u32le()
    try reader.skip(4)
    let attributes = NetlinkAttributes(payload, from: reader.offset)
    kind = HostString(bytes: attributes.text(1) ?? [])
    options = attributes.nested(2)
  }

  /// A queueing discipline.
  var discipline: NetworkRecord { record(.qdisc) }

  /// A filter; for eBPF with the program's id, name and tag, which lead to the program's own record.
  var filter: NetworkRecord {
    var record = record(.filter)
    guard kind == "bpf", let options else { return record }
    record.set("bpf_name", options.text(7).map { HostString(bytes: $0) })
    record.set("bpf_tag", options[10].map { HostString(AddressText.hex($0)) })
    record.set("bpf_program", options.u32(11).map { HostString(String($0)) })
    return record
  }

  /// Where filters of this discipline can hang; `clsact` has two places that are no handle of its own.
  var filterParents: [UInt32] {
    switch kind.text {
    case "clsact": [0xffff_fff2, 0xffff_fff3]
    case "ingress": [0xffff_0000]
    default: handle & 0xffff_0000 == 0 ? [] : [handle]
    }
  }

  static func disciplines(in namespace: NetworkNamespace) -> KernelQuery {
    query(38, interface: 0, parent: 0, namespace)
  }

  static func filters(interface: Int32, parent: UInt32, in namespace: NetworkNamespace) -> KernelQuery {
    query(46, interface: interface, parent: parent, namespace)
  }

  private static func query(
    _ type: UInt16, interface: Int32, parent: UInt32, _ namespace: NetworkNamespace
  ) -> KernelQuery {
    var payload = NetlinkPayload()
    payload.u32(0)
    payload.u32(UInt32(bitPattern: interface))
    payload.u32(0)
    payload.u32(parent)
    payload.u32(0)
    return .netlinkDump(
      family: KernelFeature.NetlinkProtocol.route, type: type, payload: payload.bytes,
      networkNamespaceOf: namespace.pid)
  }

  private func record(_ recordKind: NetworkRecord.Kind) -> NetworkRecord {
    NetworkRecord(
      kind: recordKind, name: kind,
      attributes: [
        "interface": HostString(String(interface)), "handle": HostString(String(handle, radix: 16)),
        "parent": HostString(String(parent, radix: 16)),
      ])
  }
}
