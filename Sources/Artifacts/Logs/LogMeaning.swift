internal import HostFacts

/// What a message of the system log says about who came and what was done. One set of rules for syslog files and the journal.
///
/// Names and texts inside a message may be an attacker's (a user name with blanks in it): addresses are looked for from the end, where the
/// daemon writes them.
struct LogMeaning {
  var kind: LogEventRecord.Kind
  var account: ArraySlice<UInt8>?
  var address: ArraySlice<UInt8>?
  var method: String?
  /// For events of which the first of its sort is enough.
  var sort: ArraySlice<UInt8>?

  init(
    _ kind: LogEventRecord.Kind, account: ArraySlice<UInt8>? = nil, address: ArraySlice<UInt8>? = nil,
    method: String? = nil, sort: ArraySlice<UInt8>? = nil
  ) {
    self.kind = kind
    self.account = account.flatMap { $0.isEmpty ? nil : $0 }
    self.address = address.flatMap { $0.isEmpty ? nil : $0 }
    self.method = method
    self.sort = sort
  }

  /// - Returns: `nil` for a message that is not worth keeping.
  init?(program: ArraySlice<UInt8>, message: ArraySlice<UInt8>) {
    guard !message.isEmpty else { return nil }
    let name = program.lastIndex(of: UInt8(ascii: "/")).map { program[($0 + 1)...] } ?? program
    guard let meaning = Self.read(name.prefix(32).lowercased.ascii, message) else { return nil }
    self = meaning
  }

  private static func read(_ program: String, _ message: ArraySlice<UInt8>) -> LogMeaning? {
    switch program {
    case "sshd", "sshd-session", "sshd-auth": ssh(message) ?? pam(message)
    case "dropbear": dropbear(message)
    case "sudo", "doas": sudo(message)
    case "pkexec", "polkit-agent-helper-1": pkexec(message) ?? pam(message)
    case "su", "su-l", "runuser": su(message)
    case "cron", "crond", "crontab", "atd": cron(message)
    case "kernel": kernel(message)
    case "systemd", "rsyslogd", "syslog-ng", "syslogd", "systemd-journald", "auditd", "systemd-logind",
      "systemd-coredump":
      service(program, message)
    case "audit", "audispd", "audisp-syslog": audit(message)
    case "yum", "dnf", "apt", "zypper":
      LogMeaning(.packageChanged)
    default: account(program, message) ?? pam(message)
    }
  }

  // MARK: Accounts

  private static let accountPrograms: Set<String> = [
    "useradd", "usermod", "userdel", "groupadd", "groupmod", "groupdel", "gpasswd", "chpasswd", "passwd", "chage",
    "chsh", "chfn", "newusers", "adduser", "deluser", "groupmems", "vipw", "pwconv", "systemd-sysusers",
  ]

  private static func account(_ program: String, _ message: ArraySlice<UInt8>) -> LogMeaning? {
    guard accountPrograms.contains(program) || message.contains("password changed for") else { return nil }
    return LogMeaning(.accountChanged, account: accountName(message), method: program)
  }

  private static func accountName(_ message: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    if let name = message.between("name=", ",") { return name }
    if let name = message.between("user '", "'") ?? message.between("user `", "'") { return name }
    return message.after("password changed for ")?.firstWord
  }

  // MARK: PAM

  /// Messages that every PAM module writes, whatever the program.
  static func pam(_ message: ArraySlice<UInt8>) -> LogMeaning? {
    guard message.hasPrefix("pam_") || message.hasPrefix("PAM ") else { return nil }
    if let text = message.after("authentication failure") {
      return LogMeaning(
        .loginFailed, account: text.after(" user=")?.firstWord, address: text.after("rhost=")?.firstNonBlankWord,
        method: "pam")
    }
    if let name = message.after("session opened for user ") {
      return LogMeaning(.sessionOpened, account: accountWord(name))
    }
    if let name = message.after("session closed for user ") {
      return LogMeaning(.sessionClosed, account: accountWord(name))
    }
    return message.contains("password changed for") ? LogMeaning(.accountChanged, account: accountName(message)) : nil
  }

  /// `root(uid=0)` or `root`.
  static func accountWord(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    text.firstWord.prefix { $0 != UInt8(ascii: "(") }
  }
}

extension ArraySlice<UInt8> {
  /// The word that begins right here, empty if a blank does.
  var firstNonBlankWord: ArraySlice<UInt8> { prefix { !$0.isBlank } }

  /// Index where `text` last stands.
  func findLast(_ text: String) -> Int? {
    let needle = Array(text.utf8)
    guard !needle.isEmpty, count >= needle.count else { return nil }
    var index = endIndex - needle.count
    while index >= startIndex {
      if self[index] == needle[0], self[index..<(index + needle.count)].elementsEqual(needle) { return index }
      index -= 1
    }
    return nil
  }
}
