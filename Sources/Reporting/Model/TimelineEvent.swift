public import CaseModel

/// One moment on the suspect's clock.
public struct TimelineEvent: Sendable, Hashable {
  /// What happened, coarse enough to be a lane of a plot.
  public enum Kind: String, Sendable, CaseIterable {
    case finding
    case processStart = "process_start"
    case bpfLoad = "bpf_load"
    case persistenceChange = "persistence_change"
    case fileChange = "file_change"
    case privilege
    case accountChange = "account_change"
    case login
    case loginFailed = "login_failed"
    case packageChange = "package_change"
    case system
  }
  /// When.
  public var time: Timestamp
  /// What happened.
  public var kind: Kind
  /// Who or what: a path, an account, `pid 4242`.
  public var subject: HostString
  /// The rest, one line.
  public var detail: HostString
  /// Where it stands: path, or the kind of record.
  public var source: HostString

  /// An event.
  public init(time: Timestamp, kind: Kind, subject: HostString, detail: HostString, source: HostString) {
    self.time = time
    self.kind = kind
    self.subject = subject
    self.detail = detail
    self.source = source
  }
}

extension TimelineEvent: Comparable {
  /// By time, then by kind and text, so that two runs give the same order.
  public static func < (left: TimelineEvent, right: TimelineEvent) -> Bool {
    if left.time != right.time { return left.time < right.time }
    if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
    if left.subject != right.subject { return left.subject < right.subject }
    return left.detail < right.detail
  }
}

extension TimelineEvent.Kind {
  /// For a legend.
  public var words: String {
    switch self {
    case .finding: "finding"
    case .processStart: "process start"
    case .bpfLoad: "eBPF load"
    case .persistenceChange: "persistence"
    case .fileChange: "file change"
    case .privilege: "sudo, su"
    case .accountChange: "account, service"
    case .login: "login"
    case .loginFailed: "failed login"
    case .packageChange: "package"
    case .system: "boot, log"
    }
  }

  /// How many of a kind are kept. Together 20,000: a flood of one kind (failed logins, touched files) never drives out another.
  public var ceiling: Int {
    switch self {
    case .finding: 1_000
    case .processStart: 4_000
    case .fileChange: 5_000
    case .persistenceChange, .login, .loginFailed, .packageChange: 2_000
    case .privilege, .accountChange: 800
    case .bpfLoad: 200
    case .system: 200
    }
  }
}
