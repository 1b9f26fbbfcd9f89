import CaseModel
import HostFacts
import TestKit
import Testing

@testable import LiveCollection

@Suite struct ModuleTests {
  private static let line = "nf_tables 303104 2 nft_ct,nft_log, Live 0xffffffffc0a3b000 (OE)\n"

  private static func host(_ more: [HostString: String] = [:]) -> RecordedHostSource {
    var files: [HostString: String] = [
      "/proc/modules": line, "/sys/module/nf_tables/initstate": "live\n", "/sys/module/nf_tables/srcversion": "ABC\n",
      "/sys/module/nf_tables/sections/.text": "0x0\n", "/sys/module/kernel/parameters/x": "1\n",
      "/proc/kallsyms": "ffff t a\nffff t b\t[nf_tables]\nffff t c\t[bpf]\nffff t d\t[__builtin__ftrace]\n",
      "/proc/vmallocinfo": "0x0-0x1 8192 load_module+0x1/0x2 pages=1 vmalloc\n",
    ]
    files.merge(more) { $1 }
    return RecordedHostSource(files)
  }

  private static func collect(_ host: RecordedHostSource) throws -> CollectingSink {
    let sink = CollectingSink()
    try ModuleFamily().collect(from: host, into: sink)
    return sink
  }

  @Test func aModuleIsSeenByEveryView() throws {
    let sink = try Self.collect(Self.host())
    let modules = sink.records(ModuleRecord.self)
    #expect(modules.map(\.name) == ["nf_tables"])
    #expect(modules.first?.seenBy == ["/proc/modules", "/sys/module", "kallsyms"])
    #expect(modules.first?.taint == "OE" && modules.first?.usedBy == ["nft_ct", "nft_log"])
    #expect(modules.first?.sourceVersion == "ABC" && modules.first?.size == 303104)
    #expect(sink.records(DiscrepancyRecord.self).isEmpty)
    #expect(sink.note("C027")?.status == .obtained && sink.note("C029")?.status == .obtained)
  }

  @Test func aModuleThatLeftTheListIsHidden() throws {
    let host = Self.host(["/sys/module/rootkit/initstate": "live\n"])
    let hidden = try Self.collect(host).records(DiscrepancyRecord.self)
    #expect(hidden.map(\.subject) == ["rootkit"] && hidden.first?.kind == .module)
    #expect(hidden.first?.seenBy == ["/sys/module"] && hidden.first?.missingFrom == ["/proc/modules"])
  }

  @Test func aModuleThatLeftListAndSysfsIsFoundByItsSymbols() throws {
    let host = Self.host(["/proc/kallsyms": "ffff t b\t[nf_tables]\nffff t hook\t[diamorphine]\n"])
    let hidden = try Self.collect(host).records(DiscrepancyRecord.self)
    #expect(hidden.map(\.subject) == ["diamorphine"])
    #expect(hidden.first?.missingFrom == ["/proc/modules", "/sys/module"] && hidden.first?.seenBy == ["kallsyms"])
  }

  @Test func aModuleOnItsWayInIsNone() throws {
    let host = Self.host(["/sys/module/coming/initstate": "coming\n"])
    var reads = 0
    host.beforeRead = { path in
      guard path == "/proc/modules" else { return }
      reads += 1
      if reads == 2 { host.files[path] = Array((Self.line + "coming 1 0 - Live 0x0\n").utf8) }
    }
    #expect(try Self.collect(host).records(DiscrepancyRecord.self).isEmpty && reads == 2)
  }

  @Test func areasWithoutAnyModuleAreASign() throws {
    let host = RecordedHostSource([
      "/proc/modules": "", "/proc/kallsyms": "ffff t a\n", "/sys/module/kernel/parameters/x": "1\n",
      "/proc/vmallocinfo": "0x0-0x1 8192 load_module+0x1/0x2 pages=1 vmalloc\n",
    ])
    #expect(try Self.collect(host).records(DiscrepancyRecord.self).first?.seenBy == ["vmallocinfo"])
  }

  @Test func aKernelWithoutModulesIsNotSuspected() throws {
    let host = RecordedHostSource(["/sys/module/kernel/parameters/x": "1\n", "/proc/kallsyms": "ffff t a\n"])
    let sink = try Self.collect(host)
    #expect(sink.records(DiscrepancyRecord.self).isEmpty && sink.records(ModuleRecord.self).isEmpty)
    #expect(sink.note("C029")?.status == .absent)
  }

  @Test func aModuleOfDataOnlyHasNoSymbolsAndIsNotHidden() throws {
    let host = Self.host(["/proc/kallsyms": "ffff t a\n"])
    #expect(try Self.collect(host).records(DiscrepancyRecord.self).isEmpty)
  }
}
