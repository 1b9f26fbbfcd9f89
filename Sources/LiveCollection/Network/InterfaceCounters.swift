internal import CaseModel
internal import HostFacts

/// Reads `/proc/net/dev`: bytes and packets of each interface since it came up.
enum InterfaceCounters {
  static func records(_ bytes: [UInt8]) -> [NetworkRecord] {
    // Two lines name the columns.
    bytes.split(separator: 10).dropFirst(2).prefix(10_000).compactMap(record)
  }

  /// `eth0: bytes packets errs drop fifo frame compressed multicast bytes packets …`
  private static func record(_ line: ArraySlice<UInt8>) -> NetworkRecord? {
    // The name is free of colons only by custom, so the last one ends it.
    guard let colon = line.lastIndex(of: UInt8(ascii: ":")) else { return nil }
    let fields = KernelText.fields(line[(colon + 1)...])
    let names = ["received_bytes": 0, "received_packets": 1, "sent_bytes": 8, "sent_packets": 9]
    guard fields.count >= 10, names.values.allSatisfy({ KernelText.number(fields[$0]) != nil }) else { return nil }
    return NetworkRecord(
      kind: .counter, name: HostString(bytes: KernelText.trimmed(line[..<colon])),
      attributes: names.mapValues { HostString(bytes: Array(fields[$0])) })
  }
}
