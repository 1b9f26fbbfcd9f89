public import CaseModel
internal import JSONText

/// What `bundle.json` says: which case, which host, which run.
public struct BundleHeader: Sendable {
  /// The host as it can be told apart from others.
  public struct Host: Sendable {
    /// `uname -n`.
    public var hostname: HostString?
    /// `/etc/machine-id`.
    public var machineID: HostString?
    /// Boot id.
    public var bootID: HostString?
    /// `/proc/version`.
    public var kernel: HostString?
    /// `uname -m`.
    public var architecture: String?
    /// EC2 instance id, if known when the bundle was begun.
    public var instanceID: HostString?
    /// Nothing known.
    public init() {}
  }
  /// The case.
  public var caseID: CaseID
  /// Name of the profile.
  public var profile: String
  /// 32 hex digits, made for this run.
  public var nonce: String
  /// When the collection began, the suspect's clock.
  public var created: Timestamp
  /// Version of the collector.
  public var toolVersion: String
  /// The host.
  public var host = Host()
  /// CLOCK_BOOTTIME in nanoseconds at `created`.
  public var boottime: Int64 = 0
  /// `case` or `collection`: under which key secrets are fingerprinted.
  public var fingerprintKey = "collection"
  /// `--include-secrets` was given.
  public var secretsIncluded = false
  /// Systems Manager's instance and command id, if it started the run.
  public var invocation: (instanceID: String, commandID: String)?

  /// A header.
  public init(caseID: CaseID, profile: String, nonce: String, created: Timestamp, toolVersion: String) {
    self.caseID = caseID
    self.profile = profile
    self.nonce = nonce
    self.created = created
    self.toolVersion = toolVersion
  }

  var json: JSONValue {
    [
      "format": "needletail-bundle", "version": 1, "case": .string(caseID.text), "profile": .string(profile),
      "nonce": .string(nonce), "created": .integer(created.nanoseconds),
      "tool": ["name": "needletail-collector", "version": .string(toolVersion)], "host": hostJSON,
      "clock": ["realtime": .integer(created.nanoseconds), "boottime": .integer(boottime)],
      "fingerprint_key": .string(fingerprintKey), "secrets_included": .bool(secretsIncluded),
    ]
  }

  private var hostJSON: JSONValue {
    let members: [(String, String?)] = [
      ("hostname", host.hostname?.text), ("machine_id", host.machineID?.text), ("boot_id", host.bootID?.text),
      ("kernel", host.kernel?.text), ("architecture", host.architecture), ("instance_id", host.instanceID?.text),
    ]
    return .object(members.compactMap { name, value in value.map { JSONMember(name, .string($0)) } })
  }

  /// What the seals repeat of the host.
  var sealHostJSON: JSONValue {
    guard case .object(let members) = hostJSON else { return [:] }
    return .object(members.filter { ["machine_id", "boot_id", "instance_id"].contains($0.name) })
  }
}
