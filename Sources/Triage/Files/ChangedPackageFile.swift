internal import CaseModel
internal import HostFacts

/// Programs and libraries whose content is not what their package brought.
struct ChangedPackageFile: FileHeuristic {
  let card = HeuristicCard(
    id: "file.package-differs", abnormal: "A packaged program or library has other content than its package.",
    why: "Replaced login programs and system tools steal passwords and hide things.",
    techniques: ["T1554", "T1036.005"], severity: .high,
    benign:
      "Configuration files are edited; data files are rewritten by their program; an upgrade in progress changes many files of one package."
  )

  private static let loginPrograms: Set<String> = [
    "sshd", "ssh", "login", "su", "sudo", "passwd", "sudo-rs", "agetty", "cron", "crond", "systemd",
  ]
  private static let viewers: Set<String> = [
    "ps", "ls", "ss", "netstat", "top", "lsof", "find", "who", "w", "last", "lsmod", "ip", "ifconfig", "pgrep", "du",
    "dir", "stat", "md5sum", "sha256sum", "dpkg", "rpm",
  ]

  func judge(_ file: FileRecord) -> FileOpinion? {
    guard file.packageState == .differs, file.kind == .file, !FilePlace.isContainerTree(file.path.text) else {
      return nil
    }
    let path = file.path.text
    let name = file.path.lastComponent
    if name.hasPrefix("pam_"), name.hasSuffix(".so") {
      return FileOpinion(.critical, "PAM module differs from its package: \(path)", techniques: ["T1556.003", "T1554"])
    }
    if FilePlace.isSystemProgramPlace(path), Self.loginPrograms.contains(name) {
      return FileOpinion(.critical, "\(path) differs from its package")
    }
    if FilePlace.isSystemProgramPlace(path), Self.viewers.contains(name) {
      return FileOpinion(.critical, "\(path) differs from its package", techniques: ["T1014", "T1554"])
    }
    let isLibrary = TextScan.contains(name, ".so")
    if FilePlace.isSystemProgramPlace(path), isLibrary || file.isExecutable {
      return FileOpinion(
        file.isCode || isLibrary || file.content == nil ? .high : .medium,
        "\(path) differs from its package \(file.package?.text ?? "")")
    }
    if name.hasSuffix(".py") || name.hasSuffix(".pl") || name.hasSuffix(".php") || name.hasSuffix(".sh")
      || name.hasSuffix(".service")
    {
      return FileOpinion(.medium, "\(path) differs from its package")
    }
    return FileOpinion(.info, "\(path) differs from its package")
  }
}
