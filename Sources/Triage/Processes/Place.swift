internal import CaseModel

/// What kind of place a path is, as far as running programs from there is concerned.
///
/// An intruder can choose any name but has few places: those writable by everybody, those gone after a reboot, and
/// those nobody looks into. Places are judged, not names.
enum Place: Sendable {
  /// Where packages put programs and libraries.
  case system
  /// Where administrators and vendors put programs: `/usr/local`, `/opt`, `/srv`, snap, Nix, flatpak, container layers.
  case vendor
  /// A person's home, hidden directories of well-known tools included.
  case home
  /// Writable by everybody or in memory only.
  case temporary
  /// The device tree, shared memory included.
  case device
  /// procfs, sysfs, memory files.
  case kernel
  /// Data of programs: spools, logs, caches, mail.
  case data
  /// Served by a web server.
  case web
  /// Anything else.
  case other

  /// - Parameter path: Absolute, in the escaped form.
  init(_ path: String) {
    self = Self.table.first { path.isPath(under: $0.0) }?.1 ?? .other
  }

  /// No program is installed there by ordinary means.
  var isOdd: Bool {
    switch self {
    case .temporary, .device, .kernel, .data: true
    case .system, .vendor, .home, .web, .other: false
    }
  }

  /// For people.
  var words: String {
    switch self {
    case .system: "a system directory"
    case .vendor: "a directory of locally installed software"
    case .home: "a home directory"
    case .temporary: "a temporary or world-writable directory"
    case .device: "the device tree or shared memory"
    case .kernel: "a kernel file system or memory"
    case .data: "a data directory"
    case .web: "a web root"
    case .other: "an unusual directory"
    }
  }

  /// First match counts: more special prefixes stand first.
  private static let table: [(String, Place)] = [
    ("/run/current-system", .system), ("/run/wrappers", .system), ("/run/host", .vendor), ("/run/systemd", .system),
    ("/run/containerd", .vendor), ("/run/docker", .vendor), ("/var/run/docker", .vendor),
    ("/usr/local", .vendor), ("/usr/src", .vendor), ("/usr/share/nginx/html", .web),
    ("/usr", .system), ("/bin", .system), ("/sbin", .system), ("/lib", .system), ("/lib32", .system),
    ("/lib64", .system), ("/libx32", .system), ("/etc", .system), ("/init", .system), ("/boot", .system),
    ("/opt", .vendor), ("/snap", .vendor), ("/nix", .vendor), ("/gnu", .vendor), ("/app", .vendor),
    ("/var/lib/snapd", .vendor), ("/var/lib/flatpak", .vendor),
    ("/var/lib", .vendor), ("/home", .home), ("/root", .home), ("/export/home", .home),
    ("/dev", .device), ("/tmp", .temporary), ("/var/tmp", .temporary), ("/run", .temporary), ("/var/run", .temporary),
    ("/var/lock", .temporary), ("/var/crash", .temporary), ("/lost+found", .temporary),
    ("/proc", .kernel), ("/sys", .kernel), ("/memfd:", .kernel), ("memfd:", .kernel),
    ("/var/spool", .data), ("/var/log", .data), ("/var/cache", .data), ("/var/mail", .data), ("/var/backups", .data),
    ("/var/games", .data), ("/var/www", .web), ("/srv/www", .web), ("/srv/http", .web), ("/srv", .vendor),
  ]
}

/// Questions about the parts of a path.
enum PathShape {
  /// Some part starts with a dot. Well-known directories of tools count only where people and vendors keep them.
  static func isConcealed(_ path: String) -> Bool {
    let isKept: Bool =
      switch Place(path) {
      case .home, .vendor, .web, .other: true
      default: false
      }
    return parts(path).contains { part in
      part.hasPrefix(".") && !isScratch(part) && !(isKept && toolDirectories.contains(String(part)))
    }
  }

  /// Some part is made to be overlooked: only dots and spaces, blank at an end, or unprintable.
  static func isTrick(_ path: String) -> Bool {
    parts(path).contains { part in
      part.utf8.allSatisfy { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: " ") } || part.hasPrefix(" ")
        || part.hasSuffix(" ") || part.contains("\\x")
    }
  }

  private static func parts(_ path: String) -> [Substring] {
    path.split(separator: "/", maxSplits: 256).filter { $0 != "." && $0 != ".." }
  }

  /// AppImage mounts (`.mount_NameXXXXXX`) and unpacked parts of .NET programs.
  private static func isScratch(_ part: Substring) -> Bool { part.hasPrefix(".mount_") || part == ".net" }

  private static let toolDirectories: Set<String> = [
    ".android", ".ansible", ".asdf", ".aws", ".bin", ".build", ".bun", ".cabal", ".cache", ".cargo", ".claude",
    ".conda", ".config",
    ".cursor-server", ".deno", ".docker", ".dotnet", ".eclipse", ".fly", ".fnm", ".fzf", ".gem", ".ghcup", ".go",
    ".gradle", ".ivy2", ".jdks", ".jenkins", ".juliaup", ".julia", ".krew", ".kube", ".linuxbrew", ".local", ".m2",
    ".mamba", ".minikube", ".mozilla", ".next", ".nix-profile", ".nodenv", ".npm", ".nvm", ".ollama", ".opam",
    ".platformio", ".pnpm", ".poetry", ".pub-cache", ".pulumi", ".pyenv", ".rbenv", ".rustup", ".rvm", ".sbt",
    ".sdkman", ".snapshots", ".stack", ".steam", ".swiftly", ".swiftpm", ".terraform", ".terraform.d", ".tox", ".venv",
    ".virtualenvs", ".volta", ".vscode", ".vscode-server", ".wine", ".yarn",
  ]
}
