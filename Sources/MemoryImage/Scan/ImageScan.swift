internal import CMemory
public import Digests

/// What one pass over an image's file found.
public struct ImageScan: Sendable {
  /// How empty a range is.
  public struct RangeCount: Sendable, Hashable {
    /// The range.
    public var range: PhysicalRange
    /// Whole 4 KiB pages in it.
    public var pages: UInt64
    /// Those of them that are zero throughout. An idle guest may have most of them so: it proves nothing.
    public var zeroPages: UInt64
  }

  /// SHA-256 of the whole file, structures and memory.
  public var digest: SHA256Digest
  /// Bytes that were read and hashed.
  public var fileBytes: UInt64
  /// Finds of each pattern, in the order they were given; addresses ascend if the ranges do in the file.
  public var hits: [ContentScan.Hits]
  /// Each range, by address.
  public var ranges: [RangeCount]
}

extension MemoryImage {
  /// Reads the file once, from the first byte to the last.
  ///
  /// - Parameters:
  ///   - patterns: What to look for in the memory; at most 64, each of 1 to 4,096 bytes.
  ///   - hitLimit: How many finds of each are kept.
  ///   - progress: Called now and then with the bytes read so far; returning false ends the scan.
  /// - Throws: `.unreadable` if the file cannot be read, changed its length, or `progress` said to end.
  public func scan(
    for patterns: [[UInt8]] = [], hitLimit: Int = 4096, progress: (UInt64) -> Bool = { _ in true }
  ) throws(ImageError) -> ImageScan {
    guard !file.isLive else { throw ImageError(.unsupported, "the running kernel's memory has no end: \(file.name)") }
    var pass = ScanPass(image: self, patterns: patterns, hitLimit: hitLimit)
    return try pass.run(progress)
  }
}

/// The work of a scan. Each chunk is hashed and searched while the processor's cache holds it.
private struct ScanPass: ~Copyable {
  /// Chosen by measuring 128 KiB to 4 MiB.
  private static let chunkBytes: UInt64 = 1 << 18

  private let file: ImageFile
  private let pieces: [Piece]
  private var digest = SHA256()
  private var content: ContentScan
  private var counts: [PhysicalRange: ImageScan.RangeCount] = [:]
  private var offset: UInt64 = 0
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Int(chunkBytes), alignment: 4096)

  init(image: MemoryImage, patterns: [[UInt8]], hitLimit: Int) {
    file = image.file
    pieces = image.layout.pieces.sorted { $0.fileOffset < $1.fileOffset }
    content = ContentScan(patterns: patterns, hitLimit: hitLimit)
  }

  deinit { buffer.deallocate() }

  mutating func run(_ progress: (UInt64) -> Bool) throws(ImageError) -> ImageScan {
    file.adviseSequential()
    for piece in pieces {
      try passStructure(until: piece.fileOffset, progress)
      try passMemory(of: piece, progress)
    }
    try passStructure(until: file.count, progress)
    guard try file.currentCount() == file.count else {
      throw ImageError(.unreadable, "the image changed its length while it was read: \(file.name)")
    }
    return ImageScan(
      digest: digest.finish(), fileBytes: offset, hits: content.hits,
      ranges: counts.values.sorted { $0.range.start < $1.range.start })
  }

  private mutating func passStructure(until end: UInt64, _ progress: (UInt64) -> Bool) throws(ImageError) {
    while offset < end { _ = try chunk(min(end - offset, Self.chunkBytes), progress) }
  }

  /// Chunks end on page boundaries of the memory, so that no page is split.
  private mutating func passMemory(of piece: Piece, _ progress: (UInt64) -> Bool) throws(ImageError) {
    var count = ImageScan.RangeCount(range: piece.range, pages: 0, zeroPages: 0)
    // In a damaged file two ranges can share bytes; those that passed by are not read again.
    while offset >= piece.fileOffset, offset < piece.fileEnd {
      let address = piece.range.start + (offset - piece.fileOffset)
      let wanted = Self.chunkBytes - address % pageBytes
      let bytes = try chunk(min(piece.fileEnd - offset, wanted), progress)
      content.take(bytes, at: address)
      let skipped = Int(min(UInt64(bytes.count), (pageBytes - address % pageBytes) % pageBytes))
      let aligned = UnsafeRawBufferPointer(rebasing: bytes[skipped...])
      count.pages += UInt64(aligned.count) / pageBytes
      count.zeroPages += UInt64(nt_zero_pages(aligned.baseAddress, aligned.count))
    }
    counts[piece.range] = count
  }

  private mutating func chunk(
    _ count: UInt64, _ progress: (UInt64) -> Bool
  ) throws(ImageError) -> UnsafeRawBufferPointer {
    let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<Int(count)])
    try file.readDirectly(at: offset, into: part)
    digest.update(buffer: UnsafeRawBufferPointer(part))
    offset += count
    guard progress(offset) else { throw ImageError(.unreadable, "ended after \(offset) bytes: \(file.name)") }
    return UnsafeRawBufferPointer(part)
  }
}
