/// Signs in shell text: scripts, command lines, cron lines, unit directives. Also looks for a few words in binaries.
enum ShellSigns {
  static let catalogue: [(name: String, about: String)] = [
    ("downloader-to-shell", "What is downloaded goes straight into an interpreter."),
    ("download-and-run", "A file is downloaded, made executable and run in one go."),
    ("base64-to-shell", "Decoded text goes straight into an interpreter."),
    ("crypto-miner", "Names a mining protocol, pool or program."),
    ("credential-access", "Reads password hashes, keys or cloud credentials and passes them on."),
    ("cloud-credentials", "Asks the instance metadata service for the role's credentials."),
    ("preload-write", "Writes /etc/ld.so.preload, which loads a library into every program."),
    ("log-wiping", "Deletes or disables logs or the shell's history."),
    ("key-implant", "Appends a key to authorized_keys."),
    ("security-disabled", "Switches off a firewall, an access control or a monitoring service."),
    ("tunnel", "Starts a tunnel or proxy that attackers bring along."),
    ("setuid-shell", "Makes a shell or a copy of one set-user-id."),
    ("attribute-lock", "Makes a file immutable so that it cannot be removed."),
    ("container-escape", "Uses a known way out of a container to the host."),
    ("ssh-spreading", "Tries keys or passwords on one host after another over ssh."),
  ]

  static func find(_ text: ArraySlice<UInt8>) -> [(String, Int)] {
    let folded = FoldedText(text, style: .shell)
    let lines = ShellLines(folded.bytes)
    let index = KeywordIndex(folded.bytes, table)
    var found: [(String, Int)] = []
    for rule in rules {
      for keyword in rule.keywords {
        if let hit = index[keyword].first(where: { rule.holds(lines, $0, keyword) }) { found.append((rule.name, hit)) }
      }
    }
    return found.map { ($0.0, folded.origin(of: $0.1)) }
  }

  /// Words that say enough by themselves, in any bytes.
  static func findInBinary(_ text: ArraySlice<UInt8>) -> [(String, Int)] {
    let lower = Array(text.lowercased)
    let index = KeywordIndex(lower, binaryTable)
    let miner = miners.compactMap { index[$0].first }.min().map { [("crypto-miner", $0)] } ?? []
    let preload = index["/etc/ld.so.preload"].first.map { [("preload-write", $0)] } ?? []
    // libc's own loader names the file too; a copy of it is known by its package.
    return miner + preload
  }

  struct Rule: Sendable {
    var name: String
    var keywords: [String]
    var holds: @Sendable (ShellLines, Int, String) -> Bool
  }

  private static let downloaders = ["curl", "wget", "lwp-download", "fetch", "aria2c", "lynx"]
  private static let miners = [
    "stratum+tcp", "stratum+ssl", "stratum+tls", "stratum2+tcp", "xmrig", "minerd", "cpuminer", "--donate-level",
    "cryptonight", "randomx",
    "nicehash", "minexmr", "supportxmr", "moneroocean", "c3pool", "hashvault", "t-rex -a", "nbminer", "ethminer",
    "--coin=monero", "kinsing",
    "nanopool", "2miners", "xmr.pool", "pool.minergate",
  ]

  private static let rules: [Rule] = [
    Rule(name: "downloader-to-shell", keywords: downloaders) { lines, hit, word in
      lines.isCommand(hit, word) && (lines.pipesToInterpreter(from: hit) || lines.isSubstituted(hit))
    },
    Rule(name: "download-and-run", keywords: downloaders) { lines, hit, word in
      lines.isCommand(hit, word) && lines.lineHas(hit, "chmod ") && lines.lineRunsChangedFile(hit)
    },
    Rule(
      name: "base64-to-shell",
      keywords: [
        "base64 -d", "base64 --d", "base64 -id", "openssl enc", "openssl base64", "xxd -r", "base32 -d", "b64decode",
      ]
    ) { lines, hit, _ in
      lines.pipesToInterpreter(from: hit) || lines.isSubstituted(hit)
    },
    Rule(name: "reverse-shell", keywords: ["/dev/tcp/", "/dev/udp/"]) { lines, hit, _ in
      [">&", "<>", "0<&", "<&", "exec ", "| sh", "|sh"].contains { lines.lineHas(hit, $0) }
    },
    Rule(name: "reverse-shell", keywords: ["nc", "ncat", "netcat", "nc.traditional", "nc.openbsd", "busybox nc"]) {
      lines, hit, word in
      lines.isCommand(hit, word) && (lines.hasExecOption(hit) || lines.isFIFOShell(hit))
    },
    Rule(name: "reverse-shell", keywords: ["socat"]) { lines, hit, word in
      lines.isCommand(hit, word) && ["exec:", "system:"].contains { lines.lineHas(hit, $0) }
    },
    Rule(name: "reverse-shell", keywords: ["openssl s_client", "telnet"]) { lines, hit, word in
      lines.isCommand(hit, word) && lines.isFIFOShell(hit)
    },
    Rule(name: "crypto-miner", keywords: miners) { _, _, _ in true },
    Rule(
      name: "credential-access",
      keywords: [
        "/etc/shadow", "/.aws/credentials", "/.ssh/id_", "/.kube/config", "/.docker/config.json", "/etc/gshadow",
      ]
    ) { lines, hit, _ in
      ["cat ", "cp ", "curl ", "tar ", "nc ", "scp ", "base64 ", "wget ", "zip ", "grep ", "dd ", "find "].contains {
        lines.lineStarts(hit, with: $0)
      }
        && (lines.lineHas(hit, "|") || lines.lineHas(hit, ">")
          || ["curl ", "nc ", "scp ", "cp ", "tar ", "zip "].contains { lines.lineHas(hit, $0) })
    },
    Rule(name: "credential-access", keywords: ["mimipenguin", "linpeas", "lazagne", "unshadow", "procdump", "gcore"]) {
      lines, hit, word in
      (lines.isCommand(hit, word) || lines.isCommand(hit, word + ".sh")) && lines.beginsCommand(hit)
    },
    Rule(
      name: "cloud-credentials",
      keywords: ["169.254.169.254", "fd00:ec2::254", "169.254.170.2", "metadata.google.internal", "100.100.100.200"]
    ) { lines, hit, _ in
      ["security-credentials", "iam/", "/credentials", "/token", "ram/"].contains { lines.lineHas(hit, $0) }
    },
    Rule(name: "preload-write", keywords: ["/etc/ld.so.preload"]) { lines, hit, _ in lines.isWritten(hit) },
    Rule(
      name: "log-wiping",
      keywords: [
        "history -c", "unset histfile", "histfile=/dev/null", "histsize=0", "histfilesize=0", "set +o history",
      ]
    ) { _, _, _ in true },
    Rule(name: "log-wiping", keywords: ["/var/log", "/run/utmp", ".bash_history", "wtmp", "lastlog"]) {
      lines, hit, word in
      lines.isErased(hit) && lines.isSystemLog(hit, word)
    },
    Rule(name: "key-implant", keywords: ["authorized_keys"]) { lines, hit, _ in
      lines.isWritten(hit)
        && ["ssh-rsa ", "ssh-ed25519 ", "ecdsa-sha2-", "curl ", "wget ", "$"].contains { lines.lineHas(hit, $0) }
    },
    Rule(
      name: "security-disabled",
      keywords: [
        "setenforce 0", "ufw disable", "iptables -f", "selinux=disabled", "auditctl -e 0", "auditctl -d",
        "sysctl kernel.nmi_watchdog=0", "aa-teardown",
      ]
    ) { _, _, _ in true },
    Rule(
      name: "security-disabled",
      keywords: ["systemctl stop", "systemctl disable", "systemctl mask", "service ", "pkill", "killall"]
    ) { lines, hit, _ in
      [
        "auditd", "rsyslog", "falcon", "firewalld", "apparmor", "fail2ban", "aliyun", "aegis", "osquery", "falco",
        "amazon-ssm", "wazuh", "clamav", "amazon-cloudwatch", "mdatp", "systemd-journald", "cloudmonitor",
      ]
      .contains { lines.lineHas(hit, $0) } && ["stop", "disable", "mask", "kill"].contains { lines.lineHas(hit, $0) }
    },
    Rule(
      name: "tunnel",
      keywords: [
        "gs-netcat", "gsocket", "chisel", "ngrok", "frpc", "bore local", "localtonet", "revsocks", "iox proxy",
        "serveo.net", "pinggy",
      ]
    ) { lines, hit, word in
      lines.isWord(hit, word) && lines.beginsCommand(hit)
    },
    Rule(name: "setuid-shell", keywords: ["chmod u+s", "chmod +s", "chmod 4", "chmod 04", "chmod 6"]) { lines, hit, _ in
      ["bash", "/sh", "dash", "zsh", "/tmp/", "/var/tmp/", "/dev/shm/"].contains { lines.lineHas(hit, $0) }
        && lines.isSetIDMode(hit)
    },
    Rule(name: "attribute-lock", keywords: ["chattr +i", "chattr +a", "chattr +ai", "chattr +ia", "chattr -r +i"]) {
      _, _, _ in true
    },
    Rule(name: "container-escape", keywords: ["release_agent"]) { lines, hit, _ in
      // Reading it tells something about the host; writing a program into it is the way out (CVE-2022-0492).
      lines.isWritten(hit) || lines.hasAnywhere("notify_on_release")
    },
    Rule(name: "container-escape", keywords: ["nsenter"]) { lines, hit, word in
      lines.isCommand(hit, word) && ["-t 1 ", "-t1 ", "--target 1 ", "--target=1 "].contains { lines.lineHas(hit, $0) }
        && lines.beginsCommand(hit)
    },
    Rule(name: "container-escape", keywords: ["/docker.sock", "/containerd.sock"]) { lines, hit, _ in
      ["-v /:/", "-v=/:/", "binds:[/:/", "\"binds\":[\"/:/", "source=/,"].contains { lines.lineHas(hit, $0) }
    },
    Rule(name: "container-escape", keywords: ["/proc/sys/kernel/core_pattern"]) { lines, hit, _ in
      lines.isWritten(hit) && lines.lineHas(hit, "|")
    },
    Rule(name: "ssh-spreading", keywords: ["known_hosts", ".ssh/id_", "/.ssh/*", "id_rsa", "sshpass"]) { lines, _, _ in
      // One login with one key is everybody's; a loop that asks nothing of the host key, with keys or hosts it finds, is a worm's.
      lines.hasAnywhere("stricthostkeychecking=no")
        && (lines.hasAnywhere("known_hosts") || lines.hasAnywhere("/home/*/") || lines.hasAnywhere("find / ")
          || lines.hasAnywhere("bash_history"))
        && ["for ", "while ", "xargs", "parallel "].contains { lines.hasAnywhere($0) }
    },
  ]

  private static let table = KeywordTable(rules.flatMap(\.keywords))
  private static let binaryTable = KeywordTable(
    miners.filter { $0 != "randomx" && $0 != "fetch" } + ["/etc/ld.so.preload"])
}
