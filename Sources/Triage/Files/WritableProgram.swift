internal import CaseModel
internal import HostFacts

/// Programs and directories of programs that everybody may change.
struct WritableProgram: FileHeuristic {
  let card = HeuristicCard(
    id: "file.world-writable", abnormal: "A system program, library or directory of programs is writable for all.",
    why: "Any account can put its own program in the place of root's.",
    techniques: ["T1222.002", "T1574.010"], severity: .medium,
    benign: "Sloppy installers under /opt; links always show 0777.")

  func judge(_ file: FileRecord) -> FileOpinion? {
    guard file.mode & 0o002 != 0, file.kind == .file || file.kind == .directory,
      !FilePlace.isContainerTree(file.path.text)
    else { return nil }
    if file.kind == .directory, file.mode & 0o1000 != 0 { return nil }
    let path = file.path.text
    let inSystem = FilePlace.isSystemProgramPlace(path + "/") || FilePlace.isCommandPlace(path + "/")
    let isStartup = FilePlace.startsWith(
      path,
      [
        "/etc/cron", "/etc/systemd/", "/etc/profile", "/etc/pam.d", "/etc/sudoers", "/etc/passwd", "/etc/shadow",
        "/etc/ld.so", "/etc/init.d", "/etc/rc", "/etc/ssh", "/var/spool/cron",
      ])
    guard inSystem && (file.isExecutable || file.kind == .directory || TextScan.contains(path, ".so")) || isStartup
    else { return nil }
    return FileOpinion(isStartup ? .high : .medium, "writable for all: \(path)")
  }
}
