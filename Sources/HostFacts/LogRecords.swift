public import CaseModel

/// One event of a log that says something about who came and what was done.
public struct LogEventRecord: FactRecord {
  public static let type = "log_event"
  /// What happened.
  public enum Kind: String, Codable, Sendable {
    case loginFailed = "login_failed"
    case loginAccepted = "login_accepted"
    case invalidUser = "invalid_user"
    case sessionOpened = "session_opened"
    case sessionClosed = "session_closed"
    case sudo, su
    case accountChanged = "account_changed"
    case serviceChanged = "service_changed"
    case cronCommand = "cron_command"
    case kernelMessage = "kernel_message"
    case packageChanged = "package_changed"
    case logCleared = "log_cleared"
    case audit
    case other
  }
  /// What happened.
  public var kind: Kind
  /// Path of the log.
  public var source: HostString
  /// When. Logs without a year or zone are completed from file times and the host's zone.
  public var time: Timestamp?
  /// Program that logged it.
  public var program: HostString = ""
  /// Account concerned.
  public var account: HostString?
  /// Remote address.
  public var address: HostString?
  /// `password`, `publickey`, ….
  public var method: String?
  /// The message, secrets masked.
  public var message: HostString
  /// Line number from 1, or entry number for the journal.
  public var line: Int

  /// An event.
  public init(kind: Kind, source: HostString, message: HostString, line: Int) {
    self.kind = kind
    self.source = source
    self.message = message
    self.line = line
  }
}

/// A log file as a whole.
public struct LogFileRecord: FactRecord {
  public static let type = "log_file"
  /// A stretch with no entry, or of zero bytes.
  public struct Gap: Codable, Sendable, Hashable {
    /// `time` (nothing logged), `zeros` (NUL bytes), `order` (clock went back),
    /// `sequence` (entry numbers left out; `length` counts them).
    public var kind: String
    /// Last entry before.
    public var from: Timestamp?
    /// First entry after.
    public var to: Timestamp?
    /// Byte offset.
    public var offset: Int64
    /// Bytes, for `zeros`.
    public var length: Int64
    /// A gap.
    public init(kind: String, from: Timestamp?, to: Timestamp?, offset: Int64, length: Int64 = 0) {
      self.kind = kind
      self.from = from
      self.to = to
      self.offset = offset
      self.length = length
    }
  }
  /// Path.
  public var path: HostString
  /// `syslog`, `auth`, `wtmp`, `btmp`, `lastlog`, `journal`, `audit`, `access`, `dpkg`, ….
  public var kind: String
  /// Bytes.
  public var size: Int64 = 0
  /// Entries read.
  public var entries: Int = 0
  /// First entry.
  public var first: Timestamp?
  /// Last entry.
  public var last: Timestamp?
  /// Where something is missing (at most 64 kept).
  public var gaps: [Gap] = []
  /// Records of only zero bytes (utmp forms).
  public var zeroedRecords: Int = 0
  /// mtime.
  public var modifiedAt: Timestamp?
  /// ctime.
  public var changedAt: Timestamp?
  /// Birth time.
  public var bornAt: Timestamp?
  /// It is a link to this (such as `/dev/null`).
  public var linkTarget: HostString?
  /// A process writes to it though it has no name any more: pid.
  public var deletedOpenBy: Int?
  /// SHA-256 of the copied exhibit.
  public var exhibit: String?

  /// A log file.
  public init(path: HostString, kind: String) {
    self.path = path
    self.kind = kind
  }
}

/// A request of a web server's access log that is worth keeping.
public struct WebRequestRecord: FactRecord {
  public static let type = "web_request"
  /// Path of the log.
  public var source: HostString
  /// Line number from 1.
  public var line: Int
  /// Client address.
  public var address: HostString
  /// When.
  public var time: Timestamp?
  /// Such as `POST`.
  public var method: HostString
  /// Path and query.
  public var target: HostString
  /// HTTP status.
  public var status: Int
  /// Bytes of the answer.
  public var bytes: Int64
  /// User agent.
  public var agent: HostString

  /// A request.
  public init(
    source: HostString, line: Int, address: HostString, time: Timestamp?, method: HostString, target: HostString,
    status: Int, bytes: Int64, agent: HostString
  ) {
    self.source = source
    self.line = line
    self.address = address
    self.time = time
    self.method = method
    self.target = target
    self.status = status
    self.bytes = bytes
    self.agent = agent
  }
}

/// An installed package.
public struct PackageRecord: FactRecord {
  public static let type = "package"
  /// `dpkg`, `rpm`, `apk`.
  public var manager: String
  /// Name.
  public var name: HostString
  /// Version as the manager prints it.
  public var version: HostString
  /// Architecture.
  public var architecture: HostString = ""
  /// When it was installed, if the manager keeps that.
  public var installedAt: Timestamp?

  /// A package.
  public init(manager: String, name: HostString, version: HostString) {
    self.manager = manager
    self.name = name
    self.version = version
  }
}
