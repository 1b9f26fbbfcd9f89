public import CaseModel

/// A process, from `/proc/PID` (proc(5)).
public struct ProcessRecord: FactRecord {
  public static let type = "process"

  /// One environment variable; values are kept only for names on the list that DESIGN allows.
  public struct EnvironmentEntry: Codable, Sendable, Hashable {
    /// Before the first `=`.
    public var name: HostString
    /// After it; `nil` if withheld.
    public var value: HostString?
    /// An entry.
    public init(name: HostString, value: HostString?) {
      self.name = name
      self.value = value
    }
  }

  /// One open file descriptor.
  public struct Descriptor: Codable, Sendable, Hashable {
    /// Its number.
    public var number: Int
    /// The link target, such as `socket:[123]`, `/memfd:x (deleted)`, `anon_inode:bpf-prog`.
    public var target: HostString
    /// Socket inode if it is one.
    public var socketInode: UInt64?
    /// The file has no name any more.
    public var isDeleted: Bool = false
    /// Open flags (octal in fdinfo).
    public var flags: Int?
    /// Size in bytes for a deleted regular file.
    public var size: Int64?
    /// A descriptor.
    public init(number: Int, target: HostString) {
      self.number = number
      self.target = target
    }
  }

  /// A mapping worth naming: executable and not from an ordinary file, or writable and executable.
  public struct Mapping: Codable, Sendable, Hashable {
    /// Why it is listed.
    public enum Kind: String, Codable, Sendable {
      case anonymousExecutable, writableExecutable, memfd, deletedFile, unusualLibrary
    }
    /// Why it is listed.
    public var kind: Kind
    /// `start-end` in hex, as in maps.
    public var range: String
    /// Such as `rwxp`.
    public var permissions: String
    /// The file, or empty.
    public var path: HostString
    /// A mapping.
    public init(kind: Kind, range: String, permissions: String, path: HostString) {
      self.kind = kind
      self.range = range
      self.permissions = permissions
      self.path = path
    }
  }

  /// Process id in the collector's pid namespace.
  public var pid: Int
  /// Parent.
  public var ppid: Int = 0
  /// `stat` field 2: the thread name, at most 15 bytes, set by the process itself.
  public var comm: HostString = ""
  /// `cmdline`, split at NULs; secrets masked.
  public var arguments: [HostString] = []
  /// `cmdline` was empty or could not be read.
  public var state: String = ""
  /// The kernel says it is a kernel thread (`PF_KTHREAD`, 0x00200000 in `stat` field 9).
  public var isKernelThread: Bool = false
  /// Link `exe`, without ` (deleted)`; `nil` for kernel threads or when denied.
  public var executable: HostString?
  /// The link ended in ` (deleted)`, or the inode at that path is another one.
  public var executableIsDeleted: Bool = false
  /// A different file stands at the path now: usual after a package upgrade.
  public var executableWasReplaced: Bool = false
  /// SHA-256 of what `/proc/PID/exe` opens.
  public var executableDigest: String?
  /// Bytes.
  public var executableSize: Int64?
  /// Package that owns the path, if any.
  public var executablePackage: HostString?
  /// The package's digest of that path differs from the file.
  public var executableDiffersFromPackage: Bool = false
  /// Link `cwd`.
  public var workingDirectory: HostString?
  /// Link `root`; "/" normally.
  public var root: HostString?
  /// Real, effective, saved, file-system user ids.
  public var uids: [Int] = []
  /// Real, effective, saved, file-system group ids.
  public var gids: [Int] = []
  /// `loginuid`; `nil` if unset (4294967295).
  public var loginUID: Int?
  /// Session id.
  public var session: Int = 0
  /// Controlling terminal device number; 0 if none.
  public var terminal: Int = 0
  /// Start on the suspect's clock.
  public var startedAt: Timestamp?
  /// CPU time used, user and system, in milliseconds.
  public var cpuMilliseconds: Int64 = 0
  /// Resident bytes.
  public var residentBytes: Int64 = 0
  /// Threads.
  public var threads: Int = 1
  /// Distinct names of threads that differ from `comm`.
  public var threadNames: [HostString] = []
  /// Namespace kind to inode, such as `net` → 4026531840.
  public var namespaces: [String: UInt64] = [:]
  /// The process is in other pid, mount or net namespaces than process 1.
  public var isContained: Bool = false
  /// Lines of `cgroup`.
  public var cgroups: [HostString] = []
  /// Effective capabilities, 16 hex digits.
  public var effectiveCapabilities: String?
  /// Ambient capabilities, 16 hex digits.
  public var ambientCapabilities: String?
  /// `TracerPid`; 0 if none.
  public var tracer: Int = 0
  /// `Seccomp` mode.
  public var seccomp: Int = 0
  /// `NoNewPrivs`.
  public var noNewPrivileges: Bool = false
  /// `wchan`.
  public var waitChannel: HostString?
  /// Kernel stack, if readable: lines.
  public var kernelStack: [HostString] = []
  /// Environment.
  public var environment: [EnvironmentEntry] = []
  /// Descriptors (at most 4,096 kept).
  public var descriptors: [Descriptor] = []
  /// Mappings worth naming (at most 64 kept).
  public var mappings: [Mapping] = []
  /// Distinct files mapped executable (at most 256 kept).
  public var libraries: [HostString] = []
  /// `oom_score_adj`.
  public var oomScoreAdjust: Int?
  /// Views that show the process: `fresh procfs`, `host procfs`, `probe`, `cgroup`, `parent`.
  public var seenBy: [String] = []
  /// Something is mounted over the host's own `/proc/PID`.
  public var isMountedOver: Bool = false
  /// Reads that did not return in time, such as `cmdline`.
  public var stalledReads: [String] = []
  /// Reads that the kernel refused.
  public var deniedReads: [String] = []
  /// This is the collector itself (it knows its own pid; nothing on the host can claim this).
  public var isCollector: Bool = false

  /// A process about which nothing is known yet.
  public init(pid: Int) { self.pid = pid }

  /// The arguments in one line.
  public var commandLine: HostString { HostString(escaped: arguments.map(\.text).joined(separator: " ")) }

  /// The value of an environment variable that is kept.
  public func environmentValue(_ name: String) -> HostString? {
    environment.first { $0.name.text == name }?.value
  }
}
