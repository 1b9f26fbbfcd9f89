internal import CaseModel
internal import HostFacts

/// Files that even root cannot remove at once.
struct UnchangeableFile: FileHeuristic {
  let card = HeuristicCard(
    id: "file.immutable", abnormal: "a start-up file, key file or program is immutable or append-only",
    why: "Attackers make their files unchangeable so that rivals and administrators fail to remove them.",
    techniques: ["T1222.002", "T1564"], severity: .medium,
    benign: "resolv.conf, mount points, swap files and hardened configuration are made immutable; logs append-only.")

  func judge(_ file: FileRecord) -> FileOpinion? {
    guard file.flags.contains("i") || file.flags.contains("a"), file.kind == .file || file.kind == .directory else {
      return nil
    }
    let path = file.path.text
    let isLog = path.hasPrefix("/var/log/") && !file.flags.contains("i")
    if isLog || FilePlace.isContainerTree(path) || path.hasPrefix("/sys/") { return nil }
    let which = file.flags.contains("i") ? "immutable" : "append-only"
    if FilePlace.oddity(ofProgramAt: path) != nil, file.kind == .file, !path.hasPrefix("/var/log/") {
      return FileOpinion(.high, "\(which) file in an odd place: \(path)")
    }
    let isKeyFile = path.hasSuffix("/authorized_keys") || path.hasSuffix("/authorized_keys2")
    let isStartup =
      FilePlace.startsWith(
        path,
        [
          "/etc/cron", "/var/spool/cron/", "/etc/systemd/system/", "/etc/ld.so.preload", "/etc/rc.local",
          "/etc/init.d/", "/usr/lib/systemd/", "/lib/systemd/",
        ]) && file.kind == .file
    if isKeyFile || (isStartup && file.package == nil) { return FileOpinion(.medium, "\(which): \(path)") }
    if file.kind == .file, file.package == nil, FilePlace.isSystemProgramPlace(path) {
      return FileOpinion(.high, "\(which) program of no package: \(path)")
    }
    // Programs are replaced by updates; nobody who installs one wants that to fail.
    if file.kind == .file, file.package == nil, file.isExecutable, file.isCode {
      return FileOpinion(.medium, "\(which) program of no package: \(path)")
    }
    return FileOpinion(.info, "\(which): \(path)")
  }
}
