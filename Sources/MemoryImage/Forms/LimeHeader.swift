internal import BinaryCursor

/// What stands before each range of a LiME image.
///
/// ```
/// 0   4  magic     0x4C694D45, stored "EMiL"
/// 4   4  version   1
/// 8   8  start     physical address of the first byte
/// 16  8  end       physical address of the last byte (inclusive)
/// 24  8  reserved  0
/// ```
/// All little-endian.
///
/// - SeeAlso: LiME `lime.h`, `lime_mem_range_header`.
struct LimeHeader: Equatable {
  static let byteCount = 32
  static let magic: UInt32 = 0x4C69_4D45
  static let magicBytes = Array("EMiL".utf8)
  static let version: UInt32 = 1

  var magic = Self.magic
  var version = Self.version
  var start: UInt64
  var end: UInt64
  var reserved: UInt64 = 0

  /// The header of a range.
  init(of range: PhysicalRange) {
    start = range.start
    end = range.end &- 1
  }

  /// - Throws: `.truncated` if fewer than 32 bytes are left; nothing is judged.
  init(_ reader: inout ByteReader) throws(ParseError) {
    magic = try reader.u32le()
    version = try reader.u32le()
    start = try reader.u64le()
    end = try reader.u64le()
    reserved = try reader.u64le()
  }

  /// As it is stored.
  var bytes: [UInt8] {
    littleEndian(magic) + littleEndian(version) + littleEndian(start) + littleEndian(end) + littleEndian(reserved)
  }
}

/// A number as both forms store it.
func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
  withUnsafeBytes(of: value.littleEndian) { Array($0) }
}
