internal import CaseModel

/// Watchers are switched off: audit, logging, SELinux, AppArmor, firewalls, security agents.
enum DefenceSigns {
  static func detect(_ reading: CommandReading) -> [CommandSign] {
    reading.stages.flatMap { services($0) + switches($0) + firewall($0) }
  }

  private static let watchers = [
    "auditd", "rsyslog", "syslog", "syslog-ng", "systemd-journald", "falcon-sensor", "mdatp", "amazon-guardduty",
    "osqueryd", "falco", "wazuh",
    "ossec", "crowdstrike", "sentinelone", "cbdaemon", "ds_agent", "clamav", "auditbeat", "sysmon", "aliyun", "aegis",
    "qcloud", "amazon-cloudwatch-agent",
    "fail2ban", "apparmor", "taniumclient", "elastic-agent", "xagt", "ir_agent", "sophos",
  ]

  /// Agents of which people have no reason to switch off one by hand.
  private static func isAgent(_ name: String) -> Bool {
    !["rsyslog", "syslog", "syslog-ng", "fail2ban", "apparmor", "clamav", "amazon-cloudwatch-agent"].contains(name)
  }

  private static func services(_ stage: CommandStage) -> [CommandSign] {
    let verbs: Set<String> = ["stop", "disable", "mask", "kill"]
    let isControl = ["systemctl", "service", "chkconfig", "rc-service", "update-rc.d", "initctl"].contains(stage.name)
    let isKill = ["pkill", "killall"].contains(stage.name)
    let isRemoval =
      ["apt", "apt-get", "yum", "dnf", "rpm", "dpkg"].contains(stage.name)
      && stage.arguments.contains { ["remove", "purge", "erase", "-e", "--purge", "-P"].contains($0) }
    guard isControl && stage.arguments.contains(where: { verbs.contains($0) || $0 == "off" }) || isKill || isRemoval
    else { return [] }
    for name in watchers
    where stage.arguments.contains(where: { $0.lowercased().hasPrefix(name) || isKill && TextScan.contains($0, name) })
    {
      return [CommandSign(.defenceDisabled, .high, typed: isAgent(name) ? .medium : .low, "stops \(name)")]
    }
    if isControl,
      let wall = ["firewalld", "ufw", "iptables", "nftables"].first(where: {
        stage.arguments.contains($0) || stage.arguments.contains($0 + ".service")
      })
    {
      return [CommandSign(.firewallOpened, .medium, typed: .info, "stops \(wall)")]
    }
    return []
  }

  private static func switches(_ stage: CommandStage) -> [CommandSign] {
    switch stage.name {
    case "setenforce" where ["0", "Permissive", "permissive"].contains(stage.operands.first ?? ""):
      return [CommandSign(.defenceDisabled, .medium, typed: .info, "setenforce 0")]
    case "auditctl" where stage.has("-D") || stage.value(of: "-e") == "0":
      return [CommandSign(.defenceDisabled, .high, typed: .medium, stage.text)]
    case "sed" where stage.hasLetter("i"):
      let settings = ["PermitRootLogin yes", "PermitEmptyPasswords yes", "SELINUX=disabled"]
      guard let setting = TextScan.first(of: settings, in: stage.text) else { return [] }
      return [CommandSign(.defenceDisabled, .medium, typed: .info, "sets \(setting)")]
    case "aa-teardown", "aa-disable", "aa-complain":
      return [CommandSign(.defenceDisabled, .medium, typed: .info, stage.text)]
    case "sysctl":
      guard let setting = stage.arguments.first(where: { isWeakening($0) }) else { return [] }
      return [CommandSign(.defenceDisabled, .medium, typed: .low, "sets \(setting)")]
    default: break
    }
    if let path = FootholdSigns.destinations(stage).first(where: {
      [
        "/proc/sys/kernel/randomize_va_space", "/selinux/enforce", "/sys/fs/selinux/enforce",
        "/proc/sys/kernel/core_pattern", "/proc/sys/kernel/modprobe", "/proc/sys/kernel/nmi_watchdog",
      ].contains($0)
    }) {
      let isTrap = path.hasSuffix("core_pattern") || path.hasSuffix("modprobe")
      return [CommandSign(.defenceDisabled, isTrap ? .high : .medium, typed: .low, "writes \(path)")]
    }
    return []
  }

  private static func isWeakening(_ setting: String) -> Bool {
    [
      "kernel.randomize_va_space=0", "kernel.kptr_restrict=0", "kernel.yama.ptrace_scope=0",
      "kernel.modules_disabled=0", "kernel.nmi_watchdog=0",
    ].contains(setting)
      || setting.hasPrefix("kernel.core_pattern=|")
  }

  private static func firewall(_ stage: CommandStage) -> [CommandSign] {
    switch stage.name {
    case "iptables", "ip6tables":
      let accepts = stage.value(of: "-P") != nil && stage.arguments.last == "ACCEPT"
      guard stage.has("-F", "--flush") || accepts else { return [] }
      return [CommandSign(.firewallOpened, .medium, typed: .info, stage.text)]
    case "nft" where stage.operands.prefix(2) == ["flush", "ruleset"]:
      return [CommandSign(.firewallOpened, .medium, typed: .info, stage.text)]
    case "ufw" where stage.operands.first == "disable" || stage.operands.first == "reset":
      return [CommandSign(.firewallOpened, .medium, typed: .info, stage.text)]
    default: return []
    }
  }
}
