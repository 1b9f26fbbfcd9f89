internal import BinaryCursor

/// The kernel's own description of its types: BTF (`Documentation/bpf/btf.rst`). Structures are found by name, members by path.
public final class KernelTypes {
  /// A type, as far as layouts need it.
  struct Kind {
    var kind: UInt8
    /// Bytes of a structure, or the type that this one stands for.
    var size: UInt32
    var name: UInt32
    /// Members and values of an enumeration: the first one's number, and how many. For arrays: element type and count. For whole numbers: their
    /// encoding.
    var first: UInt32
    var count: UInt32
    var hasBitfields: Bool
  }

  struct Member {
    var name: UInt32
    var type: UInt32
    /// Bits from the start, with the bit field's size in the upper byte where there are bit fields; the value in an enumeration.
    var offset: UInt32
  }

  private(set) var kinds: [Kind] = [Kind(kind: 0, size: 0, name: 0, first: 0, count: 0, hasBitfields: false)]
  private(set) var members: [Member] = []
  private let strings: [UInt8]
  private var structures: [String: Int] = [:]
  private var layouts: [String: Field] = [:]

  /// Where a member lies.
  public struct Field: Sendable, Hashable {
    /// Bytes from the start of the structure.
    public var offset: Int
    /// Bytes that it takes; 0 if it is not known.
    public var size: Int
  }

  /// Types that are taken at most; a kernel has about 150,000.
  static let limit = 1_000_000
  /// Bytes of the largest structure that is read; a kernel has some of a hundred kibibytes.
  static let sizeLimit = 1 << 20

  /// How many types there are.
  public var count: Int { kinds.count }

  /// - Parameter bytes: From `__start_BTF` to `__stop_BTF`.
  /// - Throws: `KernelError` `.btf`.
  init(_ bytes: [UInt8]) throws(KernelError) {
    do {
      let header = try Self.header(bytes)
      strings = Array(bytes[header.strings])
      try read(Array(bytes[header.types]))
    } catch let error as ParseError { throw KernelError(.btf, error.description) } catch {
      throw error as? KernelError ?? KernelError(.btf, "\(error)")
    }
  }

  private static func header(_ bytes: [UInt8]) throws -> (types: Range<Int>, strings: Range<Int>) {
    var reader = ByteReader(bytes.span.bytes)
    guard try reader.u16le() == 0xEB9F, try reader.u8() == 1 else {
      throw ParseError(.badMagic, at: 0, "no BTF of version 1")
    }
    try reader.skip(1)
    let length = Int(try reader.u32le())
    let (typeOffset, typeCount) = (Int(try reader.u32le()), Int(try reader.u32le()))
    let (stringOffset, stringCount) = (Int(try reader.u32le()), Int(try reader.u32le()))
    let types = length + typeOffset..<length + typeOffset + typeCount
    let strings = length + stringOffset..<length + stringOffset + stringCount
    guard types.upperBound <= bytes.count, strings.upperBound <= bytes.count else {
      throw ParseError(.truncated, at: 0, "sections end behind the \(bytes.count) bytes")
    }
    return (types, strings)
  }

  private func read(_ bytes: [UInt8]) throws {
    var reader = ByteReader(bytes.span.bytes)
    while !reader.isAtEnd {
      guard kinds.count < Self.limit else { throw ParseError(.limitExceeded, at: reader.offset, "too many types") }
      let name = try reader.u32le()
      let info = try reader.u32le()
      let size = try reader.u32le()
      let kind = UInt8(info >> 24 & 0x1F)
      let count = info & 0xFFFF
      var type = Kind(
        kind: kind, size: size, name: name, first: UInt32(members.count), count: count, hasBitfields: info >> 31 == 1)
      switch kind {
      case 1: type.first = try reader.u32le()
      case 14, 17: try reader.skip(4)
      case 2, 7, 8, 9, 10, 11, 12, 16, 18: break
      case 3:
        type.size = 0
        type.first = try reader.u32le()
        try reader.skip(4)
        type.count = try reader.u32le()
      case 4, 5:
        for _ in 0..<count {
          members.append(Member(name: try reader.u32le(), type: try reader.u32le(), offset: try reader.u32le()))
        }
        let text = string(name)
        if !text.isEmpty, structures[text] == nil || count > 0 { structures[text] = kinds.count }
      case 6:
        for _ in 0..<count { members.append(Member(name: try reader.u32le(), type: 0, offset: try reader.u32le())) }
      case 13: try reader.skip(Int(count) * 8)
      case 15, 19: try reader.skip(Int(count) * 12)
      default: throw ParseError(.badValue, at: reader.offset, "type \(kinds.count) is of unknown kind \(kind)")
      }
      kinds.append(type)
    }
  }

  func string(_ offset: UInt32) -> String {
    guard Int(offset) < strings.count else { return "" }
    return String(decoding: strings[Int(offset)...].prefix(256).prefix { $0 != 0 }, as: UTF8.self)
  }

  /// Bytes of a structure.
  ///
  /// - Throws: `KernelError` `.btf` if there is none of that name.
  public func size(_ structure: String) throws(KernelError) -> Int {
    guard let index = structures[structure] else { throw KernelError(.btf, "the kernel has no structure \(structure)") }
    let size = Int(kinds[index].size)
    guard size <= Self.sizeLimit else { throw KernelError(.btf, "\(structure) has \(size) bytes") }
    return size
  }

  /// Whether a structure has such a member: versions differ.
  public func has(_ structure: String, _ path: String) -> Bool { (try? field(structure, path)) != nil }

  /// A member by its path, such as `f_path.dentry`; members of nameless structures and unions count as their owner's.
  ///
  /// - Throws: `KernelError` `.btf` if there is none.
  public func field(_ structure: String, _ path: String) throws(KernelError) -> Field {
    let key = "\(structure).\(path)"
    if let known = layouts[key] { return known }
    guard var type = structures[structure] else {
      throw KernelError(.btf, "the kernel has no structure \(structure)")
    }
    var offset = 0
    for name in path.split(separator: ".") {
      var seen: Set<Int> = []
      guard let member = find(String(name), in: type, &seen) else {
        throw KernelError(.btf, "\(structure) has no member \(path)")
      }
      offset += member.offset
      type = resolved(member.type)
    }
    let field = Field(offset: offset, size: bytes(type, depth: 0))
    layouts[key] = field
    return field
  }

  private func find(_ name: String, in type: Int, _ seen: inout Set<Int>) -> (offset: Int, type: Int)? {
    let owner = kinds[type]
    // Nameless types within each other may not form a ring.
    guard seen.insert(type).inserted, owner.kind == 4 || owner.kind == 5 else { return nil }
    let all = members[Int(owner.first)..<Int(owner.first) + Int(owner.count)]
    func offset(_ member: Member) -> Int { Int(owner.hasBitfields ? member.offset & 0xFF_FFFF : member.offset) / 8 }
    for member in all where string(member.name) == name { return (offset(member), Int(member.type)) }
    for member in all where member.name == 0 || string(member.name).isEmpty {
      if let inner = find(name, in: resolved(Int(member.type)), &seen) {
        return (offset(member) + inner.offset, inner.type)
      }
    }
    return nil
  }

  /// Through typedefs and qualifiers to what they stand for.
  func resolved(_ type: Int) -> Int {
    var type = type
    for _ in 0..<32 where kinds.indices.contains(type) && [8, 9, 10, 11, 18].contains(kinds[type].kind) {
      type = Int(kinds[type].size)
    }
    return kinds.indices.contains(type) ? type : 0
  }

  func bytes(_ type: Int, depth: Int) -> Int {
    let kind = kinds[resolved(type)]
    switch kind.kind {
    case 1, 4, 5, 6, 15, 16, 19: return Int(kind.size)
    case 2: return 8
    case 3 where depth < 8:
      return min(
        Self.sizeLimit, bytes(Int(kind.first), depth: depth + 1) * Int(min(kind.count, UInt32(Self.sizeLimit))))
    default: return 0
    }
  }
}
