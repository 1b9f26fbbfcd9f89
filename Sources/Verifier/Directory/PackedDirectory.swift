/// A bundle inside one tar archive (docs/formats/bundle.md, "Packed"), read in place: nothing is unpacked, so no name of the archive ever
/// becomes a name on our disk.
public struct PackedDirectory: EvidenceDirectory {
  private struct Member {
    var start: UInt64
    var length: UInt64
  }
  private let archive: any EvidenceFile
  private var members: [String: Member] = [:]
  private var others: [String] = []

  /// Most members that an archive may have; a bundle has fewer than a dozen.
  private static let memberLimit = 64

  /// Reads the archive's headers.
  ///
  /// - Parameter archive: The whole tar file.
  /// - Throws: `.truncated` where it ends too early, `.failed` for what is no such archive, `.tooMany`.
  public init(_ archive: any EvidenceFile) throws(EvidenceReadError) {
    self.archive = archive
    var offset: UInt64 = 0
    while true {
      let header = try archive.read(at: offset, count: 512)
      if header.allSatisfy({ $0 == 0 }) { break }
      let (name, length, isFile) = try Self.header(header, at: offset)
      guard members.count + others.count < Self.memberLimit, members[name] == nil else {
        throw EvidenceReadError(.tooMany, "a member too many at \(offset) of the archive")
      }
      guard length <= archive.length, offset + 512 <= archive.length - length else {
        throw EvidenceReadError(.truncated, "the member at \(offset) of the archive reaches past its end")
      }
      if isFile { members[name] = Member(start: offset + 512, length: length) } else { others.append(name) }
      offset += 512 + (length + 511) / 512 * 512
    }
  }

  /// An archive in a file of this machine.
  ///
  /// - Throws: As `init(_:)`, and what opening the file gives.
  public init(path: String) throws(EvidenceReadError) {
    let slash = path.lastIndex(of: "/")
    let directory = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    try self.init(LiveDirectory(path: directory).open(name))
  }

  /// The members' names.
  public func entries(limit: Int) throws(EvidenceReadError) -> [EvidenceEntry] {
    guard members.count + others.count <= limit else {
      throw EvidenceReadError(.tooMany, "more than \(limit) members in the archive")
    }
    return members.keys.map { EvidenceEntry(name: Array($0.utf8)) }
      + others.map { EvidenceEntry(name: Array($0.utf8), isRegularFile: false) }
  }

  /// Opens a member for reading.
  public func open(_ name: String) throws(EvidenceReadError) -> any EvidenceFile {
    guard let member = members[name] else { throw EvidenceReadError(.absent, "no such member: \(name)") }
    return PackedFile(archive: archive, start: member.start, length: member.length)
  }

  /// Name, length in bytes, and whether it is a regular file, of a ustar header whose check sum holds.
  private static func header(_ bytes: [UInt8], at offset: UInt64) throws(EvidenceReadError) -> (String, UInt64, Bool) {
    let name = String(decoding: bytes[0..<100].prefix { $0 != 0 }, as: UTF8.self)
    let sum = bytes.enumerated().reduce(0) { $0 + ((148..<156).contains($1.offset) ? 32 : Int($1.element)) }
    guard let length = octal(bytes[124..<136]), octal(bytes[148..<156]) == UInt64(sum), !name.isEmpty,
      bytes[257..<262].elementsEqual("ustar".utf8)
    else { throw EvidenceReadError(.failed, "no tar header at \(offset) of the archive") }
    return (name, length, bytes[156] == UInt8(ascii: "0") || bytes[156] == 0)
  }

  private static func octal(_ field: ArraySlice<UInt8>) -> UInt64? {
    UInt64(String(decoding: field.prefix { (0x30...0x37).contains($0) }, as: UTF8.self), radix: 8)
  }
}

private struct PackedFile: EvidenceFile {
  let archive: any EvidenceFile
  let start: UInt64
  let length: UInt64

  func read(at offset: UInt64, count: Int) throws(EvidenceReadError) -> [UInt8] {
    guard count >= 0, offset <= length, UInt64(count) <= length - offset else {
      throw EvidenceReadError(.truncated, "\(count) bytes wanted at \(offset) of \(length)")
    }
    return try archive.read(at: start + offset, count: count)
  }
}
