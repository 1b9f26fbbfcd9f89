public import Digests

/// A file that a conversion made.
public struct ConvertedImage: Sendable, Hashable {
  /// Bytes of it.
  public var fileBytes: UInt64
  /// SHA-256 of it.
  public var digest: SHA256Digest
  /// Whether the kernel's text about itself was left behind, for which LiME has no place.
  public var droppedVMCOREINFO: Bool
}

extension MemoryImage {
  /// Writes the same memory in another plain form. The file gets its name when it is whole, stored and read back.
  ///
  /// - Parameters:
  ///   - format: The form to write; the same as the image's own is allowed.
  ///   - path: A name that is not taken, and neither is `PATH.partial`.
  ///   - evenIfDamaged: An image with faults is refused otherwise, as the copy would look sound.
  /// - Throws: `.damaged` for an image with faults; `.unreadable` if the file cannot be read or the other not be
  ///   written; `.unsupported` for more ranges than an ELF core holds.
  public func convert(
    to format: ImageFormat, at path: String, evenIfDamaged: Bool = false
  ) throws(ImageError) -> ConvertedImage {
    guard !file.isLive else { throw ImageError(.unsupported, "the running kernel's memory is captured, not converted") }
    guard evenIfDamaged || faults.isEmpty else {
      throw ImageError(.damaged, "not converted, as the copy would hide what is wrong: \(faults[0].message)")
    }
    let output = try PartialFile(path: path)
    switch format {
    case .lime: try writeLime(to: output)
    case .elfCore: try writeElfCore(to: output)
    }
    try checkCopy(at: output.partialPath)
    let digest = try output.finish()
    let isDropped = format == .lime && vmcoreinfo != nil
    return ConvertedImage(fileBytes: output.count, digest: digest, droppedVMCOREINFO: isDropped)
  }

  private func writeLime(to sink: any ImageSink) throws(ImageError) {
    var writer = LimeWriter(to: sink)
    for piece in layout.pieces {
      try writer.begin(piece.range)
      try copy(piece) { (bytes) throws(ImageError) in try writer.write(bytes) }
    }
    writer.finish()
  }

  private func writeElfCore(to sink: any ImageSink) throws(ImageError) {
    var writer = try ElfCoreWriter.begin(sink, ranges: memory.ranges, vmcoreinfo: vmcoreinfo)
    for piece in layout.pieces { try copy(piece) { (bytes) throws(ImageError) in try writer.write(bytes) } }
    writer.finish()
  }

  private func copy(
    _ piece: Piece, to write: (UnsafeRawBufferPointer) throws(ImageError) -> Void
  ) throws(ImageError) {
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
    defer { chunk.deallocate() }
    var offset = piece.fileOffset
    while offset < piece.fileEnd {
      let count = Int(min(UInt64(chunk.count), piece.fileEnd - offset))
      let part = UnsafeMutableRawBufferPointer(rebasing: chunk[..<count])
      try file.readDirectly(at: offset, into: part)
      try write(UnsafeRawBufferPointer(part))
      offset += UInt64(part.count)
    }
  }

  /// What was written must read as what was meant.
  private func checkCopy(at path: String) throws(ImageError) {
    let copy = try MemoryImage.open(path)
    guard copy.faults.isEmpty, copy.memory.ranges == memory.ranges else {
      throw ImageError(.damaged, "the copy does not read as the image does: \(copy.file.name)")
    }
  }
}
