/// Numbers as x86 keeps them.
enum LittleEndian {
  /// A number of 1 to 8 bytes at an offset, which must lie within.
  static func word(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> UInt64 {
    var value: UInt64 = 0
    for index in 0..<count { value |= UInt64(bytes[offset + index]) << UInt64(8 * index) }
    return value
  }
}
