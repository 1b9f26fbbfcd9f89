internal import CaseModel
internal import HostFacts

/// Files of the kernel that are kept as they are: tracing (C031), boot and security (C032), tables (C034), IPC (C037) and
/// accounting (C045).
enum KernelTables {
  static func collectAll(_ book: CoverageBook, _ mounts: MountedFileSystems) {
    collectTracing(book, mounts)
    collectBoot(book)
    collectTables(book)
    collectIPC(book, mounts)
    collectAccounting(book)
  }

  private static func collectTracing(_ book: CoverageBook, _ mounts: MountedFileSystems) {
    let tracing = mounts.places(of: "tracefs").first
    let debug = mounts.places(of: "debugfs").first
    if tracing == nil, debug == nil {
      book.update("C031") {
        $0.fault(SourceError(.absent, "not mounted; never mounted by the collector"), on: "tracefs and debugfs")
      }
    }
    let files: [HostString] = [
      "kprobe_events", "uprobe_events", "dynamic_events", "enabled_functions", "touched_functions", "set_ftrace_filter",
      "set_graph_function", "current_tracer", "tracing_on", "set_event", "kprobe_profile", "uprobe_profile",
    ]
    for file in files {
      guard let path = tracing?.appending(file), let content = book.read(path, "C031") else { continue }
      for line in content.lines.prefix(2000) where !line.starts(with: [UInt8(ascii: "#")]) {
        book.property("tracing", file, HostString(bytes: Array(line)), from: path)
      }
    }
    for file: HostString in ["kprobes/list", "kprobes/enabled", "kprobes/blacklist"] {
      guard let path = debug?.appending(file) else { continue }
      _ = book.read(path, "C031")
    }
  }

  private static func collectBoot(_ book: CoverageBook) {
    book.property("boot", "version", at: "/proc/version", "C032")
    book.property("boot", "cmdline", at: "/proc/cmdline", "C032")
    book.property("lsm", "lockdown", at: "/sys/kernel/security/lockdown", "C032")
    book.property("lsm", "modules", at: "/sys/kernel/security/lsm", "C032")
    for path: HostString in [
      "/proc/config.gz", "/sys/kernel/security/ima/ascii_runtime_measurements", "/sys/kernel/security/ima/policy",
      "/sys/kernel/security/integrity/ima/ascii_runtime_measurements", "/sys/kernel/notes",
    ] {
      _ = book.read(path, "C032", limit: 8 << 20)
    }
  }

  private static func collectTables(_ book: CoverageBook) {
    let names = [
      "iomem", "ioports", "interrupts", "softirqs", "timer_list", "locks", "keys", "key-users", "swaps", "partitions",
      "diskstats", "meminfo", "vmstat", "stat", "schedstat", "zoneinfo", "buddyinfo", "slabinfo", "vmallocinfo",
      "filesystems", "devices", "misc", "crypto", "cgroups", "consoles", "execdomains", "fb", "mdstat", "dma",
      "pressure/cpu", "pressure/io", "pressure/memory", "pressure/irq", "tty/drivers", "sched_debug",
    ]
    for name in names { _ = book.read(HostString("/proc/\(name)"), "C034", limit: 2 << 20) }
  }

  private static func collectIPC(_ book: CoverageBook, _ mounts: MountedFileSystems) {
    for name in ["shm", "sem", "msg"] {
      let path = HostString("/proc/sysvipc/\(name)")
      guard let table = book.read(path, "C037", limit: 4 << 20, count: 0) else { continue }
      // The first line names the columns.
      for line in table.lines.dropFirst().prefix(10_000) {
        let fields = KernelText.fields(line).map { HostString(bytes: Array($0)).text }
        book.property("ipc", HostString(name), HostString(escaped: fields.joined(separator: " ")), from: path)
        book.update("C037") { $0.add(1) }
      }
    }
    for place in mounts.places(of: "mqueue").prefix(4) {
      for queue in book.list(place, "C037") {
        book.property("ipc", "mqueue", place.appending(queue.name), from: place)
        book.update("C037") { $0.add(1) }
      }
    }
  }

  private static func collectAccounting(_ book: CoverageBook) {
    book.property("accounting", "thresholds", at: "/proc/sys/kernel/acct", "C045")
    book.update("C045") {
      $0.remark("the kernel tells its thresholds only: whether it writes shows in the accounting file")
    }
  }
}
