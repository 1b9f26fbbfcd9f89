/// Names that attackers borrow: those of daemons and kernel threads that nobody questions.
enum SystemNames {
  /// Programs and units that every system has.
  static let known: [String] = [
    "systemd", "systemd-journald", "systemd-logind", "systemd-networkd", "systemd-resolved", "systemd-timesyncd",
    "systemd-udevd", "dbus",
    "dbus-daemon", "cron", "crond", "anacron", "sshd", "ssh", "rsyslog", "rsyslogd", "udev", "polkit", "polkitd",
    "networkd-dispatcher",
    "snapd", "unattended-upgrades", "apt-daily", "logrotate", "man-db", "fstrim", "getty", "agetty", "irqbalance",
    "accounts-daemon", "acpid",
    "amazon-ssm-agent", "cloud-init", "chronyd", "ntpd", "multipathd", "udisks2", "kworker", "ksoftirqd", "kthreadd",
    "rcu_sched", "migration",
    "auditd", "atd", "login", "init", "kdevtmpfs", "containerd", "dockerd", "network", "NetworkManager",
    "update-notifier", "motd-news",
  ]

  /// A name made to be taken for a known one: it adds a word of filling, doubles or swaps a letter, or puts other
  /// separators.
  static func imitation(_ name: String) -> String? {
    let stem = stem(name)
    guard stem.utf8.count > 3, !known.contains(stem) else { return nil }
    let plain = squeezed(stem)
    for other in known where other.utf8.count > 3 {
      let target = squeezed(other)
      if plain == target { return other }
      if other.utf8.count > 4, distance(plain, target) == 1 { return other }
      let filling = [
        "helper", "service", "update", "updater", "daemon", "worker", "monitor", "d", "agent", "core", "manager",
        "sync", "cache", "utils", "check",
      ]
      if other.utf8.count > 4, plain.hasPrefix(target), filling.contains(String(plain.dropFirst(target.count))) {
        return other
      }
    }
    return nil
  }

  private static func stem(_ name: String) -> String {
    for ending in [".service", ".timer", ".socket", ".path", ".sh"] where name.hasSuffix(ending) {
      return String(name.dropLast(ending.count))
    }
    return name
  }

  /// Lower case without separators, digits that stand for letters put back.
  private static func squeezed(_ name: String) -> String {
    let letters: [Character: Character] = ["0": "o", "1": "l", "3": "e", "5": "s"]
    return String(name.lowercased().filter { !"-_. ".contains($0) }.map { letters[$0] ?? $0 })
  }

  /// Edit distance with neighbours swapped counted as one, cut off above 1.
  static func distance(_ left: String, _ right: String) -> Int {
    let a = Array(left.utf8)
    let b = Array(right.utf8)
    if a == b { return 0 }
    guard abs(a.count - b.count) <= 1 else { return 2 }
    let head = zip(a, b).prefix { $0 == $1 }.count
    let tail = zip(a.dropFirst(head).reversed(), b.dropFirst(head).reversed()).prefix { $0 == $1 }.count
    let restA = a.count - head - tail
    let restB = b.count - head - tail
    if restA <= 1, restB <= 1 { return 1 }
    if restA == 2, restB == 2, a[head] == b[head + 1], a[head + 1] == b[head] { return 1 }
    return 2
  }
}
