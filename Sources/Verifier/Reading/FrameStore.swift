internal import Compression

/// Decompresses one stored frame and checks what the format says of the frame itself.
enum FrameCodec {
  /// - Throws: `.badArchive` if it is no frame with content size and checksum, does not decompress, or gives another
  ///   size.
  static func plain(of stored: [UInt8], size: Int) throws(ArchiveFault) -> [UInt8] {
    // RFC 8878, 3.1.1: magic number, then the descriptor; its bit 2 announces a checksum.
    guard stored.count > 4, stored.prefix(4) == [0x28, 0xb5, 0x2f, 0xfd], stored[4] & 4 != 0 else {
      throw ArchiveFault(code: .badArchive, message: "no zstd frame with a checksum")
    }
    let plain: [UInt8]
    do { plain = try ZstdFrame.decompress(stored, limit: size) } catch {
      throw ArchiveFault(code: .badArchive, message: error.message)
    }
    guard plain.count == size else {
      throw ArchiveFault(code: .badArchive, message: "\(plain.count) bytes after decompression, \(size) are listed")
    }
    return plain
  }
}

/// Reads parts of segments out of frames that were listed; each frame is compared with its digest again.
struct FrameStore: Sendable {
  let file: any EvidenceFile
  let frames: [FramePlace]

  /// The decompressed bytes of one frame.
  func plain(_ index: Int) throws -> [UInt8] {
    let frame = frames[index]
    let stored = try file.read(at: frame.range.lowerBound, count: frame.range.count)
    guard DigestKey(of: stored) == frame.sha256 else { throw ChangedSinceVerification(what: "frame \(index)") }
    return try FrameCodec.plain(of: stored, size: frame.plain)
  }

  /// Calls with the bytes of each place in order; a frame is read once for neighbours.
  func forEachPart(_ places: [SegmentPlace], _ body: (ArraySlice<UInt8>) throws -> Void) throws {
    var current: (index: Int, plain: [UInt8])?
    for place in places {
      if current?.index != place.frame { current = (place.frame, try plain(place.frame)) }
      guard let bytes = current?.plain, place.start + place.size <= bytes.count else { continue }
      try body(bytes[place.start..<(place.start + place.size)])
    }
  }
}

/// The bundle is not any more what was verified: somebody wrote to it in between.
public struct ChangedSinceVerification: Error, Sendable, CustomStringConvertible {
  /// What differs.
  public var what: String

  public var description: String { "the bundle changed after it was verified: \(what); verify it again" }
}
