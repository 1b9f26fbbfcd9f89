import Testing

@testable import KernelView

/// Types from bytes that an attacker may have written.
@Suite struct TypeTests {
  private static func word(_ value: UInt32) -> [UInt8] { withUnsafeBytes(of: value.littleEndian) { Array($0) } }

  /// A whole BTF of these type entries and strings; string 0 is the empty one.
  private static func btf(_ types: [UInt8], _ strings: String) -> [UInt8] {
    let text = [0] + Array(strings.utf8) + [0]
    return [0x9F, 0xEB, 1, 0] + word(24) + word(0) + word(UInt32(types.count)) + word(UInt32(types.count))
      + word(UInt32(text.count)) + types + text
  }

  private static func entry(_ name: UInt32, kind: UInt32, count: UInt32 = 0, _ size: UInt32) -> [UInt8] {
    word(name) + word(kind << 24 | count) + word(size)
  }

  @Test func membersOfNamelessTypesAreFoundThroughNamesAndQualifiers() throws {
    // 1: int; 2: struct {int x} nameless; 3: const of 2; 4: struct s { const of nameless at 8; int y at 16 }
    let types =
      Self.entry(1, kind: 1, 4) + Self.word(32) + Self.entry(0, kind: 4, count: 1, 4) + Self.word(5) + Self.word(1)
      + Self.word(0) + Self.entry(0, kind: 10, 2) + Self.entry(7, kind: 4, count: 2, 24) + Self.word(0) + Self.word(3)
      + Self.word(64) + Self.word(9) + Self.word(1) + Self.word(128)
    let read = try KernelTypes(Self.btf(types, "int\0x\0s\0y"))
    #expect(try read.field("s", "x") == KernelTypes.Field(offset: 8, size: 4))
    #expect(try read.field("s", "y") == KernelTypes.Field(offset: 16, size: 4))
    #expect(throws: KernelError.self) { try read.field("s", "z") }
    #expect(throws: KernelError.self) { try read.size("none") }
  }

  @Test func ringsAndGiantsEndAndAreRefused() throws {
    // A nameless structure of a thousand members, each of its own type.
    let ring = (0..<1_000).flatMap { _ in Self.word(0) + Self.word(1) + Self.word(0) }
    let types = Self.entry(1, kind: 4, count: 1_000, 8) + ring
    #expect(throws: KernelError.self) { try KernelTypes(Self.btf(types, "s")).field("s", "x") }
    // Arrays of arrays, 4 billion each; a structure of 4 GiB; a typedef of itself.
    var giants = Self.entry(0, kind: 3, 0) + Self.word(1) + Self.word(1) + Self.word(.max)
    giants += Self.entry(1, kind: 4, count: 1, .max) + Self.word(3) + Self.word(1) + Self.word(0)
    giants += Self.entry(1, kind: 8, 3)
    let read = try KernelTypes(Self.btf(giants, "s\0m"))
    #expect(throws: KernelError.self) { try read.size("s") }
    #expect(try read.field("s", "m").size <= KernelTypes.sizeLimit)
  }

  @Test func everyCutAndEveryFlippedByteIsReadOrRefused() throws {
    let types =
      Self.entry(1, kind: 4, count: 1, 8) + Self.word(3) + Self.word(2) + Self.word(0) + Self.entry(5, kind: 1, 4)
      + Self.word(32)
    let whole = Self.btf(types, "s\0m\0int")
    #expect(try KernelTypes(whole).field("s", "m").size == 4)
    for count in 0..<whole.count { _ = try? KernelTypes(Array(whole[..<count])).field("s", "m") }
    for index in whole.indices {
      for bit in 0..<8 {
        var bytes = whole
        bytes[index] ^= 1 << UInt8(bit)
        _ = try? KernelTypes(bytes).field("s", "m")
      }
    }
  }

  @Test func notesThatAreNoneAreRefused() {
    #expect(
      VMCoreInfo(Array("OSRELEASE=6.1.0\nPAGESIZE=4096\nNUMBER(phys_base)=-4096\n".utf8))?.number("phys_base") == -4096)
    for text in [
      "", "OSRELEASE=\n", "PAGESIZE=4096\n", "OSRELEASE=\u{1b}[31m\n", "OSRELEASE=" + String(repeating: "x", count: 65),
    ] {
      #expect(VMCoreInfo(Array(text.utf8)) == nil, "\(text)")
    }
    let odd = VMCoreInfo(Array("OSRELEASE=x\nSYMBOL(a)=zz\nNUMBER(b)=0xfffffffffffffffff\nNUMBER(c)=\n".utf8))
    #expect(odd?.symbol("a") == nil && odd?.number("b") == nil && odd?.number("c") == nil)
  }
}
