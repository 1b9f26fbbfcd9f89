import Foundation
import Testing

@testable import MemoryImage

@Suite struct OpeningTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let forms: [(start: [UInt8], code: ImageError.Code, word: String)] = [
    (Array("AVML".utf8) + word(UInt32(2)), .unsupported, "AVML"), (Array("KDUMP   ".utf8), .unsupported, "kdump"),
    (Array("makedumpfile".utf8), .unsupported, "flattened"), ([0x78, 0x9c], .unsupported, "zlib"),
    ([0x38, 0x8d], .unsupported, "zlib"), ([0x1f, 0x8b, 8], .foreign, "gzip"),
    ([0x28, 0xb5, 0x2f, 0xfd], .foreign, "zstd"), (Array("hello, world\n".utf8), .foreign, "known form"),
    ([], .foreign, "empty"),
  ]

  @Test(arguments: forms.indices)
  func otherFormsAreRefusedByName(index: Int) throws {
    let form = Self.forms[index]
    let padding = [UInt8](repeating: 0, count: form.start.isEmpty ? 0 : 100)
    let error = refusal { _ = try scratch.open(form.start + padding) }
    #expect(error?.code == form.code)
    #expect(error?.message.contains(form.word) == true, "\(error?.message ?? "opened")")
  }

  @Test func rawMemoryIsRefusedAsSuch() throws {
    #expect(refusal { _ = try scratch.open(.init(repeating: 0, count: 1 << 20)) }?.code == .raw)
    #expect(refusal { _ = try scratch.open(.init(repeating: 0, count: 1 << 20 + 1)) }?.code == .foreign)
    #expect(refusal { _ = try scratch.open(.init(repeating: 0, count: 4096)) }?.code == .foreign)
  }

  @Test func whatIsNoFileIsRefusedWithoutWaiting() throws {
    #expect(mkfifo(scratch.path("fifo"), 0o600) == 0)
    for path in [scratch.path("fifo"), scratch.directory.path, "/dev/zero", scratch.path("absent")] {
      #expect(refusal { _ = try MemoryImage.open(path) }?.code == .unreadable, "\(path)")
    }
  }

  @Test func aFileThatShrinksIsAnErrorAndNoCrash() throws {
    let memory = TestMemory(starts: [(0x10_0000, 64)])
    let image = try scratch.open(memory.lime)
    #expect(truncate(scratch.path("image"), 70_000) == 0)
    #expect(try image.bytes(0x10_0000, 4096) == Array(memory.ranges[0].bytes[..<4096]))
    for (address, count) in [(0x11_2000, 4096), (0x12_0000, 8), (0x10_0000, 200_000)] as [(UInt64, Int)] {
      #expect(refusal { _ = try image.bytes(address, count) }?.code == .unreadable)
    }
    #expect(refusal { _ = try image.scan() }?.code == .unreadable)
  }

  @Test func aFileThatGrowsEndsTheScan() throws {
    let memory = TestMemory.usual
    let image = try scratch.open(memory.lime)
    _ = try scratch.write(memory.lime + [1])
    #expect(refusal { _ = try image.scan() }?.code == .unreadable)
  }

  @Test func controlCharactersOfANameDoNotReachAMessage() {
    let error = refusal { _ = try MemoryImage.open("/absent/\u{1b}[31m") }
    #expect(error?.message.contains("\u{1b}") == false)
  }

  @Test func hostileBytesNeverCrashNorOpenEmpty() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = Seeded(state: seed)
    let seeds = [TestMemory.usual.lime, TestCore(.usual).bytes]
    for round in 0..<1500 {
      var bytes = seeds[round % 2]
      for _ in 0..<Int.random(in: 1...8, using: &random) { Self.damage(&bytes, &random) }
      do {
        let image = try scratch.open(bytes)
        try Self.checkSound(image, of: bytes)
      } catch is ImageError {} catch { Issue.record("seed \(seed) round \(round): \(error)") }
    }
  }

  private static func damage(_ bytes: inout [UInt8], _ random: inout Seeded) {
    guard bytes.count > 40 else { return }
    // Mostly where structures are: at the start, and in headers further on.
    let place = Int.random(in: 0..<(Bool.random(using: &random) ? min(bytes.count, 300) : bytes.count), using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1: bytes[place] = [0, 1, 0x7f, 0x80, 0xff].randomElement(using: &random) ?? 0
    case 2: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1..<5000, using: &random)))
    case 3: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 32)], at: place)
    default:
      let value = [UInt64.max, 1 << 52, 1 << 63, 0, UInt64.random(in: 0...UInt64.max, using: &random)]
      let start = min(place / 8 * 8, bytes.count - 8)
      bytes.replaceSubrange(start..<(start + 8), with: word(value.randomElement(using: &random) ?? 0))
    }
  }

  /// What every image that opens keeps, whatever it was made of.
  private static func checkSound(_ image: MemoryImage, of bytes: [UInt8]) throws {
    let ranges = image.memory.ranges
    #expect(!ranges.isEmpty)
    #expect(ranges.allSatisfy { $0.count > 0 && $0.count <= UInt64(bytes.count) && $0.end <= 1 << 52 })
    #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.end <= $1.start })
    for range in ranges.prefix(8) { #expect(try image.bytes(range.start, 100).count >= min(100, Int(range.count))) }
    let scan = try image.scan(for: [[1, 2, 3]])
    #expect(scan.fileBytes == UInt64(bytes.count))
  }
}
