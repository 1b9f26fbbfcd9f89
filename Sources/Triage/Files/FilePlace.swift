/// What kind of place a path is. Anchored at the root: a directory that merely carries a known name somewhere else
/// gains nothing by it.
enum FilePlace {
  /// Anybody may write there, or it does not outlive the boot.
  static func isTemporary(_ path: String) -> Bool {
    startsWith(
      path, ["/tmp/", "/var/tmp/", "/dev/shm/", "/run/shm/", "/run/lock/", "/var/lock/", "/run/user/", "/dev/mqueue/"])
      || (path.hasPrefix("/dev/") && !path.hasPrefix("/dev/fd/") && !path.hasPrefix("/dev/std")
        && !["/dev/null", "/dev/tty", "/dev/console"].contains(path))
  }

  /// Where the system's own programs and libraries stand.
  static func isSystemProgramPlace(_ path: String) -> Bool {
    startsWith(
      path,
      [
        "/bin/", "/sbin/", "/usr/bin/", "/usr/sbin/", "/lib/", "/lib64/", "/lib32/", "/usr/lib/", "/usr/lib64/",
        "/usr/lib32/",
        "/usr/libexec/",
      ])
  }

  /// A directory of the default search path for commands.
  static func isCommandPlace(_ path: String) -> Bool {
    startsWith(path, ["/bin/", "/sbin/", "/usr/bin/", "/usr/sbin/", "/usr/local/bin/", "/usr/local/sbin/"])
  }

  /// Where people put programs of their own.
  static func isLocalProgramPlace(_ path: String) -> Bool {
    startsWith(
      path,
      ["/opt/", "/usr/local/", "/srv/", "/home/", "/root/", "/snap/", "/app/", "/data/", "/nix/", "/u01/", "/apps/"])
      || (path.hasPrefix("/var/lib/") && hiddenComponent(path) == nil)
  }

  /// Home directories.
  static func isHome(_ path: String) -> Bool { startsWith(path, ["/home/", "/root/"]) }

  /// Layers and roots of containers, snaps and chroots: whole systems inside this one, with their own SUID programs
  /// and package data.
  static func isContainerTree(_ path: String) -> Bool {
    let anchored = startsWith(
      path,
      [
        "/var/lib/docker/", "/var/lib/containerd/", "/run/containerd/", "/run/docker/", "/var/lib/containers/",
        "/var/lib/kubelet/",
        "/var/lib/rancher/", "/var/snap/docker/", "/var/snap/microk8s/", "/snap/", "/var/lib/snapd/snap/",
        "/var/lib/snapd/seed/",
        "/var/lib/lxc/", "/var/lib/lxd/", "/var/snap/lxd/", "/var/lib/machines/", "/var/lib/flatpak/", "/var/lib/mock/",
        "/var/lib/buildkit/", "/sysroot/ostree/", "/ostree/", "/var/cache/pbuilder/", "/var/lib/schroot/",
        "/gnu/store/", "/nix/store/",
        "/mnt/docker/", "/data/docker/", "/mnt/containerd/", "/var/lib/k0s/", "/opt/containerd/", "/data/containerd/",
      ])
    if anchored { return true }
    guard isHome(path) else { return false }
    return TextScan.first(of: ["/.local/share/containers/storage/", "/.local/share/docker/"], in: path) != nil
  }

  /// What a web server hands out or runs.
  static func isWebRoot(_ path: String) -> Bool {
    startsWith(
      path,
      [
        "/var/www/", "/srv/www/", "/srv/http/", "/usr/share/nginx/", "/usr/share/httpd/", "/opt/lampp/htdocs/",
        "/usr/local/www/",
      ])
      || TextScan.first(
        of: ["/public_html/", "/htdocs/", "/wwwroot/", "/webapps/", "/httpdocs/", "/wp-content/"], in: path) != nil
  }

  /// Programs do not belong there at all.
  static func isDataPlace(_ path: String) -> Bool {
    startsWith(
      path,
      [
        "/var/spool/", "/var/mail/", "/var/log/", "/lost+found/", "/proc/", "/sys/", "/boot/", "/usr/share/man/",
        "/usr/share/doc/",
        "/usr/share/fonts/", "/usr/share/icons/", "/usr/share/locale/", "/var/games/", "/var/crash/", "/usr/include/",
        "/selinux/",
        "/var/backups/", "/media/",
      ])
  }

  private static let knownDotNames: Set<String> = [
    ".local", ".cargo", ".rustup", ".nvm", ".pyenv", ".rbenv", ".rvm", ".venv", ".virtualenvs", ".config", ".npm",
    ".npm-global",
    ".yarn", ".bun", ".deno", ".vscode-server", ".vscode", ".vscode-remote", ".cursor-server", ".cache", ".ssh", ".m2",
    ".gradle",
    ".sdkman", ".asdf", ".go", ".dotnet", ".git", ".github", ".gitlab", ".gitlab-runner", ".terraform", ".terraform.d",
    ".oh-my-zsh",
    ".krew", ".kube", ".docker", ".poetry", ".pipx", ".conda", ".mamba", ".jenkins", ".composer", ".gem", ".bundle",
    ".mozilla", ".tox",
    ".nox", ".build", ".svn", ".hg", ".acme.sh", ".snapshots", ".fzf", ".tmux", ".vim", ".emacs.d", ".nix-profile",
    ".linuxbrew",
    ".plenv", ".perlbrew", ".swiftly", ".swiftpm", ".ghcup", ".cabal", ".stack", ".opam", ".cpan", ".cpanm", ".volta",
    ".fnm", ".jenv",
    ".pnpm", ".pnpm-store", ".turbo", ".next", ".nuget", ".java", ".android", ".aws", ".aws-sam", ".azure", ".pulumi",
    ".helm", ".jetbrains",
    ".idea", ".ipython", ".jupyter", ".julia", ".steampipe", ".chefdk", ".chef", ".ansible", ".vagrant.d", ".minikube",
    ".kind", ".husky",
    ".bin", ".codex", ".claude", ".tfenv", ".tgenv", ".goenv", ".nodenv", ".nodebrew", ".luarocks", ".luaver", ".mix",
    ".hex", ".zplug",
    ".zsh", ".antigen", ".bash_it", ".linkerd2", ".istioctl", ".foundry", ".solana", ".cdk", ".serverless", ".hooks",
    ".githooks", ".bundler",
    ".snap", ".eclipse", ".p2", ".ivy2", ".sbt", ".coursier", ".platformio", ".arduino15", ".pub-cache", ".dart", ".uv",
    ".rye", ".pixi", ".proto",
    ".build-id", ".dwz", ".package-lock.json", ".updated", ".placeholder", ".hmac", ".gitkeep", ".gnupg", ".pki",
    ".dbus", ".pm2", ".nodesource",
  ]

  /// A component that starts with a dot, other than what developers' tools make in homes and projects.
  static func hiddenComponent(_ path: String) -> String? {
    let isOurs = startsWith(
      path, ["/home/", "/root/", "/opt/", "/srv/", "/var/lib/", "/usr/local/", "/var/www/", "/mnt/", "/data/", "/app/"])
    for component in path.split(separator: "/") where component.hasPrefix(".") && component != "." && component != ".."
    {
      if component.hasPrefix("...") { return String(component) }
      let name = String(component)
      if name == ".dwz" || name == ".build-id" && isBuildLink(path) { continue }
      if isOurs, knownDotNames.contains(name) { continue }
      return name
    }
    return nil
  }

  /// `.build-id` holds links named by two and 38 or more hex digits, and nothing else.
  private static func isBuildLink(_ path: String) -> Bool {
    guard let rest = TextScan.after("/.build-id", in: path) else { return false }
    let parts = rest.split(separator: "/")
    guard let first = parts.first else { return true }
    return first.utf8.count == 2 && first.allSatisfy(\.isHexDigit)
  }

  /// Why a program has no business at this path; `nil` for ordinary places.
  static func oddity(ofProgramAt path: String) -> String? {
    guard path.hasPrefix("/") else { return nil }
    if isContainerTree(path) { return nil }
    if let hidden = hiddenComponent(path) { return "hidden place \(hidden)" }
    if isTemporary(path) { return "temporary directory" }
    if isDataPlace(path) { return "directory for data" }
    if FileNameOddity.reason(TextScan.lastComponent(path)) != nil { return "odd name" }
    return nil
  }

  /// Compared byte by byte, without a copy of either.
  static func startsWith(_ path: String, _ prefixes: [String]) -> Bool {
    let hay = path.utf8
    return prefixes.contains { begins(hay.span, with: $0) }
  }

  private static func begins(_ hay: Span<UInt8>, with prefix: String) -> Bool {
    let view = prefix.utf8
    let needle = view.span
    guard hay.count >= needle.count else { return false }
    var offset = 0
    while offset < needle.count, hay[offset] == needle[offset] { offset += 1 }
    return offset == needle.count
  }
}
