/// The dynamic section of an ELF file: needed libraries, run path, and the dynamic symbols.
struct ELFDynamic {
  private static let entryLimit = 4096
  private static let symbolLimit = 200_000

  private enum Tag {
    static let needed: UInt64 = 1
    static let hash: UInt64 = 4
    static let strings: UInt64 = 5
    static let symbols: UInt64 = 6
    static let stringSize: UInt64 = 10
    static let runPathOld: UInt64 = 15
    static let runPath: UInt64 = 29
    static let gnuHash: UInt64 = 0x6fff_fef5
  }

  private let file: ELFFile
  private var entries: [(tag: UInt64, value: UInt64)] = []

  /// - Returns: `nil` if the file has no dynamic section.
  init?(_ file: ELFFile) {
    guard let segment = file.segments.first(where: { $0.type == 2 }), segment.offset <= file.fields.count else {
      return nil
    }
    self.file = file
    let width = file.is64 ? 8 : 4
    for index in 0..<min(segment.fileSize / (2 * width), Self.entryLimit) {
      let at = segment.offset + index * 2 * width
      guard let tag = word(at), let value = word(at + width), tag != 0 else { break }
      entries.append((tag, value))
    }
  }

  var needed: [ArraySlice<UInt8>] {
    entries.filter { $0.tag == Tag.needed }.prefix(256).compactMap { string($0.value) }
  }

  var runPath: ArraySlice<UInt8>? { (value(Tag.runPath) ?? value(Tag.runPathOld)).flatMap(string) }

  /// Names of functions that the file defines and shows to others.
  func definedFunctions(_ body: (ArraySlice<UInt8>) -> Void) {
    guard let address = value(Tag.symbols), let table = file.fileOffset(of: address) else { return }
    let size = file.is64 ? 24 : 16
    for index in 0..<min(symbolCount(table: table, size: size), Self.symbolLimit) {
      let at = table + index * size
      guard let name = file.fields.u32(at), let info = file.fields.u8(at + (file.is64 ? 4 : 12)),
        let section = file.fields.u16(at + (file.is64 ? 6 : 14))
      else { return }
      // STT_FUNC 2 and STT_GNU_IFUNC 10; STB_GLOBAL 1 and STB_WEAK 2; SHN_UNDEF 0.
      guard section != 0, info & 15 == 2 || info & 15 == 10, info >> 4 == 1 || info >> 4 == 2 else { continue }
      if let text = string(UInt64(name)) { body(text) }
    }
  }

  /// The count stands only in the hash tables.
  private func symbolCount(table: Int, size: Int) -> Int {
    if let address = value(Tag.hash), let hash = file.fileOffset(of: address), let chains = file.fields.int32(hash + 4)
    {
      return chains
    }
    if let address = value(Tag.gnuHash), let hash = file.fileOffset(of: address), let count = gnuCount(hash) {
      return count
    }
    // By custom the strings follow the symbols.
    guard let address = value(Tag.strings), let strings = file.fileOffset(of: address), strings > table else {
      return 0
    }
    return (strings - table) / size
  }

  /// The highest bucket, and from there its chain to the end mark.
  private func gnuCount(_ hash: Int) -> Int? {
    let fields = file.fields
    guard let buckets = fields.int32(hash), let first = fields.int32(hash + 4), let words = fields.int32(hash + 8),
      buckets <= Self.symbolLimit, words <= Self.symbolLimit
    else { return nil }
    let bucketStart = hash + 16 + words * (file.is64 ? 8 : 4)
    var highest = 0
    for index in 0..<buckets { highest = max(highest, fields.int32(bucketStart + index * 4) ?? 0) }
    guard highest >= first else { return first }
    let chains = bucketStart + buckets * 4
    for index in highest..<(highest + Self.symbolLimit) {
      guard let link = fields.u32(chains + (index - first) * 4) else { return index }
      if link & 1 == 1 { return index + 1 }
    }
    return highest
  }

  private func value(_ tag: UInt64) -> UInt64? { entries.first { $0.tag == tag }?.value }

  private func word(_ at: Int) -> UInt64? { file.is64 ? file.fields.u64(at) : file.fields.u32(at).map(UInt64.init) }

  private func string(_ offset: UInt64) -> ArraySlice<UInt8>? {
    guard let address = value(Tag.strings), offset < 1 << 32,
      let at = file.fileOffset(of: address.addingReportingOverflow(offset).partialValue)
    else { return nil }
    return file.fields.text(at, limit: 1024)
  }
}
