internal import Glibc

/// A line as it is stored.
struct StoredLine {
  /// From 0.
  let number: Int
  /// Bytes from the start of the file.
  let offset: UInt64
  /// Without the line feed. Empty if the line is too long.
  let bytes: [UInt8]
  /// In the file, line feed included.
  let length: UInt64
  let hasLineFeed: Bool
  let isTooLong: Bool

  var range: Range<UInt64> { offset..<(offset + length) }
}

/// Reads a file line by line; memory use does not grow with the file or with a line.
struct LineScanner {
  private let file: any EvidenceFile
  private let limit: Int
  private var number = 0
  /// Where the line that is next starts.
  private(set) var offset: UInt64 = 0
  private var buffer: [UInt8] = []
  private var start = 0
  private var nextRead: UInt64 = 0

  /// - Parameter limit: Bytes of a line, line feed not counted.
  init(_ file: any EvidenceFile, limit: Int) {
    self.file = file
    self.limit = limit
  }

  /// The next line, the last one even if its line feed is missing.
  mutating func next() throws(EvidenceReadError) -> StoredLine? {
    var searched = start
    var skipped: UInt64 = 0
    while true {
      if let end = ByteSearch.lineFeed(in: buffer, from: searched) {
        return take(upTo: end, skipped: skipped, hasLineFeed: true)
      }
      if buffer.count - start > limit {
        skipped += UInt64(buffer.count - start)
        start = buffer.count
      }
      searched = buffer.count
      guard nextRead < file.length else { break }
      let dropped = start
      try fill()
      searched -= dropped
    }
    if start == buffer.count, skipped == 0 { return nil }
    return take(upTo: buffer.count, skipped: skipped, hasLineFeed: false)
  }

  private mutating func fill() throws(EvidenceReadError) {
    if start > 0 { buffer.removeFirst(start) }
    start = 0
    let count = Int(min(file.length - nextRead, 262_144))
    let more = try file.read(at: nextRead, count: count)
    if buffer.isEmpty { buffer = more } else { buffer += more }
    nextRead += UInt64(count)
  }

  private mutating func take(upTo end: Int, skipped: UInt64, hasLineFeed: Bool) -> StoredLine {
    let isTooLong = skipped > 0 || end - start > limit
    let length = skipped + UInt64(end - start) + (hasLineFeed ? 1 : 0)
    let line = StoredLine(
      number: number, offset: offset, bytes: isTooLong ? [] : Array(buffer[start..<end]), length: length,
      hasLineFeed: hasLineFeed, isTooLong: isTooLong)
    number += 1
    offset += length
    start = hasLineFeed ? end + 1 : end
    return line
  }
}

/// Finds bytes at the speed of the C library, in debug builds too.
enum ByteSearch {
  /// The index of the first line feed from `start` on.
  static func lineFeed(in bytes: [UInt8], from start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    return bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, let found = memchr(base + start, 10, buffer.count - start) else {
        return nil
      }
      return UnsafeRawPointer(found) - base
    }
  }

  /// Whether all bytes of a part are zero.
  static func isZero(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    bytes.withUnsafeBytes { buffer in
      guard range.lowerBound >= 0, range.upperBound <= buffer.count else { return false }
      guard let base = buffer.baseAddress, let first = range.first else { return true }
      return buffer[first] == 0 && memcmp(base + first, base + first + 1, range.count - 1) == 0
    }
  }
}
