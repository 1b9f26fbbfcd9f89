public import CaseModel

/// Finds instances and tells what is around them. It changes nothing.
public protocol InstanceDirectory: Sendable {
  /// The instances of one account and region that the selectors name: **every** instance of every reservation, each once.
  ///
  /// - Returns: What was found; ids that name nothing there are in `missing`.
  /// - Throws: `CloudError`.
  func instances(_ selectors: [TargetSelector], account: AccountID, region: RegionName) async throws -> FoundInstances

  /// What Systems Manager knows of these instances.
  ///
  /// - Returns: An instance that is not in it is not managed.
  /// - Throws: `CloudError`.
  func management(of instances: [InstanceID], account: AccountID, region: RegionName) async throws -> [InstanceID:
    Management]

  /// Networks around the suspects.
  ///
  /// - Throws: `CloudError`.
  func networks(_ vpcs: [String], account: AccountID, region: RegionName) async throws -> [NetworkFacts]

  /// What the member account offers us: role, documents, stacks of the installation.
  ///
  /// - Throws: `CloudError` `.denied` or `.notFound` when our role is not there.
  func installation(account: AccountID, region: RegionName) async throws -> MemberInstallation
}

/// What a search gave.
public struct FoundInstances: Sendable, Hashable, Codable {
  /// Found, in order of their ids.
  public var suspects: [Suspect]
  /// Selectors that nothing answers to.
  public var missing: [TargetSelector]

  /// A result.
  public init(suspects: [Suspect], missing: [TargetSelector]) {
    self.suspects = suspects
    self.missing = missing
  }
}

/// What Systems Manager says of an instance.
public struct Management: Sendable, Hashable, Codable {
  /// The agent answered within the last minutes (`PingStatus` is `Online`).
  public var isOnline: Bool
  /// Version of the agent.
  public var agentVersion: String
  /// Last answer.
  public var lastPing: Timestamp?
  /// `Linux`, `Windows`, `MacOS`.
  public var platformType: String

  /// A state.
  public init(isOnline: Bool, agentVersion: String, lastPing: Timestamp? = nil, platformType: String = "Linux") {
    self.isOnline = isOnline
    self.agentVersion = agentVersion
    self.lastPing = lastPing
    self.platformType = platformType
  }
}

/// A VPC as far as a response depends on it.
public struct NetworkFacts: Sendable, Hashable, Codable {
  /// `vpc-…`.
  public var vpc: String
  /// Its IPv4 ranges.
  public var ranges: [String]
  /// `default` or `dedicated`: a transfer needs the former.
  public var tenancy: String
  /// Whose it is: a shared subnet belongs to another account.
  public var owner: AccountID?
  /// Its subnets.
  public var subnets: [SubnetFacts]
  /// Services with an endpoint here, by their short names (`ssm`, `ssmmessages`, `ec2messages`, `s3`, …).
  public var endpoints: [String]

  /// A subnet.
  public struct SubnetFacts: Sendable, Hashable, Codable {
    /// `subnet-…`.
    public var id: String
    /// Availability zone by id.
    public var zoneID: String
    /// Addresses that are left.
    public var freeAddresses: Int
    /// Account that owns it, if it is not the suspect's.
    public var sharedBy: AccountID?
    /// Whether its route table leads to the internet (gateway, NAT, transit).
    public var hasWayOut: Bool

    /// A subnet.
    public init(id: String, zoneID: String, freeAddresses: Int, sharedBy: AccountID? = nil, hasWayOut: Bool) {
      self.id = id
      self.zoneID = zoneID
      self.freeAddresses = freeAddresses
      self.sharedBy = sharedBy
      self.hasWayOut = hasWayOut
    }
  }

  /// A network.
  public init(
    vpc: String, ranges: [String], tenancy: String, owner: AccountID?, subnets: [SubnetFacts], endpoints: [String]
  ) {
    self.vpc = vpc
    self.ranges = ranges
    self.tenancy = tenancy
    self.owner = owner
    self.subnets = subnets
    self.endpoints = endpoints
  }
}

/// What is installed of ours in a member account and region.
public struct MemberInstallation: Sendable, Hashable, Codable {
  /// SHA-256 of the direct lane's document, as the service says it; `nil` if the document is not there.
  public var directDocumentHash: String?
  /// SHA-256 of the share lane's document; `nil` if it is not there.
  public var collectDocumentHash: String?

  /// An installation.
  public init(directDocumentHash: String?, collectDocumentHash: String?) {
    self.directDocumentHash = directDocumentHash
    self.collectDocumentHash = collectDocumentHash
  }
}
