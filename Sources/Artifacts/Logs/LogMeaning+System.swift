internal import HostFacts

/// Messages of the kernel and of the daemons that run and log everything else.
extension LogMeaning {
  static func kernel(_ message: ArraySlice<UInt8>) -> LogMeaning? {
    var text = message
    // `[   12.345678] ` in front is the time since boot.
    if text.first == UInt8(ascii: "["), let (_, rest) = text.cut(at: UInt8(ascii: "]")) { text = rest.trimmed }
    if text.hasPrefix("audit: ") || text.hasPrefix("audit(") { return audit(text) }
    if text.hasPrefix("Linux version ") { return LogMeaning(.kernelMessage, method: "boot") }
    for (sign, method) in kernelSigns where text.contains(sign) {
      return LogMeaning(.kernelMessage, method: method, sort: text)
    }
    return nil
  }

  private static let kernelSigns: [(String, String)] = [
    ("promiscuous mode", "promiscuous"), ("taints kernel", "taint"), ("tainting kernel", "taint"),
    ("module verification failed", "taint"), ("segfault at", "fault"), ("general protection", "fault"),
    ("traps: ", "fault"), ("Oops", "fault"), ("BUG: ", "fault"), ("Kernel panic", "fault"),
    ("Out of memory", "oom"), ("oom-kill", "oom"), ("bpf_probe_write_user", "bpf"), ("bpf_override_return", "bpf"),
    ("Lockdown:", "lockdown"), ("lockdown", "lockdown"), ("audit: backlog limit", "audit"), ("kexec", "kexec"),
    ("sysrq", "sysrq"), ("executable stack", "stack"), ("SYN flooding", "flood"), ("livepatch", "livepatch"),
    ("kprobe", "kprobe"), ("call trace modified", "fault"), ("apparmor=\"DENIED\"", "denied"),
    ("disagrees about version of symbol", "module"), ("Unknown symbol", "module"), ("ptrace attach", "ptrace"),
  ]

  static func service(_ program: String, _ message: ArraySlice<UInt8>) -> LogMeaning? {
    switch program {
    case "systemd": unit(message)
    case "systemd-journald": journald(message)
    case "systemd-logind":
      message.between("New session ", " of user ") == nil
        ? nil : LogMeaning(.sessionOpened, account: message.after(" of user ").map(withoutStop))
    case "systemd-coredump": message.contains("dumped core") ? LogMeaning(.kernelMessage, method: "core") : nil
    case "auditd":
      message.contains("exiting") || message.contains("Init complete") || message.contains("Error")
        ? LogMeaning(.serviceChanged, method: "audit") : nil
    default: logger(message)
    }
  }

  /// rsyslogd and its kin: only start and end, not the hang-up that log rotation sends.
  private static func logger(_ message: ArraySlice<UInt8>) -> LogMeaning? {
    let signs = ["exiting on signal", " start", "shutting down", "starting up", "terminated"]
    return signs.contains { message.contains($0) } ? LogMeaning(.serviceChanged, method: "logging") : nil
  }

  private static func journald(_ message: ArraySlice<UInt8>) -> LogMeaning? {
    if message.contains("Vacuuming done, freed"), !message.contains("freed 0B") {
      return LogMeaning(.logCleared, method: "vacuum")
    }
    let signs = ["Journal stopped", "Journal started", "Time jumped backwards", "corrupted or uncleanly"]
    return signs.contains { message.contains($0) } ? LogMeaning(.serviceChanged, method: "logging") : nil
  }

  private static func unit(_ message: ArraySlice<UInt8>) -> LogMeaning? {
    if let rest = message.after("session opened for user ") {
      return LogMeaning(.sessionOpened, account: accountWord(rest), sort: message)
    }
    if message.hasPrefix("Started Session ") || message.hasPrefix("Stopped Session ") { return nil }
    for (sign, method) in unitSigns where message.hasPrefix(sign) {
      return LogMeaning(.serviceChanged, method: method, sort: message)
    }
    return message.contains("Main process exited") ? LogMeaning(.serviceChanged, method: "exited", sort: message) : nil
  }

  private static let unitSigns = [
    ("Started ", "started"), ("Stopped ", "stopped"), ("Failed to start ", "failed"), ("Reloading", "reloaded"),
    ("Finished ", "finished"), ("Removed ", "removed"), ("Created symlink", "enabled"),
  ]

  private static func withoutStop(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    text.last == UInt8(ascii: ".") ? text.dropLast() : text
  }
}
