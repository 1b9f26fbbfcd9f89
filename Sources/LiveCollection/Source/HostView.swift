internal import CLinuxShims
public import CaseModel
internal import HostFacts

/// How the collector sees the host's files, and what it had to fall back to.
///
/// First choice: a detached clone of the mount tree, read-only, no-atime, nodev, and a procfs of our own. Kernels before 5.12: a private mount
/// namespace whose mounts are made quiet. Last: the host's own tree with `O_NOATIME`.
public final class HostView {
  /// Ways to see the tree, best first.
  public enum Kind: String, Sendable, CaseIterable { case clone, namespace, noatime }

  /// The way in use.
  public let kind: Kind
  /// Whether `/proc` is a fresh one of ours.
  public let hasFreshProcfs: Bool
  /// One line for each fall-back: what was tried, what the kernel said.
  public let fallbacks: [String]
  /// Mounts that a clone leaves out (unbindable), read through a private mount namespace instead.
  public private(set) var unbindable: [(path: HostString, descriptor: Int32)] = []

  let root: Int32
  let proc: Int32

  /// - Parameters:
  ///   - wanted: The best way to try.
  ///   - rootPath: Where the host's tree is; "/" but for tests.
  /// - Throws: `.denied` or `.failed` if not even the plain tree can be opened.
  public init(wanted: Kind = .clone, rootPath: String = "/") throws(SourceError) {
    var notes: [String] = []
    var root: Int32 = -1
    var kind = Kind.noatime
    if wanted == .clone {
      root = nt_open_tree_clone(rootPath, 1)
      if root >= 0 { kind = .clone } else { notes.append("detached clone of the mount tree: \(Self.sentence(root))") }
    }
    if root < 0, wanted != .noatime {
      let done = nt_private_mount_namespace()
      if done >= 0 {
        notes += Self.quietMounts()
        root = nt_open_magic(-100, rootPath, 1)
        kind = .namespace
      } else {
        notes.append("private mount namespace: \(Self.sentence(done))")
      }
    }
    if root < 0 { root = nt_open_magic(-100, rootPath, 1) }
    guard root >= 0 else {
      throw SourceError(.failed, errno: -root, "cannot open the host's tree (\(Self.sentence(root))): \(rootPath)")
    }
    let fresh = nt_open_fresh_procfs()
    if fresh < 0 { notes.append("fresh procfs: \(Self.sentence(fresh)); the host's own /proc is read") }
    let proc = fresh >= 0 ? fresh : nt_open_below(root, "proc", 1, 1, 0)
    guard proc >= 0 else {
      throw SourceError(.failed, errno: -proc, "cannot open /proc (\(Self.sentence(proc)))")
    }
    self.root = root
    self.proc = proc
    self.kind = kind
    self.hasFreshProcfs = fresh >= 0
    self.fallbacks = notes
  }

  /// Makes every mount of the private namespace no-atime. Not read-only: the share may be one of them, and nothing else is written to.
  ///
  /// - Returns: One line for each mount that stayed as it was.
  private static func quietMounts() -> [String] {
    let file = nt_open_magic(-100, "/proc/self/mountinfo", 0)
    guard file >= 0 else { return ["no-atime in a private mount namespace: \(sentence(file))"] }
    defer { closeDescriptor(file) }
    guard let text = try? LiveHostSource.readAll(file, "/proc/self/mountinfo", limit: 8 << 20) else { return [] }
    let mounts = MountInfo.parse(text.bytes)
    let hanging = HangingMounts(mounts, root: -1)
    return mounts.compactMap { mount in
      // Looking up a path below a server that does not answer would wait for it.
      guard !FileSystemKind.isPseudo(mount.fileSystem), !hanging.covers(mount.path.bytes) else { return nil }
      let done = cString(mount.path).withUnsafeBufferPointer { nt_remount_quiet($0.baseAddress!, 0) }
      return done < 0 ? "no-atime view of \(mount.path) in a private mount namespace: \(sentence(done))" : nil
    }
  }

  /// Opens mounts that the clone left out, each made quiet in a private mount namespace. Call once, after mountinfo was read.
  ///
  /// - Returns: Faults by path.
  public func openUnbindable(_ paths: [HostString]) -> [(path: HostString, why: String)] {
    guard kind == .clone, !paths.isEmpty else { return [] }
    let done = nt_private_mount_namespace()
    guard done >= 0 else { return paths.map { ($0, "private mount namespace: \(Self.sentence(done))") } }
    var faults: [(path: HostString, why: String)] = []
    for path in paths {
      let text = Self.cString(path)
      _ = text.withUnsafeBufferPointer { nt_remount_quiet($0.baseAddress!, 1) }
      let descriptor = text.withUnsafeBufferPointer { nt_open_magic(-100, $0.baseAddress!, 1) }
      if descriptor >= 0 {
        unbindable.append((path, descriptor))
      } else {
        faults.append((path, Self.sentence(descriptor)))
      }
    }
    unbindable.sort { $0.path.text.utf8.count > $1.path.text.utf8.count }
    return faults
  }

  /// The descriptor and the path below it for an absolute path of the host.
  func locate(_ path: HostString) -> (root: Int32, path: [CChar], isProc: Bool) {
    if path.text == "/proc" || path.hasPrefix("/proc/") {
      return (proc, Self.cString(path, dropping: 5), true)
    }
    for mount in unbindable where path == mount.path || path.hasPrefix(mount.path.text + "/") {
      return (mount.descriptor, Self.cString(path, dropping: mount.path.bytes.count), false)
    }
    return (root, Self.cString(path), false)
  }

  /// A NUL-terminated path; a path with a NUL inside cannot exist and ends there.
  static func cString(_ path: HostString, dropping count: Int = 0) -> [CChar] {
    path.bytes.dropFirst(count).map { CChar(bitPattern: $0) } + [0]
  }

  static func sentence(_ negativeErrno: Int32) -> String { String(cString: nt_errno_sentence(-negativeErrno)) }
}
