// swift-format-ignore-file
// Written by scripts/generate-aws-clients from botocore 1.43.11 (Apache-2.0, see NOTICE).

public import AWSSigning

/// The operations of Amazon Elastic File System that Needletail calls.
public struct EFS: Sendable {
  /// Where and as whom the calls are made.
  public var session: AWSSession
  /// A client; making one costs nothing.
  public init(_ session: AWSSession) { self.session = session }
  static let model = ServiceModel(table: table)
  /// Calls DescribeFileSystems.
  public func describeFileSystems(_ input: DescribeFileSystemsInput = .init()) async throws -> DescribeFileSystemsOutput {
    return try await session.call(EFS.model, "DescribeFileSystems", input)
  }
  /// Calls DescribeMountTargets.
  public func describeMountTargets(_ input: DescribeMountTargetsInput = .init()) async throws -> DescribeMountTargetsOutput {
    return try await session.call(EFS.model, "DescribeMountTargets", input)
  }
  /// Calls DescribeMountTargetSecurityGroups.
  public func describeMountTargetSecurityGroups(_ input: DescribeMountTargetSecurityGroupsInput) async throws -> DescribeMountTargetSecurityGroupsOutput {
    return try await session.call(EFS.model, "DescribeMountTargetSecurityGroups", input)
  }
  /// Calls DescribeFileSystemPolicy.
  public func describeFileSystemPolicy(_ input: DescribeFileSystemPolicyInput) async throws -> DescribeFileSystemPolicyOutput {
    return try await session.call(EFS.model, "DescribeFileSystemPolicy", input)
  }
}

extension EFS {
  /// Every page of DescribeFileSystems.
  public func describeFileSystemsPages(_ input: DescribeFileSystemsInput = .init()) -> AWSPages<DescribeFileSystemsInput, DescribeFileSystemsOutput> {
    AWSPages(input, { try await describeFileSystems($0) }) { input, output in
      input.marker = output.nextMarker
      return [output.nextMarker]
    }
  }
  /// Every page of DescribeMountTargets.
  public func describeMountTargetsPages(_ input: DescribeMountTargetsInput = .init()) -> AWSPages<DescribeMountTargetsInput, DescribeMountTargetsOutput> {
    AWSPages(input, { try await describeMountTargets($0) }) { input, output in
      input.marker = output.nextMarker
      return [output.nextMarker]
    }
  }
}

extension EFS {
  public struct DescribeFileSystemPolicyInput: AWSShape {
    public var fileSystemId: String?
    public init() {}
    public init(fileSystemId: String? = nil) {
      self.fileSystemId = fileSystemId
    }
    public mutating func visit(_ c: MemberCoder) { c(&fileSystemId) }
    public static var shape: StructureModel { EFS.model["DescribeFileSystemPolicyInput"] }
  }
  public struct DescribeFileSystemPolicyOutput: AWSShape {
    public var fileSystemId: String?
    public var policy: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&fileSystemId); c(&policy) }
    public static var shape: StructureModel { EFS.model["DescribeFileSystemPolicyOutput"] }
  }
  public struct DescribeFileSystemsInput: AWSShape {
    public var maxItems: Int?
    public var marker: String?
    public var creationToken: String?
    public var fileSystemId: String?
    public init() {}
    public init(maxItems: Int? = nil, marker: String? = nil, creationToken: String? = nil, fileSystemId: String? = nil) {
      self.maxItems = maxItems; self.marker = marker; self.creationToken = creationToken; self.fileSystemId = fileSystemId
    }
    public mutating func visit(_ c: MemberCoder) { c(&maxItems); c(&marker); c(&creationToken); c(&fileSystemId) }
    public static var shape: StructureModel { EFS.model["DescribeFileSystemsInput"] }
  }
  public struct DescribeFileSystemsOutput: AWSShape {
    public var marker: String?
    public var fileSystems: [FileSystemDescription]?
    public var nextMarker: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&marker); c(&fileSystems); c(&nextMarker) }
    public static var shape: StructureModel { EFS.model["DescribeFileSystemsOutput"] }
  }
  public struct DescribeMountTargetSecurityGroupsInput: AWSShape {
    public var mountTargetId: String?
    public init() {}
    public init(mountTargetId: String? = nil) {
      self.mountTargetId = mountTargetId
    }
    public mutating func visit(_ c: MemberCoder) { c(&mountTargetId) }
    public static var shape: StructureModel { EFS.model["DescribeMountTargetSecurityGroupsInput"] }
  }
  public struct DescribeMountTargetSecurityGroupsOutput: AWSShape {
    public var securityGroups: [String]?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&securityGroups) }
    public static var shape: StructureModel { EFS.model["DescribeMountTargetSecurityGroupsOutput"] }
  }
  public struct DescribeMountTargetsInput: AWSShape {
    public var maxItems: Int?
    public var marker: String?
    public var fileSystemId: String?
    public var mountTargetId: String?
    public var accessPointId: String?
    public init() {}
    public init(maxItems: Int? = nil, marker: String? = nil, fileSystemId: String? = nil, mountTargetId: String? = nil, accessPointId: String? = nil) {
      self.maxItems = maxItems; self.marker = marker; self.fileSystemId = fileSystemId; self.mountTargetId = mountTargetId; self.accessPointId = accessPointId
    }
    public mutating func visit(_ c: MemberCoder) { c(&maxItems); c(&marker); c(&fileSystemId); c(&mountTargetId); c(&accessPointId) }
    public static var shape: StructureModel { EFS.model["DescribeMountTargetsInput"] }
  }
  public struct DescribeMountTargetsOutput: AWSShape {
    public var marker: String?
    public var mountTargets: [MountTargetDescription]?
    public var nextMarker: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&marker); c(&mountTargets); c(&nextMarker) }
    public static var shape: StructureModel { EFS.model["DescribeMountTargetsOutput"] }
  }
  public struct FileSystemDescription: AWSShape {
    public var ownerId: String?
    public var creationToken: String?
    public var fileSystemId: String?
    public var fileSystemArn: String?
    public var creationTime: AWSInstant?
    public var lifeCycleState: String?
    public var name: String?
    public var numberOfMountTargets: Int?
    public var sizeInBytes: FileSystemSize?
    public var performanceMode: String?
    public var encrypted: Bool?
    public var kmsKeyId: String?
    public var throughputMode: String?
    public var provisionedThroughputInMibps: Double?
    public var availabilityZoneName: String?
    public var availabilityZoneId: String?
    public var tags: [Tag]?
    public var fileSystemProtection: FileSystemProtectionDescription?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&ownerId); c(&creationToken); c(&fileSystemId); c(&fileSystemArn); c(&creationTime); c(&lifeCycleState); c(&name); c(&numberOfMountTargets); c(&sizeInBytes); c(&performanceMode); c(&encrypted); c(&kmsKeyId); c(&throughputMode); c(&provisionedThroughputInMibps); c(&availabilityZoneName); c(&availabilityZoneId); c(&tags); c(&fileSystemProtection) }
    public static var shape: StructureModel { EFS.model["FileSystemDescription"] }
  }
  public struct FileSystemProtectionDescription: AWSShape {
    public var replicationOverwriteProtection: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&replicationOverwriteProtection) }
    public static var shape: StructureModel { EFS.model["FileSystemProtectionDescription"] }
  }
  public struct FileSystemSize: AWSShape {
    public var value: Int?
    public var timestamp: AWSInstant?
    public var valueInIA: Int?
    public var valueInStandard: Int?
    public var valueInArchive: Int?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&value); c(&timestamp); c(&valueInIA); c(&valueInStandard); c(&valueInArchive) }
    public static var shape: StructureModel { EFS.model["FileSystemSize"] }
  }
  public struct MountTargetDescription: AWSShape {
    public var ownerId: String?
    public var mountTargetId: String?
    public var fileSystemId: String?
    public var subnetId: String?
    public var lifeCycleState: String?
    public var ipAddress: String?
    public var ipv6Address: String?
    public var networkInterfaceId: String?
    public var availabilityZoneId: String?
    public var availabilityZoneName: String?
    public var vpcId: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&ownerId); c(&mountTargetId); c(&fileSystemId); c(&subnetId); c(&lifeCycleState); c(&ipAddress); c(&ipv6Address); c(&networkInterfaceId); c(&availabilityZoneId); c(&availabilityZoneName); c(&vpcId) }
    public static var shape: StructureModel { EFS.model["MountTargetDescription"] }
  }
  public struct Tag: AWSShape {
    public var key: String?
    public var value: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&key); c(&value) }
    public static var shape: StructureModel { EFS.model["Tag"] }
  }
}

extension EFS {
  /// All structures, for tests that walk over them.
  static let shapes: [any AWSShape.Type] = [DescribeFileSystemPolicyInput.self, DescribeFileSystemPolicyOutput.self, DescribeFileSystemsInput.self, DescribeFileSystemsOutput.self, DescribeMountTargetSecurityGroupsInput.self, DescribeMountTargetSecurityGroupsOutput.self, DescribeMountTargetsInput.self, DescribeMountTargetsOutput.self, FileSystemDescription.self, FileSystemProtectionDescription.self, FileSystemSize.self, MountTargetDescription.self, Tag.self]
  static let table = #"""
    $id=EFS|protocol=rest-json|version=2015-02-01|prefix=elasticfilesystem|signing=elasticfilesystem
    !DescribeFileSystems GET /2015-02-01/file-systems DescribeFileSystemsInput DescribeFileSystemsOutput
    !DescribeMountTargets GET /2015-02-01/mount-targets DescribeMountTargetsInput DescribeMountTargetsOutput
    !DescribeMountTargetSecurityGroups GET /2015-02-01/mount-targets/{MountTargetId}/security-groups DescribeMountTargetSecurityGroupsInput DescribeMountTargetSecurityGroupsOutput
    !DescribeFileSystemPolicy GET /2015-02-01/file-systems/{FileSystemId}/policy DescribeFileSystemPolicyInput DescribeFileSystemPolicyOutput
    DescribeFileSystemPolicyInput FileSystemId:s:l=u:r
    DescribeFileSystemPolicyOutput FileSystemId:s Policy:s
    DescribeFileSystemsInput MaxItems:i:l=q Marker:s:l=q CreationToken:s:l=q FileSystemId:s:l=q
    DescribeFileSystemsOutput Marker:s FileSystems:[;@FileSystemDescription NextMarker:s
    DescribeMountTargetSecurityGroupsInput MountTargetId:s:l=u:r
    DescribeMountTargetSecurityGroupsOutput SecurityGroups:[;s
    DescribeMountTargetsInput MaxItems:i:l=q Marker:s:l=q FileSystemId:s:l=q MountTargetId:s:l=q AccessPointId:s:l=q
    DescribeMountTargetsOutput Marker:s MountTargets:[;@MountTargetDescription NextMarker:s
    FileSystemDescription OwnerId:s CreationToken:s FileSystemId:s FileSystemArn:s CreationTime:t LifeCycleState:s Name:s NumberOfMountTargets:i SizeInBytes:@FileSystemSize PerformanceMode:s Encrypted:b KmsKeyId:s ThroughputMode:s ProvisionedThroughputInMibps:d AvailabilityZoneName:s AvailabilityZoneId:s Tags:[;@Tag FileSystemProtection:@FileSystemProtectionDescription
    FileSystemProtectionDescription ReplicationOverwriteProtection:s
    FileSystemSize Value:i Timestamp:t ValueInIA:i ValueInStandard:i ValueInArchive:i
    MountTargetDescription OwnerId:s MountTargetId:s FileSystemId:s SubnetId:s LifeCycleState:s IpAddress:s Ipv6Address:s NetworkInterfaceId:s AvailabilityZoneId:s AvailabilityZoneName:s VpcId:s
    Tag Key:s Value:s
    """#
}
