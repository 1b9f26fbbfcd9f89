internal import BinaryCursor

/// The notes of a core: name and content, each filled up to 4 bytes.
///
/// - SeeAlso: `elf(5)`, `Elf64_Nhdr`.
enum ElfNotes {
  /// More is not read; QEMU writes under 1 KiB a processor.
  static let byteLimit: UInt64 = 4 << 20
  private static let name = Array("VMCOREINFO".utf8)

  /// Finds the kernel's text about itself.
  ///
  /// - Returns: The text as stored, if there, and whether every note ends where it must.
  static func vmcoreinfo(in bytes: [UInt8]) -> (text: [UInt8]?, isWhole: Bool) {
    var reader = ByteReader(bytes.span.bytes)
    var text: [UInt8]?
    do throws(ParseError) {
      while !reader.isAtEnd {
        let (nameBytes, contentBytes) = (Int(try reader.u32le()), Int(try reader.u32le()))
        _ = try reader.u32le()
        let owner = try takePadded(nameBytes, from: &reader)
        let content = try takePadded(contentBytes, from: &reader)
        if text == nil, owner.prefix(while: { $0 != 0 }).elementsEqual(name) { text = content }
      }
    } catch { return (text, false) }
    return (text, true)
  }

  /// One note with its padding.
  static func note(_ owner: [UInt8], type: UInt32, content: [UInt8]) -> [UInt8] {
    let named = owner + [0]
    return littleEndian(UInt32(named.count)) + littleEndian(UInt32(content.count)) + littleEndian(type)
      + padded(named) + padded(content)
  }

  /// The note that holds the kernel's text about itself.
  static func vmcoreinfoNote(_ text: [UInt8]) -> [UInt8] { note(name, type: 0, content: text) }

  private static func padded(_ bytes: [UInt8]) -> [UInt8] {
    bytes + [UInt8](repeating: 0, count: -bytes.count & 3)
  }

  private static func takePadded(_ count: Int, from reader: inout ByteReader) throws(ParseError) -> [UInt8] {
    let bytes = try reader.take(count)
    // The padding of the last note may be left out.
    try reader.skip(min(-count & 3, reader.remaining))
    return bytes
  }
}
