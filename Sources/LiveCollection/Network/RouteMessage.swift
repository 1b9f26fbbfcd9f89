internal import BinaryCursor
internal import CaseModel
internal import HostFacts

/// Reads rtnetlink messages: links, addresses, routes, rules and neighbours (linux/{rtnetlink,if_link,if_addr,fib_rules,
/// neighbour}.h). Interfaces are named by index; the link records tell their names.
enum RouteMessage {
  /// What to ask for: request, answer, fixed part of the request, and which record comes out.
  struct Question {
    let entry: String
    let name: HostString
    let request: UInt16
    let answer: UInt16
    let payload: [UInt8]
    let read: @Sendable ([UInt8]) throws(ParseError) -> NetworkRecord

    func query(in namespace: NetworkNamespace) -> KernelQuery {
      .netlinkDump(
        family: KernelFeature.NetlinkProtocol.route, type: request, payload: payload, networkNamespaceOf: namespace.pid)
    }
  }

  /// C017 to C020.
  static let questions: [Question] = [
    Question(
      entry: "C017", name: "RTM_GETNEIGH", request: 30, answer: 28, payload: fixedPart(0, 12), read: neighbour),
    Question(entry: "C018", name: "RTM_GETROUTE IPv4", request: 26, answer: 24, payload: fixedPart(2, 12), read: route),
    Question(
      entry: "C018", name: "RTM_GETROUTE IPv6", request: 26, answer: 24, payload: fixedPart(10, 12), read: route),
    Question(entry: "C018", name: "RTM_GETRULE IPv4", request: 34, answer: 32, payload: fixedPart(2, 12), read: rule),
    Question(entry: "C018", name: "RTM_GETRULE IPv6", request: 34, answer: 32, payload: fixedPart(10, 12), read: rule),
    // IFLA_EXT_MASK with RTEXT_FILTER_SKIP_STATS.
    Question(
      entry: "C019", name: "RTM_GETLINK", request: 18, answer: 16,
      payload: fixedPart(0, 16) + [8, 0, 29, 0, 8, 0, 0, 0],
      read: link),
    Question(entry: "C020", name: "RTM_GETADDR", request: 22, answer: 20, payload: fixedPart(0, 8), read: address),
  ]

  private static func fixedPart(_ family: UInt8, _ length: Int) -> [UInt8] {
    [family] + [UInt8](repeating: 0, count: length - 1)
  }

  /// `struct ifinfomsg`; `promiscuity` counts who asked for all packets, also where the flag was hidden.
  static func link(_ payload: [UInt8]) throws(ParseError) -> NetworkRecord {
    var reader = ByteReader(payload.span.bytes)
    try reader.skip(2)
    let hardware = try reader.u16le()
    let index = try reader.i32le()
    let flags = try reader.u32le()
    try reader.skip(4)
    let attributes = NetlinkAttributes(payload, from: reader.offset)
    var record = NetworkRecord(
      kind: .link, name: HostString(bytes: attributes.text(3) ?? []),
      attributes: [
        "index": number(index), "flags": HostString(flagNames(flags)), "hardware": number(hardware),
        "promiscuous": flags & 0x100 != 0 ? "yes" : "no",
      ])
    record.set("mac", attributes[1].map(AddressText.link))
    record.set("mtu", attributes.u32(4).map(number))
    record.set("master", attributes.u32(10).map(number))
    record.set("alias", attributes.text(20).map { HostString(bytes: $0) })
    record.set("promiscuity", attributes.u32(30).map(number))
    record.set("kind", attributes.nested(18)?.text(1).map { HostString(bytes: $0) })
    let xdp = attributes.nested(43)
    let programs = [4, 5, 6, 7].compactMap { xdp?.u32($0) }.filter { $0 != 0 }
    record.set("xdp_program", programs.first.map(number))
    return record
  }

  /// `struct ifaddrmsg`.
  static func address(_ payload: [UInt8]) throws(ParseError) -> NetworkRecord {
    var reader = ByteReader(payload.span.bytes)
    try reader.skip(1)
    let length = try reader.u8()
    try reader.skip(1)
    let scope = try reader.u8()
    let index = try reader.u32le()
    let attributes = NetlinkAttributes(payload, from: reader.offset)
    let address = AddressText.address(attributes[2] ?? attributes[1] ?? [])
    var record = NetworkRecord(
      kind: .address, name: HostString("\(address.text)/\(length)"),
      attributes: ["interface": number(index), "scope": number(scope)])
    record.set("label", attributes.text(3).map { HostString(bytes: $0) })
    return record
  }

  /// `struct rtmsg`.
  static func route(_ payload: [UInt8]) throws(ParseError) -> NetworkRecord {
    var reader = ByteReader(payload.span.bytes)
    try reader.skip(1)
    let length = try reader.u8()
    try reader.skip(2)
    let table = try reader.u8()
    let maker = try reader.u8()
    try reader.skip(1)
    let type = try reader.u8()
    try reader.skip(4)
    let attributes = NetlinkAttributes(payload, from: reader.offset)
    let target = attributes[1].map { "\(AddressText.address($0).text)/\(length)" } ?? "default"
    var record = NetworkRecord(
      kind: .route, name: HostString(target),
      attributes: [
        "table": number(attributes.u32(15) ?? UInt32(table)), "protocol": number(maker),
        "type": HostString(routeTypes[type] ?? "type \(type)"),
      ])
    record.set("interface", attributes.u32(4).map(number))
    record.set("gateway", attributes[5].map { AddressText.address($0) })
    record.set("metric", attributes.u32(6).map(number))
    record.set("source", attributes[7].map { AddressText.address($0) })
    if attributes[9] != nil { record.set("multipath", "yes") }
    return record
  }

  /// `struct fib_rule_hdr`.
  static func rule(_ payload: [UInt8]) throws(ParseError) -> NetworkRecord {
    var reader = ByteReader(payload.span.bytes)
    let family = try reader.u8()
    let targetLength = try reader.u8()
    let sourceLength = try reader.u8()
    try reader.skip(1)
    let table = try reader.u8()
    try reader.skip(2)
    let action = try reader.u8()
    try reader.skip(4)
    let attributes = NetlinkAttributes(payload, from: reader.offset)
    var record = NetworkRecord(
      kind: .rule, name: HostString("rule \(attributes.u32(6) ?? 0)"),
      attributes: [
        "table": number(attributes.u32(15) ?? UInt32(table)), "action": number(action),
        "family": family == 10 ? "IPv6" : "IPv4",
      ])
    record.set("to", attributes[1].map { HostString("\(AddressText.address($0).text)/\(targetLength)") })
    record.set("from", attributes[2].map { HostString("\(AddressText.address($0).text)/\(sourceLength)") })
    record.set("input", attributes.text(3).map { HostString(bytes: $0) })
    record.set("output", attributes.text(17).map { HostString(bytes: $0) })
    record.set("mark", attributes.u32(10).map(number))
    return record
  }

  /// `struct ndmsg`.
  static func neighbour(_ payload: [UInt8]) throws(ParseError) -> NetworkRecord {
    var reader = ByteReader(payload.span.bytes)
    try reader.skip(4)
    let index = try reader.i32le()
    let state = try reader.u16le()
    try reader.skip(2)
    let attributes = NetlinkAttributes(payload, from: reader.offset)
    var record = NetworkRecord(
      kind: .neighbour, name: AddressText.address(attributes[1] ?? []),
      attributes: ["interface": number(index), "state": HostString(neighbourStates[state] ?? "state \(state)")])
    record.set("mac", attributes[2].map(AddressText.link))
    return record
  }

  private static func number(_ value: some BinaryInteger) -> HostString { HostString(String(value)) }

  private static func flagNames(_ flags: UInt32) -> String {
    let names: [(UInt32, String)] = [
      (0x1, "UP"), (0x2, "BROADCAST"), (0x8, "LOOPBACK"), (0x10, "POINTOPOINT"), (0x40, "RUNNING"), (0x80, "NOARP"),
      (0x100, "PROMISC"), (0x200, "ALLMULTI"), (0x400, "MASTER"), (0x800, "SLAVE"), (0x1000, "MULTICAST"),
      (0x10000, "LOWER_UP"),
    ]
    return names.filter { flags & $0.0 != 0 }.map(\.1).joined(separator: ",")
  }

  private static let routeTypes: [UInt8: String] = [
    1: "unicast", 2: "local", 3: "broadcast", 4: "anycast", 5: "multicast", 6: "blackhole", 7: "unreachable",
    8: "prohibit", 9: "throw", 10: "nat",
  ]
  private static let neighbourStates: [UInt16: String] = [
    1: "incomplete", 2: "reachable", 4: "stale", 8: "delay", 16: "probe", 32: "failed", 64: "noarp", 128: "permanent",
  ]
}

extension NetworkRecord {
  /// Sets an attribute that is there.
  mutating func set(_ name: String, _ value: HostString?) {
    if let value { attributes[name] = value }
  }
}
