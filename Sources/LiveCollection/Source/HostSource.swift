public import CaseModel
public import HostFacts

/// Why something of the host could not be read.
public struct SourceError: Error, Sendable, Equatable {
  /// For programs.
  public enum Code: String, Sendable {
    /// It does not exist on this host.
    case absent
    /// The kernel refused.
    case denied
    /// It did not answer in time and was abandoned.
    case stalled
    /// This kernel or source cannot do that.
    case unsupported
    /// It lies on a file system whose server may never answer, and those are not entered unless told.
    case notEntered
    /// Anything else, such as an I/O error.
    case failed
  }
  /// For programs.
  public var code: Code
  /// errno, 0 if there is none.
  public var errno: Int32
  /// For people: what was attempted, on what, what was found.
  public var message: String

  /// - Parameter errno: 0 if there is none.
  public init(_ code: Code, errno: Int32 = 0, _ message: String) {
    self.code = code
    self.errno = errno
    self.message = message
  }
}

/// A name in a directory.
public struct DirectoryEntry: Sendable, Hashable {
  /// One component, never `.` or `..`.
  public var name: HostString
  /// As getdents64 says; `.unknown` where the file system does not tell.
  public var kind: FileRecord.Kind
  /// Inode.
  public var inode: UInt64

  /// An entry.
  public init(name: HostString, kind: FileRecord.Kind, inode: UInt64) {
    self.name = name
    self.kind = kind
    self.inode = inode
  }
}

/// What a read gave.
public struct SourceBytes: Sendable {
  /// What was read.
  public var bytes: [UInt8]
  /// The limit cut it.
  public var isTruncated: Bool

  /// What was read.
  public init(bytes: [UInt8], isTruncated: Bool = false) {
    self.bytes = bytes
    self.isTruncated = isTruncated
  }

  /// The lines, without line feeds; the last one even if it has none.
  public var lines: [ArraySlice<UInt8>] { bytes.split(separator: 10, omittingEmptySubsequences: true) }
}

/// The host as the collector sees it: its files through a read-only, no-atime view, and its kernel.
///
/// The live implementation reads this machine; a recorded one (tests) answers from a directory. Paths are absolute, as on the
/// host; what starts with `/proc` is read from a fresh procfs, where the kernel gives one. Nothing here changes the host: no atime, no
/// module load, no program.
public protocol HostSource: AnyObject {
  /// Reads a whole regular or kernel file. FIFOs, sockets and devices are refused as `.unsupported` and never opened.
  func read(_ path: HostString, limit: Int) throws(SourceError) -> SourceBytes
  /// The names in a directory, in the kernel's order.
  func list(_ path: HostString, limit: Int) throws(SourceError) -> [DirectoryEntry]
  /// The target of a link, not followed.
  func link(_ path: HostString) throws(SourceError) -> HostString
  /// Metadata. Links are not followed unless asked for.
  func status(_ path: HostString, followLinks: Bool) throws(SourceError) -> FileRecord
  /// Runs a question to the kernel that is no file (netlink dump, bpf, audit status); see `KernelQuery`.
  func ask(_ query: KernelQuery) throws(SourceError) -> [[UInt8]]
}

/// Questions to the kernel that are no files. Each answer is a list of raw messages, so that it can be recorded and replayed.
public enum KernelQuery: Sendable, Hashable {
  /// A netlink dump: one datagram with header `type`, flags `NLM_F_REQUEST|NLM_F_DUMP`, `payload`; the answer is every message (with its
  /// 16-byte header) up to and with `NLMSG_DONE`; an answer without that was cut by a limit. `networkNamespaceOf` names a process whose
  /// network namespace is entered for the question.
  case netlinkDump(family: Int32, type: UInt16, payload: [UInt8], networkNamespaceOf: Int?)
  /// A netlink request that is answered by one message.
  case netlinkGet(family: Int32, type: UInt16, payload: [UInt8])
  /// `BPF_PROG_GET_NEXT_ID` + `BPF_OBJ_GET_INFO_BY_FD` for every program: each answer is `struct bpf_prog_info` as the kernel filled it.
  case bpfPrograms
  /// The same for links: `struct bpf_link_info`.
  case bpfLinks
  /// The same for maps: `struct bpf_map_info`.
  case bpfMaps
  /// Legacy iptables entries, without a program: one raw `ipt_getinfo` (84 bytes) followed by `ipt_get_entries` a table; IPv4 or 6.
  case iptablesEntries(ipVersion: Int)
  /// The kernel's log, not consumed: one record of `/dev/kmsg` an answer, or one answer with all of syslog(2) where there is no device.
  case kernelLog
}
