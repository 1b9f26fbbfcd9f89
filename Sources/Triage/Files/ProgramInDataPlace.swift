internal import CaseModel
internal import HostFacts

/// Programs in temporary directories, spools and web roots.
struct ProgramInDataPlace: FileHeuristic {
  let card = HeuristicCard(
    id: "file.odd-program", abnormal: "An executable in a temporary directory, spool or web root.",
    why: "Every account may write there, so downloads of attackers begin there.",
    techniques: ["T1036.005", "T1105"], severity: .medium,
    benign:
      "Build trees, installers and go-build or pip work directories in /tmp; they are scripts and objects in named directories."
  )

  private static let workTrees = [
    "/tmp/go-build", "/tmp/pip-", "/tmp/npm-", "/tmp/tmp", "/tmp/rustc", "/tmp/cargo", "/tmp/snap-private-tmp/",
    "/tmp/systemd-private-", "/tmp/jetty", "/tmp/hsperfdata", "/tmp/jna", "/tmp/node", "/tmp/yarn", "/tmp/cc",
    "/tmp/conda", "/tmp/ansible",
    "/tmp/runner", "/tmp/docker", "/tmp/buildkit", "/tmp/_MEI", "/tmp/.mount_", "/tmp/npx", "/tmp/pytest-",
    "/tmp/bazel", "/tmp/gradle", "/tmp/phantomjs", "/tmp/puppeteer", "/tmp/vscode", "/tmp/snappy", "/tmp/libnetty",
    "/tmp/sqlite", "/tmp/hadoop", "/tmp/spark", "/tmp/blockmgr", "/var/tmp/portage", "/var/tmp/rpm-tmp", "/tmp/apt.",
    "/tmp/dpkg", "/tmp/selenium", "/tmp/playwright", "/tmp/code-", "/var/tmp/dracut", "/tmp/clr-", "/tmp/dotnet",
    "/tmp/swift", "/tmp/nix-", "/tmp/crun", "/var/tmp/buildah", "/tmp/packer", "/tmp/terraform",
  ]

  func judge(_ file: FileRecord) -> FileOpinion? {
    let path = file.path.text
    guard file.kind == .file, file.package == nil, FilePlace.hiddenComponent(path) == nil,
      !FilePlace.isContainerTree(path), file.size > 0
    else { return nil }
    let isELF = file.elf.map { $0.type == "executable" || $0.type == "shared" } ?? (file.content == "elf")
    let isShared =
      file.elf?.type == "shared" && file.elf?.interpreter == nil && TextScan.contains(file.path.lastComponent, ".so")
    let isScript = file.interpreter != nil || file.content == "script"
    if path.hasPrefix("/dev/"), isELF || isScript || file.isExecutable {
      return FileOpinion(.high, "program in \(file.path.parent): \(path)")
    }
    if FilePlace.isTemporary(path) {
      if FilePlace.startsWith(path, Self.workTrees)
        || TextScan.first(
          of: ["/node_modules/", "/.git/hooks/", "/target/debug/", "/target/release/", "/build/", "/bin/python"],
          in: path) != nil
      {
        return FileOpinion(.info, "program in a work directory: \(path)")
      }
      if isELF, file.isExecutable, !isShared {
        let depth = path.split(separator: "/").count
        // People and build jobs unpack and build under directories of their own; services' accounts do not.
        if file.uid >= 1000, depth > 3, TextScan.first(of: ["/bin/", "/build"], in: path) != nil {
          return FileOpinion(.info, "program in \(file.path.parent): \(path)")
        }
        return FileOpinion(depth < 5 ? .medium : .low, "program in \(file.path.parent): \(path)")
      }
      if isShared { return FileOpinion(.info, "library in \(file.path.parent): \(path)") }
      return isScript && file.isExecutable ? FileOpinion(.info, "script in \(file.path.parent): \(path)") : nil
    }
    if FilePlace.isWebRoot(path), isELF, file.isExecutable, !isShared,
      TextScan.first(of: ["/node_modules/", "/vendor/", "/cgi-bin/", "/bin/"], in: path) == nil
    {
      return FileOpinion(
        path.hasPrefix("/var/www/") && TextScan.contains(path, "/uploads/") ? .high : .medium,
        "program in a web root: \(path)", techniques: ["T1105", "T1505.003"])
    }
    if FilePlace.isDataPlace(path), isELF, file.isExecutable,
      !FilePlace.startsWith(
        path, ["/boot/", "/usr/include/", "/var/backups/", "/media/", "/var/spool/postfix/lib", "/usr/share/doc/"])
    {
      return FileOpinion(isShared ? .low : .high, "program in a directory for data: \(path)")
    }
    return nil
  }
}
