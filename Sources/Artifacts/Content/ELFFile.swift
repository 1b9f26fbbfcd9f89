/// The tables of an ELF file (System V ABI, `elf.h`): 32 and 64 bits, both byte orders. What does not fit is left out.
struct ELFFile {
  struct Segment {
    var type: UInt32
    var flags: UInt32
    var offset: Int
    var address: UInt64
    var fileSize: Int
  }
  struct Section {
    var name: UInt32
    var type: UInt32
    var offset: Int
    var size: Int
  }

  private static let tableLimit = 1024

  let fields: ByteFields
  let is64: Bool
  let type: UInt16
  let machine: UInt16
  let hasSectionHeaders: Bool
  let segments: [Segment]

  /// - Returns: `nil` if the bytes do not begin with an ELF header of a known class and byte order.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 52, bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46]), bytes[4] == 1 || bytes[4] == 2,
      bytes[5] == 1 || bytes[5] == 2
    else { return nil }
    is64 = bytes[4] == 2
    fields = ByteFields(bytes, isBigEndian: bytes[5] == 2)
    guard let type = fields.u16(16), let machine = fields.u16(18),
      let sectionTable = is64 ? fields.u64(40) : fields.u32(32).map(UInt64.init),
      let sectionCount = fields.u16(is64 ? 60 : 48)
    else { return nil }
    self.type = type
    self.machine = machine
    hasSectionHeaders = sectionTable != 0 && sectionCount != 0
    segments = Self.segments(fields, is64: is64)
  }

  private static func segments(_ fields: ByteFields, is64: Bool) -> [Segment] {
    guard let table = is64 ? fields.int64(32) : fields.int32(28), let size = fields.u16(is64 ? 54 : 42).map(Int.init),
      let count = fields.u16(is64 ? 56 : 44).map(Int.init), size >= (is64 ? 56 : 32), table <= fields.count
    else { return [] }
    return (0..<min(count, 128)).compactMap { index in
      let at = table + index * size
      guard let type = fields.u32(at), let flags = fields.u32(at + (is64 ? 4 : 24)),
        let offset = is64 ? fields.int64(at + 8) : fields.int32(at + 4),
        let address = is64 ? fields.u64(at + 16) : fields.u32(at + 8).map(UInt64.init),
        let fileSize = is64 ? fields.int64(at + 32) : fields.int32(at + 16)
      else { return nil }
      return Segment(type: type, flags: flags, offset: offset, address: address, fileSize: fileSize)
    }
  }

  /// Section headers, if the bytes reach that far.
  var sections: [Section] {
    guard let table = is64 ? fields.int64(40) : fields.int32(32), let size = fields.u16(is64 ? 58 : 46).map(Int.init),
      let count = fields.u16(is64 ? 60 : 48).map(Int.init), size >= (is64 ? 64 : 40), table <= fields.count, table > 0
    else { return [] }
    return (0..<min(count, Self.tableLimit)).compactMap { index in
      let at = table + index * size
      guard let name = fields.u32(at), let type = fields.u32(at + 4),
        let offset = is64 ? fields.int64(at + 24) : fields.int32(at + 16),
        let length = is64 ? fields.int64(at + 32) : fields.int32(at + 20)
      else { return nil }
      return Section(name: name, type: type, offset: offset, size: length)
    }
  }

  /// The section of that name.
  func section(named name: String) -> Section? {
    let all = sections
    guard let index = fields.u16(is64 ? 62 : 50).map(Int.init), all.indices.contains(index) else { return nil }
    let names = all[index]
    return all.first { section in
      names.offset <= fields.count
        && fields.text(names.offset + Int(section.name), limit: 64)?.equals(name) == true
    }
  }

  /// The bytes of a part of the file, cut to what was read.
  func content(_ offset: Int, _ size: Int) -> ArraySlice<UInt8> {
    guard offset >= 0, size > 0, offset < fields.count else { return [] }
    return fields.bytes[offset..<(offset + min(size, fields.count - offset))]
  }

  /// Where an address stands in the file, by the loadable segments.
  func fileOffset(of address: UInt64) -> Int? {
    for segment in segments where segment.type == 1 && address >= segment.address {
      let inside = address - segment.address
      if inside < UInt64(segment.fileSize), let offset = Int(exactly: inside), segment.offset <= fields.count {
        return segment.offset + offset
      }
    }
    return nil
  }
}
