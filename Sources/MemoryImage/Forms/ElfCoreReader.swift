internal import BinaryCursor

/// Reads the tables of an ELF core. The memory's place is in the segments of type `PT_LOAD`, the kernel's text about
/// itself in those of type `PT_NOTE`.
struct ElfCoreReader {
  private let file: ImageFile
  private let header: ElfHeader
  private var layout = LayoutBuilder()
  /// Where structures stand, to find two that claim the same bytes.
  private var claims: [FileClaim] = []
  private var loads: [(segment: ElfSegment, headerOffset: UInt64)] = []
  private var notes: [ElfSegment] = []
  private var vmcoreinfo: [UInt8]?

  /// - Throws: `.unreadable`; `.foreign` for another kind of ELF file; `.unsupported` for another machine, or if no
  ///   physical address is given; `.damaged` if there is no table of segments.
  static func read(_ file: ImageFile) throws(ImageError) -> ImageContents {
    var reader = try ElfCoreReader(file: file)
    try reader.readTable()
    try reader.readNotes()
    try reader.readSections()
    try reader.placeLoads()
    let layout = reader.layout.finish(mergingAliases: true, isOrderFree: !reader.isInPhysicalOrder)
    if !file.isLive { reader.checkClaims(layout) }
    return ImageContents(layout: layout, faults: reader.layout.faults.sorted(), vmcoreinfo: reader.vmcoreinfo)
  }

  private init(file: ImageFile) throws(ImageError) {
    self.file = file
    guard file.count >= UInt64(ElfHeader.byteCount) else {
      throw ImageError(.damaged, "the file ends inside its ELF header: \(file.name)")
    }
    let bytes = try file.bytes(at: 0, count: ElfHeader.byteCount)
    var reader = ByteReader(bytes.span.bytes)
    guard let header = try? ElfHeader(&reader) else { throw ImageError(.damaged, "no ELF header: \(file.name)") }
    self.header = header
    try refuseOthers()
    checkHeader()
  }

  private func refuseOthers() throws(ImageError) {
    let unsupported: String? =
      if header.fileClass != 2 {
        "an ELF file of class \(header.fileClass), not of 64 bits"
      } else if header.encoding != 1 {
        "an ELF file of encoding \(header.encoding), not little-endian"
      } else if header.machine == ElfHeader.machineARM64 {
        "an ELF core of arm64 (AArch64)"
      } else if header.machine != ElfHeader.machineX86_64 {
        "an ELF file of machine \(header.machine), not x86-64"
      } else {
        nil
      }
    if let unsupported { throw ImageError(.unsupported, "not read, \(unsupported): \(file.name)") }
    guard header.type == ElfHeader.core else {
      throw ImageError(.foreign, "no memory image, an ELF file of type \(header.type), not a core: \(file.name)")
    }
    guard header.segmentEntryBytes == ElfSegment.byteCount, header.segmentCount > 0 else {
      throw ImageError(.damaged, "the ELF core has no table of segments of 56 bytes each: \(file.name)")
    }
  }

  private mutating func checkHeader() {
    // QEMU to this day gives the length of a pointer, 8, for that of the header.
    let isLengthKnown = header.headerBytes == ElfHeader.byteCount || header.headerBytes == 8
    if header.version != 1 || header.identVersion != 1 || !isLengthKnown {
      note(.contradictory, at: 0, "the ELF header's version or length is not what the form says")
    }
    claims.append(FileClaim(start: 0, count: UInt64(ElfHeader.byteCount), what: "ELF header"))
  }

  /// QEMU names a section, whose name stands behind the memory. Sections say nothing about the memory itself.
  private mutating func readSections() throws(ImageError) {
    let start = header.sectionTableOffset
    guard start > 0, header.sectionCount > 0 else { return }
    let wanted = UInt64(min(header.sectionCount, 1024)) * UInt64(ElfSection.byteCount)
    claims.append(FileClaim(start: start, count: wanted, what: "section table"))
    guard header.sectionEntryBytes == ElfSection.byteCount, start <= file.count, wanted <= file.count - start else {
      return note(.contradictory, at: 0, "the section table is outside the file, or its rows are not of 64 bytes")
    }
    let bytes = try file.bytes(at: start, count: Int(wanted))
    var reader = ByteReader(bytes.span.bytes)
    while reader.remaining > 0, let section = try? ElfSection(&reader) {
      guard section.hasBytes else { continue }
      claims.append(FileClaim(start: section.offset, count: section.count, what: "section"))
    }
  }

  // MARK: The table

  private mutating func readTable() throws(ImageError) {
    let count = try segmentCount()
    let start = header.segmentTableOffset
    let wanted = UInt64(count) * UInt64(ElfSegment.byteCount)
    guard start <= file.count else {
      throw ImageError(.damaged, "the table of segments is outside the file: \(file.name)")
    }
    claims.append(FileClaim(start: start, count: wanted, what: "table of segments"))
    let there = min(wanted, file.count - start)
    let bytes = try file.bytes(at: start, count: Int(there))
    var reader = ByteReader(bytes.span.bytes)
    while loads.count <= LayoutBuilder.rangeLimit, reader.remaining >= ElfSegment.byteCount {
      let offset = start + UInt64(reader.offset)
      guard let segment = try? ElfSegment(&reader) else { return }
      sort(segment, at: offset)
    }
  }

  /// - Throws: `.damaged` if the count stands in a section that is not there.
  private func segmentCount() throws(ImageError) -> Int {
    // Two more than the limit, so that too many are noticed and a hostile count takes no memory.
    let limit = LayoutBuilder.rangeLimit + 2
    guard header.segmentCount == ElfHeader.manySegments else { return min(Int(header.segmentCount), limit) }
    let place = header.sectionTableOffset
    guard place > 0, place <= file.count, UInt64(ElfSection.byteCount) <= file.count - place else {
      throw ImageError(.damaged, "the count of segments is outside the file: \(file.name)")
    }
    let bytes = try file.bytes(at: place, count: ElfSection.byteCount)
    var reader = ByteReader(bytes.span.bytes)
    return min(Int((try? ElfSection(&reader))?.info ?? 0), limit)
  }

  private mutating func sort(_ segment: ElfSegment, at offset: UInt64) {
    switch segment.type {
    case ElfSegment.load where loads.count == LayoutBuilder.rangeLimit:
      note(.tooMany, at: offset, "more than \(LayoutBuilder.rangeLimit) ranges; the rest is not read")
    case ElfSegment.load: loads.append((segment, offset))
    case ElfSegment.note: notes.append(segment)
    default: note(.unknownSegment, at: offset, "a segment of type \(hex(UInt64(segment.type)))")
    }
  }

  // MARK: Notes

  private mutating func readNotes() throws(ImageError) {
    // One is what QEMU, the kernel and we write.
    for segment in notes.prefix(16) {
      claims.append(FileClaim(start: segment.offset, count: segment.fileBytes, what: "notes"))
      guard segment.fileBytes <= ElfNotes.byteLimit, segment.offset <= file.count,
        segment.fileBytes <= file.count - segment.offset
      else {
        note(.badNote, at: segment.offset, "notes of \(segment.fileBytes) bytes are too long or outside the file")
        continue
      }
      let found = ElfNotes.vmcoreinfo(in: try file.bytes(at: segment.offset, count: Int(segment.fileBytes)))
      if !found.isWhole { note(.badNote, at: segment.offset, "a note reaches beyond the segment it is in") }
      vmcoreinfo = vmcoreinfo ?? found.text
    }
  }

  // MARK: Ranges

  /// QEMU without page tables and we list ranges by physical address; mappings are listed by virtual address.
  private var isInPhysicalOrder: Bool { loads.allSatisfy { $0.segment.isIdentity || $0.segment.virtualAddress == 0 } }

  private mutating func placeLoads() throws(ImageError) {
    let addressed = loads.filter { !$0.segment.hasNoAddress }
    try refuseUnset(addressed.map(\.segment))
    checkIdentity(addressed)
    let hasOthers = addressed.contains { !$0.segment.isKernelText }
    // The kernel's text lies in RAM that a segment of its own holds.
    for (segment, offset) in addressed where !(hasOthers && segment.isKernelText) { place(segment, at: offset) }
  }

  /// Older kernels leave every address of `/proc/kcore` 0, and so do cores of processes.
  private func refuseUnset(_ addressed: [ElfSegment]) throws(ImageError) {
    guard !loads.isEmpty else { return }
    let isUnset = addressed.allSatisfy { $0.physicalAddress == 0 }
    guard isUnset, addressed.count != 1 || addressed[0].isKernelMapping else { return }
    throw ImageError(
      .unsupported,
      "not read, an ELF core without physical addresses (p_paddr unset), as older kernels give in /proc/kcore and "
        + "as cores of processes are: \(file.name)")
  }

  /// Where virtual addresses repeat the physical ones, one that does not shows that either was altered.
  private mutating func checkIdentity(_ addressed: [(segment: ElfSegment, headerOffset: UInt64)]) {
    let others = addressed.filter { !$0.segment.isIdentity && !$0.segment.isKernelMapping }
    let isRule = addressed.contains { $0.segment.isIdentity && $0.segment.physicalAddress != 0 }
    guard isRule, others.count <= addressed.count / 2 else { return }
    for (segment, offset) in others {
      note(
        .contradictory, at: offset,
        "a segment's addresses differ, \(hex(segment.virtualAddress)) and \(hex(segment.physicalAddress)), which "
          + "are the same in the others")
    }
  }

  private mutating func place(_ segment: ElfSegment, at offset: UInt64) {
    let (start, count) = (segment.physicalAddress, segment.memoryBytes)
    guard count > 0 else { return note(.zeroLength, at: offset, "a range of no bytes at \(hex(start))") }
    guard start < LayoutBuilder.addressLimit, count <= LayoutBuilder.addressLimit - start else {
      return note(.gigantic, at: offset, "a range of \(count) bytes at \(hex(start)) reaches beyond 2^52")
    }
    guard segment.fileBytes <= count else {
      return note(.contradictory, at: offset, "a segment has more bytes in the file than in memory")
    }
    if segment.fileBytes < count {
      let range = PhysicalRange(start: start + segment.fileBytes, count: count - segment.fileBytes)
      note(.notStored, at: offset, range: range, "the file does not hold \(range.count) bytes of a range")
    }
    let there = segment.offset >= file.count ? 0 : min(segment.fileBytes, file.count - segment.offset)
    if there < segment.fileBytes {
      let range = PhysicalRange(start: start + there, count: segment.fileBytes - there)
      note(.truncatedRange, at: offset, range: range, "the file ends before \(range.count) bytes of a range")
    }
    guard there > 0 else { return }
    layout.add(PhysicalRange(start: start, count: there), fileOffset: segment.offset, headerOffset: offset)
  }

  // MARK: The file as a whole

  private mutating func checkClaims(_ placed: Layout) {
    let memory = placed.pieces.map { FileClaim(start: $0.fileOffset, count: $0.range.count, what: "range") }
    let all = (claims + memory).filter { $0.count > 0 }.sorted { ($0.start, $0.count) < ($1.start, $1.count) }
    for (first, second) in zip(all, all.dropFirst()) where first.end > second.start {
      note(.contradictory, at: second.start, "a \(first.what) and a \(second.what) share bytes of the file")
    }
    for claim in claims where claim.end > file.count {
      note(.truncatedHeader, at: claim.start, "the file ends before the end of a \(claim.what)")
    }
    // Segments that are not used, as mappings without an address, have their place all the same.
    let unused = loads.map { FileClaim(start: $0.segment.offset, count: $0.segment.fileBytes, what: "range").end }
    let end = max(all.map(\.end).max() ?? 0, unused.max() ?? 0)
    if end < file.count { note(.trailingBytes, at: end, "\(file.count - end) bytes that belong to nothing") }
  }

  private mutating func note(
    _ code: ImageFault.Code, at offset: UInt64, range: PhysicalRange? = nil, _ message: String
  ) {
    layout.faults.add(ImageFault(code, at: offset, range: range, message))
  }
}

/// Bytes of the file that a structure says are its own.
private struct FileClaim {
  var start: UInt64
  var count: UInt64
  var what: String
  /// Behind its last byte; the end of numbers if it would be beyond that.
  var end: UInt64 {
    let sum = start.addingReportingOverflow(count)
    return sum.overflow ? .max : sum.partialValue
  }
}
