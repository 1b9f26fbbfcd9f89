import Digests
import Testing

@testable import MemoryImage

@Suite struct ScanTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// A MiB of memory from which two chunks are made, with patterns put at places.
  private func memory(_ marks: [(at: Int, bytes: [UInt8])], start: UInt64 = 0x10_0000) -> TestMemory {
    var memory = TestMemory(starts: [(start, 256)])
    for mark in marks {
      memory.ranges[0].bytes.replaceSubrange(mark.at..<(mark.at + mark.bytes.count), with: mark.bytes)
    }
    return memory
  }

  private let mark = Array("\0needle in \0\0a haystack\0".utf8)

  @Test func theDigestIsThatOfTheFile() throws {
    for bytes in [TestMemory.usual.lime, TestCore(.usual).bytes, TestMemory.usual.lime + [1, 2, 3]] {
      let scan = try scratch.open(bytes).scan()
      #expect(scan.digest == SHA256.digest(bytes))
      #expect(scan.fileBytes == UInt64(bytes.count))
    }
  }

  @Test func patternsAreFoundAtTheirAddressesInBothForms() throws {
    let memory = memory([(0, mark), (5000, mark), (1_048_576 - mark.count, mark)])
    let expected: [UInt64] = [0, 5000, UInt64(1_048_576 - mark.count)].map { 0x10_0000 + $0 }
    for bytes in [memory.lime, TestCore(memory).bytes] {
      let scan = try scratch.open(bytes).scan(for: [mark, Array("absent".utf8)])
      #expect(scan.hits.map(\.addresses) == [expected, []])
      #expect(scan.hits.allSatisfy { !$0.isLimited })
    }
  }

  @Test func aPatternIsFoundOnceWhereverAChunkEnds() throws {
    // Chunks are of 256 KiB; every way of lying across the end of one.
    for shift in 0...mark.count {
      let place = 262_144 - shift
      let scan = try scratch.open(memory([(place, mark)]).lime).scan(for: [mark, [0, 0x6e]])
      #expect(scan.hits[0].addresses == [0x10_0000 + UInt64(place)], "\(shift)")
    }
  }

  @Test func aPatternAcrossRangesThatTouchIsFoundAndAcrossAGapIsNot() throws {
    for (second, isFound) in [(0x2000, true), (0x3000, false)] as [(UInt64, Bool)] {
      for cut in 1..<mark.count {
        var memory = TestMemory(starts: [(0x1000, 1), (second, 1)])
        memory.ranges[0].bytes.replaceSubrange((4096 - cut)..<4096, with: mark[..<cut])
        memory.ranges[1].bytes.replaceSubrange(0..<(mark.count - cut), with: mark[cut...])
        let scan = try scratch.open(memory.lime).scan(for: [mark])
        #expect(scan.hits[0].addresses == (isFound ? [0x2000 - UInt64(cut)] : []), "\(cut)")
      }
    }
  }

  @Test func aPatternInManyTinyPiecesIsFound() {
    var scan = ContentScan(patterns: [mark, [0x6e]])
    for (index, byte) in mark.enumerated() { [byte].withUnsafeBytes { scan.take($0, at: 100 + UInt64(index)) } }
    #expect(scan.hits[0].addresses == [100])
    #expect(scan.hits[1].addresses == [101, 109])
  }

  @Test func whatHeadersHoldIsNoFind() throws {
    let scan = try scratch.open(TestMemory.usual.lime).scan(for: [Array("EMiL".utf8)])
    #expect(scan.hits[0].addresses == [])
  }

  @Test func findsThatOverlapCountAndAreLimited() throws {
    let scan = try scratch.open(memory([(64, .init(repeating: 0, count: 300))]).lime)
      .scan(for: [[0, 0, 0]], hitLimit: 100)
    #expect(scan.hits[0].addresses == (0..<100).map { 0x10_0000 + 64 + $0 })
    #expect(scan.hits[0].isLimited)
  }

  @Test func theSearchAgreesWithASimpleOne() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = Seeded(state: seed)
    for _ in 0..<40 {
      let zero = Int.random(in: 1...4, using: &random)
      let bytes = (0..<8_000).map { _ in UInt8.random(in: 0..<4, using: &random) / UInt8(zero) }
      let patterns = (0..<3).map { _ in
        (0..<Int.random(in: 1...6, using: &random)).map { _ in UInt8.random(in: 0..<4, using: &random) }
      }
      var scan = ContentScan(patterns: patterns, hitLimit: 100_000)
      var offset = 0
      while offset < bytes.count {
        let count = min(bytes.count - offset, Int.random(in: 1...3000, using: &random))
        bytes.withUnsafeBytes {
          scan.take(.init(rebasing: $0[offset..<(offset + count)]), at: 0x5000 + UInt64(offset))
        }
        offset += count
      }
      for (pattern, hits) in zip(patterns, scan.hits) {
        let all = (0...(bytes.count - pattern.count)).filter { place in
          pattern.indices.allSatisfy { bytes[place + $0] == pattern[$0] }
        }
        #expect(Set(hits.addresses) == Set(all.map { 0x5000 + UInt64($0) }), "seed \(seed)")
        #expect(hits.addresses.count == all.count, "seed \(seed)")
      }
    }
  }

  @Test func patternsAmongZeroPagesAreFound() throws {
    for place in [0, 4095, 4096, 8192 - 3, 262_144 - 4096 - 1, 262_144 - 4, 262_144, 1_048_576 - mark.count] {
      var memory = TestMemory(starts: [(0x10_0000, 256)])
      memory.ranges[0].bytes = .init(repeating: 0, count: 1 << 20)
      memory.ranges[0].bytes.replaceSubrange(place..<(place + mark.count), with: mark)
      let scan = try scratch.open(memory.lime).scan(for: [mark, [0x61, 0x20]])
      #expect(scan.hits[0].addresses == [0x10_0000 + UInt64(place)], "\(place)")
      #expect(scan.hits[1].addresses == [0x10_0000 + UInt64(place) + 13], "\(place)")
    }
  }

  @Test func zeroPagesAreCountedByPhysicalPage() throws {
    var memory = memory([])
    memory.ranges[0].bytes.replaceSubrange(0..<8192, with: [UInt8](repeating: 0, count: 8192))
    memory.ranges[0].bytes.replaceSubrange((1 << 20 - 4096)..<(1 << 20), with: [UInt8](repeating: 0, count: 4096))
    // One byte in each of two pages: neither is zero.
    memory.ranges[0].bytes.replaceSubrange(20_480..<28_672, with: [UInt8](repeating: 0, count: 8192))
    (memory.ranges[0].bytes[24_575], memory.ranges[0].bytes[24_576]) = (1, 1)
    // A page of one value that is not zero.
    memory.ranges[0].bytes.replaceSubrange(40_960..<45_056, with: [UInt8](repeating: 7, count: 4096))
    let scan = try scratch.open(memory.lime).scan()
    #expect(scan.ranges == [.init(range: memory.physical[0], pages: 256, zeroPages: 3)])
  }

  @Test func pagesThatARangeHoldsInPartAreNotCounted() throws {
    var memory = TestMemory(starts: [(0x1_0800, 129), (0x20_0010, 0)])
    memory.ranges[0].bytes = .init(repeating: 0, count: 129 * 4096)
    memory.ranges[1].bytes = [0, 0, 0]
    let scan = try scratch.open(memory.lime).scan()
    #expect(scan.ranges.map(\.pages) == [128, 0])
    #expect(scan.ranges.map(\.zeroPages) == [128, 0])
  }

  @Test func aScanCanBeEnded() throws {
    let image = try scratch.open(memory([]).lime)
    #expect(refusal { _ = try image.scan { $0 < 300_000 } }?.code == .unreadable)
    var seen: UInt64 = 0
    _ = try image.scan {
      seen = $0
      return true
    }
    #expect(seen == image.fileBytes)
  }
}
