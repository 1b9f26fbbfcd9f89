internal import BinaryCursor

/// Follows the chain of headers of a LiME image. A header whose length cannot be trusted ends the walk: what follows
/// cannot be found any more.
struct LimeReader {
  private let file: ImageFile
  private var layout = LayoutBuilder()
  private var offset: UInt64 = 0

  /// - Throws: `.unreadable`, `.unsupported` for another version than 1.
  static func read(_ file: ImageFile) throws(ImageError) -> ImageContents {
    var reader = LimeReader(file: file)
    while reader.offset < file.count, try reader.passRange() {}
    let layout = reader.layout.finish()
    return ImageContents(layout: layout, faults: reader.layout.faults.sorted())
  }

  private init(file: ImageFile) { self.file = file }

  /// One header and the bytes after it.
  ///
  /// - Returns: Whether the place of the next header is known.
  private mutating func passRange() throws(ImageError) -> Bool {
    guard layout.count < LayoutBuilder.rangeLimit else {
      note(.tooMany, "more than \(LayoutBuilder.rangeLimit) ranges; the rest is not read")
      return false
    }
    guard let header = try nextHeader(), try check(header) else { return false }
    return take(header)
  }

  /// The header at `offset`, or nil with a fault.
  private mutating func nextHeader() throws(ImageError) -> LimeHeader? {
    let left = file.count - offset
    let bytes = try file.bytes(at: offset, count: Int(min(left, UInt64(LimeHeader.byteCount))))
    guard bytes.count == LimeHeader.byteCount else {
      if LimeHeader.magicBytes.prefix(bytes.count).elementsEqual(bytes.prefix(4)) {
        note(.truncatedHeader, "the file ends inside a header, of which \(bytes.count) of 32 bytes are there")
      } else {
        note(.trailingBytes, "\(bytes.count) bytes after the last range")
      }
      return nil
    }
    var reader = ByteReader(bytes.span.bytes)
    return try? LimeHeader(&reader)
  }

  private mutating func check(_ header: LimeHeader) throws(ImageError) -> Bool {
    guard header.magic == LimeHeader.magic else {
      note(
        .brokenChain, range: layout.last,
        "no header where the next range must start; the range before it may have the wrong length")
      return false
    }
    if header.version != LimeHeader.version {
      guard offset > 0 else {
        throw ImageError(.unsupported, "not read, a LiME image of version \(header.version): \(file.name)")
      }
      note(.unknownVersion, "a header of version \(header.version)")
    }
    if header.reserved != 0 { note(.reservedSet, "the header's last 8 bytes are not zero: \(hex(header.reserved))") }
    return true
  }

  /// Takes the range that a header announces, as far as it is there.
  private mutating func take(_ header: LimeHeader) -> Bool {
    let payload = offset + UInt64(LimeHeader.byteCount)
    if header.start > 0, header.end == header.start - 1 {
      note(.zeroLength, "a range of no bytes at \(hex(header.start))")
      offset = payload
      return true
    }
    guard header.end >= header.start else {
      note(.backwards, "a range ends at \(hex(header.end)), before its start \(hex(header.start))")
      return false
    }
    // The last byte is checked first, so that the length below cannot overflow for a range that is used.
    let isSane = header.end < LayoutBuilder.addressLimit
    if !isSane { note(.gigantic, "a range ends at \(hex(header.end)), beyond 2^52") }
    let count = (header.end - header.start).addingReportingOverflow(1).partialValue
    let there = min(count, file.count - payload)
    if isSane, there > 0 {
      layout.add(PhysicalRange(start: header.start, count: there), fileOffset: payload, headerOffset: offset)
    }
    guard there == count, count > 0 else {
      if isSane { noteCut(PhysicalRange(start: header.start + there, count: count - there)) }
      return false
    }
    offset = payload + count
    return true
  }

  private mutating func noteCut(_ missing: PhysicalRange) {
    note(
      .truncatedRange, range: missing, "the file ends inside a range, of which \(missing.count) bytes are missing")
  }

  private mutating func note(_ code: ImageFault.Code, range: PhysicalRange? = nil, _ message: String) {
    layout.faults.add(ImageFault(code, at: offset, range: range, message))
  }
}
