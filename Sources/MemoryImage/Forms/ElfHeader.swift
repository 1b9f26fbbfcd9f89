internal import BinaryCursor

/// The header of a 64-bit little-endian ELF file, 64 bytes.
///
/// - SeeAlso: System V ABI, chapter 4, `Elf64_Ehdr`; `elf(5)`.
struct ElfHeader {
  static let byteCount = 64
  static let magicBytes: [UInt8] = [0x7f] + Array("ELF".utf8)
  static let core: UInt16 = 4
  static let machineX86_64: UInt16 = 62
  static let machineARM64: UInt16 = 183
  /// A count of segments that does not fit 16 bits stands in `sh_info` of the first section.
  static let manySegments: UInt16 = 0xffff

  var fileClass: UInt8 = 2
  var encoding: UInt8 = 1
  var identVersion: UInt8 = 1
  var type = Self.core
  var machine = Self.machineX86_64
  var version: UInt32 = 1
  var segmentTableOffset = UInt64(Self.byteCount)
  var sectionTableOffset: UInt64 = 0
  var headerBytes = UInt16(Self.byteCount)
  var segmentEntryBytes = UInt16(ElfSegment.byteCount)
  var segmentCount: UInt16
  var sectionEntryBytes: UInt16 = 0
  var sectionCount: UInt16 = 0

  /// The header of a core as we write it.
  init(segmentCount: UInt16) { self.segmentCount = segmentCount }

  /// - Throws: `.truncated` if fewer than 64 bytes are left; nothing is judged.
  init(_ reader: inout ByteReader) throws(ParseError) {
    try reader.skip(4)
    fileClass = try reader.u8()
    encoding = try reader.u8()
    identVersion = try reader.u8()
    try reader.skip(9)
    type = try reader.u16le()
    machine = try reader.u16le()
    version = try reader.u32le()
    try reader.skip(8)
    segmentTableOffset = try reader.u64le()
    sectionTableOffset = try reader.u64le()
    try reader.skip(4)
    headerBytes = try reader.u16le()
    segmentEntryBytes = try reader.u16le()
    segmentCount = try reader.u16le()
    sectionEntryBytes = try reader.u16le()
    sectionCount = try reader.u16le()
    try reader.skip(2)
  }

  /// As it is stored.
  var bytes: [UInt8] {
    var bytes = Self.magicBytes + [fileClass, encoding, identVersion] + [UInt8](repeating: 0, count: 9)
    bytes += littleEndian(type) + littleEndian(machine) + littleEndian(version) + littleEndian(UInt64(0))
    bytes += littleEndian(segmentTableOffset) + littleEndian(sectionTableOffset) + littleEndian(UInt32(0))
    bytes += littleEndian(headerBytes) + littleEndian(segmentEntryBytes) + littleEndian(segmentCount)
    return bytes + littleEndian(sectionEntryBytes) + littleEndian(sectionCount) + littleEndian(UInt16(0))
  }
}

/// A row of the segment table, 56 bytes.
///
/// - SeeAlso: `elf(5)`, `Elf64_Phdr`.
struct ElfSegment {
  static let byteCount = 56
  static let load: UInt32 = 1
  static let note: UInt32 = 4

  var type: UInt32
  var flags: UInt32 = 0
  var offset: UInt64
  var virtualAddress: UInt64
  var physicalAddress: UInt64
  var fileBytes: UInt64
  var memoryBytes: UInt64
  var alignment: UInt64 = 0

  /// A segment as we write it.
  init(type: UInt32, offset: UInt64, address: UInt64, count: UInt64) {
    self.type = type
    self.offset = offset
    virtualAddress = address
    physicalAddress = address
    fileBytes = count
    memoryBytes = count
  }

  /// - Throws: `.truncated` if fewer than 56 bytes are left; nothing is judged.
  init(_ reader: inout ByteReader) throws(ParseError) {
    type = try reader.u32le()
    flags = try reader.u32le()
    offset = try reader.u64le()
    virtualAddress = try reader.u64le()
    physicalAddress = try reader.u64le()
    fileBytes = try reader.u64le()
    memoryBytes = try reader.u64le()
    alignment = try reader.u64le()
  }

  /// As it is stored.
  var bytes: [UInt8] {
    littleEndian(type) + littleEndian(flags) + littleEndian(offset) + littleEndian(virtualAddress)
      + littleEndian(physicalAddress) + littleEndian(fileBytes) + littleEndian(memoryBytes) + littleEndian(alignment)
  }

  /// Whether the physical address was left unset: the kernel writes all ones for what is not RAM.
  var hasNoAddress: Bool { physicalAddress == .max }
  /// Whether the virtual address is one of the kernel's, at any depth of page tables.
  var isKernelMapping: Bool { virtualAddress >> 63 == 1 }
  /// Whether it maps the kernel's own text, which `/proc/kcore` lists beside the RAM that holds it.
  var isKernelText: Bool { virtualAddress >= 0xffff_ffff_8000_0000 && virtualAddress < 0xffff_ffff_ff00_0000 }
  /// Whether the virtual address repeats the physical one, as QEMU and we write it.
  var isIdentity: Bool { virtualAddress == physicalAddress }
}

/// A row of the section table, 64 bytes, of which little matters here.
///
/// - SeeAlso: `elf(5)`, `Elf64_Shdr`.
struct ElfSection {
  static let byteCount = 64
  private static let null: UInt32 = 0
  private static let noBits: UInt32 = 8

  var type: UInt32
  var offset: UInt64
  var count: UInt64
  /// In the first row, the count of segments if the header's field is too small for it.
  var info: UInt32

  /// - Throws: `.truncated` if fewer than 64 bytes are left; nothing is judged.
  init(_ reader: inout ByteReader) throws(ParseError) {
    try reader.skip(4)
    type = try reader.u32le()
    try reader.skip(16)
    offset = try reader.u64le()
    count = try reader.u64le()
    try reader.skip(4)
    info = try reader.u32le()
    try reader.skip(16)
  }

  /// Whether it has bytes in the file.
  var hasBytes: Bool { type != Self.null && type != Self.noBits }
}
