package import CaseModel
package import HostFacts

/// Parses the text files of `/proc/PID` (proc(5)). Everything in them but the kernel's own numbers was chosen by the process.
package enum ProcessText {
  /// `stat`: pid (comm) state ppid …; comm may hold anything, also `)` and spaces, so fields count from the last `)`.
  package static func stat(_ bytes: [UInt8], into record: inout ProcessRecord, bootTime: Timestamp?) -> Bool {
    guard let open = bytes.firstIndex(of: UInt8(ascii: "(")), let close = bytes.lastIndex(of: UInt8(ascii: ")")),
      open < close
    else { return false }
    record.comm = HostString(bytes: bytes[(open + 1)..<close])
    let fields = bytes[(close + 1)...].split(whereSeparator: { $0 == 32 || $0 == 10 }).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard fields.count >= 22 else { return false }
    record.state = fields[0]
    record.ppid = Int(fields[1]) ?? 0
    record.session = Int(fields[3]) ?? 0
    record.terminal = Int(fields[4]) ?? 0
    record.isKernelThread = (UInt64(fields[6]) ?? 0) & 0x0020_0000 != 0
    let ticks = (Int64(fields[11]) ?? 0) &+ (Int64(fields[12]) ?? 0)
    record.cpuMilliseconds = max(0, ticks) &* 10
    record.threads = Int(fields[17]) ?? 1
    if let bootTime, let start = Int64(fields[19]), start >= 0, start < 1 << 50 {
      // Clock ticks are 1/100 s for user space on every Linux (USER_HZ).
      record.startedAt = Timestamp(nanoseconds: bootTime.nanoseconds &+ start &* 10_000_000)
    }
    record.residentBytes = max(0, Int64(fields[21]) ?? 0) &* 4096
    return true
  }

  /// `status`: the fields that are needed.
  package static func status(_ bytes: [UInt8], into record: inout ProcessRecord) {
    for line in bytes.split(separator: 10) {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let name = String(decoding: line[..<colon], as: UTF8.self)
      let words = line[(colon + 1)...].split(whereSeparator: { $0 == 32 || $0 == 9 }).map {
        String(decoding: $0, as: UTF8.self)
      }
      switch name {
      case "Uid": record.uids = words.compactMap { Int($0) }
      case "Gid": record.gids = words.compactMap { Int($0) }
      case "TracerPid": record.tracer = words.first.flatMap { Int($0) } ?? 0
      case "CapEff": record.effectiveCapabilities = words.first
      case "CapAmb": record.ambientCapabilities = words.first
      case "Seccomp": record.seccomp = words.first.flatMap { Int($0) } ?? 0
      case "NoNewPrivs": record.noNewPrivileges = words.first == "1"
      default: break
      }
    }
  }

  /// `maps`: libraries, and the mappings worth naming.
  package static func maps(_ bytes: [UInt8], executable: HostString?, into record: inout ProcessRecord) {
    var libraries: Set<HostString> = []
    for line in bytes.split(separator: 10) {
      let fields = line.split(separator: 32, maxSplits: 5, omittingEmptySubsequences: true)
      guard fields.count >= 5, fields[1].count == 4 else { continue }
      let permissions = String(decoding: fields[1], as: UTF8.self)
      guard permissions.dropFirst(2).first == "x" else { continue }
      let path = HostString(bytes: fields.count > 5 ? Array(fields[5].drop { $0 == 32 }) : [])
      if path.hasPrefix("/"), libraries.count < 256 { libraries.insert(path) }
      guard let kind = kind(permissions, path, executable: executable), record.mappings.count < 64 else { continue }
      record.mappings.append(
        .init(kind: kind, range: String(decoding: fields[0], as: UTF8.self), permissions: permissions, path: path))
    }
    record.libraries = libraries.sorted()
  }

  private static func kind(
    _ permissions: String, _ path: HostString, executable: HostString?
  ) -> ProcessRecord.Mapping.Kind? {
    if path.hasPrefix("/memfd:") || path.hasPrefix("/dev/shm/memfd:") { return .memfd }
    if path.hasSuffix(" (deleted)") { return .deletedFile }
    if path.hasPrefix("[vdso]") || path.hasPrefix("[vsyscall]") || path.hasPrefix("[uprobes]") { return nil }
    if permissions.hasPrefix("rwx") { return .writableExecutable }
    if path.isEmpty || path.hasPrefix("[") { return .anonymousExecutable }
    if path != executable, !isOrdinaryLibraryPlace(path) { return .unusualLibrary }
    return nil
  }

  private static func isOrdinaryLibraryPlace(_ path: HostString) -> Bool {
    ["/usr/", "/lib/", "/lib64/", "/bin/", "/sbin/", "/opt/", "/snap/", "/nix/", "/var/lib/", "/home/", "/srv/"]
      .contains {
        path.hasPrefix($0)
      }
  }

  /// NUL-separated strings, as in `cmdline` and `environ`; the last may lack its NUL.
  package static func strings(_ bytes: [UInt8], limit: Int) -> [ArraySlice<UInt8>] {
    var parts = bytes.split(separator: 0, maxSplits: limit, omittingEmptySubsequences: false)
    if parts.last?.isEmpty == true { parts.removeLast() }
    return Array(parts.prefix(limit))
  }

  /// Pairs of the guarded `links` answer.
  package static func pairs(_ bytes: [UInt8]) -> [(name: ArraySlice<UInt8>, target: ArraySlice<UInt8>)] {
    let parts = bytes.split(separator: 0, omittingEmptySubsequences: false)
    return stride(from: 0, to: parts.count - 1, by: 2).map { (parts[$0], parts[$0 + 1]) }
  }

  /// Triples of the guarded `files` answer.
  package static func contents(_ bytes: [UInt8]) -> [(name: ArraySlice<UInt8>, content: ArraySlice<UInt8>)] {
    var result: [(name: ArraySlice<UInt8>, content: ArraySlice<UInt8>)] = []
    var rest = bytes[...]
    while let first = rest.firstIndex(of: 0), let second = rest[(first + 1)...].firstIndex(of: 0) {
      let length = Int(String(decoding: rest[(first + 1)..<second], as: UTF8.self)) ?? 0
      let end = second + 1 + min(max(0, length), rest.endIndex - second - 1)
      result.append((rest[..<first], rest[(second + 1)..<end]))
      rest = rest[end...]
    }
    return result
  }
}
