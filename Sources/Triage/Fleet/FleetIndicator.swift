public import CaseModel

/// One value by which hosts are compared.
public struct FleetIndicator: Sendable, Hashable, Codable {
  /// What the value is.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// SHA-256 of a running program, of an unpackaged executable file, or of what a persistence entry starts.
    case digest
    /// Numeric address of a peer, of a login, or named in a persistence command.
    case address
    /// Host name in a persistence command.
    case domain
    /// Fingerprint of an authorized ssh key.
    case key
    /// Mechanism, name and command of a persistence entry that no package owns.
    case persistence
    /// Name and user id of an account that is root by number, or that can log in.
    case account
    /// Transport and port of a listener.
    case listener
    /// Name of a kernel module.
    case module
    /// Path and digest of a file that differs from its package.
    case changedFile = "changed_file"
    /// Name of an installed package.
    case package
  }
  /// What the value is.
  public var kind: Kind
  /// The value, at most `FleetObserver.valueLimit` bytes.
  public var value: HostString

  /// An indicator.
  public init(_ kind: Kind, _ value: HostString) {
    self.kind = kind
    self.value = value
  }

  /// What the kind is called in sentences.
  public var noun: String {
    switch kind {
    case .digest: "program"
    case .address: "address"
    case .domain: "host name"
    case .key: "ssh key"
    case .persistence: "persistence entry"
    case .account: "account"
    case .listener: "listener"
    case .module: "kernel module"
    case .changedFile: "changed package file"
    case .package: "package"
    }
  }
}

/// One indicator on one host, with where it was read.
public struct FleetEntry: Sendable, Hashable, Codable {
  /// In which part the value was met.
  public enum Role: String, Sendable, Hashable, Codable {
    /// A process runs this program.
    case running
    /// A file of that content lies there.
    case file
    /// A persistence entry starts it, or names it.
    case persistence
    /// The host opened a connection to it.
    case outbound
    /// It opened a connection to the host.
    case inbound
    /// Somebody logged in from there.
    case login
    /// The host has it: an account, key, listener, module, package.
    case present
    /// A finding names it.
    case finding
  }
  /// What.
  public var indicator: FleetIndicator
  /// In which part it was met first.
  public var role: Role
  /// Where it stands on that host.
  public var evidence: Evidence
  /// A package owns it, unchanged.
  public var isPackaged: Bool
  /// When it came about on the host's own clock, if that is told.
  public var seenAt: Timestamp?
  /// The most severe finding that rests on it, as a position in `FleetProfile.findings`.
  public var finding: Int?

  /// An entry.
  public init(
    _ indicator: FleetIndicator, role: Role, evidence: Evidence, isPackaged: Bool = false, seenAt: Timestamp? = nil,
    finding: Int? = nil
  ) {
    self.indicator = indicator
    self.role = role
    self.evidence = evidence
    self.isPackaged = isPackaged
    self.seenAt = seenAt
    self.finding = finding
  }
}
