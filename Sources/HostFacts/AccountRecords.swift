public import CaseModel

/// An account, from passwd(5) and shadow(5).
public struct AccountRecord: FactRecord {
  public static let type = "account"
  /// What the password field of shadow (or passwd) says. The hash itself is never kept.
  public enum PasswordState: String, Codable, Sendable {
    /// No password is asked for.
    case empty
    /// `!` or `*`: no password works.
    case locked
    /// A hash stands there.
    case hash
    /// shadow was not readable or has no line.
    case unknown
  }
  /// Login name.
  public var name: HostString
  /// User id.
  public var uid: Int
  /// Primary group.
  public var gid: Int
  /// Full name field.
  public var comment: HostString = ""
  /// Home directory.
  public var home: HostString = ""
  /// Login shell.
  public var shell: HostString = ""
  /// Password.
  public var password: PasswordState = .unknown
  /// Scheme of the hash, such as `yescrypt`, `sha512`, `md5`.
  public var passwordScheme: String?
  /// HMAC-SHA-256 of the hash under the case key, 64 hex digits.
  public var passwordFingerprint: String?
  /// Last change in days since the epoch (shadow field 3).
  public var passwordChangedDay: Int?
  /// Groups by name, primary first.
  public var groups: [HostString] = []
  /// Where the line stands: path and line number from 1.
  public var source: HostString
  /// Line number from 1.
  public var line: Int = 0
  /// When the home directory was born or changed first, if known.
  public var homeBornAt: Timestamp?

  /// An account.
  public init(name: HostString, uid: Int, gid: Int, source: HostString) {
    self.name = name
    self.uid = uid
    self.gid = gid
    self.source = source
  }
}

/// A group, from group(5).
public struct GroupRecord: FactRecord {
  public static let type = "group"
  /// Its name.
  public var name: HostString
  /// Its id.
  public var gid: Int
  /// Members by name.
  public var members: [HostString]
  /// A group.
  public init(name: HostString, gid: Int, members: [HostString]) {
    self.name = name
    self.gid = gid
    self.members = members
  }
}

/// A session record: utmp, wtmp, btmp, lastlog, or a systemd session.
public struct LoginRecord: FactRecord {
  public static let type = "login"
  /// `utmp`, `wtmp`, `btmp`, `lastlog`, `systemd`.
  public var book: String
  /// utmp(5) type: `user`, `dead`, `boot`, `runlevel`, `login`, `init`, `accounting`, `empty`.
  public var kind: String
  /// User.
  public var user: HostString
  /// Terminal.
  public var terminal: HostString = ""
  /// Remote host as recorded.
  public var host: HostString = ""
  /// Remote address, numeric.
  public var address: String = ""
  /// Process id.
  public var pid: Int = 0
  /// When.
  public var time: Timestamp?
  /// Where: path.
  public var source: HostString
  /// Byte offset of the record.
  public var offset: Int = 0
  /// The whole record is zero bytes: wiped.
  public var isZeroed: Bool = false

  /// A record.
  public init(book: String, kind: String, user: HostString, source: HostString) {
    self.book = book
    self.kind = kind
    self.user = user
    self.source = source
  }
}

/// A line of authorized_keys (sshd(8)), or a key file by metadata.
public struct SSHKeyRecord: FactRecord {
  public static let type = "ssh_key"
  /// `authorized`, `host`, `private`, `known_host`.
  public var role: String
  /// Account whose file it is; empty for the host's.
  public var account: HostString
  /// Path.
  public var path: HostString
  /// Line number from 1.
  public var line: Int = 0
  /// Such as `ssh-ed25519`.
  public var algorithm: HostString = ""
  /// `SHA256:` + base64 of the public key's digest, as ssh-keygen prints it; HMAC hex under the case key for private keys.
  public var fingerprint: String = ""
  /// Comment.
  public var comment: HostString = ""
  /// Options in front, such as `command="…"`.
  public var options: HostString = ""
  /// Content of the `command=` option, unquoted.
  public var forcedCommand: HostString?
  /// When the file last changed (mtime).
  public var modifiedAt: Timestamp?
  /// When the inode last changed (ctime).
  public var changedAt: Timestamp?
  /// SHA-256 of the file.
  public var exhibit: String?

  /// A key.
  public init(role: String, account: HostString, path: HostString) {
    self.role = role
    self.account = account
    self.path = path
  }
}

/// A line of a shell's or tool's history.
public struct HistoryRecord: FactRecord {
  public static let type = "history"
  /// Account, by the home directory it was found in.
  public var account: HostString
  /// Path.
  public var path: HostString
  /// Line number from 1.
  public var line: Int
  /// The command, secrets masked.
  public var command: HostString
  /// When, if the history has times.
  public var time: Timestamp?

  /// A line.
  public init(account: HostString, path: HostString, line: Int, command: HostString, time: Timestamp? = nil) {
    self.account = account
    self.path = path
    self.line = line
    self.command = command
    self.time = time
  }
}
