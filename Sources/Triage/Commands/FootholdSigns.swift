internal import CaseModel

/// The command makes something that will run or let somebody in later.
enum FootholdSigns {
  static func detect(_ reading: CommandReading) -> [CommandSign] {
    reading.stages.indices.flatMap { index -> [CommandSign] in
      let stage = reading.stages[index]
      return written(stage) + schedule(stage, reading) + account(stage) + webShell(stage)
    }
  }

  /// What a stage writes to: redirections, `tee`, `dd of=`, `cp`/`mv`/`install` targets.
  static func destinations(_ stage: CommandStage) -> [String] {
    var paths = stage.outputs
    switch stage.name {
    case "tee": paths += stage.operands
    case "dd": paths += stage.arguments.filter { $0.hasPrefix("of=") }.map { String($0.dropFirst(3)) }
    case "cp", "mv", "install", "ln": paths += stage.operands.count > 1 ? [stage.operands.last ?? ""] : []
    case "sed", "perl": paths += stage.hasLetter("i") ? stage.operands.suffix(1) : []
    case "curl", "wget": paths += [stage.value(of: "-o", "--output", "-O", "--output-document")].compactMap { $0 }
    default: break
    }
    return paths
  }

  private static func written(_ stage: CommandStage) -> [CommandSign] {
    for path in destinations(stage) {
      if path == "/etc/ld.so.preload" {
        return [CommandSign(.preloadInstall, .critical, typed: .high, "writes \(path)")]
      }
      if path == "/etc/passwd" || path == "/etc/shadow" {
        if ["cp", "mv"].contains(stage.name), stage.operands.first?.hasPrefix("/etc/") == true { continue }
        return [CommandSign(.accountCreation, .high, typed: stage.name == "sed" ? .low : .high, "writes \(path)")]
      }
      if path.hasSuffix("/.ssh/authorized_keys") || path.hasSuffix("/.ssh/authorized_keys2") {
        return [
          CommandSign(.persistenceCreation, .high, typed: path.hasSuffix("2") ? .medium : .low, "adds a key to \(path)")
        ]
      }
      if let place = startupPlace(path) {
        return [CommandSign(.persistenceCreation, .medium, typed: place.isQuiet ? .info : .low, "writes \(path)")]
      }
    }
    return []
  }

  private static func startupPlace(_ path: String) -> (name: String, isQuiet: Bool)? {
    let places: [(String, Bool)] = [
      ("/etc/cron", false), ("/var/spool/cron/", false), ("/etc/systemd/system/", true),
      ("/lib/systemd/system/", false),
      ("/usr/lib/systemd/system/", false), ("/etc/rc.local", false), ("/etc/init.d/", false), ("/etc/profile", true),
      ("/etc/bash.bashrc", true),
      ("/etc/sudoers", true), ("/etc/pam.d/", false), ("/etc/udev/rules.d/", true), ("/lib/security/", false),
      ("/etc/update-motd.d/", false),
    ]
    if let place = places.first(where: { path.hasPrefix($0.0) }) { return place }
    return [".bashrc", ".bash_profile", ".profile", ".zshrc", ".bash_login"].contains(TextScan.lastComponent(path))
      ? (path, true) : nil
  }

  /// A whole crontab is put in from a pipe or a file. `crontab -l` and `crontab -e` are no signs.
  private static func schedule(_ stage: CommandStage, _ reading: CommandReading) -> [CommandSign] {
    guard stage.name == "crontab", !stage.has("-l", "-e"), !stage.hasLetter("l") else { return [] }
    let isFed =
      stage.operands.isEmpty && !stage.has("-r")
      && reading.stages.contains { other in other.feeds.contains { reading.stages[$0].name == "crontab" } }
    guard
      isFed || stage.arguments.contains("-")
        || stage.operands.first.map({ FilePlace.oddity(ofProgramAt: $0) != nil }) == true
    else {
      if stage.has("-r") { return [CommandSign(.persistenceCreation, .low, typed: .info, "removes a crontab")] }
      return []
    }
    return [CommandSign(.persistenceCreation, .high, typed: .low, "installs a crontab")]
  }

  private static func account(_ stage: CommandStage) -> [CommandSign] {
    switch stage.name {
    case "useradd", "adduser", "usermod":
      // Also as a cluster: `-ou 0`.
      let cluster = stage.arguments.firstIndex { $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.hasSuffix("u") }
      let uid =
        stage.value(of: "-u", "--uid")
        ?? cluster.flatMap { $0 + 1 < stage.arguments.count ? stage.arguments[$0 + 1] : nil }
      let isRoot = uid == "0" && (stage.hasLetter("o") || stage.has("--non-unique"))
      if isRoot { return [CommandSign(.accountCreation, .critical, typed: .critical, "\(stage.name) with uid 0")] }
      if stage.hasLetter("p"), stage.name == "useradd" {
        return [CommandSign(.accountCreation, .high, typed: .low, "makes an account with a given password")]
      }
      let isQuiet = stage.has("--system") || ((stage.name == "usermod" || stage.operands.count > 1) && !raises(stage))
      return [CommandSign(.accountCreation, isQuiet ? .info : .medium, typed: .info, stage.text)]
    case "chpasswd", "newusers": return [CommandSign(.accountCreation, .high, typed: .low, "sets passwords")]
    case "passwd" where stage.has("-d", "--delete"):
      return [CommandSign(.accountCreation, .high, typed: .medium, stage.text)]
    case "passwd" where stage.has("--stdin"):
      return [CommandSign(.accountCreation, .high, typed: .low, "sets a password")]
    default: return []
    }
  }

  /// Gives rights, a password or a shell.
  private static func raises(_ stage: CommandStage) -> Bool {
    let groups: Set<String> = ["sudo", "wheel", "admin", "root", "docker", "lxd"]
    let joins = stage.arguments.contains { $0.split(separator: ",").contains { groups.contains(String($0)) } }
    return joins || stage.has("-p", "-U", "--unlock", "-s", "--shell", "--password")
  }

  /// Code for a web server is written into a file by the shell itself.
  private static func webShell(_ stage: CommandStage) -> [CommandSign] {
    let targets = destinations(stage)
    guard targets.contains(where: { WebScript.isScriptName($0) }) else { return [] }
    let content = (stage.arguments + stage.redirections.filter { $0.operation.hasPrefix("<<") }.map(\.target.text))
      .joined(separator: " ")
    guard WebScript.looksLikeShell(content) else { return [] }
    return [CommandSign(.webShellWritten, .critical, typed: .high, "writes a web shell to \(targets[0])")]
  }
}
