internal import CaseModel
internal import HostFacts

/// Hidden files and directories where nobody hides anything.
struct HiddenInSystem: FileHeuristic {
  let card = HeuristicCard(
    id: "file.hidden", abnormal: "A hidden directory or program in a system or temporary directory.",
    why: "ls shows nothing; tools and loot lie there.",
    techniques: ["T1564.001"], severity: .medium,
    benign:
      "Markers of packages (.placeholder, .hmac, .build-id), lock files (.pwd.lock), sockets and X11 directories, editors' swap files."
  )

  private static let known: Set<String> = [
    ".placeholder", ".X11-unix", ".ICE-unix", ".XIM-unix", ".font-unix", ".Test-unix", ".pwd.lock", ".build-id", ".dwz",
    ".updated", ".java", ".keep", ".gitkeep", ".gitignore", ".etckeeper", ".git", ".hgignore",
    ".bzrignore", ".cvsignore", ".fleet", ".autofsck", ".autorelabel", ".readahead", ".hmac", ".cache", ".lock",
    ".uuid", ".esmtprc", ".mailrc", ".wgetrc", ".digrc", ".viminfo", ".bashrc", ".profile", ".bash_logout",
    ".bash_profile", ".rnd",
    ".resolv.conf.systemd-resolved.bak", ".dockerenv", ".containerenv", ".snapshots", ".Trash-0",
    ".org.chromium.Chromium", ".vbox", ".htaccess", ".user.ini", ".env", ".npmrc", ".pnp.cjs", ".bash_history",
    ".lesshst", ".zshrc", ".kshrc", ".cshrc", ".tcshrc", ".vimrc",
    ".inputrc", ".screenrc", ".config", ".ssh", ".local", ".discovery", ".rpmdb", ".dbus", ".packlist", ".exists",
    ".document", ".travis.yml", ".editorconfig", ".eslintrc", ".npmignore", ".coveragerc", ".nycrc", ".gitattributes",
    ".gitmodules", ".github",
  ]

  /// Where languages and sources keep files of others.
  private static let trees = [
    "/node_modules/", "/site-packages/", "/dist-packages/", "/gems/", "/share/perl", "/vendor/", "/.git/",
    "/linux-headers", "/usr/src/", "/share/",
  ]

  func judge(_ file: FileRecord) -> FileOpinion? {
    let path = file.path.text
    // Most paths have no part that begins with a dot.
    guard TextScan.contains(path, "/.") else { return nil }
    let name = file.path.lastComponent
    if !name.hasPrefix("."), file.package == nil, file.isExecutable, file.isCode,
      FilePlace.isSystemProgramPlace(path), let hidden = FilePlace.hiddenComponent(path),
      !FilePlace.isContainerTree(path), TextScan.first(of: Self.trees, in: path) == nil
    {
      return FileOpinion(.high, "program in the hidden place \(hidden): \(path)")
    }
    guard name.hasPrefix("."), file.package == nil, !Self.known.contains(name), !FilePlace.isContainerTree(path) else {
      return nil
    }
    guard isSystem(path), FileNameOddity.reason(name) == nil else { return nil }
    if TextScan.first(of: Self.trees, in: path) != nil { return nil }
    let isBenignSuffix =
      name.hasSuffix(".hmac") || name.hasSuffix(".swp") || name.hasSuffix(".lock") || name.hasSuffix(".lck")
      || name.hasPrefix(".nfs") || name.hasPrefix(".#") || name.hasPrefix(".org.chromium") || name.hasPrefix(".X")
      || name.hasPrefix(".com.google") || name.hasPrefix(".dotnet") || name.hasPrefix(".NET")
      || name.hasPrefix(".s.PGSQL") || name.hasPrefix(".vmware") || name.hasPrefix(".veth")
    if isBenignSuffix { return nil }
    let isTemporary = FilePlace.isTemporary(path)
    switch file.kind {
    case .directory:
      // Programs make hidden work directories in /tmp; in /dev, /etc and /usr/lib nobody does.
      return FileOpinion(isTemporary && !path.hasPrefix("/dev/") ? .info : .medium, "hidden directory: \(path)")
    case .file:
      let runs = file.isExecutable || file.elf != nil || file.content == "elf"
      if runs { return FileOpinion(.high, "hidden program: \(path)") }
      return FileOpinion(
        path.hasPrefix("/dev/")
          ? .medium
          : isTemporary || path.hasPrefix("/etc/") || path.hasPrefix("/var/") || path.hasPrefix("/run/") ? .info : .low,
        "hidden file: \(path)")
    default: return nil
    }
  }

  private func isSystem(_ path: String) -> Bool {
    FilePlace.isTemporary(path) || FilePlace.isSystemProgramPlace(path)
      || FilePlace.startsWith(
        path,
        ["/etc/", "/usr/", "/var/spool/", "/var/cache/", "/var/log/", "/var/games/", "/boot/", "/run/", "/var/mail/"])
        && !path.hasPrefix("/usr/local/")
  }
}
