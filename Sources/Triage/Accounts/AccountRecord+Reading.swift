internal import CaseModel
internal import HostFacts

extension AccountRecord {
  /// The line as evidence; the hash never stands in a record.
  var evidence: Evidence {
    Evidence(
      source: HostString(escaped: line > 0 ? "\(source.text):\(line)" : source.text),
      text: HostString(
        escaped:
          "\(name.text) uid \(uid) gid \(gid) home \(home.text) shell \(shell.text) password \(password.rawValue)"))
  }

  /// A shell that gives a prompt. `nologin`, `false`, `sync`, `shutdown`, `halt` do not.
  var hasLoginShell: Bool {
    let name = shell.lastComponent
    // An empty field means /bin/sh (passwd(5)).
    return name.isEmpty
      || !["nologin", "false", "sync", "shutdown", "halt", "true", "git-shell", "rssh", "uucico", "usernetctl"]
        .contains(name)
  }

  /// Below the range of people (login.defs UID_MIN), or nobody; not root.
  var isSystemAccount: Bool { uid > 0 && uid < 1000 || uid >= 65_533 && uid <= 65_535 }

  /// In a group that amounts to root.
  var isPrivileged: Bool {
    groups.contains { ["sudo", "wheel", "admin", "root", "docker", "lxd", "disk", "shadow"].contains($0.text) }
  }
}

extension SSHKeyRecord {
  /// The line as evidence: fingerprint, never the key.
  var evidence: Evidence {
    Evidence(
      source: HostString(escaped: line > 0 ? "\(path.text):\(line)" : path.text),
      text: HostString(escaped: TextScan.clipped("\(options.text) \(algorithm.text) \(fingerprint) \(comment.text)")),
      exhibit: exhibit)
  }
}

extension HostPicture {
  /// Accounts of the passwd file proper, each name once.
  var localAccounts: [AccountRecord] {
    var seen: Set<String> = []
    return accounts.filter { !$0.source.hasSuffix("-") && seen.insert("\($0.name.text) \($0.uid)").inserted }
  }

  /// Whether that much time or less lies between the moment and the collection.
  func isRecent(_ time: Timestamp?, days: Int64) -> Bool {
    guard let time, let now = host?.now else { return false }
    return now.seconds - time.seconds <= days * 86_400
  }
}
