import CaseModel
import Foundation
import HostFacts
import HostKit
import LiveCollection
import TestKit
import Testing

/// What the machines of tests lack, from hosts recorded in the form of the kernel's own files and answers.
@Suite struct RecordedCoverageTests {
  private static func words(_ values: UInt32...) -> [UInt8] {
    values.flatMap { value in [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: value >> $0) } }
  }

  private static func netlink(_ type: UInt16, _ payload: [UInt8]) -> [UInt8] {
    words(UInt32(16 + payload.count)) + [UInt8(type & 255), UInt8(type >> 8), 2, 0] + words(1, 0) + payload
  }

  /// Bytes of a fixed field, zero-padded.
  private static func field(_ text: String, _ length: Int) -> [UInt8] {
    Array(text.utf8) + [UInt8](repeating: 0, count: max(0, length - text.utf8.count))
  }

  private static func collect(_ host: RecordedHostSource, _ family: any CollectionFamily) throws -> CollectingSink {
    let sink = CollectingSink()
    try family.collect(from: host, into: sink)
    return sink
  }

  private static func expectObtained(_ entry: String, _ sink: CollectingSink) throws {
    let note = try #require(sink.note(entry))
    #expect(note.status == .obtained && note.count > 0, "\(entry): \(note.status), \(note.count), \(note.why)")
  }

  @Test func programsMapsAndPinsOfBPF() throws {
    let host = RecordedHostSource(["/sys/fs/bpf/ip/globals/ct": ""])
    var program = Self.words(6, 41) + [1, 2, 3, 4, 5, 6, 7, 8] + [UInt8](repeating: 0, count: 24)
    program += Self.words(3_000_000_000, 2, 0, 0, 0, 0) + Self.field("xdp_pass", 16) + [UInt8](repeating: 0, count: 64)
    host.answer(.bpfPrograms, [program])
    host.answer(.bpfLinks, [Self.words(6, 3, 41, 0, 2, 0)])
    host.answer(.bpfMaps, [Self.words(1, 9, 4, 8, 1024, 0) + Self.field("ct", 16)])
    let sink = try Self.collect(
      host, BPFFamily(holders: [41: [812]], bootedAt: Timestamp(nanoseconds: 1_700_000_000_000_000_000)))
    try Self.expectObtained("C026", sink)
    let record = try #require(sink.records(BPFProgramRecord.self).first)
    #expect(record.id == 41 && record.name == "xdp_pass" && record.pids == [812] && record.attachments == ["xdp"])
    #expect(sink.properties("bpf_map").keys.sorted() == ["9 ct"])
    #expect(sink.properties("bpf_pin").keys.sorted() == ["/sys/fs/bpf/ip/globals/ct"])
  }

  @Test func detailsOfALoadedModule() throws {
    let module = "/sys/module/nf_tables"
    let host = RecordedHostSource([
      "/proc/modules": "nf_tables 303104 1 nft_ct, Live 0xffffffffc0a3b000 (E)\n",
      HostString("\(module)/initstate"): "live\n", HostString("\(module)/taint"): "E\n",
      HostString("\(module)/refcnt"): "1\n", HostString("\(module)/srcversion"): "A1B2C3D4E5F60718293A4B5\n",
      HostString("\(module)/sections/.text"): "0xffffffffc0a3b000\n",
      "/proc/kallsyms": "ffffffffc0a3b000 t nf_tables_dump_tables\t[nf_tables]\n",
    ])
    let sink = try Self.collect(host, ModuleFamily())
    try Self.expectObtained("C029", sink)
    try Self.expectObtained("C027", sink)
    let record = try #require(sink.records(ModuleRecord.self).first)
    #expect(record.sourceVersion == "A1B2C3D4E5F60718293A4B5" && record.taint == "E" && record.seenBy.count == 3)
    #expect(sink.properties("module")["nf_tables/refcnt"] == "1")
  }

  @Test func probesAndTracing() throws {
    let host = RecordedHostSource([
      "/proc/1/mountinfo": "24 1 0:7 / /sys/kernel/tracing rw shared:1 - tracefs tracefs rw\n"
        + "25 1 0:8 / /sys/kernel/debug rw shared:2 - debugfs debugfs rw\n",
      "/sys/kernel/tracing/kprobe_events": "p:kprobes/getdents __x64_sys_getdents64\n",
      "/sys/kernel/tracing/enabled_functions": "__x64_sys_kill (1) R I \ttramp: 0xffffffffc0400000 (ours+0x0/0x10)\n",
      "/sys/kernel/tracing/current_tracer": "nop\n",
      "/sys/kernel/debug/kprobes/list": "ffffffff81234560  k  __x64_sys_getdents64+0x0    [FTRACE]\n",
    ])
    let sink = try Self.collect(host, KernelStateFamily(bootedAt: nil))
    let note = try #require(sink.note("C031"))
    #expect(note.status == .obtained && note.count >= 4, "\(note)")
    #expect(sink.properties("tracing")["kprobe_events"] == "p:kprobes/getdents __x64_sys_getdents64")
    #expect(sink.exhibits.contains { $0.source == "/sys/kernel/debug/kprobes/list" })
  }

  @Test func auditStatusAndRules() throws {
    let host = RecordedHostSource()
    // AUDIT_GET (1000): mask, enabled, failure, pid, rate_limit, backlog_limit, lost, backlog.
    host.answer(
      .netlinkGet(family: 9, type: 1000, payload: []), [Self.netlink(1000, Self.words(0, 1, 1, 411, 0, 8192, 3, 0))])
    // AUDIT_LIST_RULES (1013), `-w /etc/passwd -k identity`: list exit, action always, fields path and key.
    var rule = Self.words(4, 2, 2) + [UInt8](repeating: 255, count: 256)
    for pair: (UInt32, UInt32) in [(105, 210), (11, 8), (0x4000_0000, 0x4000_0000)] {
      rule += Self.words(pair.0, pair.1) + [UInt8](repeating: 0, count: 248)
    }
    rule += Self.words(19) + Array("/etc/passwdidentity".utf8)
    host.answer(
      .netlinkDump(family: 9, type: 1013, payload: [], networkNamespaceOf: nil),
      [Self.netlink(1013, rule), Self.netlink(3, Self.words(0))])
    let sink = try Self.collect(host, KernelStateFamily(bootedAt: nil))
    try Self.expectObtained("C043", sink)
    #expect(sink.properties("audit")["enabled"] == "1" && sink.properties("audit")["lost"] == "3")
    #expect(sink.properties("audit_rule")["0"] == "exit,always path=/etc/passwd key=identity")
  }

  @Test(.enabled(if: Needs.has("python3"), "needs python3"))
  func identityFromAMetadataService() throws {
    let service = try MetadataServer()
    let host = RecordedHostSource([
      "/proc/version": "Linux version 6.1", "/proc/net/protocols": "protocol  size\nTCP 2304\n",
    ])
    let sink = try Self.collect(
      host, CloudIdentityFamily(endpoint: .init(address: [127, 0, 0, 1], port: service.port), permission: .always))
    try Self.expectObtained("C049", sink)
    #expect(sink.properties("imds")["instanceId"] == "i-0123456789abcdef0")
    #expect(sink.properties("imds_tag")["Name"] == "web-1")
    #expect(!service.asked().contains { $0.contains("security-credentials") })
  }

  @Test func withoutPermissionTheMetadataServiceIsNotAsked() throws {
    let sink = try Self.collect(RecordedHostSource(), CloudIdentityFamily(permission: .never))
    #expect(sink.note("C049")?.status == .unsupported)
  }
}
