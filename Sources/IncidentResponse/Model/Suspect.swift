public import CaseModel

/// A target that was found, with what the cloud's control plane says about it.
public struct Suspect: Sendable, Hashable, Codable {
  /// What runs on it.
  public enum Platform: String, Sendable, Hashable, Codable { case linux, windows }

  /// Account, region and instance id.
  public var target: Target
  /// The `Name` tag.
  public var name: HostString?
  /// As EC2 names it: `pending`, `running`, `shutting-down`, `terminated`, `stopping`, `stopped`.
  public var state: String
  /// What runs on it, as EC2 knows.
  public var platform: Platform
  /// As EC2 names it, such as `x86_64` or `arm64`.
  public var architecture: String
  /// Its VPC; empty for a terminated instance.
  public var vpc: String
  /// Subnet of its first interface.
  public var subnet: String
  /// Availability zone by **id** (`euc1-az2`): names differ between accounts.
  public var zoneID: String
  /// Its interfaces, the first one first.
  public var interfaces: [Interface]
  /// Machine image.
  public var image: String
  /// Its Auto Scaling group, if it is in one.
  public var scalingGroup: HostString?
  /// ARN of its instance profile, if it has one.
  public var instanceProfile: String?
  /// Lines of the targets file that named it.
  public var lines: [Int]

  /// An elastic network interface.
  public struct Interface: Sendable, Hashable, Codable {
    /// `eni-…`.
    public var id: String
    /// Its subnet.
    public var subnet: String
    /// Its private IPv4 addresses.
    public var addresses: [String]
    /// Ids of its security groups, all of them.
    public var groups: [String]

    /// An interface.
    public init(id: String, subnet: String, addresses: [String], groups: [String]) {
      self.id = id
      self.subnet = subnet
      self.addresses = addresses
      self.groups = groups
    }
  }

  /// A suspect of which only target, state and platform are known; the rest is filled in.
  public init(target: Target, state: String, platform: Platform = .linux, architecture: String = "x86_64") {
    self.target = target
    self.state = state
    self.platform = platform
    self.architecture = architecture
    vpc = ""
    subnet = ""
    zoneID = ""
    interfaces = []
    image = ""
    lines = []
  }

  /// The group that it is provisioned with.
  public var group: GroupID { GroupID(account: target.account, region: target.region, vpc: vpc) }
}

/// The targets of a case that share account, region and VPC.
public struct GroupID: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
  /// Whose VPC.
  public var account: AccountID
  /// Where it is.
  public var region: RegionName
  /// `vpc-…`.
  public var vpc: String

  /// A group.
  public init(account: AccountID, region: RegionName, vpc: String) {
    self.account = account
    self.region = region
    self.vpc = vpc
  }

  public var description: String { "\(account)/\(region)/\(vpc)" }
  public static func < (left: GroupID, right: GroupID) -> Bool {
    (left.account, left.region, left.vpc) < (right.account, right.region, right.vpc)
  }
}
