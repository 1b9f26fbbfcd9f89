internal import CaseModel
internal import HostFacts

/// Entries that weaken the host by one line of configuration: the same frame, a row for each question.
struct SettingHeuristic: RecordHeuristic {
  let card: HeuristicCard
  let mechanisms: Set<PersistenceRecord.Mechanism>
  private let question: @Sendable (PersistenceRecord) -> RecordOpinion?

  private init(
    _ id: String, _ mechanisms: Set<PersistenceRecord.Mechanism>, _ techniques: [Technique], _ severity: Severity,
    abnormal: String, why: String,
    benign: String, question: @escaping @Sendable (PersistenceRecord) -> RecordOpinion?
  ) {
    card = HeuristicCard(
      id: "persistence.\(id)", abnormal: abnormal, why: why, techniques: techniques, severity: severity, benign: benign)
    self.mechanisms = mechanisms
    self.question = question
  }

  func judge(_ record: PersistenceRecord, in picture: HostPicture) -> RecordOpinion? {
    record.isPackaged ? nil : question(record)
  }

  static let table: [SettingHeuristic] = [
    SettingHeuristic(
      "audit-off", [.audit], ["T1562.012"], .medium,
      abnormal: "the audit rules switch auditing off or exclude everything",
      why: "Without audit records nobody can say what was run.",
      benign: "Excluding a noisy type; `-D` alone is the first line of every rules file."
    ) { record in
      let words = TextScan.words(record.lineText)
      let isOff = words.first == "-e" && words.dropFirst().first == "0"
      let never = TextScan.first(of: ["-a never,task", "-a task,never"], in: record.lineText) != nil
      guard isOff || never else { return nil }
      // Distributions of Amazon and Red Hat ship `-a never,task` to save time.
      return RecordOpinion(never ? .info : .medium, "audit is switched off: \(record.lineText) (\(record.path.text))")
    },
    SettingHeuristic(
      "logging-off", [.logging], ["T1562.006", "T1562.001"], .medium, abnormal: "logging of logins is thrown away",
      why: "Messages that are discarded leave no trace of logins and sudo.",
      benign: "Journals in memory only, and filters for one chatty program, are common."
    ) { record in
      let line = record.lineText
      if let value = record.setting("Storage"), value.lowercased() == "none" {
        return RecordOpinion(.medium, "the journal keeps nothing (\(record.path.text))")
      }
      let concernsLogins = TextScan.first(of: ["auth", "authpriv", "sshd", "sudo", "*.*"], in: line) != nil
      let discards = TextScan.first(of: ["/dev/null", " stop", "~"], in: line)
      guard concernsLogins, let discards, discards != "~" || line.hasSuffix("~"), !TextScan.contains(line, "/var/log/")
      else { return nil }
      let isWide = TextScan.first(of: ["authpriv", "auth.", "auth,", "*.*", "sshd"], in: line) != nil
      return RecordOpinion(isWide ? .medium : .low, "messages are thrown away: \(line) (\(record.path.text))")
    },
    SettingHeuristic(
      "firewall-open", [.firewallRules], ["T1562.004"], .medium,
      abnormal: "a saved firewall rule lets an outside address in to everything",
      why: "The way in stays open after a reboot.",
      benign: "Rules for offices and load balancers name ports; accept policies are usual where the cloud filters."
    ) { record in
      let line = record.lineText
      guard TextScan.first(of: ["ACCEPT", "accept"], in: line) != nil, let address = AddressRange.first(in: line),
        !AddressRange.isPrivate(address),
        TextScan.first(of: ["dport", "--dports", "dpt", "OUTPUT", "sport"], in: line) == nil,
        TextScan.first(of: ["-A INPUT", "-I INPUT", "ip saddr"], in: line) != nil
      else { return nil }
      return RecordOpinion(.info, "everything from \(address) is accepted (\(record.path.text))")
    },
    SettingHeuristic(
      "security-module-off", [.securityModule], ["T1562.001"], .low,
      abnormal: "SELinux or AppArmor is switched off in its configuration",
      why: "Confinement of services is gone after the next boot.",
      benign: "Many installations run permissive on purpose; only together with other findings it tells something."
    ) { record in
      guard let value = record.setting("SELINUX")?.lowercased(), value == "disabled" || value == "permissive" else {
        return nil
      }
      return RecordOpinion(.info, "SELINUX=\(value) (\(record.path.text))")
    },
    SettingHeuristic(
      "boot-parameters", [.bootLoader], ["T1562.001", "T1542"], .medium,
      abnormal: "the boot line starts another init or switches protection off",
      why: "init= runs before everything else; audit=0, selinux=0 and module.sig_enforce=0 open the rest.",
      benign: "selinux=0, apparmor=0 and mitigations=off are widely copied."
    ) { record in
      let words =
        TextScan.words(record.lineText.filter { $0 != "\"" && $0 != "'" })
        + record.attributes.map { "\($0.key)=\($0.value.text)" }
      if let start = words.first(where: { $0.hasPrefix("init=") || $0.hasPrefix("rdinit=") }) {
        let program = String(start.split(separator: "=").last ?? "")
        let isUsual =
          ["/sbin/init", "/lib/systemd/systemd", "/usr/lib/systemd/systemd", "/bin/systemd", "/init"].contains(program)
          || TextScan.lastComponent(program) == "init"
        if !isUsual, !program.isEmpty {
          return RecordOpinion(
            .high, "the kernel starts \(program) as init (\(record.path.text))", techniques: ["T1542", "T1037"])
        }
      }
      let off = words.first { ["audit=0", "module.sig_enforce=0", "lockdown=none", "ima_appraise=off"].contains($0) }
      return off.map { RecordOpinion($0 == "audit=0" ? .info : .low, "boot parameter \($0) (\(record.path.text))") }
    },
    SettingHeuristic(
      "php-prepend", [.php, .webServer], ["T1505.003"], .high,
      abnormal: "PHP runs a file in front of every page, or the server runs other files as code",
      why: "auto_prepend_file puts a backdoor into every request without a file in the web root.",
      benign: "Wordfence (wordfence-waf.php), Sucuri and profilers use auto_prepend_file from their own directories."
    ) { record in
      for name in ["auto_prepend_file", "auto_append_file"] {
        guard
          let raw = record.setting(name)
            ?? TextScan.after(name, in: record.lineText).map({ TextScan.trimmed($0.drop { "= \t\"'".contains($0) }) })
        else { continue }
        let value = TextScan.words(String(raw.filter { $0 != "\"" && $0 != "'" })).first ?? ""
        if value.isEmpty || value == "none" || value == "=" { continue }
        if TextScan.first(
          of: ["wordfence", "sucuri", "newrelic", "xhprof", "tideways", "blackfire", "datadog", "ninjafirewall"],
          in: value.lowercased()) != nil
        {
          return nil
        }
        let isOdd =
          FilePlace.oddity(ofProgramAt: value) != nil || value.hasPrefix("data:") || value.hasPrefix("php:")
          || value.hasPrefix("http") || !value.hasSuffix(".php")
        return RecordOpinion(isOdd ? .high : .medium, "\(name) = \(value) (\(record.path.text))")
      }
      let line = record.lineText
      let handler =
        TextScan.first(of: ["AddHandler", "AddType", "SetHandler"], in: line) != nil
        && TextScan.contains(line.lowercased(), "php")
      guard handler,
        let odd = TextScan.first(of: [".jpg", ".png", ".gif", ".txt", ".ico", ".jpeg", ".css", ".html.bak"], in: line)
      else { return nil }
      return RecordOpinion(.high, "\(odd) files run as PHP (\(record.path.text))")
    },
    SettingHeuristic(
      "web-module", [.webServer], ["T1505", "T1574.006"], .high,
      abnormal: "the web server loads a module from a place for data",
      why: "A module sees and answers every request.",
      benign: "Modules stand in the server's own directory or under /opt and /usr/local."
    ) { record in
      let words = TextScan.words(record.lineText.filter { $0 != ";" && $0 != "\"" })
      guard
        words.first.map({
          ["LoadModule", "load_module", "LoadFile", "perl_modules", "extension", "zend_extension"].contains($0)
        }) == true, let path = words.last, path.hasPrefix("/"),
        let why = FilePlace.oddity(ofProgramAt: path)
      else { return nil }
      return RecordOpinion(.high, "the web server loads \(path) from a \(why) (\(record.path.text))")
    },
    SettingHeuristic(
      "docker-open", [.docker], ["T1609", "T1610"], .medium,
      abnormal: "the container engine takes orders over the network without a certificate",
      why: "Whoever reaches the port is root on the host.",
      benign: "Engines in test networks; a listener on 127.0.0.1 or with tlsverify."
    ) { record in
      let all = record.lineText + " " + record.attributes.map { "\($0.key) \($0.value.text)" }.joined(separator: " ")
      guard TextScan.contains(all, "tcp://"),
        TextScan.first(
          of: [
            "tlsverify=true", "\"tlsverify\": true", "--tlsverify", "tlsverify true", "tcp://127.", "tcp://localhost",
          ], in: all) == nil
      else { return nil }
      return RecordOpinion(
        TextScan.first(of: ["tcp://0.0.0.0", "tcp://:", "tcp://[::]"], in: all) != nil ? .medium : .low,
        "docker listens without certificates (\(record.path.text))")
    },
    SettingHeuristic(
      "exports", [.exports], ["T1048", "T1222.002"], .low,
      abnormal: "a file system is exported to everybody with root's rights",
      why: "no_root_squash lets any client write SUID programs.",
      benign: "Storage for clusters in private networks is exported like that."
    ) { record in
      let line = record.lineText
      guard TextScan.contains(line, "no_root_squash"), TextScan.contains(line, "rw") else { return nil }
      let path = TextScan.words(line).first ?? ""
      let isWide = TextScan.first(of: ["*(", "0.0.0.0/0", "::/0"], in: line) != nil
      let isSystem = ["/", "/etc", "/root", "/home", "/usr", "/bin"].contains(path)
      return RecordOpinion(
        isWide && isSystem ? .high : isWide ? .low : .info,
        "\(path) is exported with no_root_squash (\(record.path.text))")
    },
    SettingHeuristic(
      "doas-open", [.doas], ["T1548.003"], .low, abnormal: "doas asks no password of a service account or of everybody",
      why: "A way to root without a secret.",
      benign: "`permit nopass` for one administrator."
    ) { record in
      let words = TextScan.words(record.lineText)
      guard words.first == "permit", words.contains("nopass"), !words.contains("cmd") else { return nil }
      let who =
        words.dropFirst().first { !["nopass", "persist", "keepenv", "nolog"].contains($0) && !$0.hasPrefix("setenv") }
        ?? ""
      return RecordOpinion(
        SudoGrant.isServiceAccount(who) || who == "" ? .high : .info,
        "doas without password for \(who) (\(record.path.text))")
    },
    SettingHeuristic(
      "polkit-open", [.polkit], ["T1548"], .medium, abnormal: "a polkit rule says yes to everything",
      why: "Any user may then do what root may through the bus.",
      benign: "Rules for one action or one group of administrators."
    ) { record in
      let line = record.lineText
      guard
        TextScan.first(of: ["polkit.Result.YES", "ResultAny=yes", "Result.YES"], in: line) != nil
          || record.setting("results")?.contains("YES") == true
      else { return nil }
      let isLimited =
        TextScan.first(
          of: ["action.id", "isInGroup", "subject.user", "Identity=unix-group:", "subject.active", "subject.local"],
          in: line) != nil
      return isLimited ? nil : RecordOpinion(.medium, "polkit allows everything (\(record.path.text))")
    },
    SettingHeuristic(
      "name-service", [.nsswitch], ["T1556", "T1574.006"], .medium,
      abnormal: "names of accounts come from a library nobody knows",
      why: "Each service in nsswitch.conf is a library loaded into every program that looks up a name.",
      benign: "sss, ldap, winbind, systemd, mymachines, extrausers, oslogin and their kin."
    ) { record in
      let known: Set<String> = [
        "files", "compat", "db", "dns", "systemd", "mymachines", "myhostname", "resolve", "sss", "ldap", "winbind",
        "wins", "nis", "nisplus", "hesiod", "mdns", "mdns4", "mdns6", "mdns4_minimal",
        "mdns_minimal", "mdns6_minimal", "altfiles", "extrausers", "oslogin", "cache_oslogin", "google_oslogin",
        "usrfiles", "libvirt", "libvirt_guest", "gw_name", "vas4", "vas3", "centrify", "lsass",
        "sudo", "automount", "slapd", "cache", "merge", "docker", "himmelblau", "aad", "followme", "ato", "wsl",
        "identity",
      ]
      let services = (record.setting("services") ?? String(record.lineText.drop { $0 != ":" }.dropFirst())).prefix {
        $0 != "#"
      }
      let odd = TextScan.words(String(services)).first {
        !$0.hasPrefix("[") && !$0.hasSuffix("]") && !$0.contains("=") && !known.contains($0)
      }
      guard let odd,
        ["passwd", "shadow", "group"].contains(
          record.setting("database") ?? String(record.lineText.prefix { $0 != ":" }))
      else { return nil }
      return RecordOpinion(.medium, "accounts are looked up by libnss_\(odd) (\(record.path.text))")
    },
    SettingHeuristic(
      "fstab-hide", [.fstab], ["T1564.001"], .medium,
      abnormal: "a mount over /proc of a process or over system programs at boot",
      why: "Mounts over a place hide what is under it.",
      benign: "Bind mounts of data directories."
    ) { record in
      let words = TextScan.words(record.lineText)
      guard words.count > 2, let place = words.dropFirst().first else { return nil }
      let isProcess = place.hasPrefix("/proc/") && place != "/proc/sys/fs/binfmt_misc" && place != "/proc/fs/nfsd"
      let isSystem =
        ["/usr/bin", "/bin", "/usr/sbin", "/sbin", "/etc/ssh", "/lib"].contains {
          place == $0 || place.hasPrefix($0 + "/")
        } && TextScan.contains(record.lineText, "bind")
      return isProcess || isSystem
        ? RecordOpinion(.medium, "\(place) is covered at boot by \(words[0]) (\(record.path.text))") : nil
    },
  ]
}
