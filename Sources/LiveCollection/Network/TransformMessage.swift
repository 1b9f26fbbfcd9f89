internal import BinaryCursor
internal import CaseModel
internal import HostFacts

/// Reads IPsec states and policies (linux/xfrm.h). The keys in the attributes behind the fixed part are never looked at.
enum TransformMessage {
  /// `struct xfrm_usersa_info`: the identity behind the selector of 56 bytes.
  static func state(_ payload: [UInt8]) throws(ParseError) -> NetworkRecord {
    var reader = ByteReader(payload.span.bytes)
    try reader.seek(to: 56)
    let target = try reader.take(16)
    let index = try reader.u32be()
    let number = try reader.u8()
    try reader.seek(to: 80)
    let source = try reader.take(16)
    try reader.seek(to: 208)
    let request = try reader.u32le()
    let length = try reader.u16le() == 10 ? 16 : 4
    let mode = try reader.u8()
    return NetworkRecord(
      kind: .xfrm, name: HostString("\(text(source, length)) → \(text(target, length))"),
      attributes: [
        "object": "state", "spi": HostString("0x" + String(index, radix: 16)), "protocol": HostString(String(number)),
        "mode": mode == 1 ? "tunnel" : mode == 0 ? "transport" : HostString(String(mode)),
        "request": HostString(String(request)),
      ])
  }

  /// `struct xfrm_userpolicy_info`.
  static func policy(_ payload: [UInt8]) throws(ParseError) -> NetworkRecord {
    var reader = ByteReader(payload.span.bytes)
    let target = try reader.take(16)
    let source = try reader.take(16)
    try reader.skip(8)
    let length = try reader.u16le() == 10 ? 16 : 4
    let targetBits = try reader.u8()
    let sourceBits = try reader.u8()
    try reader.seek(to: 152)
    let priority = try reader.u32le()
    try reader.skip(4)
    let direction = try reader.u8()
    let action = try reader.u8()
    let directions: [HostString] = ["in", "out", "forward"]
    return NetworkRecord(
      kind: .xfrm, name: HostString("\(text(source, length))/\(sourceBits) → \(text(target, length))/\(targetBits)"),
      attributes: [
        "object": "policy", "priority": HostString(String(priority)), "action": action == 0 ? "allow" : "block",
        "direction": direction < 3 ? directions[Int(direction)] : HostString(String(direction)),
      ])
  }

  static func states(in namespace: NetworkNamespace) -> KernelQuery { query(0x12, namespace) }
  static func policies(in namespace: NetworkNamespace) -> KernelQuery { query(0x15, namespace) }

  private static func query(_ type: UInt16, _ namespace: NetworkNamespace) -> KernelQuery {
    .netlinkDump(
      family: KernelFeature.NetlinkProtocol.transform, type: type, payload: [], networkNamespaceOf: namespace.pid)
  }

  private static func text(_ address: [UInt8], _ length: Int) -> String {
    AddressText.address(address.prefix(length)).text
  }
}
