internal import CaseModel
internal import HostFacts

/// A program poses as one of the system's own daemons.
struct DaemonMimicry: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.daemon-mimicry",
    abnormal: "A process carries the name of a system daemon, but runs another program or one from elsewhere.",
    why:
      "A familiar name in a process list is not looked at twice; the title and thread name are the process's own choice.",
    techniques: ["T1036.005", "T1036.011", "T1036.004"], severity: .high,
    benign:
      "Servers rewrite their titles (nginx, postgres, sshd) with their own program behind; multi-call binaries and alternatives have other file names but belong to a package; a second daemon installed by an administrator lies in /usr/local or /opt; containers bring their own."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    let origin = picture.origin(of: process)
    guard let claim = claim(of: process, origin) else { return nil }
    return card.finding(
      "program poses as \(claim): \(process.label)", process, severity: severity(origin, process, picture),
      evidence: [process.evidence("comm", process.comm.text)])
  }

  private func claim(of process: ProcessRecord, _ origin: Origin) -> String? {
    let title = Self.name(process.name0)
    if origin == .packaged || origin == .image {
      // Scripts have their own name as thread name; only a title put in front of a shell or relay is a lie.
      let hasOwnTitle =
        process.isShell || process.isRelay || ["sleep", "tail", "cat", "python", "perl"].contains(process.program)
      return hasOwnTitle && process.program != "busybox" && Program.isSystemDaemon(title) ? title : nil
    }
    let own = process.fileName
    for name in [title, process.comm.text] where Program.isSystemDaemon(name) && !Self.agrees(own, name) { return name }
    return Program.isSystemDaemon(own) && origin >= .own ? own : nil
  }

  private func severity(_ origin: Origin, _ process: ProcessRecord, _ picture: HostPicture) -> Severity {
    switch origin {
    case .packaged: .high
    case .image: .low
    case .vendor: .medium
    case .stray, .odd: .high
    case .own: picture.isDeveloperWork(process) ? .low : .high
    }
  }

  /// The kernel cuts thread names at 15 bytes, so each may be the other's beginning.
  private static func agrees(_ file: String, _ name: String) -> Bool {
    file == name || (name.utf8.count >= 4 && (file.hasPrefix(name) || name.hasPrefix(file)))
  }

  /// `/usr/sbin/sshd:` → `sshd`; `sshd: root@pts/0` → `sshd`; `-bash` → `bash`.
  private static func name(_ title: String) -> String {
    let first = title.trimmed.prefix { $0 != ":" && $0 != " " }
    return String(first.split(separator: "/").last ?? "")
  }
}
