import CaseModel
import HostFacts
import TestKit
import Testing

@testable import LiveCollection

@Suite struct BPFTests {
  private static let tag: [UInt8] = [0xde, 0xad, 0xbe, 0xef, 1, 2, 3, 4]

  /// `struct bpf_prog_info` of 88 bytes: kprobe 42, loaded after five seconds by 1000.
  private static let program: [UInt8] =
    Netlink.u32(2) + Netlink.u32(42) + tag + Netlink.zeros(24) + Netlink.u64(5_000_000_000) + Netlink.u32(1000)
    + Netlink.u32(0) + Netlink.u64(0) + Netlink.text("hide_getdents", in: 16) + Netlink.zeros(8)

  @Test func aProgramWithItsHolderAndItsAttachment() throws {
    let host = RecordedHostSource(["/sys/fs/bpf/tc/globals/map": ""])
    host.answer(.bpfPrograms, [Self.program])
    host.answer(.bpfLinks, [Netlink.u32(7) + Netlink.u32(1) + Netlink.u32(42) + Netlink.zeros(20)])
    let map = [1, 9, 4, 8, 100, 0].flatMap { Netlink.u32($0) } + Netlink.text("m", in: 16)
    host.answer(.bpfMaps, [map])
    let sink = CollectingSink()
    try BPFFamily(holders: [42: [900]], bootedAt: Timestamp(seconds: 100)).collect(from: host, into: sink)
    let record = try #require(sink.records(BPFProgramRecord.self).first)
    #expect(record.id == 42 && record.kind == "kprobe" && record.name == "hide_getdents" && record.uid == 1000)
    #expect(record.tag == "deadbeef01020304" && record.loadedAt == Timestamp(seconds: 105))
    #expect(record.pids == [900] && record.attachments == ["perf_event"])
    #expect(sink.properties("bpf_map") == ["9 m": "type 1, key 4, value 8, entries 100"])
    #expect(sink.properties("bpf_pin").keys.sorted() == ["/sys/fs/bpf/tc/globals/map"])
    #expect(sink.note("C026")?.status == .obtained && sink.note("C026")?.count == 4)
  }

  @Test func aShorterStructureOfAnOlderKernelGivesWhatItHas() throws {
    let record = try BPFObject.Program(Array(Self.program.prefix(40)))
    #expect(record.id == 42 && record.name.isEmpty && record.loadTime == 0)
    for length in 0..<16 {
      #expect(throws: (any Error).self) { try BPFObject.Program(Array(Self.program.prefix(length))) }
    }
  }

  @Test func aRefusalIsNoted() throws {
    let host = RecordedHostSource()
    for query in [KernelQuery.bpfPrograms, .bpfLinks, .bpfMaps] {
      host.refuse(query, SourceError(.denied, errno: 1, "refused"))
    }
    let sink = CollectingSink()
    try BPFFamily(holders: [:], bootedAt: nil).collect(from: host, into: sink)
    #expect(sink.note("C026")?.status == .denied)
  }
}
