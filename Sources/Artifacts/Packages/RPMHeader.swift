public import BinaryCursor
public import CaseModel
public import HostFacts

/// A package header as the rpm database keeps it (`Packages.blob` of `rpmdb.sqlite`, values of the older Berkeley and ndb forms).
///
/// ```
/// u32 entries   u32 data length   entries × { u32 tag, u32 type, u32 offset, u32 count }   data
/// ```
/// All big-endian. Files stand as base name, index of a directory, and directories.
///
/// - SeeAlso: rpm, "RPM v4 header format"; tags of `rpmtag.h`.
public struct RPMHeader: Sendable {
  private static let entryLimit = 65_536
  private static let fileLimit = 1_000_000

  private enum Tag {
    static let name: UInt32 = 1000
    static let version: UInt32 = 1001
    static let release: UInt32 = 1002
    static let epoch: UInt32 = 1003
    static let installTime: UInt32 = 1008
    static let architecture: UInt32 = 1022
    static let fileModes: UInt32 = 1030
    static let fileDigests: UInt32 = 1035
    static let fileFlags: UInt32 = 1037
    static let directoryIndexes: UInt32 = 1116
    static let baseNames: UInt32 = 1117
    static let directoryNames: UInt32 = 1118
    static let fileDigestAlgorithm: UInt32 = 5011
  }

  private struct Entry {
    var type: UInt32
    var offset: Int
    var count: Int
  }

  private let fields: ByteFields
  private let dataStart: Int
  private let dataEnd: Int
  private var entries: [UInt32: Entry] = [:]

  /// - Parameter blob: One header, with or without the magic bytes of a package file in front.
  /// - Throws: `.truncated` if index or data do not fit, `.limitExceeded` for more entries than any package has, `.badValue` without a name.
  public init(_ blob: [UInt8]) throws(ParseError) {
    fields = ByteFields(blob, isBigEndian: true)
    let start = blob.starts(with: [0x8e, 0xad, 0xe8]) ? 8 : 0
    guard let count = fields.int32(start), let length = fields.int32(start + 4) else {
      throw ParseError(.truncated, at: start, "rpm header of \(blob.count) bytes")
    }
    guard count <= Self.entryLimit else { throw ParseError(.limitExceeded, at: start, "\(count) rpm tags") }
    dataStart = start + 8 + count * 16
    guard dataStart <= blob.count, length <= blob.count - dataStart else {
      throw ParseError(.truncated, at: dataStart, "rpm data of \(length) bytes")
    }
    dataEnd = dataStart + length
    for index in 0..<count {
      let position = start + 8 + index * 16
      guard let tag = fields.u32(position), let type = fields.u32(position + 4),
        let offset = fields.int32(position + 8),
        let count = fields.int32(position + 12)
      else { continue }
      if entries[tag] == nil { entries[tag] = Entry(type: type, offset: offset, count: count) }
    }
    guard string(Tag.name) != nil else { throw ParseError(.badValue, at: start, "rpm header without a name") }
  }

  /// Name of the package.
  public var name: HostString { string(Tag.name)?.hostString ?? "" }

  /// The package, with its version as `rpm -q` prints it (`EPOCH:VERSION-RELEASE`, without an epoch of 0).
  public var package: PackageRecord {
    let epoch = number(Tag.epoch)
    let head = epoch.map { $0 == 0 ? [] : Array("\($0):".utf8) } ?? []
    let version = head + (string(Tag.version) ?? []) + [UInt8(ascii: "-")] + (string(Tag.release) ?? [])
    var record = PackageRecord(manager: "rpm", name: name, version: HostString(bytes: version))
    record.architecture = (string(Tag.architecture) ?? []).hostString
    record.installedAt = number(Tag.installTime).map { Timestamp(seconds: Int64($0)) }
    return record
  }

  /// Hands over the files one by one. Ghosts (files the package only reserves) are left out.
  public func files(_ body: (PackagedFile) -> Void) {
    let directories = strings(Tag.directoryNames)
    let names = strings(Tag.baseNames)
    let digests = strings(Tag.fileDigests)
    let algorithm = Self.algorithm(number(Tag.fileDigestAlgorithm))
    let package = name
    for (index, base) in names.enumerated() {
      let flags = number(Tag.fileFlags, index) ?? 0
      guard flags & 64 == 0, let directoryIndex = number(Tag.directoryIndexes, index),
        directories.indices.contains(directoryIndex),
        let path = PackagedFile.absolute(directories[directoryIndex] + base)
      else { continue }
      let digest = index < digests.count ? Hexadecimal.bytes(digests[index]) ?? [] : []
      body(
        PackagedFile(
          package: package, path: path, digest: algorithm == nil ? [] : digest, algorithm: algorithm ?? .sha256,
          isConfiguration: flags & 1 != 0, mode: number(Tag.fileModes, index)))
    }
  }

  /// `RPMTAG_FILEDIGESTALGO`, numbers of RFC 4880; without the tag it is MD5.
  private static func algorithm(_ number: Int?) -> PackagedFile.Algorithm? {
    switch number {
    case nil, 1: .md5
    case 2: .sha1
    case 8: .sha256
    case 9: .sha384
    case 10: .sha512
    default: nil
    }
  }

  /// RPM_STRING_TYPE 6 and RPM_I18NSTRING_TYPE 9, of which the first is taken.
  private func string(_ tag: UInt32) -> ArraySlice<UInt8>? {
    guard let entry = entries[tag], entry.type == 6 || entry.type == 9 || entry.type == 8 else { return nil }
    return fields.text(dataStart + entry.offset, end: dataEnd)
  }

  /// RPM_STRING_ARRAY_TYPE 8.
  private func strings(_ tag: UInt32) -> [ArraySlice<UInt8>] {
    guard let entry = entries[tag], entry.type == 8 else { return [] }
    var result: [ArraySlice<UInt8>] = []
    var position = dataStart + entry.offset
    for _ in 0..<min(entry.count, Self.fileLimit) {
      guard let text = fields.text(position, end: dataEnd) else { break }
      result.append(text)
      position = text.endIndex + 1
    }
    return result
  }

  /// RPM_INT16_TYPE 3 and RPM_INT32_TYPE 4.
  private func number(_ tag: UInt32, _ index: Int = 0) -> Int? {
    guard let entry = entries[tag], index >= 0, index < entry.count else { return nil }
    let width = entry.type == 3 ? 2 : 4
    let position = dataStart + entry.offset + index * width
    guard position + width <= dataEnd else { return nil }
    switch entry.type {
    case 3: return fields.u16(position).map(Int.init)
    case 4: return fields.int32(position)
    default: return nil
    }
  }
}
