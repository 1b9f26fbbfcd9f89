internal import BinaryCursor

/// The attributes behind a message's fixed part: `struct nlattr`, type and length of two bytes, each on four bytes.
///
/// The flags in the type (nested, network order) are dropped. At most 4,096 are read; a length that leads outside ends the
/// list and leaves what stood before.
struct NetlinkAttributes {
  private(set) var all: [(type: UInt16, value: [UInt8])] = []
  /// The list ended with something that is no attribute.
  private(set) var isDamaged = false

  /// - Parameter offset: Length of the fixed part, in bytes from the start.
  init(_ bytes: [UInt8], from offset: Int = 0) {
    var reader = ByteReader(bytes.span.bytes)
    do throws(ParseError) {
      try reader.seek(to: (offset + 3) & ~3)
      while reader.remaining >= 4, all.count < 4096 {
        let length = Int(try reader.u16le())
        let type = try reader.u16le() & 0x3fff
        guard length >= 4 else { throw ParseError(.badValue, at: reader.offset, "attribute of \(length) bytes") }
        all.append((type, try reader.take(length - 4)))
        try reader.skip(min((4 - length % 4) % 4, reader.remaining))
      }
    } catch {
      isDamaged = true
    }
  }

  /// The first with that type.
  subscript(type: UInt16) -> [UInt8]? { all.first { $0.type == type }?.value }

  /// A number of the host's byte order.
  func u32(_ type: UInt16) -> UInt32? {
    guard let value = self[type], value.count >= 4 else { return nil }
    return NetlinkMessage.word(value[...])
  }

  /// A number in network order, as netfilter sends them.
  func u32be(_ type: UInt16) -> UInt32? { u32(type)?.byteSwapped }

  /// A number of 64 bits in network order.
  func u64be(_ type: UInt16) -> UInt64? {
    guard let value = self[type], value.count >= 8 else { return nil }
    return value.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// One byte.
  func u8(_ type: UInt16) -> UInt8? { self[type]?.first }

  /// Text without its NUL.
  func text(_ type: UInt16) -> [UInt8]? { self[type].map { Array($0.prefix { $0 != 0 }) } }

  /// Attributes inside one.
  func nested(_ type: UInt16) -> NetlinkAttributes? { self[type].map { NetlinkAttributes($0) } }
}

/// Bytes of a request, in the host's byte order unless said otherwise.
struct NetlinkPayload {
  private(set) var bytes: [UInt8] = []

  mutating func u8(_ value: UInt8) { bytes.append(value) }
  mutating func u16(_ value: UInt16) { bytes += [UInt8(value & 0xff), UInt8(value >> 8)] }
  mutating func u32(_ value: UInt32) {
    for shift in [0, 8, 16, 24] { bytes.append(UInt8(value >> UInt32(shift) & 0xff)) }
  }
  mutating func zeros(_ count: Int) { bytes += [UInt8](repeating: 0, count: count) }
  mutating func attribute(_ type: UInt16, u32 value: UInt32) {
    u16(8)
    u16(type)
    u32(value)
  }
}
