internal import CaseModel
internal import HostFacts

/// Which facts are events, and what a timeline says about them.
struct TimelineSelection: Sendable {
  /// Time of collection, as far as it is known.
  var now: Timestamp?

  /// Start of the window in which changed files are events.
  static func horizon(before now: Timestamp) -> Timestamp {
    let (start, overflow) = now.nanoseconds.subtractingReportingOverflow(
      HostReportBuilder.fileHorizonSeconds * 1_000_000_000)
    return Timestamp(nanoseconds: overflow ? .min : start)
  }

  /// The moments that findings name.
  static func events(of findings: [Finding]) -> [TimelineEvent] {
    findings.compactMap { finding in
      finding.occurred.map {
        TimelineEvent(
          time: $0, kind: .finding, subject: finding.title, detail: HostString("\(finding.severity.rawValue)"),
          source: HostString(finding.id))
      }
    }
  }

  /// The events that one fact holds; most hold none or one.
  func events(of fact: HostFact) -> [TimelineEvent] {
    switch fact {
    case .host(let host): event(.system, host.bootedAt, "kernel", "started", "boot")
    case .process(let process) where !process.isKernelThread: start(of: process)
    case .bpfProgram(let program):
      event(
        .bpfLoad, program.loadedAt, HostString("program \(program.id)"),
        HostString(escaped: "\(program.kind) \(program.name.text)"), "bpf")
    case .login(let login): session(login)
    case .logEvent(let entry): logged(entry)
    case .persistence(let entry): changed(entry)
    case .sshKey(let key) where key.role == "authorized":
      event(
        .persistenceChange, key.changedAt ?? key.modifiedAt, key.path,
        HostString(escaped: "key for \(key.account.text): \(key.fingerprint)"), key.path)
    case .package(let package):
      event(.packageChange, package.installedAt, package.name, package.version, HostString(package.manager))
    case .file(let file): changed(file)
    default: []
    }
  }

  private func event(
    _ kind: TimelineEvent.Kind, _ time: Timestamp?, _ subject: HostString, _ detail: HostString, _ source: HostString
  ) -> [TimelineEvent] {
    guard let time else { return [] }
    return [TimelineEvent(time: time, kind: kind, subject: subject, detail: Self.short(detail), source: source)]
  }

  /// Events are many: a line of at most 240 characters each.
  private static func short(_ text: HostString) -> HostString {
    HostString(escaped: DisplayText.cut(text.text, to: 240))
  }

  private func start(of process: ProcessRecord) -> [TimelineEvent] {
    let name = process.executable ?? process.comm
    let line = process.arguments.isEmpty ? name : process.commandLine
    return event(
      .processStart, process.startedAt, HostString(escaped: "pid \(process.pid) \(name.text)"), line, "process")
  }

  private func session(_ login: LoginRecord) -> [TimelineEvent] {
    let from = login.host.isEmpty ? login.address : login.host.text
    let detail = HostString(escaped: "\(login.terminal.text)\(from.isEmpty ? "" : " from \(from)")")
    switch (login.book, login.kind) {
    case ("btmp", _): return event(.loginFailed, login.time, login.user, detail, login.source)
    case (_, "user"): return event(.login, login.time, login.user, detail, login.source)
    case (_, "boot"): return event(.system, login.time, "boot", detail, login.source)
    default: return []
    }
  }

  private func logged(_ entry: LogEventRecord) -> [TimelineEvent] {
    let kind: TimelineEvent.Kind
    switch entry.kind {
    case .loginFailed, .invalidUser: kind = .loginFailed
    case .loginAccepted: kind = .login
    case .sudo, .su: kind = .privilege
    case .accountChanged, .serviceChanged: kind = .accountChange
    case .packageChanged: kind = .packageChange
    case .logCleared: kind = .system
    case .sessionOpened, .sessionClosed, .cronCommand, .kernelMessage, .audit, .other: return []
    }
    return event(kind, entry.time, entry.account ?? entry.program, entry.message, entry.source)
  }

  private func changed(_ entry: PersistenceRecord) -> [TimelineEvent] {
    let detail = HostString(escaped: "\(entry.mechanism.rawValue): \((entry.command ?? entry.text).text)")
    return event(.persistenceChange, entry.changedAt ?? entry.bornAt, entry.path, detail, entry.path)
  }

  private func changed(_ file: FileRecord) -> [TimelineEvent] {
    guard file.kind == .file || file.kind == .link, Self.isTelling(file) else { return [] }
    return [(file.born, "born"), (file.changed, "changed")].flatMap { time, verb -> [TimelineEvent] in
      guard let time, now.map({ time >= Self.horizon(before: $0) }) ?? true else { return [] }
      if verb == "changed", time == file.born { return [] }
      return event(
        .fileChange, time, file.path, HostString("\(verb), \(file.size) bytes, owner \(file.uid)"), "file")
    }
  }

  /// Executables, and whatever lies where programs are kept, started from or dropped.
  private static func isTelling(_ file: FileRecord) -> Bool {
    file.isExecutable || file.elf != nil || places.contains { file.path.hasPrefix($0) }
  }

  private static let places = [
    "/tmp/", "/var/tmp/", "/dev/shm/", "/run/", "/usr/local/", "/opt/", "/usr/bin/", "/usr/sbin/", "/bin/", "/sbin/",
    "/etc/", "/root/.", "/usr/lib/systemd/", "/lib/systemd/", "/lib/modules/", "/usr/lib/modules/", "/var/spool/cron",
    "/var/www/", "/srv/", "/boot/",
  ]
}
