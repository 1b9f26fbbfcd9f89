internal import CaseModel
internal import HostFacts

/// Files that decide who gets in, opened to others.
struct SensitiveAccess: FileHeuristic {
  let card = HeuristicCard(
    id: "file.sensitive-access",
    abnormal:
      "The password, sudo or key files can be read or changed by others than root, by mode, owner or access list.",
    why: "A quiet change of rights gives hashes away, or root, without a new file to find.",
    techniques: ["T1222.002", "T1003.008"], severity: .high,
    benign: "The groups shadow and root read the password files; container images and backups keep copies elsewhere."
  )

  func judge(_ file: FileRecord) -> FileOpinion? {
    guard file.kind == .file, Self.isSensitive(file.path.text) else { return nil }
    let path = file.path.text
    let isPublic = path == "/etc/passwd" || path == "/etc/group"
    if file.uid != 0 { return FileOpinion(.high, "\(path) belongs to user \(file.uid)") }
    if file.mode & 0o002 != 0 { return FileOpinion(.critical, "everybody may change \(path)") }
    if file.mode & 0o020 != 0, file.gid != 0 { return FileOpinion(.high, "group \(file.gid) may change \(path)") }
    if !isPublic, file.mode & 0o004 != 0, !path.hasPrefix("/etc/sudoers") {
      return FileOpinion(.high, "everybody may read \(path)")
    }
    return file.hasACL ? FileOpinion(.medium, "an access list opens \(path) to others") : nil
  }

  private static func isSensitive(_ path: String) -> Bool {
    guard FilePlace.startsWith(path, ["/etc/shadow", "/etc/gshadow", "/etc/passwd", "/etc/group", "/etc/sudoers"])
    else {
      return path == "/root/.ssh/authorized_keys"
    }
    return ["/etc/shadow", "/etc/gshadow", "/etc/passwd", "/etc/group", "/etc/sudoers"].contains(path)
      || path.hasPrefix("/etc/sudoers.d/")
  }
}
