/// Whether a file is a program that needs nothing of the suspect: a static ELF executable for x86-64. Read from its headers (ELF-64 object
/// file format); offsets and lengths come from the file and are checked.
enum StaticProgram {
  /// What helps.
  static let hint =
    "link it statically, for example with -static or -static-pie; scripts need an interpreter of the suspect"

  private static let programHeaderSize = 56
  private enum Segment { static let load = 1, dynamic = 2, interpreter = 3 }
  private enum DynamicTag { static let end = 0, needed = 1 }

  /// Why it is none, a few words; `nil` if it is one.
  static func fault(in bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0x23, 0x21]) { return "a script, not a static program" }
    guard bytes.count >= 64, bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else { return "not an ELF program" }
    guard bytes[4] == 2, bytes[5] == 1, number(bytes, 18, 2) == 62 else {
      return "not a program for x86-64 (64 bits, little endian)"
    }
    guard let kind = number(bytes, 16, 2), kind == 2 || kind == 3, number(bytes, 24, 8) != 0 else {
      return "not an executable (an object file, a core, or a library)"
    }
    guard let table = number(bytes, 32, 8), number(bytes, 54, 2) == programHeaderSize,
      let count = number(bytes, 56, 2), count > 0
    else { return "its program headers cannot be read" }
    var hasCode = false
    for index in 0..<count {
      let (header, isOver) = table.addingReportingOverflow(index * programHeaderSize)
      guard !isOver, let type = number(bytes, header, 4), let offset = number(bytes, header + 8, 8),
        let length = number(bytes, header + 32, 8)
      else { return "its program headers cannot be read" }
      switch type {
      case Segment.interpreter: return "not static: it names a loader of the host"
      case Segment.dynamic where needsLibraries(bytes, offset, length): return "not static: it needs shared libraries"
      case Segment.load: hasCode = true
      default: break
      }
    }
    return hasCode ? nil : "it has nothing to load"
  }

  private static func needsLibraries(_ bytes: [UInt8], _ offset: Int, _ length: Int) -> Bool {
    let end = min(offset.addingReportingOverflow(length).partialValue, bytes.count)
    guard offset < end else { return false }
    for entry in stride(from: offset, to: end, by: 16) {
      guard let tag = number(bytes, entry, 8), tag != DynamicTag.end else { return false }
      if tag == DynamicTag.needed { return true }
    }
    return false
  }

  /// A little-endian number; `nil` beyond the end, or if it does not fit a signed number.
  private static func number(_ bytes: [UInt8], _ offset: Int, _ size: Int) -> Int? {
    guard offset >= 0, offset <= bytes.count - size else { return nil }
    let value = (0..<size).reduce(UInt64(0)) { $0 | UInt64(bytes[offset + $1]) << UInt64($1 * 8) }
    return Int(exactly: value)
  }
}
