public import CaseModel
public import HostFacts

/// What an ELF file is, from its headers: enough to see a packed program, an odd interpreter or library path, and a library that
/// stands in front of libc.
public enum ELFSummaryReader {
  private static let stringLimit = 256
  private static let interposedLimit = 32
  private static let listedLimit = 64
  /// Packed code is above this many bits a byte; compiled code stays near 6.
  private static let packedEntropy = 7.2

  /// - Parameter bytes: The file or its head. Tables behind the end of the bytes are left out.
  /// - Returns: `nil` if the bytes are no ELF file.
  public static func read(_ bytes: [UInt8]) -> FileRecord.ELFSummary? {
    guard let file = ELFFile(bytes) else { return nil }
    var summary = FileRecord.ELFSummary(type: typeName(file.type), machine: machineName(file.machine))
    let dynamic = ELFDynamic(file)
    summary.interpreter = file.segments.first { $0.type == 3 }.map {
      file.content($0.offset, min($0.fileSize, 4096)).prefix { $0 != 0 }.hostString
    }
    summary.runPath = dynamic?.runPath?.hostString
    summary.needed = dynamic?.needed.map(\.hostString) ?? []
    summary.buildID = buildID(file)
    summary.isStripped = !file.hasSectionHeaders
    summary.isPacked = isPacked(file, hasDynamic: dynamic != nil)
    summary.interposes = interposed(dynamic)
    if summary.interposes.contains(where: { $0.contains("readdir") || $0.contains("getdents") }) {
      summary.texts = Array(interestingStrings(bytes).prefix(listedLimit))
    }
    return summary
  }

  /// Texts of the read-only data of a library that say what it hides or where it writes: paths, formats, addresses and names first.
  ///
  /// - Returns: At most 256 distinct texts of 4 to 256 bytes.
  public static func interestingStrings(_ bytes: [UInt8]) -> [HostString] {
    guard let file = ELFFile(bytes) else { return [] }
    let data = readOnlyData(file)
    var seen: Set<[UInt8]> = []
    var telling: [HostString] = []
    var others: [HostString] = []
    for run in data.split(whereSeparator: { $0 < 32 || $0 > 126 }) where (4...256).contains(run.count) {
      guard telling.count < stringLimit, seen.count < 8192, seen.insert(Array(run)).inserted else { continue }
      if isTelling(run) {
        telling.append(run.hostString)
      } else if others.count < stringLimit {
        others.append(run.hostString)
      }
    }
    return Array((telling + others).prefix(stringLimit))
  }

  private static func isTelling(_ text: ArraySlice<UInt8>) -> Bool {
    text.contains { "/:%.@$".utf8.contains($0) } || text.hasPrefix("LD_") || text.lowercased.contains("pass")
  }

  private static func readOnlyData(_ file: ELFFile) -> ArraySlice<UInt8> {
    if let section = file.section(named: ".rodata") { return file.content(section.offset, min(section.size, 1 << 20)) }
    // Without sections: what is loaded neither writable nor executable, else all of it.
    let segment = file.segments.last { $0.type == 1 && $0.flags & 3 == 0 }
    return segment.map { file.content($0.offset, min($0.fileSize, 1 << 20)) } ?? file.content(0, 1 << 20)
  }

  /// Note of type 3 (NT_GNU_BUILD_ID) and name `GNU`.
  private static func buildID(_ file: ELFFile) -> String? {
    for segment in file.segments where segment.type == 4 && segment.offset <= file.fields.count {
      var at = segment.offset
      let end = segment.offset + min(segment.fileSize, 65_536)
      while at + 12 <= end, let nameSize = file.fields.int32(at), let size = file.fields.int32(at + 4),
        let type = file.fields.u32(at + 8)
      {
        let content = at + 12 + (nameSize + 3) & ~3
        if type == 3, nameSize == 4, file.fields.fixedText(at + 12, 4)?.equals("GNU") == true, size <= 64 {
          return file.fields.slice(content, size).map(Hexadecimal.text)
        }
        at = content + (size + 3) & ~3
      }
    }
    return nil
  }

  private static func isPacked(_ file: ELFFile, hasDynamic: Bool) -> Bool {
    let head = file.content(0, 4096)
    let tail = file.fields.bytes.suffix(4096)
    if head.contains("UPX!") || tail.contains("UPX!") { return true }
    guard !hasDynamic, file.type == 2 || file.type == 3 else { return false }
    return file.segments.contains { segment in
      guard segment.type == 1, segment.flags & 1 != 0 else { return false }
      let code = file.content(segment.offset, min(segment.fileSize, 1 << 20))
      return code.count >= 4096 && CompressionEntropy.bitsPerByte(code) > packedEntropy
    }
  }

  private static func interposed(_ dynamic: ELFDynamic?) -> [HostString] {
    var result: [HostString] = []
    var seen: Set<String> = []
    dynamic?.definedFunctions { name in
      guard result.count < interposedLimit, name.count <= 24 else { return }
      let text = name.ascii
      if hidingFunctions.contains(text), seen.insert(text).inserted { result.append(name.hostString) }
    }
    return result
  }

  private static func typeName(_ type: UInt16) -> String {
    switch type {
    case 1: "relocatable"
    case 2: "executable"
    case 3: "shared"
    case 4: "core"
    default: "other"
    }
  }

  private static func machineName(_ machine: UInt16) -> String {
    switch machine {
    case 3: "i386"
    case 8: "mips"
    case 20: "ppc"
    case 21: "ppc64"
    case 22: "s390x"
    case 40: "arm"
    case 62: "x86_64"
    case 183: "aarch64"
    case 243: "riscv"
    case 247: "bpf"
    case 258: "loongarch"
    default: "machine \(machine)"
    }
  }

  /// Functions of libc and PAM that are replaced to hide files, processes and connections, to catch passwords or to open a back door.
  private static let hidingFunctions: Set<String> = [
    "readdir", "readdir64", "readdir_r", "readdir64_r", "opendir", "fdopendir", "scandir", "getdents", "getdents64",
    "open",
    "open64", "openat", "openat64", "fopen", "fopen64", "freopen", "creat", "stat", "stat64", "lstat", "lstat64",
    "fstat",
    "fstat64", "fstatat", "fstatat64", "statx", "__xstat", "__xstat64", "__lxstat", "__lxstat64", "__fxstat",
    "__fxstat64",
    "__fxstatat", "access", "faccessat", "unlink", "unlinkat", "rename", "rmdir", "link", "symlink", "readlink",
    "readlinkat",
    "read", "write", "fgets", "accept", "accept4", "connect", "bind", "listen", "recv", "recvmsg", "send", "pcap_loop",
    "pcap_next", "pam_authenticate", "pam_acct_mgmt", "pam_open_session", "pam_get_item", "pam_get_password",
    "pam_prompt", "pam_vprompt", "pam_syslog", "execve", "execvp", "execl", "execv", "system", "popen", "fork", "kill",
    "ptrace", "syscall",
    "dlsym", "dlopen", "dladdr", "getpwnam", "getpwnam_r", "getpwuid", "getspnam", "getenv", "secure_getenv", "crypt",
    "SSL_read", "SSL_write",
    "getutent", "getutxent", "pututline", "pututxline", "updwtmp", "syslog", "__syslog_chk", "chmod", "chown", "setuid",
    "geteuid",
    "audit_log_acct_message", "audit_log_user_message", "audit_send", "__libc_start_main",
  ]
}
