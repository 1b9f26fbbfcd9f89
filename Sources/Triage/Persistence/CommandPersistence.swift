internal import CaseModel
internal import HostFacts

/// Entries of one mechanism that run a command: the same scale for all, a card for each.
struct CommandPersistence: PictureHeuristic {
  let card: HeuristicCard
  private let mechanisms: Set<PersistenceRecord.Mechanism>
  private let noun: String

  init(
    _ id: String, _ mechanisms: Set<PersistenceRecord.Mechanism>, _ noun: String, _ techniques: [Technique],
    why: String, benign: String
  ) {
    self.mechanisms = mechanisms
    self.noun = noun
    card = HeuristicCard(
      id: "persistence.\(id)",
      abnormal: "\(noun) runs a suspicious command, a program from an odd place, or a program others may change.",
      why: why, techniques: techniques, severity: .high, benign: benign)
  }

  func examine(_ picture: HostPicture) -> [Finding] {
    picture.persistence.filter { mechanisms.contains($0.mechanism) }.compactMap { record in
      let concerns = PersistenceScale.concerns(of: record, in: picture)
      guard concerns.contains(where: { $0.severity >= .low }) else { return nil }
      let severity = PersistenceConcern.severity(of: concerns)
      let details = concerns.sorted { $0.severity > $1.severity }.prefix(3).map(\.detail).joined(separator: "; ")
      let own = concerns.filter { $0.severity >= .low }.flatMap(\.techniques).filter { !card.techniques.contains($0) }
      let account = record.account.map { " as \($0.text)" } ?? ""
      return card.finding(
        "\(noun)\(account) in \(record.path.text): \(details)", evidence: [record.evidence] + record.targetEvidence,
        severity: severity, techniques: card.techniques + own, occurred: record.changedAt)
    }
  }

  /// One row a mechanism.
  static let table: [CommandPersistence] = [
    CommandPersistence(
      "cron", [.cron, .anacron], "cron entry", ["T1053.003"],
      why: "cron runs it again and again with the account's rights, across reboots and clean-ups.",
      benign:
        "Backups, certificate renewal and health checks start programs of packages or of root's in /opt and /usr/local; none of the signs."
    ),
    CommandPersistence(
      "at", [.at], "at job", ["T1053.002"], why: "An at job runs once, later, when nobody looks.",
      benign: "Maintenance windows; the job's text shows packaged programs."),
    CommandPersistence(
      "timer", [.systemdTimer], "systemd timer", ["T1053.006"], why: "A timer starts its unit again and again.",
      benign: "Packaged timers are passed over; own timers start own programs in ordinary places."),
    CommandPersistence(
      "unit", [.systemdUnit], "systemd unit", ["T1543.002"],
      why: "A unit is started at boot and restarted when killed, usually as root.",
      benign:
        "Services of the house start programs under /opt, /srv, /usr/local or a virtual environment; those have no concern."
    ),
    CommandPersistence(
      "init-script", [.initScript, .rcLocal, .inittab], "boot script", ["T1037.004", "T1037", "T1543"],
      why: "Boot scripts run as root before anybody logs in.",
      benign: "Cloud images write rc.local to set up disks or agents; the commands are plain."),
    CommandPersistence(
      "udev", [.udev], "udev rule", ["T1546.017"],
      why: "The rule runs a program as root when a device appears, also at each boot.",
      benign: "Vendors' rules call packaged helpers; rules that set names or rights run nothing."),
    CommandPersistence(
      "profile", [.shellProfile], "shell profile", ["T1546.004"],
      why: "The line runs each time the account opens a shell.",
      benign: "Version managers and prompts evaluate the output of their own programs; nothing is fetched or detached."),
    CommandPersistence(
      "motd", [.motd], "login message script", ["T1037", "T1546"],
      why: "pam_motd runs these scripts as root at each login.",
      benign: "Distributions' own scripts are packaged; status banners print."),
    CommandPersistence(
      "ssh-rc", [.sshRC], "ssh login script", ["T1546.004", "T1037"], why: "sshd runs it at each login.",
      benign: "X11 set-up of old systems; no network, no detaching."),
    CommandPersistence(
      "package-hook", [.packageHook], "package manager hook", ["T1546.016"],
      why: "The hook runs as root at each update.",
      benign: "apt-listchanges, etckeeper, needrestart and snapshots are packaged."),
    CommandPersistence(
      "network-hook", [.networkHook], "network hook", ["T1546"],
      why: "The hook runs as root when an interface comes up.",
      benign: "Packaged dispatchers; own hooks call local programs."),
    CommandPersistence(
      "logrotate", [.logrotate], "logrotate script", ["T1053", "T1546"],
      why: "logrotate runs the script as root each day.",
      benign: "postrotate sections signal daemons; no fetch, no odd program."),
    CommandPersistence(
      "desktop", [.xdgAutostart], "desktop entry", ["T1547.013"], why: "The entry is started with the desktop session.",
      benign: "Applications start themselves from packages or homes."),
    CommandPersistence(
      "dbus-service", [.dbusService], "D-Bus service", ["T1543.002"],
      why: "The bus starts the program, often as root, when somebody asks for its name.",
      benign: "Bus services come with packages."),
    CommandPersistence(
      "git-hook", [.gitHook], "git hook or setting", ["T1546"],
      why: "git runs it with the rights of whoever uses the repository.",
      benign: "husky, pre-commit and linters call programs of the project."),
    CommandPersistence(
      "tmpfiles", [.tmpfiles], "tmpfiles entry", ["T1546"], why: "systemd-tmpfiles makes the file at each boot.",
      benign: "Packaged entries are passed over."),
    CommandPersistence(
      "inetd", [.inetd], "inetd service", ["T1543"], why: "inetd starts it for whoever connects.",
      benign: "Packaged services; no shells."),
    CommandPersistence(
      "agent", [.agent, .docker, .initramfs, .bootLoader, .other, .fstab, .systemdSettings, .environment],
      "boot or agent entry", ["T1543", "T1546"],
      why: "It runs commands with an agent's or the boot's rights.",
      benign: "Configuration management runs its own packaged programs."),
    CommandPersistence(
      "ssh-client", [.sshClient], "ssh client setting", ["T1546", "T1059.004"],
      why: "ProxyCommand, LocalCommand and Match exec run when somebody uses ssh.",
      benign: "Jump hosts use ssh -W or aws ssm; no interpreter with a payload."),
    CommandPersistence(
      "web-server", [.webServer, .php], "web server setting", ["T1505.003", "T1505"],
      why: "The web server runs it with each request or start.",
      benign: "CGI and pipes to log rotators start packaged programs."),
  ]
}
