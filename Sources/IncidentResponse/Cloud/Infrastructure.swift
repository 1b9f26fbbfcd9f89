public import CaseModel

/// Builds and removes response infrastructure in a member account.
public protocol StackService: Sendable {
  /// Makes the stack, or says where it stands if it is there.
  ///
  /// - Throws: `CloudError`; `.conflict` if a stack of that name is not this case's.
  func ensure(_ order: StackOrder) async throws -> StackState

  /// Removes the stack, or says where its removal stands.
  ///
  /// - Parameter isFirstLook: A removal that failed before is asked for again.
  func removeStack(_ name: String, account: AccountID, region: RegionName, isFirstLook: Bool) async throws -> StackState
}

/// A stack that is to be.
public struct StackOrder: Sendable, Hashable {
  /// Its name, unique to case and group.
  public var name: String
  /// Whose.
  public var account: AccountID
  /// Where.
  public var region: RegionName
  /// Template text.
  public var template: String
  /// Its parameters.
  public var parameters: [String: String]
  /// Tags of the stack and all it makes.
  public var tags: [String: String]
  /// The same for every repetition of the same order.
  public var token: String

  /// An order.
  public init(
    name: String, account: AccountID, region: RegionName, template: String, parameters: [String: String],
    tags: [String: String],
    token: String
  ) {
    self.name = name
    self.account = account
    self.region = region
    self.template = template
    self.parameters = parameters
    self.tags = tags
    self.token = token
  }
}

/// Where a stack stands.
public enum StackState: Sendable, Hashable {
  /// Being made or removed; what it is at.
  case underWay(String)
  /// Made; its outputs.
  case complete([String: String])
  /// Not there.
  case gone
  /// Failed; the first reason among its events.
  case failed(String)
}

/// Moves files between a share and a bucket, with verification.
public protocol TransferService: Sendable {
  /// Starts the transfer of this name, or finds it under way.
  func start(_ order: TransferOrder) async throws -> TransferHandle

  /// Where it stands.
  func state(_ handle: TransferHandle) async throws -> TransferState

  /// Ends it if it runs, and removes all that it needed.
  ///
  /// - Parameter places: Of its order (`TransferOrder.places`); none if it cannot have been begun.
  /// - Returns: `false` while something of it is still there.
  func removeTransfer(_ name: String, account: AccountID, region: RegionName, places: [String]) async throws -> Bool
}

/// A transfer that is to be.
public struct TransferOrder: Sendable, Hashable {
  /// Unique to case and target.
  public var name: String
  /// Whose.
  public var account: AccountID
  /// Where.
  public var region: RegionName
  /// Id of the file system.
  public var fileSystem: String
  /// Subnet of the file system's mount target.
  public var subnet: String
  /// Security group that the transfer's interfaces get.
  public var securityGroup: String
  /// The bucket's side; a folder ends in a slash.
  public var bucket: String
  /// Folder in the bucket.
  public var prefix: String
  /// Whether files go from the share to the bucket (evidence) or the other way (tools).
  public var isToBucket: Bool
  /// ARN of the role that the transfer service takes on.
  public var role: String
  /// Tags of all it makes.
  public var tags: [String: String]

  /// An order.
  public init(
    name: String, account: AccountID, region: RegionName, fileSystem: String, subnet: String, securityGroup: String,
    bucket: String,
    prefix: String, isToBucket: Bool, role: String, tags: [String: String]
  ) {
    self.name = name
    self.account = account
    self.region = region
    self.fileSystem = fileSystem
    self.subnet = subnet
    self.securityGroup = securityGroup
    self.bucket = bucket
    self.prefix = prefix
    self.isToBucket = isToBucket
    self.role = role
    self.tags = tags
  }

  /// What the addresses of its two locations contain, by which they are found again: the share's, then the bucket's.
  public var places: [String] { [fileSystem, "\(bucket)/\(prefix)"] }
}

/// A transfer that was started.
public struct TransferHandle: Sendable, Hashable, Codable {
  /// Whose.
  public var account: AccountID
  /// Where.
  public var region: RegionName
  /// The service's name for the run.
  public var execution: String

  /// A handle.
  public init(account: AccountID, region: RegionName, execution: String) {
    self.account = account
    self.region = region
    self.execution = execution
  }
}

/// Where a transfer stands.
public enum TransferState: Sendable, Hashable {
  /// Under way; what it is at.
  case underWay(String)
  /// Done and verified by the service.
  case succeeded(files: Int64, bytes: Int64)
  /// Failed; the service's reason.
  case failed(String)
}

/// Everything that a response asks of a cloud.
public protocol ResponseCloud: InstanceDirectory, CommandService, EvidenceStore, StackService, TransferService,
  InventoryService
{
  /// Facts of the home account that steps need.
  var home: HomeFacts { get async throws }
}

/// The forensics account as the installation made it.
public struct HomeFacts: Sendable, Hashable, Codable {
  /// The forensics account.
  public var account: AccountID
  /// Its region.
  public var region: RegionName
  /// Names of its buckets.
  public var toolsetBucket: String
  /// Where evidence arrives.
  public var landingBucket: String
  /// Where verified evidence stays, under Object Lock.
  public var vaultBucket: String
  /// ARN of the key.
  public var key: String
  /// ARN of the role that responds.
  public var responderRole: String

  /// Facts of an installation.
  public init(
    account: AccountID, region: RegionName, toolsetBucket: String, landingBucket: String, vaultBucket: String,
    key: String,
    responderRole: String
  ) {
    self.account = account
    self.region = region
    self.toolsetBucket = toolsetBucket
    self.landingBucket = landingBucket
    self.vaultBucket = vaultBucket
    self.key = key
    self.responderRole = responderRole
  }
}
