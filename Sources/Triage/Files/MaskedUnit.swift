internal import CaseModel
internal import HostFacts

/// Units of protection that were switched off for good.
struct MaskedUnit: StreamHeuristic {
  let card = HeuristicCard(
    id: "file.masked-unit",
    abnormal: "a unit for logging, protection or updates is a link to /dev/null, since lately.",
    why: "A masked unit cannot be started by anything: logging, scanning or updates stay off.",
    techniques: ["T1562.001"], severity: .medium,
    benign:
      "Images mask updates on purpose, firewalls mask each other: on the day of installation (info). Updates alone are low."
  )

  private static let protection: [String] = [
    "auditd", "rsyslog", "syslog", "systemd-journald", "fail2ban", "ufw", "firewalld", "nftables", "iptables",
    "apparmor", "clamav", "freshclam", "falcon-sensor", "sentinelone", "wazuh", "ossec", "osquery", "falco", "auditbeat",
    "filebeat", "amazon-ssm-agent", "snap.amazon-ssm-agent", "amazon-cloudwatch-agent", "awslogsd", "aide", "rkhunter",
    "sysmon", "mdatp", "qualys-cloud-agent", "nessusagent", "ds_agent", "cbagentd", "cbdaemon", "cylancesvc", "xagt",
    "elastic-agent", "guardduty", "aws-guardduty", "tetragon", "crowdsec", "suricata", "selinux", "usbguard", "fapolicyd",
    "lynis", "aegis", "aliyun", "cloudmonitor", "google-osconfig", "waagent", "walinuxagent", "td-agent", "fluent-bit",
    "splunk", "datadog-agent", "newrelic-infra", "zabbix-agent",
  ]
  private static let updates = [
    "apt-daily", "unattended-upgrades", "dnf-automatic", "yum-cron", "dnf-makecache", "packagekit", "snapd.refresh",
    "fwupd-refresh", "yum-updatesd", "zypper", "transactional-update",
  ]
  private var found: [FileRecord] = []

  mutating func observe(_ fact: HostFact) -> [Finding] {
    guard case .file(let file) = fact, file.kind == .link, file.linkTarget?.text == "/dev/null", found.count < 200,
      FilePlace.startsWith(
        file.path.text, ["/etc/systemd/system/", "/run/systemd/system/", "/usr/local/lib/systemd/system/"])
    else { return [] }
    if file.package == nil { found.append(file) }
    return []
  }

  mutating func finish(_ picture: HostPicture) -> [Finding] {
    found.compactMap { file in
      let unit = file.path.lastComponent
      let protects = Self.protection.contains { unit.hasPrefix($0) }
      guard protects || Self.updates.contains(where: { unit.hasPrefix($0) }) else { return nil }
      let isLate = picture.isLate(file.born ?? file.changed)
      return card.finding(
        "\(unit) is masked: \(file.path.text)", evidence: [file.evidence],
        severity: !isLate ? .info : protects ? .medium : .low, occurred: file.changed)
    }
  }
}
