import Testing

@testable import MemoryImage

@Suite struct LimeImageTests {
  let scratch: Scratch
  let memory = TestMemory.usual

  init() throws { scratch = try Scratch() }

  @Test func aWholeImageOpensWithoutFaultsAndReads() throws {
    let image = try scratch.open(memory.lime)
    #expect(image.format == .lime)
    #expect(image.faults == [])
    #expect(!image.isTruncated)
    #expect(image.fileBytes == UInt64(memory.lime.count))
    #expect(image.memory.ranges == memory.physical)
    #expect(try image.everything() == memory.ranges.map(\.bytes))
    #expect(image.vmcoreinfo == nil)
  }

  @Test func readsStopWhereTheImageHoldsNothing() throws {
    let image = try scratch.open(memory.lime)
    let last = memory.ranges[0].bytes
    #expect(try image.bytes(0x3ff0, 64) == Array(last.suffix(16)))
    for address in [0, 0xfff, 0x4000, 0xf_ffff, 0x1_0000_2000, UInt64.max] as [UInt64] {
      #expect(try image.bytes(address, 16) == [], "\(address)")
    }
    #expect(try image.bytes(0x1000, 0) == [])
  }

  @Test func readsGoOnAcrossRangesThatTouch() throws {
    let whole = TestMemory.content(at: 0x1000, 8192)
    var split = memory
    split.ranges = [(0x1000, Array(whole[..<4096])), (0x2000, Array(whole[4096...]))]
    let image = try scratch.open(split.lime)
    #expect(image.memory.ranges.count == 2)
    #expect(try image.bytes(0x1800, 4096) == Array(whole[0x800..<0x1800]))
  }

  @Test func largeReadsAndReadsAcrossBlocksAreTheSame() throws {
    let large = TestMemory(starts: [(0x10_0000, 64)])
    let image = try scratch.open(large.lime)
    #expect(try image.everything() == [large.ranges[0].bytes])
    var seed = Seeded(state: 7)
    for _ in 0..<400 {
      let start = Int.random(in: 0..<(64 * 4096), using: &seed)
      let count = Int.random(in: 1...70_000, using: &seed)
      let expected = Array(large.ranges[0].bytes[start...].prefix(count))
      #expect(try image.bytes(0x10_0000 + UInt64(start), count) == expected)
    }
  }

  @Test func theCacheGivesWayWhenItIsFull() throws {
    // 20 MiB of file against 16 MiB of cache, twice round.
    let pages = 5120
    var bytes = TestMemory.limeHeader(0, UInt64(pages) * 4096 - 1)
    bytes.reserveCapacity(pages * 4096 + 32)
    for page in 0..<pages { bytes += word(UInt64(page)) + [UInt8](repeating: UInt8(page & 0xff), count: 4088) }
    let image = try scratch.open(bytes)
    for page in Array(0..<pages) + Array(0..<pages) {
      #expect(try image.bytes(UInt64(page) * 4096, 9) == word(UInt64(page)) + [UInt8(page & 0xff)])
    }
  }

  // MARK: Damage

  /// Whether it is refused, or opens with a fault.
  private func isFound(_ bytes: [UInt8]) throws -> Bool {
    do { return try !scratch.open(bytes).faults.isEmpty } catch is ImageError { return true }
  }

  @Test func everyFlippedBitOfEveryHeaderIsFound() throws {
    for header in memory.limeHeaders {
      for bit in 0..<256 {
        var bytes = memory.lime
        bytes[header + bit / 8] ^= 1 << UInt8(bit % 8)
        #expect(try isFound(bytes), "header at \(header), bit \(bit)")
      }
    }
    #expect(try !isFound(memory.lime))
  }

  @Test func everyCutThatIsNotBetweenRangesIsFound() throws {
    let headers = memory.limeHeaders
    let places = headers.flatMap { start in (0...40).map { start + $0 } }
    for cut in places + [headers[1] - 1, headers[1] + 32 + 4096, headers[1] + 32 + 6000, memory.lime.count - 1] {
      let bytes = Array(memory.lime.prefix(cut))
      let isBoundary = headers.contains(cut) && cut > 0
      #expect(try isFound(bytes) == !isBoundary, "cut at \(cut)")
    }
  }

  @Test func aCutInsideAHeaderKeepsWhatIsBefore() throws {
    let image = try scratch.open(Array(memory.lime.prefix(memory.limeHeaders[2] + 20)))
    #expect(image.codes == [.truncatedHeader])
    #expect(image.isTruncated)
    #expect(image.faults[0].offset == UInt64(memory.limeHeaders[2]))
    #expect(try image.everything() == memory.ranges[..<2].map(\.bytes))
  }

  @Test func aCutInsideAPageKeepsThePartAndNamesTheRest() throws {
    let image = try scratch.open(Array(memory.lime.prefix(memory.limeHeaders[1] + 32 + 6000)))
    #expect(image.codes == [.truncatedRange])
    #expect(image.isTruncated)
    #expect(image.faults[0].range == PhysicalRange(start: 0x10_0000 + 6000, count: 4 * 4096 - 6000))
    #expect(try image.everything() == [memory.ranges[0].bytes, Array(memory.ranges[1].bytes.prefix(6000))])
  }

  @Test func aCutBetweenRangesShowsInTheCoverageOnly() throws {
    let image = try scratch.open(Array(memory.lime.prefix(memory.limeHeaders[2])))
    #expect(image.faults == [])
    let map = IOMem(Array("00001000-00003fff : System RAM\n100000000-100001fff : System RAM\n".utf8))
    let coverage = try Coverage(of: image.memory.ranges, against: map)
    #expect(coverage.gaps == [memory.physical[2]])
    #expect(try Coverage(of: memory.physical, against: map).isComplete)
  }

  @Test func whatFollowsTheLastRangeIsAFault() throws {
    #expect(try scratch.open(memory.lime + [0]).codes == [.trailingBytes])
    #expect(try scratch.open(memory.lime + [UInt8](repeating: 0, count: 31)).codes == [.trailingBytes])
    let longer = try scratch.open(memory.lime + [UInt8](repeating: 0, count: 32))
    #expect(longer.codes == [.brokenChain])
    #expect(longer.faults[0].range == memory.physical[2])
    #expect(longer.memory.ranges == memory.physical)
  }

  @Test func aRangeThatOverlapsAnEarlierOneIsNotUsed() throws {
    var overlapping = memory
    overlapping.ranges.insert((0x2000, TestMemory.content(at: 9, 4096)), at: 1)
    let image = try scratch.open(overlapping.lime)
    #expect(image.codes == [.overlapping])
    #expect(image.faults[0].offset == UInt64(overlapping.limeHeaders[1]))
    #expect(image.memory.ranges == memory.physical)
    #expect(try image.everything() == memory.ranges.map(\.bytes))
  }

  @Test func rangesOutOfOrderAreUsedAndReported() throws {
    var mixed = memory
    mixed.ranges.swapAt(0, 2)
    let image = try scratch.open(mixed.lime)
    #expect(image.codes == [.unordered, .unordered])
    #expect(image.memory.ranges == memory.physical)
    #expect(try image.everything() == memory.ranges.map(\.bytes))
  }

  @Test func aRangeOfNoBytesIsPassedOver() throws {
    let image = try scratch.open(TestMemory.limeHeader(0x1000, 0xfff) + memory.lime)
    #expect(image.codes == [.zeroLength])
    #expect(image.memory.ranges == memory.physical)
    let only = refusal { _ = try scratch.open(TestMemory.limeHeader(0x1000, 0xfff)) }
    #expect(only?.code == .damaged)
  }

  @Test func rangesThatEndBeforeTheyStartOrReachTooFarEndTheWalk() throws {
    let cases: [(UInt64, UInt64, ImageFault.Code)] = [
      (0x3_0000_0000, 0x2_0000_0000, .backwards), (.max, 0, .backwards), (0, .max, .gigantic),
      (0x2_0000_0000, 1 << 52, .gigantic), (0x2_0000_0000, .max, .gigantic),
      (0x2_0000_0000, (1 << 52) - 1, .truncatedRange),
    ]
    for (start, end, code) in cases {
      let image = try scratch.open(memory.lime + TestMemory.limeHeader(start, end) + memory.lime)
      #expect(image.codes == [code], "\(start) \(end)")
      #expect(Array(image.memory.ranges.prefix(3)) == memory.physical)
    }
  }

  @Test func moreRangesThanTheLimitAreNotRead() throws {
    let limit = LayoutBuilder.rangeLimit
    var bytes: [UInt8] = []
    for index in 0...limit {
      bytes += TestMemory.limeHeader(UInt64(index) * 2, UInt64(index) * 2) + [UInt8(index & 0xff)]
    }
    let image = try scratch.open(bytes)
    #expect(image.codes == [.tooMany])
    #expect(image.memory.ranges.count == limit)
    #expect(try image.bytes(UInt64(limit - 1) * 2, 4) == [UInt8((limit - 1) & 0xff)])
    #expect(try scratch.open(Array(bytes.prefix(limit * 33))).faults == [])
  }

  @Test func faultsAreAsManyAsAreOfUse() throws {
    let header = TestMemory.limeHeader(0x1000, 0xfff)
    let image = try scratch.open(memory.lime + [UInt8]((0..<5000).flatMap { _ in header }))
    #expect(image.faults.count == FaultLog.limit)
  }

  @Test func anotherVersionIsRefusedByName() throws {
    let error = refusal { _ = try scratch.open(TestMemory.limeHeader(0, 0, version: 3) + [1]) }
    #expect(error?.code == .unsupported)
    #expect(error?.message.contains("version 3") == true)
  }
}
