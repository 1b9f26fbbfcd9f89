internal import Artifacts
internal import CLinuxShims
internal import CaseModel
internal import Digests
internal import HostFacts

/// One pass over the file system's metadata (coverage section D), through the quiet view.
///
/// Depth first with one open directory a level, so that memory grows with depth and not with the number of names. Places where intruders and
/// administrators leave things come first; when a budget ends the walk, those were seen.
final class TreeWalk {
  /// What the pass saw, for the ledger.
  struct Counts {
    var objects = 0
    var directories = 0
    var hashed = 0
    var hashedBytes: Int64 = 0
    var unreadable: [HostString] = []
    var skippedMounts: [HostString] = []
    var tooDeep = 0
    var isCut: String?
    var byEntry: [String: Int] = [:]
  }

  private struct Level {
    var descriptor: Int32
    var reader: DirectoryReader
    var path: [UInt8]
    var isCovered: Bool
  }

  private static let depthLimit = 400

  private let source: LiveHostSource
  private let options: CollectionOptions
  private let packages: PackageIndex
  private let run: CollectionRun
  private let inspector: FileInspector
  private let skippedMounts: Set<[UInt8]>
  private let knownUsers: Set<Int>
  private let knownGroups: Set<Int>
  private var visited: Set<DirectoryIdentity> = []
  private(set) var counts = Counts()

  private struct DirectoryIdentity: Hashable {
    var device: UInt64
    var inode: UInt64
  }

  init(
    source: LiveHostSource, options: CollectionOptions, packages: PackageIndex, mounts: [MountRecord], users: Set<Int>,
    groups: Set<Int>,
    run: CollectionRun
  ) {
    self.source = source
    self.options = options
    self.packages = packages
    self.run = run
    self.inspector = FileInspector(source: source, options: options, packages: packages, run: run)
    self.knownUsers = users
    self.knownGroups = groups
    let skipped = mounts.filter {
      FileSystemKind.isPseudo($0.fileSystem) || FileSystemKind.isRemote($0.fileSystem) && !options.entersRemote
    }
    self.skippedMounts = Set(skipped.map(\.path.bytes))
    self.counts.skippedMounts = skipped.map(\.path)
    // A mount that something else covers is reached nowhere; its bundle directory must not be walked into either.
    for identity in run.ownDirectories {
      visited.insert(DirectoryIdentity(device: identity.device, inode: identity.inode))
    }
  }

  /// Places that come first.
  private static let first = [
    "/etc", "/root", "/tmp", "/var/tmp", "/dev", "/run", "/var/spool", "/usr/local", "/usr/bin", "/usr/sbin", "/bin",
    "/sbin", "/lib",
    "/lib64", "/usr/lib/systemd", "/usr/lib/x86_64-linux-gnu/security", "/home", "/opt", "/srv", "/var/www",
    "/var/lib/systemd",
  ]

  /// Walks everything: what is under mounts, what a clone leaves out, the first places, then the rest.
  func walk(covered: [(path: HostString, directory: Int32)]) {
    do {
      for place in covered { try walkTree(place.directory, path: place.path.bytes, isCovered: true, limit: 5000) }
      for mount in source.view.unbindable {
        let directory = nt_open_directory_below(mount.descriptor, ".", 0, 1)
        if directory >= 0 { try walkTree(directory, path: mount.path.bytes, isCovered: false) }
      }
      for path in Self.first { try walkPlace(path) }
      try walkPlace("/")
    } catch let budget as BudgetExceeded {
      counts.isCut = budget.budget
    } catch {
      counts.isCut = "\(error)"
    }
  }

  private func walkPlace(_ path: String) throws {
    do { try source.hanging.refuse(HostString(path)) } catch { return }
    let directory = path.withCString { nt_open_directory_below(source.view.root, $0, 0, source.noatime) }
    guard directory >= 0 else { return }
    try walkTree(directory, path: path == "/" ? [] : Array(path.utf8), isCovered: false)
  }

  /// Owns and closes `directory`.
  private func walkTree(_ directory: Int32, path: [UInt8], isCovered: Bool, limit: Int = .max) throws {
    var status = nt_status()
    guard nt_statx(directory, "", 0, &status) >= 0, !skippedMounts.contains(path), enter(status) else {
      closeDescriptor(directory)
      return
    }
    counts.directories += 1
    var levels = [Level(descriptor: directory, reader: DirectoryReader(directory), path: path, isCovered: isCovered)]
    _ = nt_fchdir(directory)
    defer { for level in levels { closeDescriptor(level.descriptor) } }
    let start = counts.objects
    while !levels.isEmpty {
      guard counts.objects - start < limit, let entry = levels[levels.count - 1].reader.next() else {
        let done = levels.removeLast()
        if done.reader.errno != 0, counts.unreadable.count < 100 {
          counts.unreadable.append(HostString(bytes: done.path))
        }
        closeDescriptor(done.descriptor)
        if let parent = levels.last { _ = nt_fchdir(parent.descriptor) }
        continue
      }
      counts.objects += 1
      if counts.objects & 63 == 0 { try run.breathe() }
      guard let next = try visit(entry, in: levels[levels.count - 1]) else { continue }
      guard levels.count < Self.depthLimit else {
        counts.tooDeep += 1
        closeDescriptor(next.descriptor)
        continue
      }
      counts.directories += 1
      _ = nt_fchdir(next.descriptor)
      levels.append(next)
    }
  }

  private func enter(_ status: nt_status) -> Bool {
    visited.insert(
      DirectoryIdentity(device: UInt64(status.device_major) << 32 | UInt64(status.device_minor), inode: status.inode)
    ).inserted
  }

  /// Looks at one name; gives the level to go down into if it is a directory to be walked.
  private func visit(_ entry: DirectoryReader.Entry, in level: Level) throws -> Level? {
    let path = level.path + [UInt8(ascii: "/")] + entry.name
    // A mount that can hang is not even looked at.
    if entry.kind == .directory || entry.kind == .unknown || entry.kind == .file, skippedMounts.contains(path) {
      return nil
    }
    var status = nt_status()
    let name = entry.name.map { CChar(bitPattern: $0) } + [0]
    guard nt_statx(level.descriptor, name, 0, &status) >= 0 else { return nil }
    var record = FileRecord(path: HostString(bytes: path), status: status)
    record.isCovered = level.isCovered
    readAttributes(name, into: &record)
    if record.kind == .link {
      var target = [CChar](repeating: 0, count: 4096)
      let count = nt_readlinkat(level.descriptor, name, &target, target.count)
      if count >= 0 { record.linkTarget = HostString(bytes: target[..<count].map { UInt8(bitPattern: $0) }) }
    }
    if let owner = packages.owner(ofBytes: path) {
      record.package = owner.package
      record.packageState = .notCompared
    }
    if record.kind == .file {
      let before = counts.hashedBytes
      try inspector.inspect(&record, directory: level.descriptor, name: name, counts: &counts)
      if counts.hashedBytes > before { try run.breathe() }
    }
    count(record)
    run.emit(.file(record))
    guard record.kind == .directory, enter(status) else { return nil }
    let directory = nt_open_component(level.descriptor, name, 1, source.noatime)
    guard directory >= 0 else {
      if counts.unreadable.count < 100 { counts.unreadable.append(record.path) }
      return nil
    }
    return Level(descriptor: directory, reader: DirectoryReader(directory), path: path, isCovered: level.isCovered)
  }

  /// Extended attributes of a name in the current directory.
  private func readAttributes(_ name: [CChar], into record: inout FileRecord) {
    guard record.kind == .file || record.kind == .directory else { return }
    var list = [CChar](repeating: 0, count: 1024)
    let count = nt_llistxattr(name, &list, list.count)
    guard count > 0 else { return }
    for attribute in list[..<count].split(separator: 0).prefix(32) {
      let bytes = attribute.map { UInt8(bitPattern: $0) }
      let text = HostString(bytes: bytes)
      record.xattrs.append(text)
      if text.text == "system.posix_acl_access" || text.text == "system.posix_acl_default" { record.hasACL = true }
      if text.text == "security.capability" {
        var value = [UInt8](repeating: 0, count: 64)
        let length = nt_lgetxattr(name, "security.capability", &value, value.count)
        if length > 0 { record.capabilities = HexText.encode(value[..<length]) }
      }
    }
  }

  /// Counts for the ledger rows that are derived from the pass.
  private func count(_ record: FileRecord) {
    func add(_ entry: String) { counts.byEntry[entry, default: 0] += 1 }
    if record.kind == .file, record.mode & 0o6000 != 0 { add("C106") }
    if record.capabilities != nil { add("C107") }
    if record.flags.utf8.contains(UInt8(ascii: "i")) || record.flags.utf8.contains(UInt8(ascii: "a")) { add("C108") }
    if record.kind != .link, record.mode & 0o002 != 0, record.mode & 0o1000 == 0 { add("C109") }
    if !knownUsers.contains(record.uid) || !knownGroups.contains(record.gid) { add("C110") }
    if record.path.lastComponent.utf8.first == UInt8(ascii: ".") || record.path.hasUnprintable { add("C111") }
    if record.isExecutable, record.package == nil { add("C112") }
    if record.changed != nil { add("C113") }
    if record.kind == .link { add("C114") }
    if [.fifo, .socket, .character, .block].contains(record.kind) { add("C115") }
    if record.elf != nil { add("C116") }
    if record.package != nil { add("C117") }
    if record.content != nil { add("C118") }
    if record.content?.hasPrefix("archive") == true || record.size > 100 << 20 { add("C119") }
    if record.isCovered { add("C120") }
    if !record.xattrs.isEmpty { add("C123") }
    if record.sha256 != nil { add("C124") }
  }

  /// Notes every entry of section D.
  func note(into sink: any CollectionSink) {
    let status: CoverageStatus =
      counts.objects == 0
      ? .failed : counts.isCut != nil || !counts.unreadable.isEmpty || counts.tooDeep > 0 ? .partial : .obtained
    var why: [String] = []
    if let cut = counts.isCut { why.append("the walk was ended by the \(cut) budget after \(counts.objects) objects") }
    if !counts.unreadable.isEmpty { why.append("\(counts.unreadable.count) directories could not be read") }
    if counts.tooDeep > 0 { why.append("\(counts.tooDeep) directories deeper than \(Self.depthLimit) levels") }
    let hanging = source.hanging.sorted.prefix(16).map(\.text)
    if !hanging.isEmpty { why.append("not entered, because they can hang: \(hanging.joined(separator: ", "))") }
    let reason = why.joined(separator: "; ")
    sink.note("C105", status, count: counts.objects, tried: ["statx of every name"], why: reason)
    for number in 106...124 where number != 120 && number != 121 && number != 122 {
      let entry = "C\(number)"
      sink.note(entry, status, count: counts.byEntry[entry] ?? 0, tried: ["statx of every name"], why: reason)
    }
    if inspector.isHashBudgetSpent {
      sink.note(
        "C124", .partial, count: 0, tried: [], why: "the budget for hashing was spent after \(counts.hashedBytes) bytes"
      )
      sink.note(
        "C117", .partial, count: 0, tried: [], why: "the budget for hashing was spent after \(counts.hashedBytes) bytes"
      )
    }
  }
}
