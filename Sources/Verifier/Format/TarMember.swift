internal import Digests

/// A frame of the archive does not hold what the format says.
struct ArchiveFault: Error {
  /// For programs.
  let code: VerificationFault.Code
  /// For people.
  let message: String
}

/// One segment inside a decompressed frame.
struct TarMember {
  let digest: DigestKey
  /// Of the segment's bytes, in the decompressed frame.
  let start: Int
  let size: Int

  /// The members of one decompressed frame, each checked: header, padding, and its name against its bytes.
  static func members(of plain: [UInt8]) throws(ArchiveFault) -> [TarMember] {
    var members: [TarMember] = []
    var offset = 0
    while offset < plain.count {
      let member = try Self.member(of: plain, at: offset)
      members.append(member)
      offset = member.start + padded(member.size)
    }
    return members
  }

  private static func member(of plain: [UInt8], at offset: Int) throws(ArchiveFault) -> TarMember {
    let header = try UstarHeader(plain, at: offset)
    let start = offset + UstarHeader.length
    guard padded(header.size) <= plain.count - start else {
      throw ArchiveFault(code: .badArchive, message: "a tar member reaches past its frame")
    }
    let end = start + header.size
    guard ByteSearch.isZero(plain, end..<(start + padded(header.size))) else {
      throw ArchiveFault(code: .badArchive, message: "the padding of a tar member is not zero")
    }
    guard DigestKey(of: plain[start..<end]) == header.name else {
      throw ArchiveFault(
        code: .segmentMismatch, message: "a segment's bytes are not those of its name \(header.name.hex)")
    }
    return TarMember(digest: header.name, start: start, size: header.size)
  }

  private static func padded(_ size: Int) -> Int { (size + 511) / 512 * 512 }
}

/// The header of a tar member (POSIX.1-1988 ustar), 512 bytes. Only the name and the size differ between segments:
/// ```
///   0 name[100]   64 hex digits, NUL     124 size[12]   11 octal digits, NUL    265 uname[32], 297 gname[32] empty
/// 100 mode[8]     "0000400" NUL          136 mtime[12]  "00000000000" NUL       329 devmajor[8], 337 devminor[8]
/// 108 uid[8]      "0000000" NUL          148 chksum[8]  6 octal digits, NUL, ' '     "0000000" NUL, or empty
/// 116 gid[8]      "0000000" NUL          156 typeflag   '0', 157 linkname[100]  345 prefix[155], 12 bytes  empty
///                                        257 magic "ustar" NUL, version "00"
/// ```
private struct UstarHeader {
  static let length = 512
  let name: DigestKey
  let size: Int

  init(_ plain: [UInt8], at offset: Int) throws(ArchiveFault) {
    guard plain.count - offset >= Self.length else {
      throw ArchiveFault(code: .badArchive, message: "a tar header is cut short")
    }
    let stored = Array(plain[offset..<(offset + Self.length)])
    guard let name = DigestKey(hex: String(decoding: stored[0..<64], as: UTF8.self)),
      let size = Int(String(decoding: stored[124..<135], as: UTF8.self), radix: 8)
    else { throw ArchiveFault(code: .badArchive, message: "a tar header names no segment") }
    guard (1...BundleFormat.segmentLength).contains(size) else {
      throw ArchiveFault(code: .badArchive, message: "a segment of \(size) bytes")
    }
    self.name = name
    self.size = size
    guard
      stored == Self.header(Array(stored[0..<64]), size, device: true)
        || stored == Self.header(Array(stored[0..<64]), size, device: false)
    else { throw ArchiveFault(code: .badArchive, message: "a tar header has a field that the format does not allow") }
  }

  /// The one header (but for the device fields) that such a segment may have.
  private static func header(_ name: [UInt8], _ size: Int, device: Bool) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: length)
    func put(_ text: some Sequence<UInt8>, _ offset: Int) {
      for (index, byte) in text.enumerated() { header[offset + index] = byte }
    }
    put(name, 0)
    put("0000400".utf8, 100)
    put("0000000".utf8, 108)
    put("0000000".utf8, 116)
    put(octal(size, digits: 11), 124)
    put("00000000000".utf8, 136)
    put("        0".utf8, 148)
    put("ustar\u{0}00".utf8, 257)
    if device {
      put("0000000".utf8, 329)
      put("0000000".utf8, 337)
    }
    put(octal(header.reduce(0) { $0 + Int($1) }, digits: 6) + [0], 148)
    return header
  }

  private static func octal(_ number: Int, digits: Int) -> [UInt8] {
    let text = Array(String(number, radix: 8).utf8)
    return [UInt8](repeating: UInt8(ascii: "0"), count: max(0, digits - text.count)) + text
  }
}
