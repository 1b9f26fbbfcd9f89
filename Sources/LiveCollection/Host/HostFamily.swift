internal import CaseModel
public import HostFacts

/// The host itself, its clocks, uptime and load (C001).
public struct HostFamily: CollectionFamily {
  public let entries = ["C001"]
  private let clocks: HostClocks
  private let architecture: String
  private let isPrivileged: Bool

  /// - Parameters:
  ///   - clocks: Taken when the collection began.
  ///   - architecture: `uname -m`; asked of this kernel by default.
  ///   - isPrivileged: Whether the collector runs as root with all capabilities.
  public init(clocks: HostClocks = .read(), architecture: String? = nil, isPrivileged: Bool = true) {
    self.clocks = clocks
    self.architecture = architecture ?? MachineName.read()
    self.isPrivileged = isPrivileged
  }

  public func collect(from source: any HostSource, into sink: any CollectionSink) throws {
    let book = CoverageBook(entries, source: source, sink: sink)
    try book.record {
      sink.emit(.host(identify(source)))
      book.update("C001") { $0.obtained("clock_gettime(2)", count: 1) }
      collectClocks(book)
      for name in ["uptime", "loadavg"] {
        book.property("host", HostString(name), at: HostString("/proc/\(name)"), "C001")
      }
      book.property("clock", "source", at: "/sys/devices/system/clocksource/clocksource0/current_clocksource", "C001")
    }
  }

  /// Who the host says it is. Everything in it is the suspect's word.
  public func identify(_ source: any HostSource) -> HostRecord {
    var record = HostRecord(hostname: Self.word("/proc/sys/kernel/hostname", source) ?? "", now: clocks.now)
    record.kernel = Self.word("/proc/version", source) ?? ""
    record.architecture = architecture
    record.machineID = Self.word("/etc/machine-id", source)
    record.bootID = Self.word("/proc/sys/kernel/random/boot_id", source)
    record.system = SystemRelease.name(from: source)
    record.instanceID = EC2Identification(source).instanceID
    record.bootedAt = clocks.bootedAt
    record.utcOffsetSeconds = LocalTimeZone.offsetSeconds(from: source, at: clocks.now.seconds)
    record.isPrivileged = isPrivileged
    record.containerKind = ContainerSigns.kind(source)
    return record
  }

  private func collectClocks(_ book: CoverageBook) {
    let times = [("realtime", clocks.now.nanoseconds), ("boottime", clocks.boottime), ("monotonic", clocks.monotonic)]
    for (name, value) in times {
      book.property("clock", HostString(name), HostString(String(value)), from: "clock_gettime(2)")
    }
    for (name, value) in clocks.discipline.sorted(by: { $0.key < $1.key }) {
      book.property("clock", HostString(name), HostString(String(value)), from: "clock_adjtime(2)")
    }
    if clocks.discipline.isEmpty { book.update("C001") { $0.remark("the state of the clock was refused") } }
  }

  static func word(_ path: HostString, _ source: any HostSource) -> HostString? {
    guard let content = try? source.read(path, limit: 4096) else { return nil }
    let value = KernelText.trimmed(content.bytes)
    return value.isEmpty ? nil : HostString(bytes: value)
  }
}

/// os-release(5).
enum SystemRelease {
  /// `PRETTY_NAME`, without quotes.
  static func name(from source: any HostSource) -> HostString? {
    for path: HostString in ["/etc/os-release", "/usr/lib/os-release"] {
      guard let content = try? source.read(path, limit: 64 << 10) else { continue }
      for line in content.lines where line.starts(with: Array("PRETTY_NAME=".utf8)) {
        let value = line.dropFirst("PRETTY_NAME=".utf8.count)
        return HostString(bytes: value.filter { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") })
      }
    }
    return nil
  }
}

/// Signs that process 1 of this view lives in a container.
enum ContainerSigns {
  static func kind(_ source: any HostSource) -> String? {
    let files: [(HostString, String)] = [("/.dockerenv", "docker"), ("/run/.containerenv", "podman")]
    for (path, kind) in files where (try? source.status(path, followLinks: false)) != nil { return kind }
    let groups = HostFamily.word("/proc/1/cgroup", source) ?? ""
    return ["kubepods", "docker", "containerd", "libpod", "lxc"].first { groups.contains($0) }
  }
}
