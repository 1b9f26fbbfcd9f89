internal import CaseModel
internal import HostFacts

/// sudoers lines that give root to those who should not have it.
struct SudoGrant: RecordHeuristic {
  let mechanisms: Set<PersistenceRecord.Mechanism> = [.sudoers]
  let card = HeuristicCard(
    id: "account.sudo-grant",
    abnormal: "sudo without a password for a service account or everybody, or for a program others may change",
    why: "One line of sudoers makes every foothold root.", techniques: ["T1548.003"], severity: .high,
    benign:
      "Cloud images give their first user (ubuntu, ec2-user, admin) NOPASSWD: ALL; deployment and monitoring accounts may run a few packaged programs."
  )

  private static let cloudUsers: Set<String> = [
    "root", "ubuntu", "ec2-user", "admin", "centos", "debian", "rocky", "almalinux", "fedora", "opc", "azureuser",
    "vagrant", "ssm-user", "cloud-user", "core", "bitnami", "alpine", "suse",
    "%sudo", "%wheel", "%admin", "%google-sudoers", "%root", "%aad_admins",
  ]

  /// Accounts that run daemons and have no person behind them.
  static func isServiceAccount(_ name: String) -> Bool {
    [
      "www-data", "apache", "nginx", "httpd", "nobody", "daemon", "bin", "sys", "games", "man", "lp", "mail", "news",
      "uucp", "proxy", "backup", "list", "irc", "gnats", "mysql", "postgres",
      "redis", "tomcat", "mongodb", "sshd", "syslog", "messagebus", "ftp", "postfix", "named", "bind", "ntp",
      "memcache", "elasticsearch", "rabbitmq", "sync", "systemd-network", "systemd-resolve", "dbus",
      "adm", "operator", "halt", "shutdown", "_apt", "squid", "dovecot", "rpc", "nfsnobody", "chrony", "tcpdump",
      "polkitd", "uuidd",
    ].contains(name)
  }

  func judge(_ record: PersistenceRecord, in picture: HostPicture) -> RecordOpinion? {
    if let defaults = defaults(record) { return defaults }
    guard !record.isPackaged, let grant = grant(record) else { return nil }
    let place = "\(record.path.text):\(record.line)"
    for user in grant.users {
      if grant.isFree, grant.isAll, user == "ALL" || Self.isServiceAccount(user) {
        return RecordOpinion(.high, "\(user) may do everything without password (\(place))")
      }
      if Self.isServiceAccount(user), grant.isAll {
        return RecordOpinion(.high, "\(user) may do everything (\(place))")
      }
      if grant.isFree, grant.isAll, isUIDForm(user) {
        return RecordOpinion(.medium, "\(user) may do everything without password (\(place))")
      }
    }
    let file = PersistenceScale.file(record)
    if grant.isFree, let worst = file.first(where: { $0.severity >= .medium }) {
      return RecordOpinion(.high, "sudo without password from an odd file: \(worst.detail) (\(place))")
    }
    if grant.isFree, let program = grant.commands.first(where: changeable) {
      return RecordOpinion(
        .high, "sudo without password for \(program) (\(place))", techniques: ["T1548.003", "T1574.010"])
    }
    if grant.isFree, grant.users.contains(where: Self.isServiceAccount),
      let shell = grant.commands.first(where: leadsToShell)
    {
      return RecordOpinion(.high, "\(grant.users.joined(separator: ",")) may run \(shell) as root (\(place))")
    }
    let unknown = grant.users.first { !Self.cloudUsers.contains($0) && !$0.hasPrefix("%") && $0 != "ALL" }
    return grant.isFree && grant.isAll && unknown != nil
      ? RecordOpinion(.info, "\(unknown ?? "") may do everything without password (\(place))") : nil
  }

  private struct Grant {
    var users: [String]
    var commands: [String]
    var isFree: Bool
    var isAll: Bool { commands.contains("ALL") }
  }

  private func grant(_ record: PersistenceRecord) -> Grant? {
    let line = record.lineText
    guard record.attributes["kind"] == nil, line.contains("="), !line.hasPrefix("Defaults"),
      !TextScan.contains(line, "_Alias")
    else { return nil }
    let users = (record.setting("expanded_users") ?? record.setting("users") ?? TextScan.words(line).first ?? "").split(
      separator: ","
    ).map { TextScan.trimmed($0) }
    let free = record.setting("nopasswd")
    let right = String(line.drop { $0 != "=" }.dropFirst())
    let commands = free ?? record.setting("commands") ?? bare(right)
    let list = (record.setting("expanded_commands").map { commands + "," + $0 } ?? commands).split(separator: ",").map {
      TextScan.trimmed($0)
    }
    return Grant(
      users: users, commands: list,
      isFree: free != nil || TextScan.contains(right, "NOPASSWD:") || TextScan.contains(right, "NOPASSWD :"))
  }

  private func bare(_ right: String) -> String {
    var text = TextScan.trimmed(right)
    if text.hasPrefix("("), let end = text.firstIndex(of: ")") {
      text = TextScan.trimmed(text[text.index(after: end)...])
    }
    while let colon = text.firstIndex(of: ":"), text[..<colon].allSatisfy({ $0.isUppercase || $0 == "_" || $0 == " " })
    { text = TextScan.trimmed(text[text.index(after: colon)...]) }
    return text
  }

  /// `#1001 ALL=(ALL) NOPASSWD: ALL` keeps a name out of the list.
  private func isUIDForm(_ user: String) -> Bool {
    user.hasPrefix("#") && user.dropFirst().allSatisfy(\.isNumber) && user.count > 1
  }

  private func changeable(_ command: String) -> Bool {
    let program = TextScan.words(command).first ?? ""
    return FilePlace.oddity(ofProgramAt: program) != nil
  }

  private func leadsToShell(_ command: String) -> Bool {
    let name = Interpreters.canonicalName(TextScan.words(command).first ?? "")
    return Interpreters.isInterpreter(name)
      || [
        "vi", "vim", "less", "more", "find", "env", "nano", "tar", "su", "man", "ftp", "gdb", "docker", "awk", "tee",
        "cp", "nmap",
      ].contains(name)
  }

  /// A password given once stays valid for ever, or for every terminal and process of the account: whoever runs as that account inherits
  /// root (sudoers(5): timestamp_timeout below zero never expires; minutes otherwise).
  private func lastingCredential(_ line: String) -> String? {
    let compact = line.filter { $0 != " " && $0 != "\t" && $0 != "\"" }
    if TextScan.contains(compact, "!tty_tickets") { return "!tty_tickets" }
    if TextScan.contains(compact, "timestamp_type=global") { return "timestamp_type=global" }
    guard let value = TextScan.after("timestamp_timeout=", in: compact) else { return nil }
    let minutes = Int(value.prefix { $0 == "-" || $0.isNumber }) ?? 0
    return minutes < 0 || minutes > 24 * 60 ? "timestamp_timeout=\(minutes)" : nil
  }

  private func defaults(_ record: PersistenceRecord) -> RecordOpinion? {
    guard TextScan.trimmed(record.lineText).hasPrefix("Defaults") else { return nil }
    let words = TextScan.words(record.lineText)
    if !record.isPackaged, let lasting = lastingCredential(record.lineText) {
      return RecordOpinion(
        words.first == "Defaults" ? .medium : .low, "sudo asks too seldom: \(lasting) (\(record.path.text))")
    }
    let off = words.first { ["!authenticate", "!syslog", "!logfile"].contains($0.filter { $0 != "," }) }
    if let off, !record.isPackaged {
      let isGlobal = words.first == "Defaults"
      let techniques: [Technique] = off == "!authenticate" ? ["T1548.003"] : ["T1562.006"]
      return RecordOpinion(
        isGlobal && off == "!authenticate" ? .high : isGlobal ? .medium : .low,
        "sudo: \(record.lineText) (\(record.path.text))", techniques: techniques)
    }
    let preload = TextScan.first(
      of: ["env_keep+=LD_PRELOAD", "env_keep += LD_PRELOAD", "LD_PRELOAD", "LD_LIBRARY_PATH"], in: record.lineText)
    guard preload != nil, TextScan.contains(record.lineText, "env_keep"), !record.isPackaged else { return nil }
    return RecordOpinion(
      .high, "sudo keeps \(preload ?? "") (\(record.path.text))", techniques: ["T1574.006", "T1548.003"])
  }
}
