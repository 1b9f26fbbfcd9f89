internal import BinaryCursor
internal import CaseModel
internal import HostFacts

/// Reads one legacy iptables table: `struct ipt_getinfo` followed by `struct ipt_get_entries` (linux/netfilter_ipv4/
/// ip_tables.h), or the same for IPv6. Each rule becomes a firewall record.
struct LegacyPacketFilter {
  private(set) var records: [NetworkRecord] = []
  /// The entries ended with something that is none.
  private(set) var isDamaged = false
  private let ipVersion: Int
  private var table: HostString = ""
  private var chain: HostString = ""
  private var hooks: [Int: HostString] = [:]

  /// Offsets within `ipt_entry` and `ip6t_entry`.
  private struct Layout {
    let addressLength: Int, protocolAt: Int, targetOffsetAt: Int, countersAt: Int, length: Int
    static let four = Layout(addressLength: 4, protocolAt: 80, targetOffsetAt: 88, countersAt: 96, length: 112)
    static let six = Layout(addressLength: 16, protocolAt: 128, targetOffsetAt: 140, countersAt: 152, length: 168)
  }

  /// - Parameter bytes: One answer to `KernelQuery.iptablesEntries`.
  init(_ bytes: [UInt8], ipVersion: Int) {
    self.ipVersion = ipVersion
    do throws(ParseError) { try read(bytes) } catch { isDamaged = true }
  }

  private mutating func read(_ bytes: [UInt8]) throws(ParseError) {
    var reader = ByteReader(bytes.span.bytes)
    table = HostString(bytes: try reader.takeFixedField(32))
    let valid = try reader.u32le()
    let names: [HostString] = ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"]
    for (index, name) in names.enumerated() {
      let offset = Int(try reader.u32le())
      if valid & 1 << UInt32(index) != 0 { hooks[offset] = name }
    }
    let base = 84 + 40
    try reader.seek(to: base)
    var count = 0
    while !reader.isAtEnd, count < 100_000 {
      let start = reader.offset
      if let name = hooks[start - base] { chain = name }
      let length = try entry(&reader, at: start)
      try reader.seek(to: start)
      try reader.skip(length)
      count += 1
    }
  }

  private mutating func entry(_ reader: inout ByteReader, at start: Int) throws(ParseError) -> Int {
    let layout = ipVersion == 6 ? Layout.six : Layout.four
    try reader.seek(to: start + layout.targetOffsetAt)
    let targetAt = Int(try reader.u16le())
    let length = Int(try reader.u16le())
    guard length >= layout.length, targetAt >= layout.length, targetAt <= length else {
      throw ParseError(.badValue, at: start, "entry of \(length) bytes with a target at \(targetAt)")
    }
    try reader.seek(to: start + targetAt)
    try reader.skip(2)
    let target = try reader.takeFixedField(29)
    try reader.skip(1)
    if target == Array("ERROR".utf8) {
      // The kernel marks where a chain of the user begins by a rule that is never reached.
      chain = HostString(bytes: try reader.takeFixedField(30))
      return length
    }
    let verdict = target.isEmpty ? Self.verdict(try reader.i32le()) : HostString(bytes: target)
    records.append(try record(&reader, at: start, layout, verdict))
    return length
  }

  private func record(
    _ reader: inout ByteReader, at start: Int, _ layout: Layout, _ verdict: HostString
  ) throws(ParseError) -> NetworkRecord {
    try reader.seek(to: start)
    let source = try reader.take(layout.addressLength)
    let target = try reader.take(layout.addressLength)
    let sourceMask = try reader.take(layout.addressLength)
    let targetMask = try reader.take(layout.addressLength)
    let input = try reader.takeFixedField(16)
    let output = try reader.takeFixedField(16)
    try reader.seek(to: start + layout.protocolAt)
    let number = try reader.u16le()
    try reader.seek(to: start + layout.countersAt)
    let packets = try reader.u64le()
    var record = NetworkRecord(
      kind: .firewall, name: chain,
      attributes: [
        "system": "iptables", "object": "rule", "family": ipVersion == 6 ? "ip6" : "ip", "table": table,
        "verdict": verdict, "packets": HostString(String(packets)),
      ])
    record.set("source", Self.network(source, sourceMask))
    record.set("destination", Self.network(target, targetMask))
    record.set("input", input.isEmpty ? nil : HostString(bytes: input))
    record.set("output", output.isEmpty ? nil : HostString(bytes: output))
    record.set("protocol", number == 0 ? nil : HostString(String(number)))
    return record
  }

  private static func network(_ address: [UInt8], _ mask: [UInt8]) -> HostString? {
    let bits = mask.reduce(0) { $0 + $1.nonzeroBitCount }
    return bits == 0 ? nil : HostString("\(AddressText.address(address).text)/\(bits)")
  }

  /// Standard targets hold `-verdict - 1`, or the offset of the rule to jump to.
  private static func verdict(_ number: Int32) -> HostString {
    switch number {
    case -1: "DROP"
    case -2: "ACCEPT"
    case -4: "QUEUE"
    case -5: "RETURN"
    case 0...: HostString("jump to offset \(number)")
    default: HostString("verdict \(number)")
    }
  }
}
