public import CaseModel
public import CollectionPlans

/// What one collection is asked to do, with safe defaults.
public struct CollectionOptions: Sendable {
  /// How much is collected.
  public typealias Profile = CollectionProfile

  /// What it may use. Every budget that cuts something short is reported.
  public struct Budgets: Sendable {
    /// Share of one processor, 0.05 to 1.
    public var cpuShare = 0.9
    /// Bytes a second read from files; 0 is no limit.
    public var readBytesPerSecond: Int64 = 400 << 20
    /// Seconds for all of it; 0 is no limit.
    public var wallSeconds = 240.0
    /// Bytes of files that are hashed.
    public var hashBytes: Int64 = 4 << 30
    /// Bytes written to the share.
    public var shareBytes: Int64 = 2 << 30
    /// Resident bytes of the collector.
    public var memoryBytes: Int64 = 256 << 20
    /// The defaults.
    public init() {}
  }

  /// The case.
  public var caseID: CaseID
  /// How much.
  public var profile: Profile
  /// What it may use.
  public var budgets = Budgets()
  /// Secrets are kept in clear. An act that is logged.
  public var includeSecrets = false
  /// Every file is hashed, not only those that the design names.
  public var hashesAll = false
  /// Bytes of executables of running processes that are hashed in the volatile set.
  public var executableHashBytes = 96 << 20
  /// The best view of the tree to try.
  public var view: HostView.Kind = .clone
  /// Milliseconds after which a per-process read is abandoned.
  public var stallMilliseconds: Int32 = 400
  /// Key for fingerprints of secrets; made for the run if not given.
  public var fingerprintKey: [UInt8]?
  /// Endpoint of the metadata service, if the caller says that this is EC2.
  public var metadataEndpoint: MetadataEndpoint?
  /// Whether to ask the metadata service of a host that says it is EC2.
  public var asksMetadata = true
  /// Remote and FUSE file systems are entered too.
  public var entersRemote = false
  /// What is copied and parsed beyond what every collection does.
  public var plan = CollectionPlan(items: [])
  /// Programs of the responder that are run when everything else is collected.
  public var ownTools: OwnTools?
  /// Ids that Systems Manager gave this run.
  public var invocation: (instanceID: String, commandID: String)?
  /// 32 lower-case hex digits chosen by the caller, so that nobody can hand over a bundle of another run; `nil` to make them here.
  public var nonce: String?

  /// The defaults of a profile.
  public init(caseID: CaseID, profile: Profile) {
    self.caseID = caseID
    self.profile = profile
    switch profile {
    case .quick: budgets.wallSeconds = 60
    case .standard: break
    case .full:
      budgets.wallSeconds = 0
      budgets.hashBytes = .max
      budgets.shareBytes = .max
      hashesAll = true
    }
  }
}
