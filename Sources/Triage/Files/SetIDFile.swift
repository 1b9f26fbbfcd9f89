internal import CaseModel
internal import HostFacts

/// Programs that run with their owner's rights, outside packages.
struct SetIDFile: FileHeuristic {
  let card = HeuristicCard(
    id: "file.set-id", abnormal: "A set-user-id or set-group-id program that no package owns.",
    why: "A SUID copy of a shell gives root to whoever knows its name.",
    techniques: ["T1548.001"], severity: .high,
    benign:
      "Container layers, snaps and chroots hold copies of packaged ones; Electron's chrome-sandbox; sudo and mount helpers built under /usr/local and /opt."
  )

  private static let known: Set<String> = [
    "chrome-sandbox", "sandbox", "fusermount", "fusermount3", "singularity-suid", "starter-suid", "newuidmap",
    "newgidmap", "ping", "ping6", "mount.nfs", "VBoxHeadless", "VBoxNetAdpCtl", "VBoxVolInfo",
    "vmware-user-suid-wrapper", "Xorg.wrap", "ssh-keysign", "dbus-daemon-launch-helper", "polkit-agent-helper-1",
    "pkexec", "sudo", "su", "qemu-bridge-helper", "ntfs-3g", "snap-confine", "exim4", "doas", "xscreensaver-auth",
    "cgi-wrapper", "suexec",
  ]

  func judge(_ file: FileRecord) -> FileOpinion? {
    guard file.kind == .file, file.mode & 0o6000 != 0, !file.isPackaged, file.package == nil else { return nil }
    let path = file.path.text
    let isUser = file.mode & 0o4000 != 0
    // Without the group's execute bit, set-group-id means mandatory locking, not rights.
    guard isUser || file.mode & 0o010 != 0 else { return nil }
    let kind = isUser ? "set-user-id" : "set-group-id"
    if FilePlace.isContainerTree(path) { return FileOpinion(.info, "\(kind) program in a container's files: \(path)") }
    guard file.mode & 0o111 != 0 else { return FileOpinion(.low, "\(kind) bit on a file that is no program: \(path)") }
    if FilePlace.oddity(ofProgramAt: path) != nil {
      return FileOpinion(isUser && file.uid == 0 ? .critical : .high, "\(kind) program in an odd place: \(path)")
    }
    if isUser, file.uid == 0 {
      let isKnown = Self.known.contains(file.path.lastComponent) && FilePlace.isLocalProgramPlace(path)
      if isKnown { return FileOpinion(.info, "\(kind) program built here: \(path)") }
      if FilePlace.isHome(path) { return FileOpinion(.high, "\(kind) program of root in a home: \(path)") }
      return FileOpinion(
        FilePlace.isLocalProgramPlace(path) ? .medium : .high, "\(kind) program of no package: \(path)")
    }
    return FileOpinion(isUser ? .low : .info, "\(kind) program of no package: \(path)")
  }
}
