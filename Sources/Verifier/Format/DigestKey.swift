internal import Digests

/// A SHA-256 value without a heap allocation of its own: bundles hold many segments.
struct DigestKey: Hashable, Sendable {
  private let words: (UInt64, UInt64, UInt64, UInt64)

  init(_ digest: SHA256Digest) {
    words = digest.bytes.withUnsafeBytes { bytes in
      func word(_ index: Int) -> UInt64 { bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self) }
      return (word(0), word(1), word(2), word(3))
    }
  }

  /// The value of bytes.
  init(of bytes: some Sequence<UInt8>) { self.init(SHA256.digest(bytes)) }

  /// - Parameter hex: 64 lower-case hex digits; anything else gives `nil`.
  init?(hex: String) {
    guard let digest = SHA256Digest(hex: hex) else { return nil }
    self.init(digest)
  }

  var digest: SHA256Digest {
    withUnsafeBytes(of: words) { bytes in SHA256Digest(bytes: Array(bytes)) ?? SHA256.digest([]) }
  }

  var hex: String { digest.hex }

  static func == (left: DigestKey, right: DigestKey) -> Bool { left.words == right.words }

  func hash(into hasher: inout Hasher) {
    // The value is a hash already; one word of it spreads well, and an attacker cannot choose it cheaply past
    // Hasher's seed.
    hasher.combine(words.0)
    hasher.combine(words.1)
  }
}
