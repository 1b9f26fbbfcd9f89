import CaseModel
import HostFacts
import TestKit
import Testing

@testable import LiveCollection

@Suite struct KernelStateTests {
  private static func collect(_ host: RecordedHostSource) throws -> CollectingSink {
    let sink = CollectingSink()
    try KernelStateFamily(bootedAt: Timestamp(seconds: 1000)).collect(from: host, into: sink)
    return sink
  }

  @Test func everyEntryIsNotedOnAHostWithNothing() throws {
    let sink = try Self.collect(RecordedHostSource())
    for entry in KernelStateFamily(bootedAt: nil).entries {
      #expect(sink.note(entry).map { [.absent, .unsupported].contains($0.status) } == true, "\(entry)")
      #expect(sink.note(entry)?.why.isEmpty == false, "\(entry)")
    }
  }

  @Test func taintIsDecodedIntoLettersAndWords() throws {
    let sink = try Self.collect(RecordedHostSource(["/proc/sys/kernel/tainted": "12289\n"]))
    #expect(sink.properties("taint")["letters"] == "POE")
    #expect(sink.properties("taint")["O"] == "module from outside the kernel tree loaded")
    let clean = try Self.collect(RecordedHostSource(["/proc/sys/kernel/tainted": "0\n"]))
    #expect(clean.properties("taint")["letters"]?.isEmpty == true && clean.note("C028")?.status == .obtained)
    #expect(TaintFlags.decode(1 << 40).map(\.words) == ["taint bit 40"])
  }

  @Test func recordsOfTheKernelLogBecomeEvents() throws {
    let host = RecordedHostSource()
    host.answer(
      .kernelLog,
      [
        Array("6,339,5140900,-;NET: Registered PF_PACKET\n SUBSYSTEM=x\n".utf8),
        Array("4,340,6000000,-;odd \\x1b[31m name\n".utf8), Array("garbage".utf8),
      ])
    let sink = try Self.collect(host)
    let events = sink.records(LogEventRecord.self)
    #expect(events.map(\.line) == [339, 340] && events.first?.message == "NET: Registered PF_PACKET")
    #expect(events.first?.time?.nanoseconds == 1_005_140_900_000)
    #expect(events.last?.message.bytes == Array("odd \u{1b}[31m name".utf8))
    #expect(sink.note("C033")?.why == "339 older records were overwritten")
    #expect(sink.exhibits.first { $0.source == "/dev/kmsg" }?.bytes.suffix(7) == Array("garbage".utf8)[...])
  }

  @Test func settingsAreReadExceptThoseThatActOrAreSecret() throws {
    let host = RecordedHostSource([
      "/proc/sys/kernel/core_pattern": "|/bin/x\n", "/proc/sys/vm/stat_refresh": "", "/proc/sys/vm/swappiness": "60\n",
      "/proc/sys/net/ipv4/tcp_fastopen_key": "0123-4567\n", "/proc/sys/fs/binfmt_misc/status": "enabled\n",
      "/proc/sys/net/ipv4/route/flush": "",
    ])
    host.faults["/proc/sys/net/ipv4/route/flush"] = SourceError(.denied, "write only")
    let sink = try Self.collect(host)
    let settings = sink.properties("sysctl")
    #expect(settings["kernel.core_pattern"] == "|/bin/x" && settings["vm.swappiness"] == "60")
    #expect(settings["net.ipv4.tcp_fastopen_key"] == "(kept secret)")
    #expect(
      !host.reads.contains("/proc/sys/vm/stat_refresh") && !host.reads.contains("/proc/sys/fs/binfmt_misc/status"))
    #expect(sink.note("C035")?.status == .obtained && sink.note("C035")?.count == 3)
  }

  @Test func tracingIsReadOnlyWhereItIsMounted() throws {
    let files: [HostString: String] = [
      "/sys/kernel/tracing/kprobe_events": "p:kprobes/x tcp4_seq_show\n", "/sys/kernel/debug/kprobes/list": "x\n",
    ]
    let unmounted = RecordedHostSource(files)
    let without = try Self.collect(unmounted)
    #expect(without.note("C031")?.status == .absent)
    #expect(!unmounted.reads.contains { $0.hasPrefix("/sys/kernel/tracing") || $0.hasPrefix("/sys/kernel/debug") })
    let mounted = RecordedHostSource(files)
    mounted.files["/proc/1/mountinfo"] = Array(
      "30 20 0:12 / /sys/kernel/tracing rw,nosuid shared:9 - tracefs tracefs rw\n".utf8)
    let with = try Self.collect(mounted)
    #expect(with.properties("tracing")["kprobe_events"] == "p:kprobes/x tcp4_seq_show")
    #expect(!mounted.reads.contains { $0.hasPrefix("/sys/kernel/debug") })
  }

  @Test func formatsThatStartAProgramAreTold() throws {
    let host = RecordedHostSource([
      "/proc/sys/kernel/modprobe": "/tmp/x\n", "/proc/sys/fs/binfmt_misc/evil": "enabled\ninterpreter /tmp/i\n",
      "/proc/1/mountinfo": "31 20 0:13 / /proc/sys/fs/binfmt_misc rw - binfmt_misc binfmt_misc rw\n",
    ])
    let sink = try Self.collect(host)
    #expect(sink.properties("usermode_helper")["modprobe"] == "/tmp/x")
    #expect(sink.properties("binfmt_misc")["evil"] == "enabled; interpreter /tmp/i")
  }

  @Test func anAutomountIsNoMountedFormat() throws {
    let host = RecordedHostSource([
      "/proc/sys/fs/binfmt_misc/status": "enabled\n",
      "/proc/1/mountinfo": "31 20 0:13 / /proc/sys/fs/binfmt_misc rw - autofs systemd-1 rw\n",
    ])
    _ = try Self.collect(host)
    #expect(!host.reads.contains("/proc/sys/fs/binfmt_misc/status"))
  }

  @Test func controlGroupsWithTheirProcesses() throws {
    let host = RecordedHostSource([
      "/sys/fs/cgroup/cgroup.procs": "1\n2\n", "/sys/fs/cgroup/system.slice/cgroup.procs": "",
      "/sys/fs/cgroup/system.slice/ssh.service/cgroup.procs": "812\n",
      "/sys/fs/cgroup/system.slice/ssh.service/memory.current": "4096\n",
      "/sys/fs/cgroup/system.slice/ssh.service/cpu.stat": "usage_usec 77\nuser_usec 1\n",
    ])
    let sink = try Self.collect(host)
    let groups = sink.properties("cgroup")
    #expect(groups["/sys/fs/cgroup/system.slice/ssh.service"] == "processes=1 memory=4096 cpu=77")
    #expect(groups["/sys/fs/cgroup"] == "processes=2" && sink.note("C039")?.count == 3)
  }

  @Test func auditStateAndRules() throws {
    let host = RecordedHostSource()
    let numbers: [UInt32] = [0, 1, 1, 600, 0, 8192, 3, 0]
    host.answer(AuditState.statusQuery, [Netlink.message(1000, numbers.flatMap(Netlink.u32))])
    func words(_ values: [UInt32]) -> [UInt8] {
      values.flatMap(Netlink.u32) + Netlink.zeros((64 - values.count) * 4)
    }
    let text = Array("/etc/passwdid".utf8)
    let rule =
      Netlink.u32(4) + Netlink.u32(2) + Netlink.u32(3) + words([]) + words([105, 106, 210]) + words([11, 10, 2])
      + words([]) + Netlink.u32(UInt32(text.count)) + text
    let cut = Array(rule.dropLast(4))
    host.answer(AuditState.rulesQuery, [Netlink.message(1013, rule), Netlink.message(1013, cut), Netlink.done])
    let sink = try Self.collect(host)
    #expect(sink.properties("audit")["enabled"] == "1" && sink.properties("audit")["lost"] == "3")
    #expect(sink.properties("audit_rule") == ["0": "exit,always path=/etc/passwd perm=10 key=id"])
    #expect(sink.note("C043")?.status == .partial)
  }

  @Test func symbolsByDigestAndKeptOnlyWhenAskedFor() throws {
    let host = RecordedHostSource(["/proc/kallsyms": "ffffffff81000000 T _text\nffffffffc0000000 t f\t[m]\n"])
    let sink = try Self.collect(host)
    #expect(sink.properties("kallsyms")["module_symbols"] == "1" && sink.properties("kallsyms")["addresses"] == "shown")
    #expect(!sink.exhibits.contains { $0.source == "/proc/kallsyms" })
    var options = KernelStateFamily.Options()
    options.keepsSymbols = true
    let keeping = CollectingSink()
    try KernelStateFamily(bootedAt: nil, options: options).collect(from: host, into: keeping)
    #expect(keeping.exhibits.contains { $0.source == "/proc/kallsyms" })
  }

  @Test func hardwareByItsFiles() throws {
    let host = RecordedHostSource([
      "/proc/cpuinfo": "processor\t: 0\nvendor_id\t: GenuineIntel\n\nprocessor\t: 1\nvendor_id\t: Other\n",
      "/sys/class/dmi/id/sys_vendor": "Amazon EC2\n", "/sys/bus/pci/devices/0000:00:03.0/vendor": "0x1d0f\n",
      "/sys/firmware/acpi/tables/DSDT": "abc",
    ])
    let sink = try Self.collect(host)
    #expect(
      sink.properties("cpu") == ["vendor_id": "GenuineIntel"] && sink.properties("dmi")["sys_vendor"] == "Amazon EC2")
    #expect(sink.properties("pci")["0000:00:03.0"] == "vendor=0x1d0f")
    #expect(
      sink.properties("acpi")["DSDT"] == "sha256 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
