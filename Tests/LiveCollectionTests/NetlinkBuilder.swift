/// Builds netlink answers as linux/netlink.h describes them, for recorded hosts.
enum Netlink {
  static func u16(_ value: UInt16) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8)] }
  static func u32(_ value: UInt32) -> [UInt8] { [0, 8, 16, 24].map { UInt8(value >> $0 & 255) } }
  static func u64(_ value: UInt64) -> [UInt8] { u32(UInt32(value & 0xffff_ffff)) + u32(UInt32(value >> 32)) }
  static func u16be(_ value: UInt16) -> [UInt8] { u16(value).reversed() }
  static func u32be(_ value: UInt32) -> [UInt8] { u32(value).reversed() }
  static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

  static func text(_ text: String, in length: Int = 0) -> [UInt8] {
    let bytes = Array(text.utf8)
    return bytes + zeros(max(length - bytes.count, length == 0 ? 1 : 0))
  }

  static func message(_ type: UInt16, _ payload: [UInt8], flags: UInt16 = 2) -> [UInt8] {
    u32(UInt32(16 + payload.count)) + u16(type) + u16(flags) + u32(1) + u32(0) + payload
  }

  static let done = message(3, u32(0))

  static func attribute(_ type: UInt16, _ value: [UInt8]) -> [UInt8] {
    u16(UInt16(4 + value.count)) + u16(type) + value + zeros((4 - value.count % 4) % 4)
  }

  /// `struct inet_diag_msg` of a TCP socket over IPv4.
  static func internetSocket(
    state: UInt8, local: [UInt8], _ localPort: UInt16, remote: [UInt8] = [0, 0, 0, 0], _ remotePort: UInt16 = 0,
    uid: UInt32, inode: UInt32
  ) -> [UInt8] {
    let ends = u16be(localPort) + u16be(remotePort) + local + zeros(12) + remote + zeros(12)
    return message(20, [2, state, 0, 0] + ends + zeros(12) + zeros(12) + u32(uid) + u32(inode))
  }
}
