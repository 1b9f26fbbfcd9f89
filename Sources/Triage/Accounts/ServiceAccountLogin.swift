internal import CaseModel
internal import HostFacts

/// Accounts of daemons that somebody can log in with.
struct ServiceAccountLogin: PictureHeuristic {
  let card = HeuristicCard(
    id: "account.service-login",
    abnormal: "A daemon's account has a password and a login shell, or one of the two where it never has.",
    why: "A known name with a password of one's own raises no question in a list of accounts.",
    techniques: ["T1078.003", "T1098"], severity: .high,
    benign:
      "Databases and build systems (postgres, oracle, jenkins, gitlab) have shells, some passwords; sync and halt have their programs for a shell."
  )

  /// Those never need a shell. Debian gives several a /usr/sbin/nologin; old ones /bin/sh without a password.
  private static let neverLogin: Set<String> = [
    "nobody", "daemon", "bin", "sys", "games", "man", "lp", "mail", "news", "uucp", "proxy", "www-data", "backup",
    "list", "irc", "gnats", "apache", "nginx", "sshd", "syslog", "messagebus", "dbus",
    "systemd-network", "systemd-resolve", "systemd-timesync", "systemd-coredump", "_apt", "ntp", "chrony", "rpc",
    "rpcuser", "nfsnobody", "tss", "tcpdump", "polkitd", "uuidd", "landscape", "pollinate",
    "postfix", "ftp", "adm", "operator", "sshd_config", "ec2-instance-connect", "fwupd-refresh", "usbmux", "dnsmasq",
    "avahi", "memcache", "named", "bind", "squid", "dovecot", "mysql", "redis", "lxd",
  ]

  func examine(_ picture: HostPicture) -> [Finding] {
    picture.localAccounts.compactMap { account in
      guard account.uid != 0 else { return nil }
      let isNamed = Self.neverLogin.contains(account.name.text)
      let hasPassword = account.password == .hash || account.password == .empty
      if isNamed, hasPassword {
        return card.finding(
          "service account \(account.name.text) has a password\(account.hasLoginShell ? " and a shell" : "")",
          evidence: [account.evidence],
          severity: account.hasLoginShell ? .high : .medium)
      }
      let realShell = ["bash", "sh", "zsh", "dash", "ksh", "fish"].contains(account.shell.lastComponent)
      // Debian 7 and older, and minimal images, leave /bin/sh to all of them: then it is no one's doing.
      let isAlone =
        picture.localAccounts.filter { Self.neverLogin.contains($0.name.text) && $0.hasLoginShell }.count <= 2
      if isNamed, realShell, isAlone, account.shell.lastComponent != "sh",
        !["mysql", "redis", "lxd"].contains(account.name.text)
      {
        return card.finding(
          "service account \(account.name.text) has the shell \(account.shell.text)", evidence: [account.evidence],
          severity: .medium)
      }
      guard account.isSystemAccount, account.password == .hash, account.hasLoginShell, !isNamed else { return nil }
      let isUsual = [
        "postgres", "oracle", "jenkins", "gitlab", "git", "ec2-user", "ubuntu", "admin", "centos", "vagrant", "splunk",
        "sapadm", "tomcat", "deploy", "ansible",
      ].contains(account.name.text)
      return isUsual
        ? nil
        : card.finding(
          "system account \(account.name.text) has a password and a shell", evidence: [account.evidence], severity: .low
        )
    }
  }
}
