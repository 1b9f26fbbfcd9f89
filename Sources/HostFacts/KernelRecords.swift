public import CaseModel

/// A kernel module.
public struct ModuleRecord: FactRecord {
  public static let type = "module"
  /// Its name.
  public var name: HostString
  /// Bytes.
  public var size: Int64 = 0
  /// Such as `Live`.
  public var state: String = ""
  /// Taint letters, such as `OE`.
  public var taint: String = ""
  /// Views that show it: `/proc/modules`, `/sys/module`, `kallsyms`, `vmallocinfo`.
  public var seenBy: [String] = []
  /// Modules that use it.
  public var usedBy: [HostString] = []
  /// `srcversion` of sysfs.
  public var sourceVersion: HostString?

  /// A module.
  public init(name: HostString) { self.name = name }
}

/// A loaded eBPF program.
public struct BPFProgramRecord: FactRecord {
  public static let type = "bpf"
  /// Kernel id.
  public var id: Int
  /// Such as `kprobe`, `xdp`, `cgroup_device`.
  public var kind: String
  /// At most 15 bytes.
  public var name: HostString = ""
  /// The kernel's digest of its instructions, 16 hex digits.
  public var tag: String = ""
  /// When it was loaded, the suspect's clock.
  public var loadedAt: Timestamp?
  /// Who loaded it.
  public var uid: Int = 0
  /// Processes that hold a descriptor of it.
  public var pids: [Int] = []
  /// Paths where it is pinned.
  public var pins: [HostString] = []
  /// Link kinds that attach it, such as `perf_event`, `tracing`.
  public var attachments: [String] = []

  /// A program.
  public init(id: Int, kind: String) {
    self.id = id
    self.kind = kind
  }
}

/// A mount, from mountinfo (proc(5)).
public struct MountRecord: FactRecord {
  public static let type = "mount"
  /// Mount id.
  public var id: Int
  /// Parent's mount id.
  public var parent: Int = 0
  /// `major:minor`.
  public var device: String = ""
  /// Root within the file system.
  public var root: HostString = ""
  /// Where it is mounted.
  public var path: HostString
  /// File-system type.
  public var fileSystem: String = ""
  /// Source.
  public var source: HostString = ""
  /// Mount options.
  public var options: String = ""
  /// Optional fields, such as `shared:1`, `unbindable`.
  public var propagation: String = ""
  /// Inode of the mount namespace.
  public var mountNamespace: UInt64 = 0
  /// It lies over something else than an empty directory of the parent: another mount at the same place, or a populated directory.
  public var covers: HostString?

  /// A mount.
  public init(id: Int, path: HostString) {
    self.id = id
    self.path = path
  }
}
