import Testing

@testable import MemoryImage

@Suite struct ElfCoreTests {
  let scratch: Scratch
  let memory = TestMemory.usual

  init() throws { scratch = try Scratch() }

  /// The kernel's direct mapping, as `/proc/kcore` gives it.
  private func kcore(physical: (UInt64) -> UInt64 = { $0 }) -> TestCore {
    var core = TestCore(memory)
    for index in core.segments.indices where core.segments[index].type == 1 {
      core.segments[index].virtual = 0xffff_8880_0000_0000 + core.segments[index].physical
      core.segments[index].physical = physical(core.segments[index].physical)
    }
    return core
  }

  @Test func aWholeCoreOpensWithoutFaultsAndReads() throws {
    let image = try scratch.open(TestCore(memory).bytes)
    #expect(image.format == .elfCore)
    #expect(image.faults == [])
    #expect(image.memory.ranges == memory.physical)
    #expect(try image.everything() == memory.ranges.map(\.bytes))
    #expect(image.vmcoreinfo == TestCore.text)
  }

  @Test func kcoreListsMappingsInAnyOrderAndSomeWithoutAddress() throws {
    var core = kcore()
    let text = core.segments[2]
    core.segments.insert(
      .init(virtual: 0xffff_ffff_8100_0000, physical: 0x10_0000, memoryBytes: 4096, bytes: Array(text.bytes[..<4096])),
      at: 1)
    core.segments.insert(
      .init(virtual: 0xffff_c900_0000_0000, physical: .max, memoryBytes: 4096, bytes: .init(repeating: 9, count: 4096)),
      at: 1)
    core.segments.swapAt(3, 5)
    let image = try scratch.open(core.bytes)
    #expect(image.faults == [])
    #expect(image.memory.ranges == memory.physical)
    #expect(try image.everything() == memory.ranges.map(\.bytes))
  }

  @Test(arguments: [0, UInt64.max])
  func unsetPhysicalAddressesAreRefusedByName(value: UInt64) throws {
    let error = refusal { _ = try scratch.open(kcore { _ in value }.bytes) }
    #expect(error?.code == .unsupported)
    #expect(error?.message.contains("p_paddr") == true)
    var one = kcore { _ in value }
    one.segments.removeLast(2)
    #expect(refusal { _ = try scratch.open(one.bytes) }?.code == .unsupported)
  }

  @Test func aSingleRangeAtAddressZeroIsRead() throws {
    let image = try scratch.open(TestCore(TestMemory(starts: [(0, 2)])).bytes)
    #expect(image.faults == [])
    #expect(image.memory.ranges == [PhysicalRange(start: 0, count: 8192)])
  }

  @Test func severalMappingsOfTheSameBytesAreOneRange() throws {
    var core = kcore()
    let offset = UInt64(TestCore.notes.count) + UInt64(64 + 56 * 6)
    for virtual in [0xffff_a000_0000_1000, 0x7fff_0000_0000] as [UInt64] {
      core.segments.append(.init(virtual: virtual, physical: 0x1000, memoryBytes: 0x3000, bytes: [], offset: offset))
    }
    var bytes = core.bytes
    // Their bytes stand with the first one: only the length in the file says that they are there.
    for row in [4, 5] { bytes.replaceSubrange((64 + 56 * row + 32)..<(64 + 56 * row + 40), with: word(UInt64(0x3000))) }
    let image = try scratch.open(bytes)
    #expect(image.faults == [])
    #expect(image.memory.ranges == memory.physical)
    #expect(try image.everything() == memory.ranges.map(\.bytes))
  }

  @Test func otherMachinesAndKindsAreRefusedByName() throws {
    let cases: [(WritableKeyPath<TestCore, UInt16>, UInt16, ImageError.Code, String)] = [
      (\.machine, 183, .unsupported, "arm64"), (\.machine, 8, .unsupported, "machine 8"),
      (\.type, 2, .foreign, "type 2"), (\.type, 3, .foreign, "type 3"),
    ]
    for (field, value, code, word) in cases {
      var core = TestCore(memory)
      core[keyPath: field] = value
      let error = refusal { _ = try scratch.open(core.bytes) }
      #expect(error?.code == code)
      #expect(error?.message.contains(word) == true)
    }
    var narrow = TestCore(memory)
    narrow.fileClass = 1
    #expect(refusal { _ = try scratch.open(narrow.bytes) }?.code == .unsupported)
    var big = TestCore(memory)
    big.encoding = 2
    #expect(refusal { _ = try scratch.open(big.bytes) }?.code == .unsupported)
  }

  // MARK: Damage

  @Test func everyFlippedBitOfHeaderAndTableIsFoundOrChangesNothing() throws {
    let good = TestCore(memory)
    let expected = memory.ranges.map(\.bytes)
    var found = 0
    for bit in 0..<(good.dataStart * 8) {
      var bytes = good.bytes
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      do {
        let image = try scratch.open(bytes)
        if !image.faults.isEmpty {
          found += 1
        } else {
          let isSame = try image.everything() == expected && image.memory.ranges == memory.physical
          #expect(isSame && image.vmcoreinfo == TestCore.text, "byte \(bit / 8) bit \(bit % 8)")
        }
      } catch is ImageError { found += 1 }
    }
    // What is not found is in fields without meaning here: entry, flags, alignment, padding.
    #expect(found > 1400)
  }

  @Test func everyCutIsFound() throws {
    let bytes = TestCore(memory).bytes
    let ends = [bytes.count - 1, bytes.count - 4096, bytes.count - 8192, bytes.count - 8193]
    for cut in Array(0...400) + ends + stride(from: 500, to: bytes.count, by: 997) {
      do {
        let image = try scratch.open(Array(bytes.prefix(cut)))
        #expect(image.isTruncated, "cut at \(cut)")
        #expect(image.memory.ranges.count > 0)
      } catch let error as ImageError {
        #expect([.damaged, .foreign].contains(error.code), "cut at \(cut)")
      }
    }
  }

  @Test func aCutAtARangeBoundaryNamesTheMissingRange() throws {
    let image = try scratch.open(Array(TestCore(memory).bytes.dropLast(8192)))
    #expect(image.codes == [.truncatedRange])
    #expect(image.faults[0].range == memory.physical[2])
    #expect(image.memory.ranges == Array(memory.physical[..<2]))
  }

  @Test func bytesBehindTheEndAreAFault() throws {
    #expect(try scratch.open(TestCore(memory).bytes + [1]).codes == [.trailingBytes])
  }

  @Test func aRangeThatIsLongerInMemoryNamesWhatIsNotStored() throws {
    var core = TestCore(memory)
    core.segments[3].memoryBytes += 4096
    let image = try scratch.open(core.bytes)
    #expect(image.codes == [.notStored])
    #expect(image.faults[0].range == PhysicalRange(start: 0x1_0000_2000, count: 4096))
  }

  @Test func impossibleRangesAreNotUsed() throws {
    let change: [(ImageFault.Code, (inout TestCore.Segment) -> Void)] = [
      (.zeroLength, { ($0.memoryBytes, $0.bytes) = (0, []) }),
      (.gigantic, { ($0.physical, $0.virtual) = (1 << 52, 1 << 52) }),
      (.gigantic, { ($0.physical, $0.virtual) = (.max - 4095, .max - 4095) }),
      (.gigantic, { $0.memoryBytes = .max }), (.contradictory, { $0.memoryBytes -= 1 }),
      (.overlapping, { ($0.physical, $0.virtual) = (0x10_1000, 0x10_1000) }),
    ]
    for (index, (code, apply)) in change.enumerated() {
      var core = TestCore(memory)
      apply(&core.segments[3])
      let image = try scratch.open(core.bytes)
      #expect(image.codes == [code], "\(index)")
      #expect(image.memory.ranges == Array(memory.physical[..<2]), "\(index)")
    }
  }

  @Test func rangesOutOfOrderAreUsedAndReported() throws {
    var core = TestCore(memory)
    core.segments.swapAt(1, 2)
    let image = try scratch.open(core.bytes)
    #expect(image.codes == [.unordered])
    #expect(image.memory.ranges == memory.physical)
    #expect(try image.everything() == memory.ranges.map(\.bytes))
  }

  @Test func aNoteThatReachesTooFarIsAFaultAndNoMore() throws {
    var notes = TestCore.notes
    notes.replaceSubrange(28..<32, with: word(UInt32.max))
    let image = try scratch.open(TestCore(memory, notes: notes).bytes)
    #expect(image.codes == [.badNote])
    #expect(image.vmcoreinfo == nil)
    #expect(image.memory.ranges == memory.physical)
  }
}
