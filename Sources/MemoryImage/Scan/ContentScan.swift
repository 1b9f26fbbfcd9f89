internal import CMemory

/// Looks for byte patterns and zero pages in memory that passes by, a piece at a time.
///
/// A pattern that begins in one piece and ends in the next is found if the next one continues at the same address. The
/// cost is one `memmem` a pattern over each piece, so pieces should fit the processor's cache.
public struct ContentScan: Sendable {
  /// One pattern's finds.
  public struct Hits: Sendable, Equatable {
    /// Physical addresses of first bytes, in the order they passed by.
    public internal(set) var addresses: [UInt64] = []
    /// Whether there were more than are kept.
    public internal(set) var isLimited = false
  }

  /// Most patterns.
  public static let patternLimit = 64
  /// Most bytes of a pattern.
  public static let patternByteLimit = 4096

  /// What is looked for.
  public let patterns: [[UInt8]]
  /// Finds of each pattern, in the order of `patterns`.
  public private(set) var hits: [Hits]

  private let hitLimit: Int
  private let longest: Int
  /// The last bytes that passed by, one fewer than the longest pattern has.
  private var tail: [UInt8] = []
  private var nextAddress: UInt64 = 0

  /// A scan that has seen nothing.
  ///
  /// - Parameters:
  ///   - patterns: At most 64, each of 1 to 4,096 bytes.
  ///   - hitLimit: How many finds of each are kept.
  public init(patterns: [[UInt8]], hitLimit: Int = 4096) {
    precondition(patterns.count <= Self.patternLimit, "too many patterns")
    precondition(patterns.allSatisfy { 1...Self.patternByteLimit ~= $0.count }, "a pattern of an impossible length")
    self.patterns = patterns
    self.hitLimit = hitLimit
    longest = patterns.map(\.count).max() ?? 1
    hits = Array(repeating: Hits(), count: patterns.count)
  }

  /// Looks at the bytes that stand from an address on.
  public mutating func take(_ bytes: UnsafeRawBufferPointer, at address: UInt64) {
    guard !bytes.isEmpty else { return }
    if address != nextAddress { tail = [] }
    if !tail.isEmpty { searchSeam(with: bytes, at: address) }
    for index in patterns.indices { search(index, in: bytes, at: address) }
    keepTail(of: bytes)
    nextAddress = address &+ UInt64(bytes.count)
  }

  /// Finds what begins before this piece and ends in it.
  private mutating func searchSeam(with bytes: UnsafeRawBufferPointer, at address: UInt64) {
    let seam = tail + bytes.prefix(longest - 1)
    let before = tail.count
    seam.withUnsafeBytes { seam in
      for (index, pattern) in patterns.enumerated() {
        let first = max(0, before - (pattern.count - 1))
        let end = min(seam.count, before + pattern.count - 1)
        guard end - first >= pattern.count else { continue }
        let part = UnsafeRawBufferPointer(rebasing: seam[first..<end])
        search(index, in: part, at: address &- UInt64(before - first))
      }
    }
  }

  private mutating func search(_ index: Int, in bytes: UnsafeRawBufferPointer, at address: UInt64) {
    let pattern = patterns[index]
    guard !hits[index].isLimited, let base = bytes.baseAddress else { return }
    var offset = 0
    while bytes.count - offset >= pattern.count,
      let found = nt_find(base + offset, bytes.count - offset, pattern, pattern.count)
    {
      offset = found - base
      guard hits[index].addresses.count < hitLimit else {
        hits[index].isLimited = true
        return
      }
      hits[index].addresses.append(address &+ UInt64(offset))
      offset += 1
    }
  }

  private mutating func keepTail(of bytes: UnsafeRawBufferPointer) {
    let wanted = longest - 1
    if bytes.count >= wanted {
      tail = Array(bytes.suffix(wanted))
    } else {
      tail = Array((tail + bytes).suffix(wanted))
    }
  }
}

/// Bytes of a page.
let pageBytes: UInt64 = 4096
