public import Foundation

extension TestHost {
  /// Processes of the host but its first, as this machine numbers them: those in its process namespace.
  public func processes() -> [pid_t] {
    func space(_ pid: String) -> String? {
      try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/ns/pid")
    }
    guard let own = space("\(initPID)") else { return [] }
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.compactMap { name in pid_t(name).flatMap { $0 != initPID && space(name) == own ? $0 : nil } }
  }

  /// The host's processes of that name.
  public func processes(named comm: String) -> [pid_t] {
    processes().filter { (try? String(contentsOfFile: "/proc/\($0)/comm", encoding: .utf8)) == "\(comm)\n" }
  }

  /// Stops every process of the host, so that what changes after was changed by whoever comes in.
  public func freeze() { for pid in processes() { kill(pid, SIGSTOP) } }

  /// Where the host's root can be looked at from outside.
  public var root: String { "/proc/\(initPID)/root" }

  /// I/O counters of the disk below the host's root: read and written requests, read and written sectors.
  public func diskCounters() throws -> (reads: Int, writes: Int, sectorsRead: Int, sectorsWritten: Int) {
    let mounts = try String(contentsOfFile: "/proc/\(initPID)/mountinfo", encoding: .utf8)
    guard let line = mounts.split(separator: "\n").first(where: { $0.split(separator: " ")[4] == "/" }) else {
      throw POSIXError(.ENODEV)
    }
    let text = try String(contentsOfFile: "/sys/dev/block/\(line.split(separator: " ")[2])/stat", encoding: .utf8)
    let fields = text.split(separator: " ").compactMap { Int($0.trimmingCharacters(in: .newlines)) }
    guard fields.count > 6 else { throw POSIXError(.EIO) }
    return (fields[0], fields[4], fields[2], fields[6])
  }

  /// Metadata of every object below the host's root, without changing a time: directories are read with `O_NOATIME`.
  public func metadata() throws -> [String: String] {
    var found: [String: String] = [:]
    try Self.look(at: root, "/", into: &found)
    return found
  }

  private static func look(at place: String, _ path: String, into found: inout [String: String]) throws {
    // O_NOATIME, which the C library shows only with _GNU_SOURCE.
    let descriptor = open(place, O_RDONLY | O_DIRECTORY | O_CLOEXEC | 0o1000000)
    guard descriptor >= 0, let directory = fdopendir(descriptor) else {
      throw POSIXError(.EACCES, userInfo: ["path": place])
    }
    defer { closedir(directory) }
    var status = stat()
    fstat(descriptor, &status)
    found[path] = describe(status)
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name == "." || name == ".." { continue }
      let below = path == "/" ? "/\(name)" : "\(path)/\(name)"
      if below == "/proc" || below == "/sys" { continue }
      fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW)
      found[below] = describe(status)
      if status.st_mode & S_IFMT == S_IFDIR { try look(at: "\(place)/\(name)", below, into: &found) }
    }
  }

  private static func describe(_ status: stat) -> String {
    func text(_ time: timespec) -> String { "\(time.tv_sec).\(time.tv_nsec)" }
    return
      "inode \(status.st_ino) mode \(String(status.st_mode, radix: 8)) links \(status.st_nlink) owner \(status.st_uid):\(status.st_gid) "
      + "size \(status.st_size) blocks \(status.st_blocks) atime \(text(status.st_atim)) mtime \(text(status.st_mtim)) "
      + "ctime \(text(status.st_ctim))"
  }
}
