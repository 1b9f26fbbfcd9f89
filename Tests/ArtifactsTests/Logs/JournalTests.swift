import Artifacts
import CaseModel
import HostFacts
import Testing

@Suite struct JournalTests {
  private func check(_ output: ArtifactOutput, hasCompressed: Bool) {
    let file = output.logFile
    #expect(file?.entries == 88 && file?.first == Timestamp(seconds: 1_763_971_200))
    #expect(file?.gaps.map(\.kind) == ["time"])
    let accepted = output.events.filter { $0.kind == .loginAccepted }
    #expect(accepted.map(\.account?.text) == ["deploy", "root"] && accepted.first?.address?.text == "203.0.113.9")
    #expect(output.events.contains { $0.kind == .accountChanged && $0.account?.text == "svc" })
    #expect(output.events.contains { $0.kind == .kernelMessage && $0.method == "taint" })
    #expect(output.events.filter { $0.kind == .cronCommand }.count == 1)
    let sudo = output.events.first { $0.kind == .sudo }
    #expect((sudo != nil) == hasCompressed)
    #expect(sudo?.message.text.contains("Hunter2") != true)
  }

  @Test func aJournalOfSystemdIsRead() throws {
    let bytes = try Fixtures.sparse("journal-zstd.sparse")
    let output = JournalParser.parse(Fixtures.input("/var/log/journal/x/system.journal", bytes))
    check(output, hasCompressed: true)
    #expect(output.notes.isEmpty)
    #expect(output.properties.first?.value.text.contains("state=offline sealed=no compact=no") == true)
  }

  @Test func theCompactFormIsRead() throws {
    let bytes = try Fixtures.sparse("journal-compact.sparse")
    let output = JournalParser.parse(Fixtures.input("/var/log/journal/x/system.journal", bytes))
    check(output, hasCompressed: true)
    #expect(output.properties.first?.value.text.contains("compact=yes") == true)
  }

  @Test func withoutADecompressorTheRestIsKeptAndTheLossNoted() throws {
    let bytes = try Fixtures.sparse("journal-zstd.sparse")
    let input = ArtifactInput(path: "/j.journal", bytes: bytes, now: Fixtures.now)
    let output = JournalParser.parse(input)
    check(output, hasCompressed: false)
    #expect(output.notes.contains { $0.message.contains("compressed fields") })
  }

  @Test func aBrokenChainIsReadByWalking() throws {
    var bytes = try Fixtures.sparse("journal-zstd.sparse")
    for index in 176..<184 { bytes[index] = 0xee }
    // The offset of the first array no longer fits, so the header is read as having none within the file.
    bytes[183] = 0
    let output = JournalParser.parse(Fixtures.input("/j.journal", bytes))
    #expect(output.logFile?.entries == 88)
    #expect(output.notes.contains { $0.message.contains("chain of entry arrays") })
  }

  @Test func removedEntriesShowInTheHeadersCount() throws {
    var bytes = try Fixtures.sparse("journal-zstd.sparse")
    bytes[152] = 120
    let output = JournalParser.parse(Fixtures.input("/j.journal", bytes))
    #expect(output.notes.contains { $0.message.contains("header counts 120 entries, 88") })
  }

  @Test func aDamagedJournalNeverTrapsAndKeepsTheRest() throws {
    let bytes = try Fixtures.sparse("journal-compact.sparse")
    let used = bytes.indices.filter { bytes[$0] != 0 && $0 >= 264 }
    var random = SplitMix(seed: 21)
    for _ in 0..<8 {
      var damaged = bytes
      for _ in 0..<20 {
        damaged[used[Int(random.next() % UInt64(used.count))]] = UInt8(truncatingIfNeeded: random.next())
      }
      let output = JournalParser.parse(Fixtures.input("/j.journal", damaged))
      #expect((output.logFile?.entries ?? 0) > 40)
    }
  }

  @Test func anUnknownFlagIsRefused() throws {
    var bytes = try Fixtures.sparse("journal-zstd.sparse")
    bytes[13] = 1
    let output = JournalParser.parse(Fixtures.input("/j.journal", bytes))
    #expect(output.events.isEmpty && output.notes.count == 1 && output.logFile != nil)
  }
}
