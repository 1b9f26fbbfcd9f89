/// Writes a LiME image as a stream: a header before each range, nothing after the last.
///
/// The order of calls is `begin`, `write` until the range is full, `begin`, …, `finish`. Another order, or a range that
/// does not ascend, is a mistake of the caller.
public struct LimeWriter: ~Copyable {
  private let sink: any ImageSink
  private var nextStart: UInt64 = 0
  private var left: UInt64 = 0

  /// A writer that has written nothing.
  public init(to sink: any ImageSink) { self.sink = sink }

  /// Bytes of a plain image of these ranges.
  public static func byteCount(of ranges: [PhysicalRange]) -> UInt64 {
    ranges.reduce(0) { $0 + $1.count + UInt64(LimeHeader.byteCount) }
  }

  /// Begins a range, above all that were written.
  public mutating func begin(_ range: PhysicalRange) throws(ImageError) {
    precondition(left == 0, "the range before is not full")
    precondition(range.count > 0 && range.start >= nextStart, "ranges of an image ascend and hold something")
    precondition(range.start < LayoutBuilder.addressLimit && range.count <= LayoutBuilder.addressLimit - range.start)
    try sink.write(LimeHeader(of: range).bytes)
    left = range.count
    nextStart = range.end
  }

  /// The next bytes of the range; not more than it has left.
  public mutating func write(_ bytes: UnsafeRawBufferPointer) throws(ImageError) {
    precondition(UInt64(bytes.count) <= left, "more bytes than the range has")
    try sink.write(bytes)
    left -= UInt64(bytes.count)
  }

  /// Ends the image; the last range must be full.
  public consuming func finish() { precondition(left == 0, "the last range is not full") }
}
