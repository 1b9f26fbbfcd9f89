import Testing

@testable import MemoryImage

@Suite struct CoverageTests {
  private func map(_ text: String) -> IOMem { IOMem(Array(text.utf8)) }
  private func range(_ start: UInt64, _ end: UInt64) -> PhysicalRange {
    PhysicalRange(start: start, count: end - start)
  }

  private let usual = """
    00000000-00000fff : Reserved
    00001000-0009fbff : System RAM
    0009fc00-0009ffff : Reserved
    00100000-1ffd6fff : System RAM
      10a00000-11801ef1 : Kernel code
      11a00000-12226fff : Kernel rodata
      12400000-12645dff : Kernel data
      12cb1000-131fffff : Kernel bss
      1b000000-1effffff : Crash kernel
    1ffd7000-1fffffff : Reserved
    20000000-afffffff : PCI Bus 0000:00
      40000000-4fffffff : Persistent Memory
        40000000-4fffffff : System RAM (kmem)
    fee00000-fee00fff : Local APIC

    """

  @Test func theTextOfAKernelIsUnderstood() {
    let map = map(usual)
    #expect(
      map.systemRAM == [
        range(0x1000, 0x9fc00), range(0x10_0000, 0x1ffd_7000), range(0x4000_0000, 0x5000_0000),
      ])
    #expect(map.kernel.code == range(0x10a0_0000, 0x1180_1ef2))
    #expect(map.kernel.rodata == range(0x11a0_0000, 0x1222_7000))
    #expect(map.kernel.data == range(0x1240_0000, 0x1264_5e00))
    #expect(map.kernel.bss == range(0x12cb_1000, 0x1320_0000))
    #expect(!map.isHidden && map.unreadableLines == 0 && map.isUsable)
  }

  @Test func whatAnUnprivilegedReaderSeesIsHidden() {
    let zero = usual.split(separator: "\n").map { line in
      line.prefix { $0 == " " } + "00000000-00000000 :" + (line.split(separator: ":", maxSplits: 1).last ?? "")
    }
    let map = map(zero.joined(separator: "\n"))
    #expect(map.isHidden)
    #expect(map.systemRAM == [] && map.kernel == .init() && !map.isUsable)
    let error = refusal { _ = try Coverage(of: [], against: map) }
    #expect(error?.message.contains("without privilege") == true)
  }

  @Test func aMapWithoutRAMIsNoCoverage() {
    for text in ["", "00000000-00000fff : Reserved\n", "nonsense", "00001000-00000000 : System RAM\n"] {
      #expect(refusal { _ = try Coverage(of: [], against: map(text)) }?.code == .unsupported, "\(text)")
    }
  }

  @Test(arguments: [
    "1000-1fff: System RAM", "1000-1fff :System RAM", "1000 1fff : System RAM", "-1fff : System RAM",
    "1000- : System RAM", "1000-1ffg : System RAM", "1000-1FFF : System RAM", "0x1000-1fff : System RAM",
    "11111111111111111-22222222222222222 : System RAM", "2000-1fff : System RAM", "1000-ffffffffffffffff : System RAM",
    "1000-10000000000000 : System RAM", "1000-1fff", ":", "-", " : ", "1000-1fff : ", "\u{1b}[31m", "\0\0\0\0",
    "1000-1fff : System RAM" + String(repeating: "M", count: 600),
  ])
  func linesThatAreNoEntriesNameNoRAM(line: String) {
    let alone = map(line)
    #expect(alone.systemRAM == [])
    let among = map("\(line)\n00100000-001fffff : System RAM\n\(line)\n")
    #expect(among.systemRAM == [range(0x10_0000, 0x20_0000)])
    #expect(among.unreadableLines == (line == "1000-1fff : " ? 0 : 2))
  }

  @Test func entriesThatOverlapAreUnitedAndCounted() {
    let map = map("00003000-00004fff : System RAM\n00001000-00003fff : System RAM\n00001000-00001fff : System RAM\n")
    #expect(map.systemRAM == [range(0x1000, 0x5000)])
    #expect(map.unreadableLines == 2)
  }

  @Test func ramInsideRamCountsOnce() {
    let map = map("00001000-00004fff : System RAM\n  00002000-00002fff : System RAM\n    2000-2fff : System RAM\n")
    #expect(map.systemRAM == [range(0x1000, 0x5000)])
    #expect(map.unreadableLines == 0)
  }

  @Test func aHostileTextIsBounded() {
    let many = (0..<70_000).map { "\(String($0 * 2, radix: 16))000-\(String($0 * 2, radix: 16))fff : System RAM" }
    let full = map(many.joined(separator: "\n"))
    #expect(full.systemRAM.count == IOMem.rangeLimit)
    #expect(full.unreadableLines == 70_000 - IOMem.rangeLimit)
    let long = IOMem([UInt8](repeating: 0x20, count: IOMem.byteLimit + 10))
    #expect(long.systemRAM == [] && long.unreadableLines > 0)
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = Seeded(state: seed)
    for _ in 0..<2000 {
      var text = Array(usual.utf8)
      for _ in 0..<6 { text[Int.random(in: 0..<text.count, using: &random)] = .random(in: 0...255, using: &random) }
      let ranges = IOMem(text).systemRAM
      #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.end <= $1.start }, "seed \(seed)")
    }
  }

  // MARK: Coverage

  private func gaps(_ held: [PhysicalRange], of ram: String = "00001000-00008fff : System RAM\n") throws
    -> [PhysicalRange]
  {
    try Coverage(of: held, against: map(ram)).gaps
  }

  @Test func whatIsNotHeldIsAGap() throws {
    #expect(try gaps([range(0x1000, 0x9000)]) == [])
    #expect(try gaps([range(0, 0x10_0000)]) == [])
    #expect(try gaps([]) == [range(0x1000, 0x9000)])
    #expect(
      try gaps([range(0x2000, 0x3000), range(0x5000, 0x9000)]) == [range(0x1000, 0x2000), range(0x3000, 0x5000)])
    #expect(try gaps([range(0, 0x2000), range(0x20_0000, 0x30_0000)]) == [range(0x2000, 0x9000)])
    #expect(try gaps([range(0x1000, 0x4000), range(0x4000, 0x9000)]) == [])
  }

  @Test func pagesCountWhole() throws {
    // Not held whole: missing. Held in two parts: held. RAM that is no whole page: not wanted.
    #expect(try gaps([range(0x1000, 0x4800), range(0x5000, 0x9000)]) == [range(0x4000, 0x5000)])
    #expect(try gaps([range(0x1000, 0x4800), range(0x4800, 0x9000)]) == [])
    #expect(try gaps([range(0x1000, 0x9f000)], of: "00000c00-0009fbff : System RAM\n") == [])
    #expect(try gaps([], of: "00001000-000017ff : System RAM\n00100000-00100fff : System RAM\n").count == 1)
  }

  @Test func severalRangesOfRAMAreComparedInOnePass() throws {
    let ram = "00001000-00001fff : System RAM\n00003000-00003fff : System RAM\n00005000-00006fff : System RAM\n"
    let coverage = try Coverage(of: [range(0x1000, 0x6000)], against: map(ram))
    #expect(coverage.gaps == [range(0x6000, 0x7000)])
    #expect(coverage.systemRAMBytes == 4 * 4096)
    #expect(coverage.missingBytes == 4096)
    #expect(!coverage.isComplete)
  }
}
