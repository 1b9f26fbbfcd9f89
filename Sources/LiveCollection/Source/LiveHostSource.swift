internal import CLinuxShims
public import CaseModel
internal import Glibc
public import HostFacts

/// This machine, through a quiet view.
public final class LiveHostSource: HostSource {
  /// The view in use.
  public let view: HostView
  let guarded: GuardedReader
  /// Mounts that are not entered.
  private(set) var hanging = HangingMounts([], root: -1)
  /// Asks what is no file. Made when first asked, because it looks at files of this source to prove what the kernel has.
  private lazy var queries = KernelQueries(host: self, procDirectory: view.proc)

  /// Reads of these never return, consume something, or start something.
  private static let neverRead: Set<String> = [
    "/proc/kmsg", "/proc/kcore", "/proc/sysrq-trigger", "/proc/acpi/event", "/proc/kpagecount", "/proc/kpageflags",
    "/proc/kpagecgroup", "/proc/vmcore",
  ]

  /// - Parameters:
  ///   - view: The quiet view.
  ///   - stallMilliseconds: A per-process read that takes longer is abandoned.
  ///   - entersRemote: Remote and FUSE file systems are entered too; they can hang.
  public init(view: HostView, stallMilliseconds: Int32 = 1500, entersRemote: Bool = false) {
    self.view = view
    self.guarded = GuardedReader(proc: view.proc, timeoutMilliseconds: stallMilliseconds)
    if !entersRemote, let mounts = try? read("/proc/self/mountinfo", limit: 8 << 20) {
      hanging = HangingMounts(MountInfo.parse(mounts.bytes), root: view.root)
    }
  }

  public func ask(_ query: KernelQuery) throws(SourceError) -> [[UInt8]] { try queries.ask(query) }

  public func read(_ path: HostString, limit: Int) throws(SourceError) -> SourceBytes {
    guard !Self.neverRead.contains(path.text), !path.hasSuffix("trace_pipe"), !path.hasSuffix("trace_pipe_raw") else {
      throw SourceError(.unsupported, "never read, because that blocks or changes something: \(path)")
    }
    if let relative = Self.perProcess(path) { return try readGuarded(relative, path, limit: limit) }
    let file = try open(path)
    defer { close(file) }
    return try Self.readAll(file, path, limit: limit)
  }

  public func list(_ path: HostString, limit: Int) throws(SourceError) -> [DirectoryEntry] {
    try hanging.refuse(path)
    let place = view.locate(path)
    let directory = place.path.withUnsafeBufferPointer {
      nt_open_directory_below(place.root, $0.baseAddress!, 1, noatime)
    }
    guard directory >= 0 else { throw Self.error(directory, "cannot open the directory", path) }
    defer { close(directory) }
    var reader = DirectoryReader(directory)
    var entries: [DirectoryEntry] = []
    while entries.count < limit, let entry = reader.next() {
      entries.append(DirectoryEntry(name: HostString(bytes: entry.name), kind: entry.kind, inode: entry.inode))
    }
    guard reader.errno == 0 || !entries.isEmpty else { throw Self.error(-reader.errno, "cannot list", path) }
    return entries
  }

  public func link(_ path: HostString) throws(SourceError) -> HostString {
    try hanging.refuse(path, followsLast: false)
    let place = view.locate(path)
    var parent = place.path.dropLast()
    while parent.last == CChar(UInt8(ascii: "/")) { parent.removeLast() }
    let slash = parent.lastIndex(of: CChar(UInt8(ascii: "/")))
    let name = Array(slash.map { parent[($0 + 1)...] } ?? parent) + [0]
    let folder = Array(slash.map { parent[..<$0] } ?? []) + [0]
    let directory = folder.withUnsafeBufferPointer { nt_open_below(place.root, $0.baseAddress!, 1, 1, 0) }
    guard directory >= 0 else { throw Self.error(directory, "cannot open", path) }
    defer { close(directory) }
    var target = [CChar](repeating: 0, count: 4096)
    let count = name.withUnsafeBufferPointer { nt_readlinkat(directory, $0.baseAddress!, &target, target.count) }
    guard count >= 0 else { throw Self.error(Int32(count), "cannot read the link", path) }
    return HostString(bytes: target[..<count].map { UInt8(bitPattern: $0) })
  }

  public func status(_ path: HostString, followLinks: Bool) throws(SourceError) -> FileRecord {
    try hanging.refuse(path, followsLast: followLinks)
    let place = view.locate(path)
    let object = place.path.withUnsafeBufferPointer {
      nt_open_below(place.root, $0.baseAddress!, 1, followLinks ? 1 : 0, 0)
    }
    guard object >= 0 else { throw Self.error(object, "cannot look at", path) }
    defer { close(object) }
    var status = nt_status()
    let done = nt_statx(object, "", 0, &status)
    guard done >= 0 else { throw Self.error(done, "cannot look at", path) }
    return FileRecord(path: path, status: status)
  }

  /// Opens a regular file for reading, never anything else. The caller closes it.
  func open(_ path: HostString) throws(SourceError) -> Int32 {
    try hanging.refuse(path)
    let place = view.locate(path)
    let object = place.path.withUnsafeBufferPointer { nt_open_below(place.root, $0.baseAddress!, 1, 1, 0) }
    guard object >= 0 else { throw Self.error(object, "cannot open", path) }
    var status = nt_status()
    let done = nt_statx(object, "", 0, &status)
    close(object)
    guard done >= 0 else { throw Self.error(done, "cannot look at", path) }
    guard status.mode & S_IFMT == S_IFREG else {
      throw SourceError(.unsupported, "not a regular file, so it is not opened: \(path)")
    }
    let file = place.path.withUnsafeBufferPointer { nt_open_below(place.root, $0.baseAddress!, 0, 1, noatime) }
    guard file >= 0 else { throw Self.error(file, "cannot open", path) }
    return file
  }

  /// The collector's own process id.
  var ownPID: Int { Int(getpid()) }

  /// 1 where only `O_NOATIME` keeps reads from changing times.
  var noatime: Int32 { view.kind == .clone ? 0 : 1 }

  private func readGuarded(_ relative: String, _ path: HostString, limit: Int) throws(SourceError) -> SourceBytes {
    switch guarded.run(.file(relative, limit: limit)) {
    case .bytes(let bytes, let isTruncated): return SourceBytes(bytes: bytes, isTruncated: isTruncated)
    case .failed(let errno): throw Self.error(-errno, "cannot read", path)
    case .stalled: throw SourceError(.stalled, "did not answer in time and was abandoned: \(path)")
    }
  }

  /// `PID/…` for `/proc/PID/…`.
  private static func perProcess(_ path: HostString) -> String? {
    guard path.hasPrefix("/proc/"), let first = path.text.utf8.dropFirst(6).first,
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    else { return nil }
    return String(path.text.dropFirst(6))
  }

  static func readAll(_ file: Int32, _ path: HostString, limit: Int) throws(SourceError) -> SourceBytes {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: min(max(limit, 1), 65_536))
    while bytes.count < limit {
      let count = nt_pread(file, &chunk, min(chunk.count, limit - bytes.count), Int64(bytes.count))
      if count < 0 {
        guard bytes.isEmpty else { return SourceBytes(bytes: bytes, isTruncated: true) }
        throw error(Int32(count), "cannot read", path)
      }
      if count == 0 { return SourceBytes(bytes: bytes) }
      bytes += chunk[..<count]
    }
    let more = nt_pread(file, &chunk, 1, Int64(bytes.count))
    return SourceBytes(bytes: bytes, isTruncated: more > 0)
  }

  /// errno as a sentence, in the one place where it becomes one for reads.
  static func error(_ negativeErrno: Int32, _ attempt: String, _ path: HostString) -> SourceError {
    let code: SourceError.Code =
      switch -negativeErrno {
      case ENOENT, ENOTDIR, ESRCH: .absent
      case EACCES, EPERM: .denied
      // ELOOP: a link into a process's own descriptors, which leads nowhere in the host's tree.
      case ENOSYS, EOPNOTSUPP, ENXIO, ENODEV, ELOOP: .unsupported
      case ETIMEDOUT: .stalled
      default: .failed
      }
    return SourceError(code, errno: -negativeErrno, "\(attempt) (\(HostView.sentence(negativeErrno))): \(path)")
  }
}

extension FileRecord {
  /// From statx(2).
  init(path: HostString, status: nt_status) {
    let kind: Kind =
      switch status.mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      case S_IFLNK: .link
      case S_IFIFO: .fifo
      case S_IFSOCK: .socket
      case S_IFCHR: .character
      case S_IFBLK: .block
      default: .unknown
      }
    self.init(path: path, kind: kind)
    device = "\(status.device_major):\(status.device_minor)"
    inode = status.inode
    mode = Int(status.mode & 0o7777)
    uid = Int(status.uid)
    gid = Int(status.gid)
    links = Int(status.nlink)
    size = Int64(clamping: status.size)
    accessed = Timestamp(nanoseconds: status.accessed)
    modified = Timestamp(nanoseconds: status.modified)
    changed = Timestamp(nanoseconds: status.changed)
    born = status.born == .min ? nil : Timestamp(nanoseconds: status.born)
    if status.attributes & UInt64(NT_ATTR_IMMUTABLE) != 0 { flags += "i" }
    if status.attributes & UInt64(NT_ATTR_APPEND) != 0 { flags += "a" }
    if status.attributes & UInt64(NT_ATTR_NODUMP) != 0 { flags += "d" }
    if status.attributes & UInt64(NT_ATTR_ENCRYPTED) != 0 { flags += "E" }
    if status.attributes & UInt64(NT_ATTR_VERITY) != 0 { flags += "V" }
  }
}
