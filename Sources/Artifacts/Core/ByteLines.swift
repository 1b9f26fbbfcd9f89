/// One line of an artifact.
public struct ByteLine: Sendable {
  /// From 1, in the bytes that were read.
  public var number: Int
  /// Offset of the first byte of `bytes` in the bytes that were read.
  public var offset: Int
  /// The line without its line feed, a carriage return before it, and runs of NUL bytes around it; cut at the length limit.
  public var bytes: ArraySlice<UInt8>
  /// The line was longer than the limit.
  public var isCut: Bool
  /// NUL bytes that stood in front: a hole after a crash, or wiped lines.
  public var leadingZeros: Int
  /// NUL bytes that stood behind.
  public var trailingZeros: Int
}

/// The lines of bytes, one after the other, without copying. Lines of any length are passed in linear time.
public struct ByteLines: Sequence, IteratorProtocol, Sendable {
  private let bytes: [UInt8]
  private let lengthLimit: Int
  private let dropsCutEnd: Bool
  private var position: Int
  private var number = 0

  /// - Parameters:
  ///   - bytes: What was read.
  ///   - dropsFirst: The first line is the end of one that was not read; pass over it.
  ///   - dropsCutEnd: Bytes after the last line feed are the beginning of a line that was not read; leave them out.
  ///   - lengthLimit: Longer lines are cut and marked.
  public init(_ bytes: [UInt8], dropsFirst: Bool = false, dropsCutEnd: Bool = false, lengthLimit: Int = 65_536) {
    self.bytes = bytes
    self.lengthLimit = lengthLimit
    self.dropsCutEnd = dropsCutEnd
    self.position = 0
    if dropsFirst { position = bytes.firstIndex(of: 10).map { $0 + 1 } ?? bytes.count }
  }

  public mutating func next() -> ByteLine? {
    guard position < bytes.count else { return nil }
    let feed = bytes[position...].firstIndex(of: 10)
    if feed == nil, dropsCutEnd { return nil }
    number += 1
    var rest = bytes[position..<(feed ?? bytes.count)]
    position = feed.map { $0 + 1 } ?? bytes.count
    if feed != nil, rest.last == 13 { rest.removeLast() }
    let line = rest.drop { $0 == 0 }
    let leading = rest.count - line.count
    let end = line.lastIndex { $0 != 0 }.map { $0 + 1 } ?? line.startIndex
    let cut = line[line.startIndex..<Swift.min(end, line.startIndex + lengthLimit)]
    return ByteLine(
      number: number, offset: cut.startIndex, bytes: cut, isCut: end - line.startIndex > lengthLimit,
      leadingZeros: leading, trailingZeros: line.endIndex - end)
  }
}
