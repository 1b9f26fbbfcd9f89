internal import CaseModel
internal import HostFacts

/// Libraries that stand in front of libc's functions to hide things.
struct PreloadLibrary: FileHeuristic {
  let card = HeuristicCard(
    id: "file.interposing-library",
    abnormal: "A library of no package defines readdir, open, accept, pam or the like in front of libc's.",
    why: "User-space rootkits hide files, processes and connections and steal passwords this way.",
    techniques: ["T1574.006", "T1014"], severity: .high,
    benign:
      "fakeroot, eatmydata, faketime, tsocks, allocators and sanitizers interpose too, from packages or build trees.")

  private static let hiding: Set<String> = [
    "readdir", "readdir64", "readdir_r", "readdir64_r", "__readdir64", "getdents", "getdents64", "opendir", "fopen",
    "fopen64", "lstat", "__lxstat", "__lxstat64", "__xstat", "__xstat64", "stat", "stat64", "lstat64", "unlink",
    "unlinkat", "access", "rmdir", "fstat", "fstatat", "statx", "open", "open64", "openat", "rename", "link", "chdir",
  ]
  private static let listening: Set<String> = [
    "accept", "accept4", "pam_authenticate", "pam_open_session", "pam_acct_mgmt", "getpwnam", "getpwnam_r", "crypt",
    "write", "read", "execve", "getspnam", "pcap_loop", "SSL_read", "SSL_write", "login", "pututxline",
    "audit_log_acct_message", "ptrace", "kill",
  ]
  private static let known = [
    "fakeroot", "eatmydata", "faketime", "tsocks", "torsocks", "proxychains", "jemalloc", "tcmalloc", "mimalloc",
    "asan", "tsan", "ubsan", "msan", "lsan", "snoopy", "stderred", "libc.so", "libc-", "ld-linux", "ld-musl",
    "libpthread", "libcowdancer", "libsandbox", "libnss_wrapper", "libsocket_wrapper", "libuid_wrapper", "libgcompat",
    "libSegFault", "libdl", "vgpreload", "libmemusage", "libpcprofile", "libv4l", "aoss", "padsp", "libclang_rt",
    "libsystemd-shared", "libfsck", "libgamemode", "libexecs", "libear", "libsandboxed",
  ]

  func judge(_ file: FileRecord) -> FileOpinion? {
    guard let elf = file.elf, !elf.interposes.isEmpty, file.package == nil, !FilePlace.isContainerTree(file.path.text)
    else { return nil }
    let path = file.path.text
    let name = file.path.lastComponent
    if TextScan.first(of: Self.known, in: name) != nil, FilePlace.oddity(ofProgramAt: path) == nil { return nil }
    // A copy of a C library, as profilers and build roots keep it, defines nearly all of them.
    guard elf.interposes.count < 28 else { return nil }
    let symbols = elf.interposes.map(\.text)
    let lists = symbols.filter { $0.contains("readdir") || $0.contains("getdents") }
    let hides = symbols.filter(Self.hiding.contains)
    let listens = symbols.filter(Self.listening.contains)
    let shown = (lists + hides + listens).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }.prefix(5)
      .joined(separator: ",")
    // C libraries, language runtimes and file managers define a few of these; the mixture of listing and hiding is
    // what rootkits need.
    let isBuildTree =
      TextScan.first(
        of: [
          "/target/", "/node_modules/", "/site-packages/", "/.cargo/", "/.rustup/", "/go/pkg/", "/build/",
          "/toolchains/", "/sysroot/", "/conda", "/musl",
        ], in: path) != nil
    if !lists.isEmpty, hides.count > 2 || !listens.isEmpty {
      return FileOpinion(
        isBuildTree
          ? .low
          : FilePlace.isSystemProgramPlace(path) || FilePlace.oddity(ofProgramAt: path) != nil ? .critical : .high,
        "\(path) stands in front of \(shown)")
    }
    if symbols.contains("pam_authenticate"), !isBuildTree {
      return FileOpinion(.high, "\(path) stands in front of \(shown)", techniques: ["T1556.003", "T1574.006"])
    }
    guard !shown.isEmpty, elf.type == "shared", elf.interpreter == nil else { return nil }
    let isOdd = FilePlace.oddity(ofProgramAt: path) != nil
    let severity: Severity = isOdd ? .high : FilePlace.isSystemProgramPlace(path) && !lists.isEmpty ? .high : .info
    return FileOpinion(severity, "\(path) stands in front of \(shown)")
  }
}
