/// Writes an ELF core with a segment a range, as QEMU does: virtual addresses repeat the physical ones.
struct ElfCoreWriter: ~Copyable {
  /// More do not fit the header's count beside the notes.
  static let rangeLimit = 65_533

  private let sink: any ImageSink
  private var left: UInt64

  /// Writes header, table and notes, and fills up to a page.
  ///
  /// - Throws: `.unsupported` for too many ranges; what the sink throws.
  static func begin(
    _ sink: any ImageSink, ranges: [PhysicalRange], vmcoreinfo: [UInt8]?
  ) throws(ImageError) -> ElfCoreWriter {
    guard ranges.count <= rangeLimit else {
      throw ImageError(.unsupported, "an ELF core holds at most \(rangeLimit) ranges, not \(ranges.count)")
    }
    try sink.write(front(ranges: ranges, notes: vmcoreinfo.map(ElfNotes.vmcoreinfoNote)))
    return ElfCoreWriter(sink: sink, left: ranges.reduce(0) { $0 + $1.count })
  }

  private init(sink: any ImageSink, left: UInt64) {
    self.sink = sink
    self.left = left
  }

  /// The next bytes of the ranges, in their order.
  mutating func write(_ bytes: UnsafeRawBufferPointer) throws(ImageError) {
    precondition(UInt64(bytes.count) <= left, "more bytes than the ranges have")
    try sink.write(bytes)
    left -= UInt64(bytes.count)
  }

  /// Ends the core; all ranges must be full.
  consuming func finish() { precondition(left == 0, "the ranges are not full") }

  private static func front(ranges: [PhysicalRange], notes: [UInt8]?) -> [UInt8] {
    let segments = ranges.count + (notes == nil ? 0 : 1)
    let tableEnd = ElfHeader.byteCount + segments * ElfSegment.byteCount
    var offset = UInt64(tableEnd + (notes?.count ?? 0) + 4095) / 4096 * 4096
    let memoryStart = Int(offset)
    var bytes = ElfHeader(segmentCount: UInt16(segments)).bytes
    if let notes {
      let count = UInt64(notes.count)
      bytes += ElfSegment(type: ElfSegment.note, offset: UInt64(tableEnd), address: 0, count: count).bytes
    }
    for range in ranges {
      bytes += ElfSegment(type: ElfSegment.load, offset: offset, address: range.start, count: range.count).bytes
      offset += range.count
    }
    bytes += notes ?? []
    return bytes + [UInt8](repeating: 0, count: memoryStart - bytes.count)
  }
}
