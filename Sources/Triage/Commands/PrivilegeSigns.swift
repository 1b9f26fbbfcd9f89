internal import CaseModel

/// Rights are given to a file or to everybody.
enum PrivilegeSigns {
  static func detect(_ reading: CommandReading) -> [CommandSign] {
    reading.stages.flatMap { setID($0) + capability($0) + open($0) }
  }

  private static let powerful: Set<String> = [
    "sh", "bash", "dash", "zsh", "ksh", "python", "perl", "ruby", "find", "vim", "vi", "nano", "cp", "mv", "env", "awk",
    "less", "more", "nmap",
    "php", "lua", "node", "tar", "dd", "tee", "busybox", "nice", "gdb", "strace", "rsync", "docker", "systemctl",
  ]

  private static func setID(_ stage: CommandStage) -> [CommandSign] {
    let isInstall = stage.name == "install"
    guard stage.name == "chmod" || isInstall else { return [] }
    let mode = isInstall ? stage.value(of: "-m", "--mode") : stage.arguments.first { !$0.hasPrefix("-") }
    guard let mode, isMode(mode), setsUserID(mode), let file = stage.operands.last else { return [] }
    let isPowerful = powerful.contains(Interpreters.canonicalName(file)) || FilePlace.oddity(ofProgramAt: file) != nil
    let severity: Severity = isPowerful ? .critical : .high
    return [CommandSign(.privilegeGrant, severity, typed: isPowerful ? .high : .low, "makes \(file) set-user-id")]
  }

  /// With `--reference` the first operand is a file and no mode.
  private static func isMode(_ text: String) -> Bool {
    text.allSatisfy { ("0"..."7").contains($0) }
      || text.allSatisfy { "ugoarwxXst+-=,".contains($0) } && text.contains { "+-=".contains($0) }
  }

  /// `u+s`, `+s`, `u=rwxs`, `4755`, `06755`. The SGID bit alone, on a shared directory, is ordinary.
  private static func setsUserID(_ mode: String) -> Bool {
    if mode.allSatisfy({ ("0"..."7").contains($0) }) {
      let bits = Int(mode, radix: 8) ?? 0
      return mode.count >= 4 && bits & 0o4000 != 0
    }
    return mode.split(separator: ",").contains { part in
      let who = part.prefix { "ugoa".contains($0) }
      return part.contains("s") && !part.contains("-") && (who.isEmpty || who.contains("u") || who.contains("a"))
    }
  }

  private static func capability(_ stage: CommandStage) -> [CommandSign] {
    guard stage.name == "setcap", !stage.has("-r") else { return [] }
    let dangerous = [
      "cap_setuid", "cap_setgid", "cap_dac_override", "cap_dac_read_search", "cap_sys_admin", "cap_sys_ptrace",
      "cap_sys_module", "cap_chown", "cap_fowner", "cap_setfcap", "=eip", "=ep",
    ]
    let text = stage.text.lowercased()
    guard
      let found = dangerous.first(where: { mark in
        mark.hasPrefix("=") ? TextScan.words(text).contains(mark) : TextScan.contains(text, mark)
      })
    else { return [] }
    return [CommandSign(.privilegeGrant, .high, typed: .medium, "gives \(found) to \(stage.operands.last ?? "a file")")]
  }

  /// The password files made writable for all.
  private static func open(_ stage: CommandStage) -> [CommandSign] {
    guard stage.name == "chmod", let file = stage.operands.last,
      ["/etc/passwd", "/etc/shadow", "/etc/sudoers", "/etc/crontab"].contains(file),
      stage.operands.first.map({ $0.hasSuffix("7") || $0.hasSuffix("6") || $0.contains("o+w") || $0.contains("a+w") })
        == true
    else { return [] }
    return [CommandSign(.privilegeGrant, .high, typed: .high, "makes \(file) writable for all")]
  }
}
