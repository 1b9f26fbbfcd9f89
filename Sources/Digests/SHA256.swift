internal import CCrypto

/// A SHA-256 value (FIPS 180-4), 32 bytes.
public struct SHA256Digest: Sendable, Hashable, CustomStringConvertible {
  /// The 32 bytes.
  public let bytes: [UInt8]

  /// - Parameter bytes: Exactly 32 bytes; `nil` results from any other count.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// - Parameter hex: 64 lower-case hex digits; anything else gives `nil`.
  public init?(hex: String) {
    let digits = Array(hex.utf8)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    for index in stride(from: 0, to: 64, by: 2) {
      guard let high = Self.nibble(digits[index]), let low = Self.nibble(digits[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    self.bytes = bytes
  }

  /// 64 lower-case hex digits.
  public var hex: String { HexText.encode(bytes) }

  public var description: String { hex }

  private static func nibble(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}

/// Hashes bytes that arrive in pieces.
public struct SHA256: Sendable {
  private var state = nt_sha256_state()

  /// A hasher that has seen nothing.
  public init() { nt_sha256_init(&state) }

  /// Adds bytes.
  public mutating func update(_ bytes: some Sequence<UInt8>) {
    let done: Void? = bytes.withContiguousStorageIfAvailable { nt_sha256_update(&state, $0.baseAddress, $0.count) }
    if done == nil { update(Array(bytes)) }
  }

  /// Adds bytes from memory that the caller owns.
  public mutating func update(buffer: UnsafeRawBufferPointer) {
    nt_sha256_update(&state, buffer.baseAddress, buffer.count)
  }

  /// The digest of what was added so far; the hasher itself can go on.
  public func finish() -> SHA256Digest {
    var copy = state
    var digest = [UInt8](repeating: 0, count: 32)
    nt_sha256_final(&copy, &digest)
    return SHA256Digest(bytes: digest)!
  }

  /// The digest of one array.
  public static func digest(_ bytes: some Sequence<UInt8>) -> SHA256Digest {
    var hasher = SHA256()
    hasher.update(bytes)
    return hasher.finish()
  }
}

/// HMAC-SHA-256 (RFC 2104), over the low-level digest.
public enum HMACSHA256 {
  /// - Parameters:
  ///   - message: Bytes to authenticate.
  ///   - key: Any length; longer than 64 bytes is hashed first, as the RFC says.
  public static func authenticate(_ message: [UInt8], key: [UInt8]) -> SHA256Digest {
    var block = key.count > 64 ? SHA256.digest(key).bytes : key
    block += [UInt8](repeating: 0, count: 64 - block.count)
    var inner = SHA256()
    inner.update(block.map { $0 ^ 0x36 })
    inner.update(message)
    var outer = SHA256()
    outer.update(block.map { $0 ^ 0x5c })
    outer.update(inner.finish().bytes)
    return outer.finish()
  }
}

/// MD5 (RFC 1321): only to compare with the digests that package managers keep. It proves nothing by itself.
public struct MD5: Sendable {
  private var state = nt_md5_state()

  /// A hasher that has seen nothing.
  public init() { nt_md5_init(&state) }

  /// Adds bytes from memory that the caller owns.
  public mutating func update(buffer: UnsafeRawBufferPointer) {
    nt_md5_update(&state, buffer.baseAddress, buffer.count)
  }

  /// 32 lower-case hex digits over what was added.
  public func finishHex() -> String {
    var copy = state
    var digest = [UInt8](repeating: 0, count: 16)
    nt_md5_final(&copy, &digest)
    return HexText.encode(digest)
  }

  /// The digest of one array, as hex.
  public static func hex(_ bytes: [UInt8]) -> String {
    var hasher = MD5()
    bytes.withUnsafeBytes { hasher.update(buffer: $0) }
    return hasher.finishHex()
  }
}

/// Lower-case hex.
public enum HexText {
  /// Two digits a byte.
  public static func encode(_ bytes: some Collection<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(unsafeUninitializedCapacity: bytes.count * 2) { buffer in
      var index = 0
      for byte in bytes {
        buffer[index] = digits[Int(byte >> 4)]
        buffer[index + 1] = digits[Int(byte & 15)]
        index += 2
      }
      return index
    }
  }
}

/// Compares without telling by time where two secrets differ.
public func equalInConstantTime(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  guard left.count == right.count else { return false }
  var difference: UInt8 = 0
  for index in left.indices { difference |= left[index] ^ right[index] }
  return difference == 0
}
