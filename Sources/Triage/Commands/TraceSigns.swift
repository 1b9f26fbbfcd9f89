internal import CaseModel

/// Traces are removed or falsified: histories, logs, times, files.
enum TraceSigns {
  static func detect(_ reading: CommandReading) -> [CommandSign] {
    reading.stages.flatMap { history($0) + log($0) + times($0) + flags($0) + shred($0) }
  }

  private static let histories = [
    ".bash_history", ".zsh_history", ".sh_history", ".ash_history", ".history", "fish_history", "$HISTFILE",
  ]

  private static func isHistory(_ path: String) -> Bool { histories.contains { path.hasSuffix($0) } }

  // MARK: Histories

  private static func history(_ stage: CommandStage) -> [CommandSign] {
    historyDetail(stage).map { [CommandSign(.historyTampering, .high, typed: .medium, $0)] } ?? []
  }

  private static func historyDetail(_ stage: CommandStage) -> String? {
    for (name, value) in stage.assignments + exported(stage) {
      if name == "HISTFILE", value.isEmpty || value == "/dev/null" { return "HISTFILE is switched off" }
      // A size of 0 keeps nothing; other sizes are taste.
      if (name == "HISTSIZE" || name == "HISTFILESIZE" || name == "SAVEHIST"), value == "0" { return "\(name) is 0" }
      if name == "HISTIGNORE", value == "*" { return "HISTIGNORE is *" }
    }
    switch stage.name {
    case "unset"
    where stage.arguments.contains { ["HISTFILE", "HISTSIZE", "HISTORY", "HISTSAVE", "HISTLOG"].contains($0) }:
      return "unset \(stage.operands.first ?? "HISTFILE")"
    case "history" where stage.hasLetter("c"): return "history -c"
    case "set" where stage.arguments.contains("+o") && stage.arguments.contains("history"): return "set +o history"
    case "shopt" where stage.has("-ou") && stage.arguments.contains("history"): return "shopt -ou history"
    case "rm", "shred", "unlink", "srm", "wipe", "truncate":
      if let file = stage.operands.first(where: isHistory) { return "\(stage.name) \(file)" }
    case "ln" where stage.operands.first == "/dev/null":
      if let file = stage.operands.last, isHistory(file) { return "links \(file) to /dev/null" }
    default: break
    }
    let writesNothing =
      ["", ":", "true", "echo"].contains(stage.name) || (stage.name == "cat" && stage.operands.first == "/dev/null")
    if writesNothing,
      let file = stage.redirections.first(where: { $0.operation != ">>" && $0.isOutput && isHistory($0.target.text) })
    {
      return "empties \(file.target.text)"
    }
    return nil
  }

  private static func exported(_ stage: CommandStage) -> [(name: String, value: String)] {
    guard ["export", "declare", "typeset", "readonly", "local", "setenv"].contains(stage.name) else { return [] }
    return stage.operands.compactMap { word in
      guard let equals = word.firstIndex(of: "=") else { return nil }
      return (String(word[..<equals]), String(word[word.index(after: equals)...]))
    }
  }

  // MARK: Logs

  private static let loginLogs = [
    "auth.log", "secure", "wtmp", "btmp", "lastlog", "faillog", "utmp", "audit.log", "messages", "syslog", "kern.log",
    "cron", "maillog",
    "wtmp.db", "lastlog2.db", "sudo.log", "dmesg",
  ]

  /// A log that tells of logins and system events; application logs are emptied by everybody.
  static func isSystemLog(_ path: String) -> Bool {
    if [
      "/var/log", "/var/log/", "/var/log/*", "/var/log/journal", "/var/log/journal/*", "/run/log/journal/*",
      "/var/log/audit", "/var/log/audit/*",
    ].contains(path) {
      return true
    }
    guard path.hasPrefix("/var/log/") || path.hasPrefix("/var/run/utmp") || path.hasPrefix("/run/utmp") else {
      return false
    }
    let name = TextScan.lastComponent(path)
    return loginLogs.contains(name) || name == "*.log" || path.hasPrefix("/var/log/journal/")
  }

  private static func log(_ stage: CommandStage) -> [CommandSign] {
    logDetail(stage).map { [CommandSign(.logTampering, .high, typed: .medium, $0)] } ?? []
  }

  private static func logDetail(_ stage: CommandStage) -> String? {
    switch stage.name {
    case "rm", "shred", "unlink", "truncate", "srm", "wipe":
      if stage.name == "truncate", stage.value(of: "-s", "--size").map({ $0 != "0" }) ?? false { return nil }
      if let file = stage.operands.first(where: isSystemLog) { return "\(stage.name) \(file)" }
    case "sed" where stage.hasLetter("i") || stage.has("--in-place"), "utmpdump" where stage.has("-r"):
      if let file = stage.operands.first(where: isSystemLog) { return "edits \(file)" }
    case "ln" where stage.operands.first == "/dev/null":
      if let file = stage.operands.last, isSystemLog(file) { return "links \(file) to /dev/null" }
    case "cp", "mv", "dd":
      let from =
        stage.name == "dd"
        ? stage.arguments.first { $0.hasPrefix("if=") }.map { String($0.dropFirst(3)) } : stage.operands.first
      let to =
        stage.name == "dd"
        ? stage.arguments.first { $0.hasPrefix("of=") }.map { String($0.dropFirst(3)) } : stage.operands.last
      if from == "/dev/null" || from == "/dev/zero", let to, isSystemLog(to) { return "overwrites \(to)" }
    case "journalctl":
      if let time = stage.value(of: "--vacuum-time"), time.hasSuffix("s") || time == "1m" || time == "1min" {
        return "empties the journal"
      }
      if let size = stage.value(of: "--vacuum-size"), size.hasSuffix("K") || size == "1" || size == "1M" {
        return "empties the journal"
      }
    case "dmesg" where stage.has("-c", "-C", "--clear"): return nil
    default: break
    }
    let isPrinter =
      ["", ":", "true", "echo", "printf"].contains(stage.name)
      || (stage.name == "cat" && stage.operands.first == "/dev/null")
    if isPrinter,
      let file = stage.redirections.first(where: { $0.operation != ">>" && $0.isOutput && isSystemLog($0.target.text) })
    {
      return "empties \(file.target.text)"
    }
    // `grep -v 10.0.0.5 auth.log > x; mv x /var/log/auth.log`: the filtered log is put back.
    if stage.name == "mv" || stage.name == "cp", stage.operands.count == 2, isSystemLog(stage.operands[1]),
      !stage.operands[0].hasPrefix("/var/log/"), !stage.operands[0].hasPrefix(stage.operands[1])
    {
      return "replaces \(stage.operands[1])"
    }
    return nil
  }

  // MARK: Times, flags, deletion

  private static func times(_ stage: CommandStage) -> [CommandSign] {
    guard stage.name == "touch" else {
      let setsClock = stage.name == "date" && stage.has("-s", "--set")
      return setsClock ? [CommandSign(.timestampChange, .medium, typed: .low, "sets the clock")] : []
    }
    let source = stage.value(of: "-r", "--reference") ?? (stage.hasLetter("r") ? stage.operands.first : nil)
    let isSet = stage.hasLetter("t") || stage.hasLetter("d") || stage.has("--date")
    guard source != nil || isSet else { return [] }
    let targets = stage.operands.filter { $0 != source }
    let isSystem = targets.contains {
      $0.hasPrefix("/etc/") || FilePlace.isSystemProgramPlace($0) || FilePlace.oddity(ofProgramAt: $0) != nil
    }
    guard isSystem || source.map({ FilePlace.isSystemProgramPlace($0) || $0.hasPrefix("/etc/") }) == true else {
      return []
    }
    return [CommandSign(.timestampChange, .high, typed: .medium, "sets times of \(targets.last ?? "a file")")]
  }

  private static func flags(_ stage: CommandStage) -> [CommandSign] {
    guard stage.name == "chattr", let change = stage.arguments.first(where: { $0.hasPrefix("+") || $0.hasPrefix("=") }),
      change.contains("i") || change.contains("a")
    else { return [] }
    let isUsual = stage.operands.contains { $0 == "/etc/resolv.conf" || $0.hasSuffix("swapfile") || $0 == "/etc/hosts" }
    let concerns = stage.operands.last ?? ""
    let severity: Severity = isUsual ? .info : .medium
    return [CommandSign(.immutableFlag, severity, typed: isUsual ? .info : .low, "makes \(concerns) unchangeable")]
  }

  private static func shred(_ stage: CommandStage) -> [CommandSign] {
    if stage.name == "rm", stage.operands.contains("$0") || stage.operands.contains(where: { $0.hasPrefix("/proc/") }) {
      return [CommandSign(.secureDeletion, .medium, typed: .low, "deletes itself")]
    }
    guard ["shred", "srm", "wipe"].contains(stage.name), let file = stage.operands.last, !isHistory(file),
      !isSystemLog(file)
    else {
      return []
    }
    return [CommandSign(.secureDeletion, .low, typed: .info, "shreds \(file)")]
  }
}
