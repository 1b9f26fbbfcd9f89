/// Numbers and texts at positions of bytes that an attacker may have written. What lies outside gives `nil`; nothing traps.
///
/// For formats whose parts point at each other (journal, ELF, rpm headers), where a forward reader does not fit.
struct ByteFields {
  let bytes: [UInt8]
  var isBigEndian = false

  init(_ bytes: [UInt8], isBigEndian: Bool = false) {
    self.bytes = bytes
    self.isBigEndian = isBigEndian
  }

  var count: Int { bytes.count }

  func u8(_ position: Int) -> UInt8? { bytes.indices.contains(position) ? bytes[position] : nil }
  func u16(_ position: Int) -> UInt16? { load(position) }
  func u32(_ position: Int) -> UInt32? { load(position) }
  func u64(_ position: Int) -> UInt64? { load(position) }

  /// A number that also fits `Int`, such as an offset or a length.
  func int32(_ position: Int) -> Int? { u32(position).map(Int.init) }

  /// A number that also fits `Int`; larger ones give `nil`.
  func int64(_ position: Int) -> Int? { u64(position).flatMap(Int.init(exactly:)) }

  /// Exactly those bytes.
  func slice(_ position: Int, _ length: Int) -> ArraySlice<UInt8>? {
    guard position >= 0, length >= 0, position <= bytes.count, length <= bytes.count - position else { return nil }
    return bytes[position..<(position + length)]
  }

  /// A fixed field to its first NUL.
  func fixedText(_ position: Int, _ length: Int) -> ArraySlice<UInt8>? {
    slice(position, length)?.prefix { $0 != 0 }
  }

  /// The text to the next NUL, which must stand within `limit` bytes and in front of `end`.
  func text(_ position: Int, end: Int? = nil, limit: Int = 4096) -> ArraySlice<UInt8>? {
    guard position >= 0, position < bytes.count else { return nil }
    let stop = min(end ?? bytes.count, bytes.count)
    guard position < stop else { return nil }
    let window = bytes[position..<min(stop, position.addingReportingOverflow(limit).partialValue)]
    return window.firstIndex(of: 0).map { bytes[position..<$0] }
  }

  private func load<T: FixedWidthInteger & UnsignedInteger>(_ position: Int) -> T? {
    let size = T.bitWidth / 8
    guard position >= 0, position <= bytes.count, bytes.count - position >= size else { return nil }
    var value: T = 0
    if isBigEndian {
      for index in position..<(position + size) { value = value << 8 | T(bytes[index]) }
    } else {
      for index in (position..<(position + size)).reversed() { value = value << 8 | T(bytes[index]) }
    }
    return value
  }
}
