/// Says from its first bytes what a file is.
struct FormatSniffer {
  let file: ImageFile

  /// The form, if it is one that is read.
  ///
  /// - Throws: `.unsupported`, `.foreign` or `.raw`, with a sentence that names what it is.
  func format() throws(ImageError) -> ImageFormat {
    guard file.count > 0 else { throw ImageError(.foreign, "the file is empty: \(file.name)") }
    let head = try file.bytes(at: 0, count: Int(min(file.count, 64)))
    if head.starts(with: LimeHeader.magicBytes) { return .lime }
    if head.starts(with: ElfHeader.magicBytes) { return .elfCore }
    try refuseByName(head)
    try refuseZlib(head)
    try refuseNameless()
  }

  /// Forms that start with bytes of their own.
  private static let named: [(start: [UInt8], code: ImageError.Code, what: String)] = [
    (Array("AVML".utf8), .unsupported, "an AVML image (Snappy); make it plain with avml-convert"),
    (Array("KDUMP   ".utf8), .unsupported, "a kdump-compressed dump"),
    (Array("DISKDUMP".utf8), .unsupported, "a diskdump"),
    (Array("makedumpfile".utf8), .unsupported, "a flattened dump of makedumpfile"),
    (Array("PAGEDU64".utf8), .unsupported, "a Windows crash dump"),
    (Array("PAGEDUMP".utf8), .unsupported, "a Windows crash dump"),
    ([0xd2, 0xbe, 0xd2, 0xbe], .unsupported, "a VMware snapshot"),
    (Array("QFI".utf8) + [0xfb], .foreign, "a qcow2 disk"),
    ([0x1f, 0x8b], .foreign, "a gzip file; decompress it first"),
    ([0x28, 0xb5, 0x2f, 0xfd], .foreign, "a zstd file; decompress it first"),
    ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], .foreign, "an xz file; decompress it first"),
    (Array("PK\u{3}\u{4}".utf8), .foreign, "a zip archive; unpack it first"),
    (Array("BZh".utf8), .foreign, "a bzip2 file; decompress it first"),
  ]

  private func refuseByName(_ head: [UInt8]) throws(ImageError) {
    for form in Self.named where head.starts(with: form.start) {
      let verdict = form.code == .unsupported ? "not read" : "no memory image"
      throw ImageError(form.code, "\(verdict), \(form.what): \(file.name)")
    }
  }

  /// LiME's `compress=1` makes one zlib stream (RFC 1950) over headers and data, so that no magic of LiME is seen.
  private func refuseZlib(_ head: [UInt8]) throws(ImageError) {
    guard head.count >= 2, head[0] & 0x0f == 8, head[0] >> 4 <= 7, head[1] & 0x20 == 0 else { return }
    guard (UInt16(head[0]) << 8 | UInt16(head[1])) % 31 == 0 else { return }
    throw ImageError(
      .unsupported, "not read, a zlib stream, as LiME writes with compress=1; inflate it first: \(file.name)")
  }

  private func refuseNameless() throws(ImageError) -> Never {
    guard file.count >= 1 << 20, file.count % 4096 == 0 else {
      throw ImageError(.foreign, "no memory image of a known form: \(file.name)")
    }
    throw ImageError(
      .raw,
      "no known form, perhaps raw memory, which does not say what address its bytes are of; capture again as LiME: "
        + file.name)
  }
}
