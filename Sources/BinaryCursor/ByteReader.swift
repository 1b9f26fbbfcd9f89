/// Why bytes could not be read as what they should be.
public struct ParseError: Error, Sendable, Equatable, CustomStringConvertible {
  /// For programs.
  public enum Code: String, Sendable {
    case truncated, badMagic, badValue, unsupportedVersion, limitExceeded, leftOver
  }
  /// For programs.
  public var code: Code
  /// Bytes from the start of the input.
  public var offset: Int
  /// For people: what was being read.
  public var message: String

  /// - Parameter offset: Bytes from the start of the input.
  public init(_ code: Code, at offset: Int, _ message: String) {
    self.code = code
    self.offset = offset
    self.message = message
  }

  public var description: String { "\(code.rawValue) at byte \(offset): \(message)" }
}

/// A bounded, forward reader over bytes that an attacker may have written.
///
/// Every load is checked against what is left and throws `.truncated`; nothing traps on input. It borrows the bytes, so it
/// cannot outlive them: `var reader = ByteReader(bytes.span.bytes)`.
public struct ByteReader: ~Escapable {
  private let bytes: RawSpan
  /// The next byte to read, from the start of the input.
  public private(set) var offset: Int

  /// - Parameter bytes: The whole input.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) {
    self.bytes = bytes
    self.offset = 0
  }

  /// Length of the whole input in bytes.
  public var count: Int { bytes.byteCount }

  /// Bytes not read yet.
  public var remaining: Int { bytes.byteCount - offset }

  /// Whether everything was read.
  public var isAtEnd: Bool { offset == bytes.byteCount }

  /// Moves to an absolute position, which may be the end.
  public mutating func seek(to position: Int) throws(ParseError) {
    guard position >= 0, position <= bytes.byteCount else {
      throw ParseError(.truncated, at: offset, "position \(position) is outside \(bytes.byteCount) bytes")
    }
    offset = position
  }

  /// Passes over bytes.
  public mutating func skip(_ length: Int) throws(ParseError) {
    try require(length)
    offset += length
  }

  /// One byte.
  public mutating func u8() throws(ParseError) -> UInt8 { try load(UInt8.self) }

  /// Little-endian.
  public mutating func u16le() throws(ParseError) -> UInt16 { UInt16(littleEndian: try load(UInt16.self)) }

  /// Little-endian.
  public mutating func u32le() throws(ParseError) -> UInt32 { UInt32(littleEndian: try load(UInt32.self)) }

  /// Little-endian.
  public mutating func u64le() throws(ParseError) -> UInt64 { UInt64(littleEndian: try load(UInt64.self)) }

  /// Little-endian.
  public mutating func i32le() throws(ParseError) -> Int32 { Int32(bitPattern: try u32le()) }

  /// Little-endian.
  public mutating func i64le() throws(ParseError) -> Int64 { Int64(bitPattern: try u64le()) }

  /// Big-endian (network order).
  public mutating func u16be() throws(ParseError) -> UInt16 { UInt16(bigEndian: try load(UInt16.self)) }

  /// Big-endian (network order).
  public mutating func u32be() throws(ParseError) -> UInt32 { UInt32(bigEndian: try load(UInt32.self)) }

  /// Big-endian (network order).
  public mutating func u64be() throws(ParseError) -> UInt64 { UInt64(bigEndian: try load(UInt64.self)) }

  /// Copies bytes out.
  public mutating func take(_ length: Int) throws(ParseError) -> [UInt8] {
    try require(length)
    let slice = bytes.extracting(offset..<(offset + length))
    offset += length
    return unsafe slice.withUnsafeBytes { unsafe Array($0) }
  }

  /// A fixed field that ends at its first NUL or at its length, as in `utmp` and tar headers.
  public mutating func takeFixedField(_ length: Int) throws(ParseError) -> [UInt8] {
    let field = try take(length)
    return Array(field.prefix { $0 != 0 })
  }

  /// Bytes up to a NUL, which is passed over and not returned.
  ///
  /// - Throws: `.limitExceeded` when no NUL stands within `limit` bytes, `.truncated` when the input ends first.
  public mutating func takeCString(limit: Int) throws(ParseError) -> [UInt8] {
    var result: [UInt8] = []
    let start = offset
    while true {
      let byte = try u8()
      if byte == 0 { return result }
      guard result.count < limit else { throw ParseError(.limitExceeded, at: start, "string longer than \(limit)") }
      result.append(byte)
    }
  }

  private func require(_ length: Int) throws(ParseError) {
    guard length >= 0, length <= bytes.byteCount &- offset else {
      throw ParseError(.truncated, at: offset, "\(length) bytes wanted, \(bytes.byteCount &- offset) left")
    }
  }

  private mutating func load<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type) throws(ParseError) -> T {
    try require(MemoryLayout<T>.size)
    let value = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: T.self)
    offset += MemoryLayout<T>.size
    return value
  }
}
