import CaseModel
import HostFacts
import Testing

@testable import Triage

/// Modules, eBPF, helpers and settings.
@Suite struct KernelTests {
  var host = RunningHost()

  private func module(_ name: String, _ views: [String] = ["/proc/modules", "/sys/module"], taint: String = "")
    -> HostFact
  {
    var record = ModuleRecord(name: HostString(name))
    record.seenBy = views
    record.taint = taint
    record.state = views.contains("/proc/modules") ? "Live" : ""
    return .module(record)
  }

  private func property(_ group: String, _ name: String, _ value: String) -> HostFact {
    .property(
      PropertyRecord(
        group: group, name: HostString(name), value: HostString(value), source: HostString("/proc/sys/" + name)))
  }

  @Test(arguments: [["/sys/module"], ["kallsyms", "vmallocinfo"], ["/proc/modules"]])
  func moduleMissingFromOneViewIsFound(views: [String]) {
    var host = host
    host.picture.add(module("ext4"))
    host.picture.add(module("helper", views))
    host.expect("kernel.hidden-module", "T1014", .critical, naming: "helper")
  }

  @Test func entriesThatLeadOutOfTheKernelAreFoundAndAListedModulesTracingIsLow() {
    var host = host
    host.picture.add(property("hook", "system call table 217", "0xffffffffc0551000 in module rk"))
    host.expect("kernel.foreign-handler", "T1014", .critical, naming: "system call table 217")
    var other = self.host
    other.picture.add(module("livepatch_1", ["module list", "module kset"]))
    other.picture.add(property("hook", "ftrace 0xffff888001", "0xffffffffc0661000 in module livepatch_1"))
    other.expect("kernel.foreign-handler", "T1014", .low, naming: "livepatch_1")
    var nowhere = self.host
    nowhere.picture.add(property("hook", "ftrace 0xffff888001", "0xffffffffc0661000 in no module that any view shows"))
    nowhere.expect("kernel.foreign-handler", "T1014", .critical, naming: "no module")
  }

  @Test mutating func discrepancyOfModuleIsFoundOnce() {
    host.picture.add(
      .discrepancy(
        DiscrepancyRecord(
          kind: .module, subject: "rk", seenBy: ["kallsyms"], missingFrom: ["/proc/modules"], detail: "symbols")))
    host.expect("kernel.hidden-module", "T1547.006", .critical, naming: "rk")
    #expect(host.findings.filter { $0.id == "kernel.hidden-module" }.count == 1)
  }

  @Test mutating func ordinaryModulesAreQuiet() {
    host.picture.add(module("ext4"))
    host.picture.add(module("nvidia", taint: "POE"))
    host.picture.add(module("zfs", taint: "PO"))
    host.picture.add(module("bpf", ["kallsyms"]))
    host.picture.add(property("taint", "tainted", "12289"))
    host.expectQuiet()
  }

  @Test mutating func unknownAndForcedModulesAreFound() {
    host.picture.add(module("mydrv", taint: "OE"))
    host.expect("kernel.odd-module", "T1547.006", .low, naming: "mydrv")
    host.picture.add(module("other", taint: "F"))
    host.expect("kernel.odd-module", "T1547.006", .high, naming: "other")
  }

  @Test mutating func taintWithoutItsModuleIsFound() {
    host.picture.add(module("ext4"))
    host.picture.add(property("taint", "tainted", "12288"))
    host.expect("kernel.unexplained-taint", "T1014", .medium, naming: "12288")
  }

  @Test mutating func taintOfOtherKindsIsQuiet() {
    host.picture.add(module("ext4"))
    host.picture.add(property("taint", "tainted", "513"))
    host.expectQuiet()
  }

  @Test mutating func programsOfStrangersAreFound() {
    var program = BPFProgramRecord(id: 77, kind: "kprobe")
    program.name = "sys_getdents64"
    program.pids = [800]
    host.add(800, "/var/tmp/l")
    host.picture.add(.bpfProgram(program))
    host.expect("kernel.odd-bpf-program", "T1014", naming: "bpf:77")
    program.pids = []
    var other = RunningHost()
    other.picture.add(.bpfProgram(program))
    other.expect("kernel.odd-bpf-program", "T1014", .medium, naming: "sys_getdents64")
  }

  @Test mutating func agentsProgramsAreQuiet() {
    host.add(800, "/opt/falcon/sensor")
    host.add(801, "/usr/bin/cilium-agent") { $0.cgroups = ["0::/kubepods.slice/cri-containerd-1.scope"] }
    host.add(802, "/usr/bin/bpftrace", package: "bpftrace", terminal: 34816)
    for (index, kind) in ["cgroup_device", "kprobe", "sched_cls", "tracing"].enumerated() {
      var program = BPFProgramRecord(id: index + 1, kind: kind)
      program.pids = index == 0 ? [] : [799 + index]
      host.picture.add(.bpfProgram(program))
    }
    var pinned = BPFProgramRecord(id: 9, kind: "lsm")
    pinned.pins = ["/sys/fs/bpf/systemd/restrict_fs"]
    host.picture.add(.bpfProgram(pinned))
    host.expectQuiet()
  }

  @Test func writerOfUserMemoryIsFound() {
    let event = LogEventRecord(
      kind: .kernelMessage, source: "/var/log/kern.log",
      message: "a[99] is installing a program with bpf_probe_write_user helper that may corrupt user memory!", line: 5)
    host.expect("kernel.bpf-writer", "T1014", .medium, naming: "a[99]", after: [.logEvent(event)])
  }

  @Test func otherKernelMessagesAreQuiet() {
    let event = LogEventRecord(kind: .kernelMessage, source: "/var/log/kern.log", message: "bpf: loaded", line: 5)
    host.expectQuiet(after: [.logEvent(event)])
  }

  @Test(arguments: [
    ("kernel.core_pattern", "|/tmp/h %p", Technique("T1546")),
    ("kernel.core_pattern", "|/var/lib/docker/overlay2/a/diff/x", "T1611"),
    ("kernel.modprobe", "/dev/shm/m", "T1547.006"), ("uevent_helper", "/home/u/e", "T1546"),
    ("kernel.core_pattern", "|/usr/lib/.c/d", "T1546"),
  ])
  func oddHelperIsFound(name: String, value: String, technique: Technique) {
    var host = host
    host.picture.add(property("sysctl", name, value))
    host.expect("kernel.user-mode-helper", technique, .critical, naming: value)
  }

  @Test mutating func usualHelpersAreQuiet() {
    host.picture.add(
      property(
        "sysctl", "kernel.core_pattern", "|/usr/lib/systemd/systemd-coredump %P %u %g %s %t 9223372036854775808 %h"))
    host.picture.add(property("sysctl", "kernel.modprobe", "/sbin/modprobe"))
    host.picture.add(property("sysctl", "kernel.hotplug", ""))
    host.picture.add(property("sysctl", "kernel.poweroff_cmd", "/sbin/poweroff"))
    host.expectQuiet()
    var plain = RunningHost()
    plain.picture.add(property("sysctl", "kernel.core_pattern", "/var/crash/core.%e"))
    plain.expectQuiet()
  }

  @Test mutating func oddBinaryFormatIsFound() {
    host.picture.add(property("binfmt", "elf2", "enabled\ninterpreter /var/tmp/i\nflags: OC\noffset 0"))
    host.expect("kernel.odd-binary-format", "T1546", naming: "/var/tmp/i")
  }

  @Test mutating func emulatorsAreQuiet() {
    host.picture.add(
      property("binfmt", "qemu-aarch64", "enabled\ninterpreter /usr/bin/qemu-aarch64-static\nflags: OCF"))
    host.picture.add(property("binfmt", "python3.11", "enabled\ninterpreter /usr/bin/python3.11\nflags: "))
    host.expectQuiet()
  }

  @Test mutating func loweredProtectionIsMentioned() {
    host.picture.add(property("sysctl", "kernel.kptr_restrict", "0"))
    host.expect("kernel.lowered-protection", "T1562", .info, naming: "kptr_restrict")
    host.expectQuiet()
  }

  @Test mutating func hookedListingIsFound() {
    host.picture.add(property("ftrace", "__x64_sys_getdents64", "R I tramp: helper"))
    host.expect("kernel.function-hook", "T1014", .medium, naming: "getdents64")
  }

  @Test mutating func agentsHooksAreQuiet() {
    host.picture.add(property("ftrace", "__x64_sys_getdents64", "1"))
    host.add(800, "/opt/agent/sensor")
    var program = BPFProgramRecord(id: 1, kind: "kprobe")
    program.pids = [800]
    host.picture.add(.bpfProgram(program))
    host.expectQuiet()
  }
}
