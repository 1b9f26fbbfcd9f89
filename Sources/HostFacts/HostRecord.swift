public import CaseModel

/// The host itself, one a collection.
public struct HostRecord: FactRecord {
  public static let type = "host"
  /// `uname -n`.
  public var hostname: HostString
  /// `/proc/version`.
  public var kernel: HostString = ""
  /// `uname -m`.
  public var architecture: String = ""
  /// `/etc/machine-id`.
  public var machineID: HostString?
  /// `/proc/sys/kernel/random/boot_id`.
  public var bootID: HostString?
  /// `PRETTY_NAME` of `/etc/os-release`.
  public var system: HostString?
  /// EC2 instance id, if the host identified itself.
  public var instanceID: HostString?
  /// When the collection began, the suspect's clock.
  public var now: Timestamp
  /// When the kernel was started: now minus CLOCK_BOOTTIME.
  public var bootedAt: Timestamp?
  /// UTC offset of local time in seconds, from `/etc/localtime`; logs without a zone are read with it.
  public var utcOffsetSeconds: Int = 0
  /// Whether the collector ran as root with all capabilities.
  public var isPrivileged: Bool = true
  /// What kind of container, if process 1 lives in one.
  public var containerKind: String?

  /// A host.
  public init(hostname: HostString, now: Timestamp) {
    self.hostname = hostname
    self.now = now
  }
}

/// A simple fact: a kernel setting, a counter, a hardware string, a taint bit.
public struct PropertyRecord: FactRecord {
  public static let type = "property"
  /// The ledger entry's theme, such as `sysctl`, `taint`, `dmi`, `boot`, `lsm`, `cpu`, `imds`, `audit`.
  public var group: String
  /// Such as `kernel.core_pattern`.
  public var name: HostString
  /// As the kernel says it.
  public var value: HostString
  /// Where it was read.
  public var source: HostString

  /// A property.
  public init(group: String, name: HostString, value: HostString, source: HostString) {
    self.group = group
    self.name = name
    self.value = value
    self.source = source
  }
}

/// Two ways of looking at one thing disagree: the mark of hiding.
public struct DiscrepancyRecord: FactRecord {
  public static let type = "discrepancy"
  /// What is hidden or blocked.
  public enum Kind: String, Codable, Sendable {
    /// A process is missing from one view.
    case process
    /// A module is missing from one view.
    case module
    /// Something is mounted over a path that had content.
    case overmount
    /// A mount could not be cloned (unbindable).
    case unbindableMount
    /// A directory or file is missing from one view.
    case file
    /// A per-process read did not return in time.
    case stalledRead
    /// A socket is missing from one view.
    case socket
  }
  /// What is hidden.
  public var kind: Kind
  /// The process id, module name or path.
  public var subject: HostString
  /// Views that show it, such as `probe`, `fresh procfs`, `cgroup`.
  public var seenBy: [String]
  /// Views that do not.
  public var missingFrom: [String]
  /// For people: what was compared and found.
  public var detail: HostString
  /// The process it is about.
  public var pid: Int?

  /// A discrepancy.
  public init(
    kind: Kind, subject: HostString, seenBy: [String], missingFrom: [String], detail: HostString, pid: Int? = nil
  ) {
    self.kind = kind
    self.subject = subject
    self.seenBy = seenBy
    self.missingFrom = missingFrom
    self.detail = detail
    self.pid = pid
  }
}
