/// The objects of a journal file by offset. Every object begins with type u8, flags u8, six zero bytes and its size u64, and stands at a
/// multiple of 8.
struct JournalObjects {
  /// What an object is (`ObjectType`).
  enum Kind: UInt8 { case data = 1, field, entry, dataHashTable, fieldHashTable, entryArray, tag }

  /// An entry's fixed part.
  struct Entry {
    var offset: Int
    var sequence: UInt64
    var microseconds: UInt64
    /// Where its items stand.
    var items: Range<Int>
  }

  /// What a data object holds.
  enum Payload {
    case plain(ArraySlice<UInt8>)
    case zstd(ArraySlice<UInt8>)
    /// XZ or LZ4, which this version does not decompress.
    case otherCompression
  }

  private static let entryItemLimit = 1024
  private static let arrayLimit = 1_000_000
  private static let sizeLimit = 1 << 30

  let fields: ByteFields
  let header: JournalHeader

  /// The object of that kind at that offset: its extent.
  func object(_ offset: Int, _ kind: Kind) -> Range<Int>? {
    guard let found = anyObject(offset), found.kind == kind else { return nil }
    return found.range
  }

  /// Any object at that offset.
  func anyObject(_ offset: Int) -> (kind: Kind, range: Range<Int>)? {
    guard offset >= header.headerSize, offset & 7 == 0, let type = fields.u8(offset), let kind = Kind(rawValue: type),
      let flags = fields.u8(offset + 1), flags & ~7 == 0, let size = fields.int64(offset + 8), size >= 16,
      size <= Self.sizeLimit, fields.count - offset >= size
    else { return nil }
    return (kind, offset..<(offset + size))
  }

  func entry(_ offset: Int) -> Entry? {
    guard let range = object(offset, .entry), range.count >= 64, let sequence = fields.u64(offset + 16),
      let time = fields.u64(offset + 24)
    else { return nil }
    return Entry(
      offset: offset, sequence: sequence, microseconds: time, items: (offset + 64)..<range.upperBound)
  }

  /// Offsets of an entry's data objects.
  func dataOffsets(of entry: Entry) -> [Int] {
    let width = header.isCompact ? 4 : 16
    let count = min(entry.items.count / width, Self.entryItemLimit)
    return (0..<count).compactMap { index in
      let position = entry.items.lowerBound + index * width
      return header.isCompact ? fields.int32(position) : fields.int64(position)
    }
  }

  func payload(_ offset: Int) -> Payload? {
    let start = header.isCompact ? 72 : 64
    guard let range = object(offset, .data), range.count >= start, let flags = fields.u8(offset + 1) else { return nil }
    let bytes = fields.bytes[(offset + start)..<range.upperBound]
    if flags & 3 != 0 { return .otherCompression }
    return flags & 4 != 0 ? .zstd(bytes) : .plain(bytes)
  }

  /// Offsets of entries along the chain of entry arrays. Arrays are only ever appended, so offsets must grow; that also
  /// ends loops.
  func entryOffsets(limit: Int) -> (offsets: [Int], brokenAt: Int?) {
    var result: [Int] = []
    var array = header.entryArrayOffset
    let width = header.isCompact ? 4 : 8
    for _ in 0..<Self.arrayLimit {
      guard array != 0 else { return (result, nil) }
      guard let range = object(array, .entryArray), range.count >= 24, let next = fields.int64(array + 16) else {
        return (result, array)
      }
      for position in stride(from: array + 24, through: range.upperBound - width, by: width) {
        guard let offset = header.isCompact ? fields.int32(position) : fields.int64(position), offset != 0 else {
          break
        }
        result.append(offset)
        if result.count >= limit { return (result, nil) }
      }
      guard next == 0 || next > array else { return (result, array) }
      array = next
    }
    return (result, array)
  }

  /// Offsets of entries found by walking object after object, which does not need the arrays. After damage the walk goes on at the
  /// next place that looks like an object.
  func entryOffsetsByWalking(limit: Int) -> (offsets: [Int], skippedBytes: Int) {
    var result: [Int] = []
    var skipped = 0
    var offset = (header.headerSize + 7) & ~7
    while offset <= fields.count - 16, result.count < limit {
      if let (kind, range) = anyObject(offset) {
        if kind == .entry { result.append(offset) }
        offset = (range.upperBound + 7) & ~7
      } else {
        // Preallocated space is all zero and no loss.
        if fields.u64(offset) != 0 { skipped += 8 }
        offset += 8
      }
    }
    return (result, skipped)
  }
}
