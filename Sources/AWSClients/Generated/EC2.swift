// swift-format-ignore-file
// Written by scripts/generate-aws-clients from botocore 1.43.11 (Apache-2.0, see NOTICE).

public import AWSSigning

/// The operations of Amazon Elastic Compute Cloud that Needletail calls.
public struct EC2: Sendable {
  /// Where and as whom the calls are made.
  public var session: AWSSession
  /// A client; making one costs nothing.
  public init(_ session: AWSSession) { self.session = session }
  static let model = ServiceModel(table: table)
  /// Calls DescribeInstances.
  public func describeInstances(_ input: DescribeInstancesInput = .init()) async throws -> DescribeInstancesOutput {
    return try await session.call(EC2.model, "DescribeInstances", input)
  }
  /// Calls DescribeVpcs.
  public func describeVpcs(_ input: DescribeVpcsInput = .init()) async throws -> DescribeVpcsOutput {
    return try await session.call(EC2.model, "DescribeVpcs", input)
  }
  /// Calls DescribeSubnets.
  public func describeSubnets(_ input: DescribeSubnetsInput = .init()) async throws -> DescribeSubnetsOutput {
    return try await session.call(EC2.model, "DescribeSubnets", input)
  }
  /// Calls DescribeAvailabilityZones.
  public func describeAvailabilityZones(_ input: DescribeAvailabilityZonesInput = .init()) async throws -> DescribeAvailabilityZonesOutput {
    return try await session.call(EC2.model, "DescribeAvailabilityZones", input)
  }
  /// Calls DescribeRegions.
  public func describeRegions(_ input: DescribeRegionsInput = .init()) async throws -> DescribeRegionsOutput {
    return try await session.call(EC2.model, "DescribeRegions", input)
  }
  /// Calls DescribeRouteTables.
  public func describeRouteTables(_ input: DescribeRouteTablesInput = .init()) async throws -> DescribeRouteTablesOutput {
    return try await session.call(EC2.model, "DescribeRouteTables", input)
  }
  /// Calls DescribeSecurityGroups.
  public func describeSecurityGroups(_ input: DescribeSecurityGroupsInput = .init()) async throws -> DescribeSecurityGroupsOutput {
    return try await session.call(EC2.model, "DescribeSecurityGroups", input)
  }
  /// Calls DescribeNetworkInterfaces.
  public func describeNetworkInterfaces(_ input: DescribeNetworkInterfacesInput = .init()) async throws -> DescribeNetworkInterfacesOutput {
    return try await session.call(EC2.model, "DescribeNetworkInterfaces", input)
  }
  /// Calls DescribeVpcEndpoints.
  public func describeVpcEndpoints(_ input: DescribeVpcEndpointsInput = .init()) async throws -> DescribeVpcEndpointsOutput {
    return try await session.call(EC2.model, "DescribeVpcEndpoints", input)
  }
  /// Calls DescribeImages.
  public func describeImages(_ input: DescribeImagesInput = .init()) async throws -> DescribeImagesOutput {
    return try await session.call(EC2.model, "DescribeImages", input)
  }
  /// Calls DescribeNetworkAcls.
  public func describeNetworkAcls(_ input: DescribeNetworkAclsInput = .init()) async throws -> DescribeNetworkAclsOutput {
    return try await session.call(EC2.model, "DescribeNetworkAcls", input)
  }
  /// Calls DescribeVolumes.
  public func describeVolumes(_ input: DescribeVolumesInput = .init()) async throws -> DescribeVolumesOutput {
    return try await session.call(EC2.model, "DescribeVolumes", input)
  }
  /// Calls DescribeVpcPeeringConnections.
  public func describeVpcPeeringConnections(_ input: DescribeVpcPeeringConnectionsInput = .init()) async throws -> DescribeVpcPeeringConnectionsOutput {
    return try await session.call(EC2.model, "DescribeVpcPeeringConnections", input)
  }
  /// Calls DescribeSnapshots.
  public func describeSnapshots(_ input: DescribeSnapshotsInput = .init()) async throws -> DescribeSnapshotsOutput {
    return try await session.call(EC2.model, "DescribeSnapshots", input)
  }
  /// Calls CreateTags.
  public func createTags(_ input: CreateTagsInput) async throws {
    let _: AWSNothing = try await session.call(EC2.model, "CreateTags", input)
  }
}

extension EC2 {
  /// Every page of DescribeInstances.
  public func describeInstancesPages(_ input: DescribeInstancesInput = .init()) -> AWSPages<DescribeInstancesInput, DescribeInstancesOutput> {
    AWSPages(input, { try await describeInstances($0) }) { input, output in
      input.nextToken = output.nextToken
      return [output.nextToken]
    }
  }
  /// Every page of DescribeVpcs.
  public func describeVpcsPages(_ input: DescribeVpcsInput = .init()) -> AWSPages<DescribeVpcsInput, DescribeVpcsOutput> {
    AWSPages(input, { try await describeVpcs($0) }) { input, output in
      input.nextToken = output.nextToken
      return [output.nextToken]
    }
  }
  /// Every page of DescribeSubnets.
  public func describeSubnetsPages(_ input: DescribeSubnetsInput = .init()) -> AWSPages<DescribeSubnetsInput, DescribeSubnetsOutput> {
    AWSPages(input, { try await describeSubnets($0) }) { input, output in
      input.nextToken = output.nextToken
      return [output.nextToken]
    }
  }
  /// Every page of DescribeRouteTables.
  public func describeRouteTablesPages(_ input: DescribeRouteTablesInput = .init()) -> AWSPages<DescribeRouteTablesInput, DescribeRouteTablesOutput> {
    AWSPages(input, { try await describeRouteTables($0) }) { input, output in
      input.nextToken = output.nextToken
      return [output.nextToken]
    }
  }
  /// Every page of DescribeSecurityGroups.
  public func describeSecurityGroupsPages(_ input: DescribeSecurityGroupsInput = .init()) -> AWSPages<DescribeSecurityGroupsInput, DescribeSecurityGroupsOutput> {
    AWSPages(input, { try await describeSecurityGroups($0) }) { input, output in
      input.nextToken = output.nextToken
      return [output.nextToken]
    }
  }
  /// Every page of DescribeNetworkInterfaces.
  public func describeNetworkInterfacesPages(_ input: DescribeNetworkInterfacesInput = .init()) -> AWSPages<DescribeNetworkInterfacesInput, DescribeNetworkInterfacesOutput> {
    AWSPages(input, { try await describeNetworkInterfaces($0) }) { input, output in
      input.nextToken = output.nextToken
      return [output.nextToken]
    }
  }
  /// Every page of DescribeVpcEndpoints.
  public func describeVpcEndpointsPages(_ input: DescribeVpcEndpointsInput = .init()) -> AWSPages<DescribeVpcEndpointsInput, DescribeVpcEndpointsOutput> {
    AWSPages(input, { try await describeVpcEndpoints($0) }) { input, output in
      input.nextToken = output.nextToken
      return [output.nextToken]
    }
  }
  /// Every page of DescribeImages.
  public func describeImagesPages(_ input: DescribeImagesInput = .init()) -> AWSPages<DescribeImagesInput, DescribeImagesOutput> {
    AWSPages(input, { try await describeImages($0) }) { input, output in
      input.nextToken = output.nextToken
      return [output.nextToken]
    }
  }
  /// Every page of DescribeNetworkAcls.
  public func describeNetworkAclsPages(_ input: DescribeNetworkAclsInput = .init()) -> AWSPages<DescribeNetworkAclsInput, DescribeNetworkAclsOutput> {
    AWSPages(input, { try await describeNetworkAcls($0) }) { input, output in
      input.nextToken = output.nextToken
      return [output.nextToken]
    }
  }
  /// Every page of DescribeVolumes.
  public func describeVolumesPages(_ input: DescribeVolumesInput = .init()) -> AWSPages<DescribeVolumesInput, DescribeVolumesOutput> {
    AWSPages(input, { try await describeVolumes($0) }) { input, output in
      input.nextToken = output.nextToken
      return [output.nextToken]
    }
  }
  /// Every page of DescribeVpcPeeringConnections.
  public func describeVpcPeeringConnectionsPages(_ input: DescribeVpcPeeringConnectionsInput = .init()) -> AWSPages<DescribeVpcPeeringConnectionsInput, DescribeVpcPeeringConnectionsOutput> {
    AWSPages(input, { try await describeVpcPeeringConnections($0) }) { input, output in
      input.nextToken = output.nextToken
      return [output.nextToken]
    }
  }
  /// Every page of DescribeSnapshots.
  public func describeSnapshotsPages(_ input: DescribeSnapshotsInput = .init()) -> AWSPages<DescribeSnapshotsInput, DescribeSnapshotsOutput> {
    AWSPages(input, { try await describeSnapshots($0) }) { input, output in
      input.nextToken = output.nextToken
      return [output.nextToken]
    }
  }
  /// Asks DescribeImages once: is the state ImageAvailable reached?
  public func imageAvailable(_ input: DescribeImagesInput) async throws -> WaiterState<DescribeImagesOutput> {
    try await AWSWaiter(EC2.model, "ImageAvailable", "success pathAll Images[].State available|failure pathAny Images[].State failed", every: 15, atMost: 40).check { try await describeImages(input) }
  }
  /// Asks DescribeImages every 15 s, at most 40 times, for ImageAvailable.
  public func waitUntilImageAvailable(_ input: DescribeImagesInput) async throws -> DescribeImagesOutput? {
    try await AWSWaiter(EC2.model, "ImageAvailable", "success pathAll Images[].State available|failure pathAny Images[].State failed", every: 15, atMost: 40).wait(session) { try await describeImages(input) }
  }
  /// Asks DescribeInstances once: is the state InstanceRunning reached?
  public func instanceRunning(_ input: DescribeInstancesInput) async throws -> WaiterState<DescribeInstancesOutput> {
    try await AWSWaiter(EC2.model, "InstanceRunning", "success pathAll Reservations[].Instances[].State.Name running|failure pathAny Reservations[].Instances[].State.Name shutting-down|failure pathAny Reservations[].Instances[].State.Name terminated|failure pathAny Reservations[].Instances[].State.Name stopping|retry error - InvalidInstanceID.NotFound", every: 15, atMost: 40).check { try await describeInstances(input) }
  }
  /// Asks DescribeInstances every 15 s, at most 40 times, for InstanceRunning.
  public func waitUntilInstanceRunning(_ input: DescribeInstancesInput) async throws -> DescribeInstancesOutput? {
    try await AWSWaiter(EC2.model, "InstanceRunning", "success pathAll Reservations[].Instances[].State.Name running|failure pathAny Reservations[].Instances[].State.Name shutting-down|failure pathAny Reservations[].Instances[].State.Name terminated|failure pathAny Reservations[].Instances[].State.Name stopping|retry error - InvalidInstanceID.NotFound", every: 15, atMost: 40).wait(session) { try await describeInstances(input) }
  }
  /// Asks DescribeInstances once: is the state InstanceStopped reached?
  public func instanceStopped(_ input: DescribeInstancesInput) async throws -> WaiterState<DescribeInstancesOutput> {
    try await AWSWaiter(EC2.model, "InstanceStopped", "success pathAll Reservations[].Instances[].State.Name stopped|failure pathAny Reservations[].Instances[].State.Name pending|failure pathAny Reservations[].Instances[].State.Name terminated", every: 15, atMost: 40).check { try await describeInstances(input) }
  }
  /// Asks DescribeInstances every 15 s, at most 40 times, for InstanceStopped.
  public func waitUntilInstanceStopped(_ input: DescribeInstancesInput) async throws -> DescribeInstancesOutput? {
    try await AWSWaiter(EC2.model, "InstanceStopped", "success pathAll Reservations[].Instances[].State.Name stopped|failure pathAny Reservations[].Instances[].State.Name pending|failure pathAny Reservations[].Instances[].State.Name terminated", every: 15, atMost: 40).wait(session) { try await describeInstances(input) }
  }
  /// Asks DescribeInstances once: is the state InstanceTerminated reached?
  public func instanceTerminated(_ input: DescribeInstancesInput) async throws -> WaiterState<DescribeInstancesOutput> {
    try await AWSWaiter(EC2.model, "InstanceTerminated", "success pathAll Reservations[].Instances[].State.Name terminated|failure pathAny Reservations[].Instances[].State.Name pending|failure pathAny Reservations[].Instances[].State.Name stopping", every: 15, atMost: 40).check { try await describeInstances(input) }
  }
  /// Asks DescribeInstances every 15 s, at most 40 times, for InstanceTerminated.
  public func waitUntilInstanceTerminated(_ input: DescribeInstancesInput) async throws -> DescribeInstancesOutput? {
    try await AWSWaiter(EC2.model, "InstanceTerminated", "success pathAll Reservations[].Instances[].State.Name terminated|failure pathAny Reservations[].Instances[].State.Name pending|failure pathAny Reservations[].Instances[].State.Name stopping", every: 15, atMost: 40).wait(session) { try await describeInstances(input) }
  }
  /// Asks DescribeNetworkInterfaces once: is the state NetworkInterfaceAvailable reached?
  public func networkInterfaceAvailable(_ input: DescribeNetworkInterfacesInput) async throws -> WaiterState<DescribeNetworkInterfacesOutput> {
    try await AWSWaiter(EC2.model, "NetworkInterfaceAvailable", "success pathAll NetworkInterfaces[].Status available|failure error - InvalidNetworkInterfaceID.NotFound", every: 20, atMost: 10).check { try await describeNetworkInterfaces(input) }
  }
  /// Asks DescribeNetworkInterfaces every 20 s, at most 10 times, for NetworkInterfaceAvailable.
  public func waitUntilNetworkInterfaceAvailable(_ input: DescribeNetworkInterfacesInput) async throws -> DescribeNetworkInterfacesOutput? {
    try await AWSWaiter(EC2.model, "NetworkInterfaceAvailable", "success pathAll NetworkInterfaces[].Status available|failure error - InvalidNetworkInterfaceID.NotFound", every: 20, atMost: 10).wait(session) { try await describeNetworkInterfaces(input) }
  }
  /// Asks DescribeSnapshots once: is the state SnapshotCompleted reached?
  public func snapshotCompleted(_ input: DescribeSnapshotsInput) async throws -> WaiterState<DescribeSnapshotsOutput> {
    try await AWSWaiter(EC2.model, "SnapshotCompleted", "success pathAll Snapshots[].State completed|failure pathAny Snapshots[].State error", every: 15, atMost: 40).check { try await describeSnapshots(input) }
  }
  /// Asks DescribeSnapshots every 15 s, at most 40 times, for SnapshotCompleted.
  public func waitUntilSnapshotCompleted(_ input: DescribeSnapshotsInput) async throws -> DescribeSnapshotsOutput? {
    try await AWSWaiter(EC2.model, "SnapshotCompleted", "success pathAll Snapshots[].State completed|failure pathAny Snapshots[].State error", every: 15, atMost: 40).wait(session) { try await describeSnapshots(input) }
  }
  /// Asks DescribeSubnets once: is the state SubnetAvailable reached?
  public func subnetAvailable(_ input: DescribeSubnetsInput) async throws -> WaiterState<DescribeSubnetsOutput> {
    try await AWSWaiter(EC2.model, "SubnetAvailable", "success pathAll Subnets[].State available", every: 15, atMost: 40).check { try await describeSubnets(input) }
  }
  /// Asks DescribeSubnets every 15 s, at most 40 times, for SubnetAvailable.
  public func waitUntilSubnetAvailable(_ input: DescribeSubnetsInput) async throws -> DescribeSubnetsOutput? {
    try await AWSWaiter(EC2.model, "SubnetAvailable", "success pathAll Subnets[].State available", every: 15, atMost: 40).wait(session) { try await describeSubnets(input) }
  }
  /// Asks DescribeVolumes once: is the state VolumeAvailable reached?
  public func volumeAvailable(_ input: DescribeVolumesInput) async throws -> WaiterState<DescribeVolumesOutput> {
    try await AWSWaiter(EC2.model, "VolumeAvailable", "success pathAll Volumes[].State available|failure pathAny Volumes[].State deleted", every: 15, atMost: 40).check { try await describeVolumes(input) }
  }
  /// Asks DescribeVolumes every 15 s, at most 40 times, for VolumeAvailable.
  public func waitUntilVolumeAvailable(_ input: DescribeVolumesInput) async throws -> DescribeVolumesOutput? {
    try await AWSWaiter(EC2.model, "VolumeAvailable", "success pathAll Volumes[].State available|failure pathAny Volumes[].State deleted", every: 15, atMost: 40).wait(session) { try await describeVolumes(input) }
  }
  /// Asks DescribeVolumes once: is the state VolumeDeleted reached?
  public func volumeDeleted(_ input: DescribeVolumesInput) async throws -> WaiterState<DescribeVolumesOutput> {
    try await AWSWaiter(EC2.model, "VolumeDeleted", "success pathAll Volumes[].State deleted|success error - InvalidVolume.NotFound", every: 15, atMost: 40).check { try await describeVolumes(input) }
  }
  /// Asks DescribeVolumes every 15 s, at most 40 times, for VolumeDeleted.
  public func waitUntilVolumeDeleted(_ input: DescribeVolumesInput) async throws -> DescribeVolumesOutput? {
    try await AWSWaiter(EC2.model, "VolumeDeleted", "success pathAll Volumes[].State deleted|success error - InvalidVolume.NotFound", every: 15, atMost: 40).wait(session) { try await describeVolumes(input) }
  }
  /// Asks DescribeVolumes once: is the state VolumeInUse reached?
  public func volumeInUse(_ input: DescribeVolumesInput) async throws -> WaiterState<DescribeVolumesOutput> {
    try await AWSWaiter(EC2.model, "VolumeInUse", "success pathAll Volumes[].State in-use|failure pathAny Volumes[].State deleted", every: 15, atMost: 40).check { try await describeVolumes(input) }
  }
  /// Asks DescribeVolumes every 15 s, at most 40 times, for VolumeInUse.
  public func waitUntilVolumeInUse(_ input: DescribeVolumesInput) async throws -> DescribeVolumesOutput? {
    try await AWSWaiter(EC2.model, "VolumeInUse", "success pathAll Volumes[].State in-use|failure pathAny Volumes[].State deleted", every: 15, atMost: 40).wait(session) { try await describeVolumes(input) }
  }
  /// Asks DescribeVpcs once: is the state VpcAvailable reached?
  public func vpcAvailable(_ input: DescribeVpcsInput) async throws -> WaiterState<DescribeVpcsOutput> {
    try await AWSWaiter(EC2.model, "VpcAvailable", "success pathAll Vpcs[].State available", every: 15, atMost: 40).check { try await describeVpcs(input) }
  }
  /// Asks DescribeVpcs every 15 s, at most 40 times, for VpcAvailable.
  public func waitUntilVpcAvailable(_ input: DescribeVpcsInput) async throws -> DescribeVpcsOutput? {
    try await AWSWaiter(EC2.model, "VpcAvailable", "success pathAll Vpcs[].State available", every: 15, atMost: 40).wait(session) { try await describeVpcs(input) }
  }
  /// Asks DescribeVpcs once: is the state VpcExists reached?
  public func vpcExists(_ input: DescribeVpcsInput) async throws -> WaiterState<DescribeVpcsOutput> {
    try await AWSWaiter(EC2.model, "VpcExists", "success status - 200|retry error - InvalidVpcID.NotFound", every: 1, atMost: 5).check { try await describeVpcs(input) }
  }
  /// Asks DescribeVpcs every 1 s, at most 5 times, for VpcExists.
  public func waitUntilVpcExists(_ input: DescribeVpcsInput) async throws -> DescribeVpcsOutput? {
    try await AWSWaiter(EC2.model, "VpcExists", "success status - 200|retry error - InvalidVpcID.NotFound", every: 1, atMost: 5).wait(session) { try await describeVpcs(input) }
  }
  /// Asks DescribeVpcPeeringConnections once: is the state VpcPeeringConnectionDeleted reached?
  public func vpcPeeringConnectionDeleted(_ input: DescribeVpcPeeringConnectionsInput) async throws -> WaiterState<DescribeVpcPeeringConnectionsOutput> {
    try await AWSWaiter(EC2.model, "VpcPeeringConnectionDeleted", "success pathAll VpcPeeringConnections[].Status.Code deleted|success error - InvalidVpcPeeringConnectionID.NotFound", every: 15, atMost: 40).check { try await describeVpcPeeringConnections(input) }
  }
  /// Asks DescribeVpcPeeringConnections every 15 s, at most 40 times, for VpcPeeringConnectionDeleted.
  public func waitUntilVpcPeeringConnectionDeleted(_ input: DescribeVpcPeeringConnectionsInput) async throws -> DescribeVpcPeeringConnectionsOutput? {
    try await AWSWaiter(EC2.model, "VpcPeeringConnectionDeleted", "success pathAll VpcPeeringConnections[].Status.Code deleted|success error - InvalidVpcPeeringConnectionID.NotFound", every: 15, atMost: 40).wait(session) { try await describeVpcPeeringConnections(input) }
  }
  /// Asks DescribeVpcPeeringConnections once: is the state VpcPeeringConnectionExists reached?
  public func vpcPeeringConnectionExists(_ input: DescribeVpcPeeringConnectionsInput) async throws -> WaiterState<DescribeVpcPeeringConnectionsOutput> {
    try await AWSWaiter(EC2.model, "VpcPeeringConnectionExists", "success status - 200|retry error - InvalidVpcPeeringConnectionID.NotFound", every: 15, atMost: 40).check { try await describeVpcPeeringConnections(input) }
  }
  /// Asks DescribeVpcPeeringConnections every 15 s, at most 40 times, for VpcPeeringConnectionExists.
  public func waitUntilVpcPeeringConnectionExists(_ input: DescribeVpcPeeringConnectionsInput) async throws -> DescribeVpcPeeringConnectionsOutput? {
    try await AWSWaiter(EC2.model, "VpcPeeringConnectionExists", "success status - 200|retry error - InvalidVpcPeeringConnectionID.NotFound", every: 15, atMost: 40).wait(session) { try await describeVpcPeeringConnections(input) }
  }
}
// Waiters whose condition is more than a path are left out: ImageExists, InstanceExists, SecurityGroupExists.

extension EC2 {
  public struct AttachmentEnaSrdSpecification: AWSShape {
    public var enaSrdEnabled: Bool?
    public var enaSrdUdpSpecification: AttachmentEnaSrdUdpSpecification?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&enaSrdEnabled); c(&enaSrdUdpSpecification) }
    public static var shape: StructureModel { EC2.model["AttachmentEnaSrdSpecification"] }
  }
  public struct AttachmentEnaSrdUdpSpecification: AWSShape {
    public var enaSrdUdpEnabled: Bool?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&enaSrdUdpEnabled) }
    public static var shape: StructureModel { EC2.model["AttachmentEnaSrdUdpSpecification"] }
  }
  public struct AvailabilityZone: AWSShape {
    public var optInStatus: String?
    public var messages: [AvailabilityZoneMessage]?
    public var regionName: String?
    public var zoneName: String?
    public var zoneId: String?
    public var groupName: String?
    public var networkBorderGroup: String?
    public var zoneType: String?
    public var parentZoneName: String?
    public var parentZoneId: String?
    public var groupLongName: String?
    public var geography: [AvailabilityZoneGeography]?
    public var subGeography: [AvailabilityZoneSubGeography]?
    public var state: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&optInStatus); c(&messages); c(&regionName); c(&zoneName); c(&zoneId); c(&groupName); c(&networkBorderGroup); c(&zoneType); c(&parentZoneName); c(&parentZoneId); c(&groupLongName); c(&geography); c(&subGeography); c(&state) }
    public static var shape: StructureModel { EC2.model["AvailabilityZone"] }
  }
  public struct AvailabilityZoneGeography: AWSShape {
    public var name: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&name) }
    public static var shape: StructureModel { EC2.model["AvailabilityZoneGeography"] }
  }
  public struct AvailabilityZoneMessage: AWSShape {
    public var message: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&message) }
    public static var shape: StructureModel { EC2.model["AvailabilityZoneMessage"] }
  }
  public struct AvailabilityZoneSubGeography: AWSShape {
    public var name: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&name) }
    public static var shape: StructureModel { EC2.model["AvailabilityZoneSubGeography"] }
  }
  public struct BlockDeviceMapping: AWSShape {
    public var ebs: EbsBlockDevice?
    public var noDevice: String?
    public var deviceName: String?
    public var virtualName: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&ebs); c(&noDevice); c(&deviceName); c(&virtualName) }
    public static var shape: StructureModel { EC2.model["BlockDeviceMapping"] }
  }
  public struct BlockPublicAccessStates: AWSShape {
    public var internetGatewayBlockMode: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&internetGatewayBlockMode) }
    public static var shape: StructureModel { EC2.model["BlockPublicAccessStates"] }
  }
  public struct CidrBlock: AWSShape {
    public var cidrBlock: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&cidrBlock) }
    public static var shape: StructureModel { EC2.model["CidrBlock"] }
  }
  public struct ConnectionTrackingConfiguration: AWSShape {
    public var tcpEstablishedTimeout: Int?
    public var udpStreamTimeout: Int?
    public var udpTimeout: Int?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&tcpEstablishedTimeout); c(&udpStreamTimeout); c(&udpTimeout) }
    public static var shape: StructureModel { EC2.model["ConnectionTrackingConfiguration"] }
  }
  public struct ConnectionTrackingSpecificationResponse: AWSShape {
    public var tcpEstablishedTimeout: Int?
    public var udpStreamTimeout: Int?
    public var udpTimeout: Int?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&tcpEstablishedTimeout); c(&udpStreamTimeout); c(&udpTimeout) }
    public static var shape: StructureModel { EC2.model["ConnectionTrackingSpecificationResponse"] }
  }
  public struct CpuOptions: AWSShape {
    public var coreCount: Int?
    public var threadsPerCore: Int?
    public var amdSevSnp: String?
    public var nestedVirtualization: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&coreCount); c(&threadsPerCore); c(&amdSevSnp); c(&nestedVirtualization) }
    public static var shape: StructureModel { EC2.model["CpuOptions"] }
  }
  public struct CreateTagsInput: AWSShape {
    public var dryRun: Bool?
    public var resources: [String]?
    public var tags: [Tag]?
    public init() {}
    public init(dryRun: Bool? = nil, resources: [String]? = nil, tags: [Tag]? = nil) {
      self.dryRun = dryRun; self.resources = resources; self.tags = tags
    }
    public mutating func visit(_ c: MemberCoder) { c(&dryRun); c(&resources); c(&tags) }
    public static var shape: StructureModel { EC2.model["CreateTagsInput"] }
  }
  public struct DescribeAvailabilityZonesInput: AWSShape {
    public var zoneNames: [String]?
    public var zoneIds: [String]?
    public var allAvailabilityZones: Bool?
    public var dryRun: Bool?
    public var filters: [Filter]?
    public init() {}
    public init(zoneNames: [String]? = nil, zoneIds: [String]? = nil, allAvailabilityZones: Bool? = nil, dryRun: Bool? = nil, filters: [Filter]? = nil) {
      self.zoneNames = zoneNames; self.zoneIds = zoneIds; self.allAvailabilityZones = allAvailabilityZones; self.dryRun = dryRun; self.filters = filters
    }
    public mutating func visit(_ c: MemberCoder) { c(&zoneNames); c(&zoneIds); c(&allAvailabilityZones); c(&dryRun); c(&filters) }
    public static var shape: StructureModel { EC2.model["DescribeAvailabilityZonesInput"] }
  }
  public struct DescribeAvailabilityZonesOutput: AWSShape {
    public var availabilityZones: [AvailabilityZone]?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&availabilityZones) }
    public static var shape: StructureModel { EC2.model["DescribeAvailabilityZonesOutput"] }
  }
  public struct DescribeImagesInput: AWSShape {
    public var executableUsers: [String]?
    public var imageIds: [String]?
    public var owners: [String]?
    public var includeDeprecated: Bool?
    public var includeDisabled: Bool?
    public var maxResults: Int?
    public var nextToken: String?
    public var dryRun: Bool?
    public var filters: [Filter]?
    public init() {}
    public init(executableUsers: [String]? = nil, imageIds: [String]? = nil, owners: [String]? = nil, includeDeprecated: Bool? = nil, includeDisabled: Bool? = nil, maxResults: Int? = nil, nextToken: String? = nil, dryRun: Bool? = nil, filters: [Filter]? = nil) {
      self.executableUsers = executableUsers; self.imageIds = imageIds; self.owners = owners; self.includeDeprecated = includeDeprecated; self.includeDisabled = includeDisabled; self.maxResults = maxResults; self.nextToken = nextToken; self.dryRun = dryRun; self.filters = filters
    }
    public mutating func visit(_ c: MemberCoder) { c(&executableUsers); c(&imageIds); c(&owners); c(&includeDeprecated); c(&includeDisabled); c(&maxResults); c(&nextToken); c(&dryRun); c(&filters) }
    public static var shape: StructureModel { EC2.model["DescribeImagesInput"] }
  }
  public struct DescribeImagesOutput: AWSShape {
    public var nextToken: String?
    public var images: [Image]?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&nextToken); c(&images) }
    public static var shape: StructureModel { EC2.model["DescribeImagesOutput"] }
  }
  public struct DescribeInstancesInput: AWSShape {
    public var instanceIds: [String]?
    public var includeManagedResources: Bool?
    public var dryRun: Bool?
    public var filters: [Filter]?
    public var nextToken: String?
    public var maxResults: Int?
    public init() {}
    public init(instanceIds: [String]? = nil, includeManagedResources: Bool? = nil, dryRun: Bool? = nil, filters: [Filter]? = nil, nextToken: String? = nil, maxResults: Int? = nil) {
      self.instanceIds = instanceIds; self.includeManagedResources = includeManagedResources; self.dryRun = dryRun; self.filters = filters; self.nextToken = nextToken; self.maxResults = maxResults
    }
    public mutating func visit(_ c: MemberCoder) { c(&instanceIds); c(&includeManagedResources); c(&dryRun); c(&filters); c(&nextToken); c(&maxResults) }
    public static var shape: StructureModel { EC2.model["DescribeInstancesInput"] }
  }
  public struct DescribeInstancesOutput: AWSShape {
    public var nextToken: String?
    public var reservations: [Reservation]?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&nextToken); c(&reservations) }
    public static var shape: StructureModel { EC2.model["DescribeInstancesOutput"] }
  }
  public struct DescribeNetworkAclsInput: AWSShape {
    public var nextToken: String?
    public var maxResults: Int?
    public var dryRun: Bool?
    public var networkAclIds: [String]?
    public var filters: [Filter]?
    public init() {}
    public init(nextToken: String? = nil, maxResults: Int? = nil, dryRun: Bool? = nil, networkAclIds: [String]? = nil, filters: [Filter]? = nil) {
      self.nextToken = nextToken; self.maxResults = maxResults; self.dryRun = dryRun; self.networkAclIds = networkAclIds; self.filters = filters
    }
    public mutating func visit(_ c: MemberCoder) { c(&nextToken); c(&maxResults); c(&dryRun); c(&networkAclIds); c(&filters) }
    public static var shape: StructureModel { EC2.model["DescribeNetworkAclsInput"] }
  }
  public struct DescribeNetworkAclsOutput: AWSShape {
    public var networkAcls: [NetworkAcl]?
    public var nextToken: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&networkAcls); c(&nextToken) }
    public static var shape: StructureModel { EC2.model["DescribeNetworkAclsOutput"] }
  }
  public struct DescribeNetworkInterfacesInput: AWSShape {
    public var nextToken: String?
    public var maxResults: Int?
    public var includeManagedResources: Bool?
    public var dryRun: Bool?
    public var networkInterfaceIds: [String]?
    public var filters: [Filter]?
    public init() {}
    public init(nextToken: String? = nil, maxResults: Int? = nil, includeManagedResources: Bool? = nil, dryRun: Bool? = nil, networkInterfaceIds: [String]? = nil, filters: [Filter]? = nil) {
      self.nextToken = nextToken; self.maxResults = maxResults; self.includeManagedResources = includeManagedResources; self.dryRun = dryRun; self.networkInterfaceIds = networkInterfaceIds; self.filters = filters
    }
    public mutating func visit(_ c: MemberCoder) { c(&nextToken); c(&maxResults); c(&includeManagedResources); c(&dryRun); c(&networkInterfaceIds); c(&filters) }
    public static var shape: StructureModel { EC2.model["DescribeNetworkInterfacesInput"] }
  }
  public struct DescribeNetworkInterfacesOutput: AWSShape {
    public var networkInterfaces: [NetworkInterface]?
    public var nextToken: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&networkInterfaces); c(&nextToken) }
    public static var shape: StructureModel { EC2.model["DescribeNetworkInterfacesOutput"] }
  }
  public struct DescribeRegionsInput: AWSShape {
    public var regionNames: [String]?
    public var allRegions: Bool?
    public var dryRun: Bool?
    public var filters: [Filter]?
    public init() {}
    public init(regionNames: [String]? = nil, allRegions: Bool? = nil, dryRun: Bool? = nil, filters: [Filter]? = nil) {
      self.regionNames = regionNames; self.allRegions = allRegions; self.dryRun = dryRun; self.filters = filters
    }
    public mutating func visit(_ c: MemberCoder) { c(&regionNames); c(&allRegions); c(&dryRun); c(&filters) }
    public static var shape: StructureModel { EC2.model["DescribeRegionsInput"] }
  }
  public struct DescribeRegionsOutput: AWSShape {
    public var regions: [Region]?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&regions) }
    public static var shape: StructureModel { EC2.model["DescribeRegionsOutput"] }
  }
  public struct DescribeRouteTablesInput: AWSShape {
    public var nextToken: String?
    public var maxResults: Int?
    public var dryRun: Bool?
    public var routeTableIds: [String]?
    public var filters: [Filter]?
    public init() {}
    public init(nextToken: String? = nil, maxResults: Int? = nil, dryRun: Bool? = nil, routeTableIds: [String]? = nil, filters: [Filter]? = nil) {
      self.nextToken = nextToken; self.maxResults = maxResults; self.dryRun = dryRun; self.routeTableIds = routeTableIds; self.filters = filters
    }
    public mutating func visit(_ c: MemberCoder) { c(&nextToken); c(&maxResults); c(&dryRun); c(&routeTableIds); c(&filters) }
    public static var shape: StructureModel { EC2.model["DescribeRouteTablesInput"] }
  }
  public struct DescribeRouteTablesOutput: AWSShape {
    public var routeTables: [RouteTable]?
    public var nextToken: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&routeTables); c(&nextToken) }
    public static var shape: StructureModel { EC2.model["DescribeRouteTablesOutput"] }
  }
  public struct DescribeSecurityGroupsInput: AWSShape {
    public var groupIds: [String]?
    public var groupNames: [String]?
    public var nextToken: String?
    public var maxResults: Int?
    public var dryRun: Bool?
    public var filters: [Filter]?
    public init() {}
    public init(groupIds: [String]? = nil, groupNames: [String]? = nil, nextToken: String? = nil, maxResults: Int? = nil, dryRun: Bool? = nil, filters: [Filter]? = nil) {
      self.groupIds = groupIds; self.groupNames = groupNames; self.nextToken = nextToken; self.maxResults = maxResults; self.dryRun = dryRun; self.filters = filters
    }
    public mutating func visit(_ c: MemberCoder) { c(&groupIds); c(&groupNames); c(&nextToken); c(&maxResults); c(&dryRun); c(&filters) }
    public static var shape: StructureModel { EC2.model["DescribeSecurityGroupsInput"] }
  }
  public struct DescribeSecurityGroupsOutput: AWSShape {
    public var nextToken: String?
    public var securityGroups: [SecurityGroup]?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&nextToken); c(&securityGroups) }
    public static var shape: StructureModel { EC2.model["DescribeSecurityGroupsOutput"] }
  }
  public struct DescribeSnapshotsInput: AWSShape {
    public var maxResults: Int?
    public var nextToken: String?
    public var ownerIds: [String]?
    public var restorableByUserIds: [String]?
    public var snapshotIds: [String]?
    public var dryRun: Bool?
    public var filters: [Filter]?
    public init() {}
    public init(maxResults: Int? = nil, nextToken: String? = nil, ownerIds: [String]? = nil, restorableByUserIds: [String]? = nil, snapshotIds: [String]? = nil, dryRun: Bool? = nil, filters: [Filter]? = nil) {
      self.maxResults = maxResults; self.nextToken = nextToken; self.ownerIds = ownerIds; self.restorableByUserIds = restorableByUserIds; self.snapshotIds = snapshotIds; self.dryRun = dryRun; self.filters = filters
    }
    public mutating func visit(_ c: MemberCoder) { c(&maxResults); c(&nextToken); c(&ownerIds); c(&restorableByUserIds); c(&snapshotIds); c(&dryRun); c(&filters) }
    public static var shape: StructureModel { EC2.model["DescribeSnapshotsInput"] }
  }
  public struct DescribeSnapshotsOutput: AWSShape {
    public var nextToken: String?
    public var snapshots: [Snapshot]?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&nextToken); c(&snapshots) }
    public static var shape: StructureModel { EC2.model["DescribeSnapshotsOutput"] }
  }
  public struct DescribeSubnetsInput: AWSShape {
    public var filters: [Filter]?
    public var subnetIds: [String]?
    public var nextToken: String?
    public var maxResults: Int?
    public var dryRun: Bool?
    public init() {}
    public init(filters: [Filter]? = nil, subnetIds: [String]? = nil, nextToken: String? = nil, maxResults: Int? = nil, dryRun: Bool? = nil) {
      self.filters = filters; self.subnetIds = subnetIds; self.nextToken = nextToken; self.maxResults = maxResults; self.dryRun = dryRun
    }
    public mutating func visit(_ c: MemberCoder) { c(&filters); c(&subnetIds); c(&nextToken); c(&maxResults); c(&dryRun) }
    public static var shape: StructureModel { EC2.model["DescribeSubnetsInput"] }
  }
  public struct DescribeSubnetsOutput: AWSShape {
    public var nextToken: String?
    public var subnets: [Subnet]?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&nextToken); c(&subnets) }
    public static var shape: StructureModel { EC2.model["DescribeSubnetsOutput"] }
  }
  public struct DescribeVolumesInput: AWSShape {
    public var volumeIds: [String]?
    public var includeManagedResources: Bool?
    public var dryRun: Bool?
    public var filters: [Filter]?
    public var nextToken: String?
    public var maxResults: Int?
    public init() {}
    public init(volumeIds: [String]? = nil, includeManagedResources: Bool? = nil, dryRun: Bool? = nil, filters: [Filter]? = nil, nextToken: String? = nil, maxResults: Int? = nil) {
      self.volumeIds = volumeIds; self.includeManagedResources = includeManagedResources; self.dryRun = dryRun; self.filters = filters; self.nextToken = nextToken; self.maxResults = maxResults
    }
    public mutating func visit(_ c: MemberCoder) { c(&volumeIds); c(&includeManagedResources); c(&dryRun); c(&filters); c(&nextToken); c(&maxResults) }
    public static var shape: StructureModel { EC2.model["DescribeVolumesInput"] }
  }
  public struct DescribeVolumesOutput: AWSShape {
    public var nextToken: String?
    public var volumes: [Volume]?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&nextToken); c(&volumes) }
    public static var shape: StructureModel { EC2.model["DescribeVolumesOutput"] }
  }
  public struct DescribeVpcEndpointsInput: AWSShape {
    public var dryRun: Bool?
    public var vpcEndpointIds: [String]?
    public var filters: [Filter]?
    public var maxResults: Int?
    public var nextToken: String?
    public init() {}
    public init(dryRun: Bool? = nil, vpcEndpointIds: [String]? = nil, filters: [Filter]? = nil, maxResults: Int? = nil, nextToken: String? = nil) {
      self.dryRun = dryRun; self.vpcEndpointIds = vpcEndpointIds; self.filters = filters; self.maxResults = maxResults; self.nextToken = nextToken
    }
    public mutating func visit(_ c: MemberCoder) { c(&dryRun); c(&vpcEndpointIds); c(&filters); c(&maxResults); c(&nextToken) }
    public static var shape: StructureModel { EC2.model["DescribeVpcEndpointsInput"] }
  }
  public struct DescribeVpcEndpointsOutput: AWSShape {
    public var vpcEndpoints: [VpcEndpoint]?
    public var nextToken: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&vpcEndpoints); c(&nextToken) }
    public static var shape: StructureModel { EC2.model["DescribeVpcEndpointsOutput"] }
  }
  public struct DescribeVpcPeeringConnectionsInput: AWSShape {
    public var nextToken: String?
    public var maxResults: Int?
    public var dryRun: Bool?
    public var vpcPeeringConnectionIds: [String]?
    public var filters: [Filter]?
    public init() {}
    public init(nextToken: String? = nil, maxResults: Int? = nil, dryRun: Bool? = nil, vpcPeeringConnectionIds: [String]? = nil, filters: [Filter]? = nil) {
      self.nextToken = nextToken; self.maxResults = maxResults; self.dryRun = dryRun; self.vpcPeeringConnectionIds = vpcPeeringConnectionIds; self.filters = filters
    }
    public mutating func visit(_ c: MemberCoder) { c(&nextToken); c(&maxResults); c(&dryRun); c(&vpcPeeringConnectionIds); c(&filters) }
    public static var shape: StructureModel { EC2.model["DescribeVpcPeeringConnectionsInput"] }
  }
  public struct DescribeVpcPeeringConnectionsOutput: AWSShape {
    public var vpcPeeringConnections: [VpcPeeringConnection]?
    public var nextToken: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&vpcPeeringConnections); c(&nextToken) }
    public static var shape: StructureModel { EC2.model["DescribeVpcPeeringConnectionsOutput"] }
  }
  public struct DescribeVpcsInput: AWSShape {
    public var filters: [Filter]?
    public var vpcIds: [String]?
    public var nextToken: String?
    public var maxResults: Int?
    public var dryRun: Bool?
    public init() {}
    public init(filters: [Filter]? = nil, vpcIds: [String]? = nil, nextToken: String? = nil, maxResults: Int? = nil, dryRun: Bool? = nil) {
      self.filters = filters; self.vpcIds = vpcIds; self.nextToken = nextToken; self.maxResults = maxResults; self.dryRun = dryRun
    }
    public mutating func visit(_ c: MemberCoder) { c(&filters); c(&vpcIds); c(&nextToken); c(&maxResults); c(&dryRun) }
    public static var shape: StructureModel { EC2.model["DescribeVpcsInput"] }
  }
  public struct DescribeVpcsOutput: AWSShape {
    public var nextToken: String?
    public var vpcs: [Vpc]?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&nextToken); c(&vpcs) }
    public static var shape: StructureModel { EC2.model["DescribeVpcsOutput"] }
  }
  public struct DnsEntry: AWSShape {
    public var dnsName: String?
    public var hostedZoneId: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&dnsName); c(&hostedZoneId) }
    public static var shape: StructureModel { EC2.model["DnsEntry"] }
  }
  public struct DnsOptions: AWSShape {
    public var dnsRecordIpType: String?
    public var privateDnsOnlyForInboundResolverEndpoint: Bool?
    public var privateDnsPreference: String?
    public var privateDnsSpecifiedDomains: [String]?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&dnsRecordIpType); c(&privateDnsOnlyForInboundResolverEndpoint); c(&privateDnsPreference); c(&privateDnsSpecifiedDomains) }
    public static var shape: StructureModel { EC2.model["DnsOptions"] }
  }
  public struct EbsBlockDevice: AWSShape {
    public var deleteOnTermination: Bool?
    public var iops: Int?
    public var snapshotId: String?
    public var volumeSize: Int?
    public var volumeType: String?
    public var kmsKeyId: String?
    public var throughput: Int?
    public var outpostArn: String?
    public var availabilityZone: String?
    public var encrypted: Bool?
    public var volumeInitializationRate: Int?
    public var availabilityZoneId: String?
    public var ebsCardIndex: Int?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&deleteOnTermination); c(&iops); c(&snapshotId); c(&volumeSize); c(&volumeType); c(&kmsKeyId); c(&throughput); c(&outpostArn); c(&availabilityZone); c(&encrypted); c(&volumeInitializationRate); c(&availabilityZoneId); c(&ebsCardIndex) }
    public static var shape: StructureModel { EC2.model["EbsBlockDevice"] }
  }
  public struct EbsInstanceBlockDevice: AWSShape {
    public var attachTime: AWSInstant?
    public var deleteOnTermination: Bool?
    public var status: String?
    public var volumeId: String?
    public var associatedResource: String?
    public var volumeOwnerId: String?
    public var `operator`: OperatorResponse?
    public var ebsCardIndex: Int?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&attachTime); c(&deleteOnTermination); c(&status); c(&volumeId); c(&associatedResource); c(&volumeOwnerId); c(&`operator`); c(&ebsCardIndex) }
    public static var shape: StructureModel { EC2.model["EbsInstanceBlockDevice"] }
  }
  public struct EnclaveOptions: AWSShape {
    public var enabled: Bool?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&enabled) }
    public static var shape: StructureModel { EC2.model["EnclaveOptions"] }
  }
  public struct Filter: AWSShape {
    public var name: String?
    public var values: [String]?
    public init() {}
    public init(name: String? = nil, values: [String]? = nil) {
      self.name = name; self.values = values
    }
    public mutating func visit(_ c: MemberCoder) { c(&name); c(&values) }
    public static var shape: StructureModel { EC2.model["Filter"] }
  }
  public struct GroupIdentifier: AWSShape {
    public var groupId: String?
    public var groupName: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&groupId); c(&groupName) }
    public static var shape: StructureModel { EC2.model["GroupIdentifier"] }
  }
  public struct HibernationOptions: AWSShape {
    public var configured: Bool?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&configured) }
    public static var shape: StructureModel { EC2.model["HibernationOptions"] }
  }
  public struct IamInstanceProfile: AWSShape {
    public var arn: String?
    public var id: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&arn); c(&id) }
    public static var shape: StructureModel { EC2.model["IamInstanceProfile"] }
  }
  public struct IcmpTypeCode: AWSShape {
    public var code: Int?
    public var type: Int?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&code); c(&type) }
    public static var shape: StructureModel { EC2.model["IcmpTypeCode"] }
  }
  public struct Image: AWSShape {
    public var platformDetails: String?
    public var usageOperation: String?
    public var blockDeviceMappings: [BlockDeviceMapping]?
    public var description: String?
    public var enaSupport: Bool?
    public var hypervisor: String?
    public var imageOwnerAlias: String?
    public var name: String?
    public var rootDeviceName: String?
    public var rootDeviceType: String?
    public var sriovNetSupport: String?
    public var stateReason: StateReason?
    public var tags: [Tag]?
    public var virtualizationType: String?
    public var bootMode: String?
    public var tpmSupport: String?
    public var deprecationTime: String?
    public var imdsSupport: String?
    public var sourceInstanceId: String?
    public var deregistrationProtection: String?
    public var lastLaunchedTime: String?
    public var imageAllowed: Bool?
    public var sourceImageId: String?
    public var sourceImageRegion: String?
    public var freeTierEligible: Bool?
    public var imageId: String?
    public var imageLocation: String?
    public var state: String?
    public var ownerId: String?
    public var creationDate: String?
    public var `public`: Bool?
    public var productCodes: [ProductCode]?
    public var architecture: String?
    public var imageType: String?
    public var kernelId: String?
    public var ramdiskId: String?
    public var platform: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&platformDetails); c(&usageOperation); c(&blockDeviceMappings); c(&description); c(&enaSupport); c(&hypervisor); c(&imageOwnerAlias); c(&name); c(&rootDeviceName); c(&rootDeviceType); c(&sriovNetSupport); c(&stateReason); c(&tags); c(&virtualizationType); c(&bootMode); c(&tpmSupport); c(&deprecationTime); c(&imdsSupport); c(&sourceInstanceId); c(&deregistrationProtection); c(&lastLaunchedTime); c(&imageAllowed); c(&sourceImageId); c(&sourceImageRegion); c(&freeTierEligible); c(&imageId); c(&imageLocation); c(&state); c(&ownerId); c(&creationDate); c(&`public`); c(&productCodes); c(&architecture); c(&imageType); c(&kernelId); c(&ramdiskId); c(&platform) }
    public static var shape: StructureModel { EC2.model["Image"] }
  }
  public struct Instance: AWSShape {
    public var architecture: String?
    public var blockDeviceMappings: [InstanceBlockDeviceMapping]?
    public var clientToken: String?
    public var ebsOptimized: Bool?
    public var enaSupport: Bool?
    public var hypervisor: String?
    public var iamInstanceProfile: IamInstanceProfile?
    public var instanceLifecycle: String?
    public var networkInterfaces: [InstanceNetworkInterface]?
    public var outpostArn: String?
    public var rootDeviceName: String?
    public var rootDeviceType: String?
    public var securityGroups: [GroupIdentifier]?
    public var sourceDestCheck: Bool?
    public var spotInstanceRequestId: String?
    public var sriovNetSupport: String?
    public var stateReason: StateReason?
    public var tags: [Tag]?
    public var virtualizationType: String?
    public var cpuOptions: CpuOptions?
    public var capacityBlockId: String?
    public var capacityReservationId: String?
    public var hibernationOptions: HibernationOptions?
    public var metadataOptions: InstanceMetadataOptionsResponse?
    public var enclaveOptions: EnclaveOptions?
    public var bootMode: String?
    public var platformDetails: String?
    public var usageOperation: String?
    public var usageOperationUpdateTime: AWSInstant?
    public var privateDnsNameOptions: PrivateDnsNameOptionsResponse?
    public var ipv6Address: String?
    public var tpmSupport: String?
    public var maintenanceOptions: InstanceMaintenanceOptions?
    public var currentInstanceBootMode: String?
    public var networkPerformanceOptions: InstanceNetworkPerformanceOptions?
    public var `operator`: OperatorResponse?
    public var secondaryInterfaces: [InstanceSecondaryInterface]?
    public var instanceId: String?
    public var imageId: String?
    public var state: InstanceState?
    public var privateDnsName: String?
    public var publicDnsName: String?
    public var stateTransitionReason: String?
    public var keyName: String?
    public var amiLaunchIndex: Int?
    public var productCodes: [ProductCode]?
    public var instanceType: String?
    public var launchTime: AWSInstant?
    public var placement: Placement?
    public var kernelId: String?
    public var ramdiskId: String?
    public var platform: String?
    public var monitoring: Monitoring?
    public var subnetId: String?
    public var vpcId: String?
    public var privateIpAddress: String?
    public var publicIpAddress: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&architecture); c(&blockDeviceMappings); c(&clientToken); c(&ebsOptimized); c(&enaSupport); c(&hypervisor); c(&iamInstanceProfile); c(&instanceLifecycle); c(&networkInterfaces); c(&outpostArn); c(&rootDeviceName); c(&rootDeviceType); c(&securityGroups); c(&sourceDestCheck); c(&spotInstanceRequestId); c(&sriovNetSupport); c(&stateReason); c(&tags); c(&virtualizationType); c(&cpuOptions); c(&capacityBlockId); c(&capacityReservationId); c(&hibernationOptions); c(&metadataOptions); c(&enclaveOptions); c(&bootMode); c(&platformDetails); c(&usageOperation); c(&usageOperationUpdateTime); c(&privateDnsNameOptions); c(&ipv6Address); c(&tpmSupport); c(&maintenanceOptions); c(&currentInstanceBootMode); c(&networkPerformanceOptions); c(&`operator`); c(&secondaryInterfaces); c(&instanceId); c(&imageId); c(&state); c(&privateDnsName); c(&publicDnsName); c(&stateTransitionReason); c(&keyName); c(&amiLaunchIndex); c(&productCodes); c(&instanceType); c(&launchTime); c(&placement); c(&kernelId); c(&ramdiskId); c(&platform); c(&monitoring); c(&subnetId); c(&vpcId); c(&privateIpAddress); c(&publicIpAddress) }
    public static var shape: StructureModel { EC2.model["Instance"] }
  }
  public struct InstanceAttachmentEnaSrdSpecification: AWSShape {
    public var enaSrdEnabled: Bool?
    public var enaSrdUdpSpecification: InstanceAttachmentEnaSrdUdpSpecification?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&enaSrdEnabled); c(&enaSrdUdpSpecification) }
    public static var shape: StructureModel { EC2.model["InstanceAttachmentEnaSrdSpecification"] }
  }
  public struct InstanceAttachmentEnaSrdUdpSpecification: AWSShape {
    public var enaSrdUdpEnabled: Bool?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&enaSrdUdpEnabled) }
    public static var shape: StructureModel { EC2.model["InstanceAttachmentEnaSrdUdpSpecification"] }
  }
  public struct InstanceBlockDeviceMapping: AWSShape {
    public var deviceName: String?
    public var ebs: EbsInstanceBlockDevice?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&deviceName); c(&ebs) }
    public static var shape: StructureModel { EC2.model["InstanceBlockDeviceMapping"] }
  }
  public struct InstanceIpv4Prefix: AWSShape {
    public var ipv4Prefix: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&ipv4Prefix) }
    public static var shape: StructureModel { EC2.model["InstanceIpv4Prefix"] }
  }
  public struct InstanceIpv6Address: AWSShape {
    public var ipv6Address: String?
    public var isPrimaryIpv6: Bool?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&ipv6Address); c(&isPrimaryIpv6) }
    public static var shape: StructureModel { EC2.model["InstanceIpv6Address"] }
  }
  public struct InstanceIpv6Prefix: AWSShape {
    public var ipv6Prefix: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&ipv6Prefix) }
    public static var shape: StructureModel { EC2.model["InstanceIpv6Prefix"] }
  }
  public struct InstanceMaintenanceOptions: AWSShape {
    public var autoRecovery: String?
    public var rebootMigration: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&autoRecovery); c(&rebootMigration) }
    public static var shape: StructureModel { EC2.model["InstanceMaintenanceOptions"] }
  }
  public struct InstanceMetadataOptionsResponse: AWSShape {
    public var state: String?
    public var httpTokens: String?
    public var httpPutResponseHopLimit: Int?
    public var httpEndpoint: String?
    public var httpProtocolIpv6: String?
    public var instanceMetadataTags: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&state); c(&httpTokens); c(&httpPutResponseHopLimit); c(&httpEndpoint); c(&httpProtocolIpv6); c(&instanceMetadataTags) }
    public static var shape: StructureModel { EC2.model["InstanceMetadataOptionsResponse"] }
  }
  public struct InstanceNetworkInterface: AWSShape {
    public var association: InstanceNetworkInterfaceAssociation?
    public var attachment: InstanceNetworkInterfaceAttachment?
    public var description: String?
    public var groups: [GroupIdentifier]?
    public var ipv6Addresses: [InstanceIpv6Address]?
    public var macAddress: String?
    public var networkInterfaceId: String?
    public var ownerId: String?
    public var privateDnsName: String?
    public var privateIpAddress: String?
    public var privateIpAddresses: [InstancePrivateIpAddress]?
    public var sourceDestCheck: Bool?
    public var status: String?
    public var subnetId: String?
    public var vpcId: String?
    public var interfaceType: String?
    public var ipv4Prefixes: [InstanceIpv4Prefix]?
    public var ipv6Prefixes: [InstanceIpv6Prefix]?
    public var connectionTrackingConfiguration: ConnectionTrackingSpecificationResponse?
    public var `operator`: OperatorResponse?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&association); c(&attachment); c(&description); c(&groups); c(&ipv6Addresses); c(&macAddress); c(&networkInterfaceId); c(&ownerId); c(&privateDnsName); c(&privateIpAddress); c(&privateIpAddresses); c(&sourceDestCheck); c(&status); c(&subnetId); c(&vpcId); c(&interfaceType); c(&ipv4Prefixes); c(&ipv6Prefixes); c(&connectionTrackingConfiguration); c(&`operator`) }
    public static var shape: StructureModel { EC2.model["InstanceNetworkInterface"] }
  }
  public struct InstanceNetworkInterfaceAssociation: AWSShape {
    public var carrierIp: String?
    public var customerOwnedIp: String?
    public var ipOwnerId: String?
    public var publicDnsName: String?
    public var publicIp: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&carrierIp); c(&customerOwnedIp); c(&ipOwnerId); c(&publicDnsName); c(&publicIp) }
    public static var shape: StructureModel { EC2.model["InstanceNetworkInterfaceAssociation"] }
  }
  public struct InstanceNetworkInterfaceAttachment: AWSShape {
    public var attachTime: AWSInstant?
    public var attachmentId: String?
    public var deleteOnTermination: Bool?
    public var deviceIndex: Int?
    public var status: String?
    public var networkCardIndex: Int?
    public var enaSrdSpecification: InstanceAttachmentEnaSrdSpecification?
    public var enaQueueCount: Int?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&attachTime); c(&attachmentId); c(&deleteOnTermination); c(&deviceIndex); c(&status); c(&networkCardIndex); c(&enaSrdSpecification); c(&enaQueueCount) }
    public static var shape: StructureModel { EC2.model["InstanceNetworkInterfaceAttachment"] }
  }
  public struct InstanceNetworkPerformanceOptions: AWSShape {
    public var bandwidthWeighting: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&bandwidthWeighting) }
    public static var shape: StructureModel { EC2.model["InstanceNetworkPerformanceOptions"] }
  }
  public struct InstancePrivateIpAddress: AWSShape {
    public var association: InstanceNetworkInterfaceAssociation?
    public var primary: Bool?
    public var privateDnsName: String?
    public var privateIpAddress: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&association); c(&primary); c(&privateDnsName); c(&privateIpAddress) }
    public static var shape: StructureModel { EC2.model["InstancePrivateIpAddress"] }
  }
  public struct InstanceSecondaryInterface: AWSShape {
    public var attachment: InstanceSecondaryInterfaceAttachment?
    public var macAddress: String?
    public var secondaryInterfaceId: String?
    public var ownerId: String?
    public var privateIpAddresses: [InstanceSecondaryInterfacePrivateIpAddress]?
    public var sourceDestCheck: Bool?
    public var status: String?
    public var secondarySubnetId: String?
    public var secondaryNetworkId: String?
    public var interfaceType: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&attachment); c(&macAddress); c(&secondaryInterfaceId); c(&ownerId); c(&privateIpAddresses); c(&sourceDestCheck); c(&status); c(&secondarySubnetId); c(&secondaryNetworkId); c(&interfaceType) }
    public static var shape: StructureModel { EC2.model["InstanceSecondaryInterface"] }
  }
  public struct InstanceSecondaryInterfaceAttachment: AWSShape {
    public var attachTime: AWSInstant?
    public var attachmentId: String?
    public var deleteOnTermination: Bool?
    public var deviceIndex: Int?
    public var status: String?
    public var networkCardIndex: Int?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&attachTime); c(&attachmentId); c(&deleteOnTermination); c(&deviceIndex); c(&status); c(&networkCardIndex) }
    public static var shape: StructureModel { EC2.model["InstanceSecondaryInterfaceAttachment"] }
  }
  public struct InstanceSecondaryInterfacePrivateIpAddress: AWSShape {
    public var privateIpAddress: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&privateIpAddress) }
    public static var shape: StructureModel { EC2.model["InstanceSecondaryInterfacePrivateIpAddress"] }
  }
  public struct InstanceState: AWSShape {
    public var code: Int?
    public var name: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&code); c(&name) }
    public static var shape: StructureModel { EC2.model["InstanceState"] }
  }
  public struct IpPermission: AWSShape {
    public var ipProtocol: String?
    public var fromPort: Int?
    public var toPort: Int?
    public var userIdGroupPairs: [UserIdGroupPair]?
    public var ipRanges: [IpRange]?
    public var ipv6Ranges: [Ipv6Range]?
    public var prefixListIds: [PrefixListId]?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&ipProtocol); c(&fromPort); c(&toPort); c(&userIdGroupPairs); c(&ipRanges); c(&ipv6Ranges); c(&prefixListIds) }
    public static var shape: StructureModel { EC2.model["IpPermission"] }
  }
  public struct IpRange: AWSShape {
    public var description: String?
    public var cidrIp: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&description); c(&cidrIp) }
    public static var shape: StructureModel { EC2.model["IpRange"] }
  }
  public struct Ipv4PrefixSpecification: AWSShape {
    public var ipv4Prefix: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&ipv4Prefix) }
    public static var shape: StructureModel { EC2.model["Ipv4PrefixSpecification"] }
  }
  public struct Ipv6CidrBlock: AWSShape {
    public var ipv6CidrBlock: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&ipv6CidrBlock) }
    public static var shape: StructureModel { EC2.model["Ipv6CidrBlock"] }
  }
  public struct Ipv6PrefixSpecification: AWSShape {
    public var ipv6Prefix: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&ipv6Prefix) }
    public static var shape: StructureModel { EC2.model["Ipv6PrefixSpecification"] }
  }
  public struct Ipv6Range: AWSShape {
    public var description: String?
    public var cidrIpv6: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&description); c(&cidrIpv6) }
    public static var shape: StructureModel { EC2.model["Ipv6Range"] }
  }
  public struct LastError: AWSShape {
    public var message: String?
    public var code: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&message); c(&code) }
    public static var shape: StructureModel { EC2.model["LastError"] }
  }
  public struct Monitoring: AWSShape {
    public var state: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&state) }
    public static var shape: StructureModel { EC2.model["Monitoring"] }
  }
  public struct NetworkAcl: AWSShape {
    public var associations: [NetworkAclAssociation]?
    public var entries: [NetworkAclEntry]?
    public var isDefault: Bool?
    public var networkAclId: String?
    public var tags: [Tag]?
    public var vpcId: String?
    public var ownerId: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&associations); c(&entries); c(&isDefault); c(&networkAclId); c(&tags); c(&vpcId); c(&ownerId) }
    public static var shape: StructureModel { EC2.model["NetworkAcl"] }
  }
  public struct NetworkAclAssociation: AWSShape {
    public var networkAclAssociationId: String?
    public var networkAclId: String?
    public var subnetId: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&networkAclAssociationId); c(&networkAclId); c(&subnetId) }
    public static var shape: StructureModel { EC2.model["NetworkAclAssociation"] }
  }
  public struct NetworkAclEntry: AWSShape {
    public var cidrBlock: String?
    public var egress: Bool?
    public var icmpTypeCode: IcmpTypeCode?
    public var ipv6CidrBlock: String?
    public var portRange: PortRange?
    public var `protocol`: String?
    public var ruleAction: String?
    public var ruleNumber: Int?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&cidrBlock); c(&egress); c(&icmpTypeCode); c(&ipv6CidrBlock); c(&portRange); c(&`protocol`); c(&ruleAction); c(&ruleNumber) }
    public static var shape: StructureModel { EC2.model["NetworkAclEntry"] }
  }
  public struct NetworkInterface: AWSShape {
    public var association: NetworkInterfaceAssociation?
    public var attachment: NetworkInterfaceAttachment?
    public var availabilityZone: String?
    public var connectionTrackingConfiguration: ConnectionTrackingConfiguration?
    public var description: String?
    public var groups: [GroupIdentifier]?
    public var interfaceType: String?
    public var ipv6Addresses: [NetworkInterfaceIpv6Address]?
    public var macAddress: String?
    public var networkInterfaceId: String?
    public var outpostArn: String?
    public var ownerId: String?
    public var privateDnsName: String?
    public var publicDnsName: String?
    public var publicIpDnsNameOptions: PublicIpDnsNameOptions?
    public var privateIpAddress: String?
    public var privateIpAddresses: [NetworkInterfacePrivateIpAddress]?
    public var ipv4Prefixes: [Ipv4PrefixSpecification]?
    public var ipv6Prefixes: [Ipv6PrefixSpecification]?
    public var requesterId: String?
    public var requesterManaged: Bool?
    public var sourceDestCheck: Bool?
    public var status: String?
    public var subnetId: String?
    public var tagSet: [Tag]?
    public var vpcId: String?
    public var denyAllIgwTraffic: Bool?
    public var ipv6Native: Bool?
    public var ipv6Address: String?
    public var `operator`: OperatorResponse?
    public var associatedSubnets: [String]?
    public var availabilityZoneId: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&association); c(&attachment); c(&availabilityZone); c(&connectionTrackingConfiguration); c(&description); c(&groups); c(&interfaceType); c(&ipv6Addresses); c(&macAddress); c(&networkInterfaceId); c(&outpostArn); c(&ownerId); c(&privateDnsName); c(&publicDnsName); c(&publicIpDnsNameOptions); c(&privateIpAddress); c(&privateIpAddresses); c(&ipv4Prefixes); c(&ipv6Prefixes); c(&requesterId); c(&requesterManaged); c(&sourceDestCheck); c(&status); c(&subnetId); c(&tagSet); c(&vpcId); c(&denyAllIgwTraffic); c(&ipv6Native); c(&ipv6Address); c(&`operator`); c(&associatedSubnets); c(&availabilityZoneId) }
    public static var shape: StructureModel { EC2.model["NetworkInterface"] }
  }
  public struct NetworkInterfaceAssociation: AWSShape {
    public var allocationId: String?
    public var associationId: String?
    public var ipOwnerId: String?
    public var publicDnsName: String?
    public var publicIp: String?
    public var customerOwnedIp: String?
    public var carrierIp: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&allocationId); c(&associationId); c(&ipOwnerId); c(&publicDnsName); c(&publicIp); c(&customerOwnedIp); c(&carrierIp) }
    public static var shape: StructureModel { EC2.model["NetworkInterfaceAssociation"] }
  }
  public struct NetworkInterfaceAttachment: AWSShape {
    public var attachTime: AWSInstant?
    public var attachmentId: String?
    public var deleteOnTermination: Bool?
    public var deviceIndex: Int?
    public var networkCardIndex: Int?
    public var instanceId: String?
    public var instanceOwnerId: String?
    public var status: String?
    public var enaSrdSpecification: AttachmentEnaSrdSpecification?
    public var enaQueueCount: Int?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&attachTime); c(&attachmentId); c(&deleteOnTermination); c(&deviceIndex); c(&networkCardIndex); c(&instanceId); c(&instanceOwnerId); c(&status); c(&enaSrdSpecification); c(&enaQueueCount) }
    public static var shape: StructureModel { EC2.model["NetworkInterfaceAttachment"] }
  }
  public struct NetworkInterfaceIpv6Address: AWSShape {
    public var ipv6Address: String?
    public var publicIpv6DnsName: String?
    public var isPrimaryIpv6: Bool?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&ipv6Address); c(&publicIpv6DnsName); c(&isPrimaryIpv6) }
    public static var shape: StructureModel { EC2.model["NetworkInterfaceIpv6Address"] }
  }
  public struct NetworkInterfacePrivateIpAddress: AWSShape {
    public var association: NetworkInterfaceAssociation?
    public var primary: Bool?
    public var privateDnsName: String?
    public var privateIpAddress: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&association); c(&primary); c(&privateDnsName); c(&privateIpAddress) }
    public static var shape: StructureModel { EC2.model["NetworkInterfacePrivateIpAddress"] }
  }
  public struct OperatorResponse: AWSShape {
    public var managed: Bool?
    public var principal: String?
    public var hiddenByDefault: Bool?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&managed); c(&principal); c(&hiddenByDefault) }
    public static var shape: StructureModel { EC2.model["OperatorResponse"] }
  }
  public struct Placement: AWSShape {
    public var availabilityZoneId: String?
    public var affinity: String?
    public var groupName: String?
    public var partitionNumber: Int?
    public var hostId: String?
    public var tenancy: String?
    public var spreadDomain: String?
    public var hostResourceGroupArn: String?
    public var groupId: String?
    public var availabilityZone: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&availabilityZoneId); c(&affinity); c(&groupName); c(&partitionNumber); c(&hostId); c(&tenancy); c(&spreadDomain); c(&hostResourceGroupArn); c(&groupId); c(&availabilityZone) }
    public static var shape: StructureModel { EC2.model["Placement"] }
  }
  public struct PortRange: AWSShape {
    public var from: Int?
    public var to: Int?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&from); c(&to) }
    public static var shape: StructureModel { EC2.model["PortRange"] }
  }
  public struct PrefixListId: AWSShape {
    public var description: String?
    public var prefixListId: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&description); c(&prefixListId) }
    public static var shape: StructureModel { EC2.model["PrefixListId"] }
  }
  public struct PrivateDnsNameOptionsOnLaunch: AWSShape {
    public var hostnameType: String?
    public var enableResourceNameDnsARecord: Bool?
    public var enableResourceNameDnsAAAARecord: Bool?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&hostnameType); c(&enableResourceNameDnsARecord); c(&enableResourceNameDnsAAAARecord) }
    public static var shape: StructureModel { EC2.model["PrivateDnsNameOptionsOnLaunch"] }
  }
  public struct PrivateDnsNameOptionsResponse: AWSShape {
    public var hostnameType: String?
    public var enableResourceNameDnsARecord: Bool?
    public var enableResourceNameDnsAAAARecord: Bool?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&hostnameType); c(&enableResourceNameDnsARecord); c(&enableResourceNameDnsAAAARecord) }
    public static var shape: StructureModel { EC2.model["PrivateDnsNameOptionsResponse"] }
  }
  public struct ProductCode: AWSShape {
    public var productCodeId: String?
    public var productCodeType: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&productCodeId); c(&productCodeType) }
    public static var shape: StructureModel { EC2.model["ProductCode"] }
  }
  public struct PropagatingVgw: AWSShape {
    public var gatewayId: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&gatewayId) }
    public static var shape: StructureModel { EC2.model["PropagatingVgw"] }
  }
  public struct PublicIpDnsNameOptions: AWSShape {
    public var dnsHostnameType: String?
    public var publicIpv4DnsName: String?
    public var publicIpv6DnsName: String?
    public var publicDualStackDnsName: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&dnsHostnameType); c(&publicIpv4DnsName); c(&publicIpv6DnsName); c(&publicDualStackDnsName) }
    public static var shape: StructureModel { EC2.model["PublicIpDnsNameOptions"] }
  }
  public struct Region: AWSShape {
    public var optInStatus: String?
    public var geography: [RegionGeography]?
    public var regionName: String?
    public var endpoint: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&optInStatus); c(&geography); c(&regionName); c(&endpoint) }
    public static var shape: StructureModel { EC2.model["Region"] }
  }
  public struct RegionGeography: AWSShape {
    public var name: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&name) }
    public static var shape: StructureModel { EC2.model["RegionGeography"] }
  }
  public struct Reservation: AWSShape {
    public var reservationId: String?
    public var ownerId: String?
    public var requesterId: String?
    public var groups: [GroupIdentifier]?
    public var instances: [Instance]?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&reservationId); c(&ownerId); c(&requesterId); c(&groups); c(&instances) }
    public static var shape: StructureModel { EC2.model["Reservation"] }
  }
  public struct Route: AWSShape {
    public var destinationCidrBlock: String?
    public var destinationIpv6CidrBlock: String?
    public var destinationPrefixListId: String?
    public var egressOnlyInternetGatewayId: String?
    public var gatewayId: String?
    public var instanceId: String?
    public var instanceOwnerId: String?
    public var natGatewayId: String?
    public var transitGatewayId: String?
    public var localGatewayId: String?
    public var carrierGatewayId: String?
    public var networkInterfaceId: String?
    public var origin: String?
    public var state: String?
    public var vpcPeeringConnectionId: String?
    public var coreNetworkArn: String?
    public var odbNetworkArn: String?
    public var ipAddress: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&destinationCidrBlock); c(&destinationIpv6CidrBlock); c(&destinationPrefixListId); c(&egressOnlyInternetGatewayId); c(&gatewayId); c(&instanceId); c(&instanceOwnerId); c(&natGatewayId); c(&transitGatewayId); c(&localGatewayId); c(&carrierGatewayId); c(&networkInterfaceId); c(&origin); c(&state); c(&vpcPeeringConnectionId); c(&coreNetworkArn); c(&odbNetworkArn); c(&ipAddress) }
    public static var shape: StructureModel { EC2.model["Route"] }
  }
  public struct RouteTable: AWSShape {
    public var associations: [RouteTableAssociation]?
    public var propagatingVgws: [PropagatingVgw]?
    public var routeTableId: String?
    public var routes: [Route]?
    public var tags: [Tag]?
    public var vpcId: String?
    public var ownerId: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&associations); c(&propagatingVgws); c(&routeTableId); c(&routes); c(&tags); c(&vpcId); c(&ownerId) }
    public static var shape: StructureModel { EC2.model["RouteTable"] }
  }
  public struct RouteTableAssociation: AWSShape {
    public var main: Bool?
    public var routeTableAssociationId: String?
    public var routeTableId: String?
    public var subnetId: String?
    public var gatewayId: String?
    public var publicIpv4Pool: String?
    public var associationState: RouteTableAssociationState?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&main); c(&routeTableAssociationId); c(&routeTableId); c(&subnetId); c(&gatewayId); c(&publicIpv4Pool); c(&associationState) }
    public static var shape: StructureModel { EC2.model["RouteTableAssociation"] }
  }
  public struct RouteTableAssociationState: AWSShape {
    public var state: String?
    public var statusMessage: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&state); c(&statusMessage) }
    public static var shape: StructureModel { EC2.model["RouteTableAssociationState"] }
  }
  public struct SecurityGroup: AWSShape {
    public var groupId: String?
    public var ipPermissionsEgress: [IpPermission]?
    public var tags: [Tag]?
    public var vpcId: String?
    public var securityGroupArn: String?
    public var ownerId: String?
    public var groupName: String?
    public var description: String?
    public var ipPermissions: [IpPermission]?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&groupId); c(&ipPermissionsEgress); c(&tags); c(&vpcId); c(&securityGroupArn); c(&ownerId); c(&groupName); c(&description); c(&ipPermissions) }
    public static var shape: StructureModel { EC2.model["SecurityGroup"] }
  }
  public struct SecurityGroupIdentifier: AWSShape {
    public var groupId: String?
    public var groupName: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&groupId); c(&groupName) }
    public static var shape: StructureModel { EC2.model["SecurityGroupIdentifier"] }
  }
  public struct Snapshot: AWSShape {
    public var ownerAlias: String?
    public var outpostArn: String?
    public var tags: [Tag]?
    public var storageTier: String?
    public var restoreExpiryTime: AWSInstant?
    public var sseType: String?
    public var availabilityZone: String?
    public var transferType: String?
    public var completionDurationMinutes: Int?
    public var completionTime: AWSInstant?
    public var fullSnapshotSizeInBytes: Int?
    public var snapshotId: String?
    public var volumeId: String?
    public var state: String?
    public var stateMessage: String?
    public var startTime: AWSInstant?
    public var progress: String?
    public var ownerId: String?
    public var description: String?
    public var volumeSize: Int?
    public var encrypted: Bool?
    public var kmsKeyId: String?
    public var dataEncryptionKeyId: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&ownerAlias); c(&outpostArn); c(&tags); c(&storageTier); c(&restoreExpiryTime); c(&sseType); c(&availabilityZone); c(&transferType); c(&completionDurationMinutes); c(&completionTime); c(&fullSnapshotSizeInBytes); c(&snapshotId); c(&volumeId); c(&state); c(&stateMessage); c(&startTime); c(&progress); c(&ownerId); c(&description); c(&volumeSize); c(&encrypted); c(&kmsKeyId); c(&dataEncryptionKeyId) }
    public static var shape: StructureModel { EC2.model["Snapshot"] }
  }
  public struct StateReason: AWSShape {
    public var code: String?
    public var message: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&code); c(&message) }
    public static var shape: StructureModel { EC2.model["StateReason"] }
  }
  public struct Subnet: AWSShape {
    public var availabilityZoneId: String?
    public var enableLniAtDeviceIndex: Int?
    public var mapCustomerOwnedIpOnLaunch: Bool?
    public var customerOwnedIpv4Pool: String?
    public var ownerId: String?
    public var assignIpv6AddressOnCreation: Bool?
    public var ipv6CidrBlockAssociationSet: [SubnetIpv6CidrBlockAssociation]?
    public var tags: [Tag]?
    public var subnetArn: String?
    public var outpostArn: String?
    public var enableDns64: Bool?
    public var ipv6Native: Bool?
    public var privateDnsNameOptionsOnLaunch: PrivateDnsNameOptionsOnLaunch?
    public var blockPublicAccessStates: BlockPublicAccessStates?
    public var type: String?
    public var subnetId: String?
    public var state: String?
    public var vpcId: String?
    public var cidrBlock: String?
    public var availableIpAddressCount: Int?
    public var availabilityZone: String?
    public var defaultForAz: Bool?
    public var mapPublicIpOnLaunch: Bool?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&availabilityZoneId); c(&enableLniAtDeviceIndex); c(&mapCustomerOwnedIpOnLaunch); c(&customerOwnedIpv4Pool); c(&ownerId); c(&assignIpv6AddressOnCreation); c(&ipv6CidrBlockAssociationSet); c(&tags); c(&subnetArn); c(&outpostArn); c(&enableDns64); c(&ipv6Native); c(&privateDnsNameOptionsOnLaunch); c(&blockPublicAccessStates); c(&type); c(&subnetId); c(&state); c(&vpcId); c(&cidrBlock); c(&availableIpAddressCount); c(&availabilityZone); c(&defaultForAz); c(&mapPublicIpOnLaunch) }
    public static var shape: StructureModel { EC2.model["Subnet"] }
  }
  public struct SubnetCidrBlockState: AWSShape {
    public var state: String?
    public var statusMessage: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&state); c(&statusMessage) }
    public static var shape: StructureModel { EC2.model["SubnetCidrBlockState"] }
  }
  public struct SubnetIpPrefixes: AWSShape {
    public var subnetId: String?
    public var ipPrefixes: [String]?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&subnetId); c(&ipPrefixes) }
    public static var shape: StructureModel { EC2.model["SubnetIpPrefixes"] }
  }
  public struct SubnetIpv6CidrBlockAssociation: AWSShape {
    public var associationId: String?
    public var ipv6CidrBlock: String?
    public var ipv6CidrBlockState: SubnetCidrBlockState?
    public var ipv6AddressAttribute: String?
    public var ipSource: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&associationId); c(&ipv6CidrBlock); c(&ipv6CidrBlockState); c(&ipv6AddressAttribute); c(&ipSource) }
    public static var shape: StructureModel { EC2.model["SubnetIpv6CidrBlockAssociation"] }
  }
  public struct Tag: AWSShape {
    public var key: String?
    public var value: String?
    public init() {}
    public init(key: String? = nil, value: String? = nil) {
      self.key = key; self.value = value
    }
    public mutating func visit(_ c: MemberCoder) { c(&key); c(&value) }
    public static var shape: StructureModel { EC2.model["Tag"] }
  }
  public struct UserIdGroupPair: AWSShape {
    public var description: String?
    public var userId: String?
    public var groupName: String?
    public var groupId: String?
    public var vpcId: String?
    public var vpcPeeringConnectionId: String?
    public var peeringStatus: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&description); c(&userId); c(&groupName); c(&groupId); c(&vpcId); c(&vpcPeeringConnectionId); c(&peeringStatus) }
    public static var shape: StructureModel { EC2.model["UserIdGroupPair"] }
  }
  public struct Volume: AWSShape {
    public var availabilityZoneId: String?
    public var outpostArn: String?
    public var sourceVolumeId: String?
    public var iops: Int?
    public var tags: [Tag]?
    public var volumeType: String?
    public var fastRestored: Bool?
    public var multiAttachEnabled: Bool?
    public var throughput: Int?
    public var sseType: String?
    public var `operator`: OperatorResponse?
    public var volumeInitializationRate: Int?
    public var volumeId: String?
    public var size: Int?
    public var snapshotId: String?
    public var availabilityZone: String?
    public var state: String?
    public var createTime: AWSInstant?
    public var attachments: [VolumeAttachment]?
    public var encrypted: Bool?
    public var kmsKeyId: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&availabilityZoneId); c(&outpostArn); c(&sourceVolumeId); c(&iops); c(&tags); c(&volumeType); c(&fastRestored); c(&multiAttachEnabled); c(&throughput); c(&sseType); c(&`operator`); c(&volumeInitializationRate); c(&volumeId); c(&size); c(&snapshotId); c(&availabilityZone); c(&state); c(&createTime); c(&attachments); c(&encrypted); c(&kmsKeyId) }
    public static var shape: StructureModel { EC2.model["Volume"] }
  }
  public struct VolumeAttachment: AWSShape {
    public var deleteOnTermination: Bool?
    public var associatedResource: String?
    public var instanceOwningService: String?
    public var ebsCardIndex: Int?
    public var volumeId: String?
    public var instanceId: String?
    public var device: String?
    public var state: String?
    public var attachTime: AWSInstant?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&deleteOnTermination); c(&associatedResource); c(&instanceOwningService); c(&ebsCardIndex); c(&volumeId); c(&instanceId); c(&device); c(&state); c(&attachTime) }
    public static var shape: StructureModel { EC2.model["VolumeAttachment"] }
  }
  public struct Vpc: AWSShape {
    public var ownerId: String?
    public var instanceTenancy: String?
    public var ipv6CidrBlockAssociationSet: [VpcIpv6CidrBlockAssociation]?
    public var cidrBlockAssociationSet: [VpcCidrBlockAssociation]?
    public var isDefault: Bool?
    public var encryptionControl: VpcEncryptionControl?
    public var tags: [Tag]?
    public var blockPublicAccessStates: BlockPublicAccessStates?
    public var vpcId: String?
    public var state: String?
    public var cidrBlock: String?
    public var dhcpOptionsId: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&ownerId); c(&instanceTenancy); c(&ipv6CidrBlockAssociationSet); c(&cidrBlockAssociationSet); c(&isDefault); c(&encryptionControl); c(&tags); c(&blockPublicAccessStates); c(&vpcId); c(&state); c(&cidrBlock); c(&dhcpOptionsId) }
    public static var shape: StructureModel { EC2.model["Vpc"] }
  }
  public struct VpcCidrBlockAssociation: AWSShape {
    public var associationId: String?
    public var cidrBlock: String?
    public var cidrBlockState: VpcCidrBlockState?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&associationId); c(&cidrBlock); c(&cidrBlockState) }
    public static var shape: StructureModel { EC2.model["VpcCidrBlockAssociation"] }
  }
  public struct VpcCidrBlockState: AWSShape {
    public var state: String?
    public var statusMessage: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&state); c(&statusMessage) }
    public static var shape: StructureModel { EC2.model["VpcCidrBlockState"] }
  }
  public struct VpcEncryptionControl: AWSShape {
    public var vpcId: String?
    public var vpcEncryptionControlId: String?
    public var mode: String?
    public var state: String?
    public var stateMessage: String?
    public var resourceExclusions: VpcEncryptionControlExclusions?
    public var tags: [Tag]?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&vpcId); c(&vpcEncryptionControlId); c(&mode); c(&state); c(&stateMessage); c(&resourceExclusions); c(&tags) }
    public static var shape: StructureModel { EC2.model["VpcEncryptionControl"] }
  }
  public struct VpcEncryptionControlExclusion: AWSShape {
    public var state: String?
    public var stateMessage: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&state); c(&stateMessage) }
    public static var shape: StructureModel { EC2.model["VpcEncryptionControlExclusion"] }
  }
  public struct VpcEncryptionControlExclusions: AWSShape {
    public var internetGateway: VpcEncryptionControlExclusion?
    public var egressOnlyInternetGateway: VpcEncryptionControlExclusion?
    public var natGateway: VpcEncryptionControlExclusion?
    public var virtualPrivateGateway: VpcEncryptionControlExclusion?
    public var vpcPeering: VpcEncryptionControlExclusion?
    public var lambda: VpcEncryptionControlExclusion?
    public var vpcLattice: VpcEncryptionControlExclusion?
    public var elasticFileSystem: VpcEncryptionControlExclusion?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&internetGateway); c(&egressOnlyInternetGateway); c(&natGateway); c(&virtualPrivateGateway); c(&vpcPeering); c(&lambda); c(&vpcLattice); c(&elasticFileSystem) }
    public static var shape: StructureModel { EC2.model["VpcEncryptionControlExclusions"] }
  }
  public struct VpcEndpoint: AWSShape {
    public var vpcEndpointId: String?
    public var vpcEndpointType: String?
    public var vpcId: String?
    public var serviceName: String?
    public var state: String?
    public var policyDocument: String?
    public var routeTableIds: [String]?
    public var subnetIds: [String]?
    public var groups: [SecurityGroupIdentifier]?
    public var ipAddressType: String?
    public var dnsOptions: DnsOptions?
    public var privateDnsEnabled: Bool?
    public var requesterManaged: Bool?
    public var networkInterfaceIds: [String]?
    public var dnsEntries: [DnsEntry]?
    public var creationTimestamp: AWSInstant?
    public var tags: [Tag]?
    public var ownerId: String?
    public var lastError: LastError?
    public var ipv4Prefixes: [SubnetIpPrefixes]?
    public var ipv6Prefixes: [SubnetIpPrefixes]?
    public var failureReason: String?
    public var serviceNetworkArn: String?
    public var resourceConfigurationArn: String?
    public var serviceRegion: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&vpcEndpointId); c(&vpcEndpointType); c(&vpcId); c(&serviceName); c(&state); c(&policyDocument); c(&routeTableIds); c(&subnetIds); c(&groups); c(&ipAddressType); c(&dnsOptions); c(&privateDnsEnabled); c(&requesterManaged); c(&networkInterfaceIds); c(&dnsEntries); c(&creationTimestamp); c(&tags); c(&ownerId); c(&lastError); c(&ipv4Prefixes); c(&ipv6Prefixes); c(&failureReason); c(&serviceNetworkArn); c(&resourceConfigurationArn); c(&serviceRegion) }
    public static var shape: StructureModel { EC2.model["VpcEndpoint"] }
  }
  public struct VpcIpv6CidrBlockAssociation: AWSShape {
    public var associationId: String?
    public var ipv6CidrBlock: String?
    public var ipv6CidrBlockState: VpcCidrBlockState?
    public var networkBorderGroup: String?
    public var ipv6Pool: String?
    public var ipv6AddressAttribute: String?
    public var ipSource: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&associationId); c(&ipv6CidrBlock); c(&ipv6CidrBlockState); c(&networkBorderGroup); c(&ipv6Pool); c(&ipv6AddressAttribute); c(&ipSource) }
    public static var shape: StructureModel { EC2.model["VpcIpv6CidrBlockAssociation"] }
  }
  public struct VpcPeeringConnection: AWSShape {
    public var accepterVpcInfo: VpcPeeringConnectionVpcInfo?
    public var expirationTime: AWSInstant?
    public var requesterVpcInfo: VpcPeeringConnectionVpcInfo?
    public var status: VpcPeeringConnectionStateReason?
    public var tags: [Tag]?
    public var vpcPeeringConnectionId: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&accepterVpcInfo); c(&expirationTime); c(&requesterVpcInfo); c(&status); c(&tags); c(&vpcPeeringConnectionId) }
    public static var shape: StructureModel { EC2.model["VpcPeeringConnection"] }
  }
  public struct VpcPeeringConnectionOptionsDescription: AWSShape {
    public var allowDnsResolutionFromRemoteVpc: Bool?
    public var allowEgressFromLocalClassicLinkToRemoteVpc: Bool?
    public var allowEgressFromLocalVpcToRemoteClassicLink: Bool?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&allowDnsResolutionFromRemoteVpc); c(&allowEgressFromLocalClassicLinkToRemoteVpc); c(&allowEgressFromLocalVpcToRemoteClassicLink) }
    public static var shape: StructureModel { EC2.model["VpcPeeringConnectionOptionsDescription"] }
  }
  public struct VpcPeeringConnectionStateReason: AWSShape {
    public var code: String?
    public var message: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&code); c(&message) }
    public static var shape: StructureModel { EC2.model["VpcPeeringConnectionStateReason"] }
  }
  public struct VpcPeeringConnectionVpcInfo: AWSShape {
    public var cidrBlock: String?
    public var ipv6CidrBlockSet: [Ipv6CidrBlock]?
    public var cidrBlockSet: [CidrBlock]?
    public var ownerId: String?
    public var peeringOptions: VpcPeeringConnectionOptionsDescription?
    public var vpcId: String?
    public var region: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&cidrBlock); c(&ipv6CidrBlockSet); c(&cidrBlockSet); c(&ownerId); c(&peeringOptions); c(&vpcId); c(&region) }
    public static var shape: StructureModel { EC2.model["VpcPeeringConnectionVpcInfo"] }
  }
}

extension EC2 {
  /// All structures, for tests that walk over them.
  static let shapes: [any AWSShape.Type] = [AttachmentEnaSrdSpecification.self, AttachmentEnaSrdUdpSpecification.self, AvailabilityZone.self, AvailabilityZoneGeography.self, AvailabilityZoneMessage.self, AvailabilityZoneSubGeography.self, BlockDeviceMapping.self, BlockPublicAccessStates.self, CidrBlock.self, ConnectionTrackingConfiguration.self, ConnectionTrackingSpecificationResponse.self, CpuOptions.self, CreateTagsInput.self, DescribeAvailabilityZonesInput.self, DescribeAvailabilityZonesOutput.self, DescribeImagesInput.self, DescribeImagesOutput.self, DescribeInstancesInput.self, DescribeInstancesOutput.self, DescribeNetworkAclsInput.self, DescribeNetworkAclsOutput.self, DescribeNetworkInterfacesInput.self, DescribeNetworkInterfacesOutput.self, DescribeRegionsInput.self, DescribeRegionsOutput.self, DescribeRouteTablesInput.self, DescribeRouteTablesOutput.self, DescribeSecurityGroupsInput.self, DescribeSecurityGroupsOutput.self, DescribeSnapshotsInput.self, DescribeSnapshotsOutput.self, DescribeSubnetsInput.self, DescribeSubnetsOutput.self, DescribeVolumesInput.self, DescribeVolumesOutput.self, DescribeVpcEndpointsInput.self, DescribeVpcEndpointsOutput.self, DescribeVpcPeeringConnectionsInput.self, DescribeVpcPeeringConnectionsOutput.self, DescribeVpcsInput.self, DescribeVpcsOutput.self, DnsEntry.self, DnsOptions.self, EbsBlockDevice.self, EbsInstanceBlockDevice.self, EnclaveOptions.self, Filter.self, GroupIdentifier.self, HibernationOptions.self, IamInstanceProfile.self, IcmpTypeCode.self, Image.self, Instance.self, InstanceAttachmentEnaSrdSpecification.self, InstanceAttachmentEnaSrdUdpSpecification.self, InstanceBlockDeviceMapping.self, InstanceIpv4Prefix.self, InstanceIpv6Address.self, InstanceIpv6Prefix.self, InstanceMaintenanceOptions.self, InstanceMetadataOptionsResponse.self, InstanceNetworkInterface.self, InstanceNetworkInterfaceAssociation.self, InstanceNetworkInterfaceAttachment.self, InstanceNetworkPerformanceOptions.self, InstancePrivateIpAddress.self, InstanceSecondaryInterface.self, InstanceSecondaryInterfaceAttachment.self, InstanceSecondaryInterfacePrivateIpAddress.self, InstanceState.self, IpPermission.self, IpRange.self, Ipv4PrefixSpecification.self, Ipv6CidrBlock.self, Ipv6PrefixSpecification.self, Ipv6Range.self, LastError.self, Monitoring.self, NetworkAcl.self, NetworkAclAssociation.self, NetworkAclEntry.self, NetworkInterface.self, NetworkInterfaceAssociation.self, NetworkInterfaceAttachment.self, NetworkInterfaceIpv6Address.self, NetworkInterfacePrivateIpAddress.self, OperatorResponse.self, Placement.self, PortRange.self, PrefixListId.self, PrivateDnsNameOptionsOnLaunch.self, PrivateDnsNameOptionsResponse.self, ProductCode.self, PropagatingVgw.self, PublicIpDnsNameOptions.self, Region.self, RegionGeography.self, Reservation.self, Route.self, RouteTable.self, RouteTableAssociation.self, RouteTableAssociationState.self, SecurityGroup.self, SecurityGroupIdentifier.self, Snapshot.self, StateReason.self, Subnet.self, SubnetCidrBlockState.self, SubnetIpPrefixes.self, SubnetIpv6CidrBlockAssociation.self, Tag.self, UserIdGroupPair.self, Volume.self, VolumeAttachment.self, Vpc.self, VpcCidrBlockAssociation.self, VpcCidrBlockState.self, VpcEncryptionControl.self, VpcEncryptionControlExclusion.self, VpcEncryptionControlExclusions.self, VpcEndpoint.self, VpcIpv6CidrBlockAssociation.self, VpcPeeringConnection.self, VpcPeeringConnectionOptionsDescription.self, VpcPeeringConnectionStateReason.self, VpcPeeringConnectionVpcInfo.self]
  static let table = #"""
    $id=EC2|protocol=ec2|version=2016-11-15|prefix=ec2|signing=ec2
    !DescribeInstances POST / DescribeInstancesInput DescribeInstancesOutput
    !DescribeVpcs POST / DescribeVpcsInput DescribeVpcsOutput
    !DescribeSubnets POST / DescribeSubnetsInput DescribeSubnetsOutput
    !DescribeAvailabilityZones POST / DescribeAvailabilityZonesInput DescribeAvailabilityZonesOutput
    !DescribeRegions POST / DescribeRegionsInput DescribeRegionsOutput
    !DescribeRouteTables POST / DescribeRouteTablesInput DescribeRouteTablesOutput
    !DescribeSecurityGroups POST / DescribeSecurityGroupsInput DescribeSecurityGroupsOutput
    !DescribeNetworkInterfaces POST / DescribeNetworkInterfacesInput DescribeNetworkInterfacesOutput
    !DescribeVpcEndpoints POST / DescribeVpcEndpointsInput DescribeVpcEndpointsOutput
    !DescribeImages POST / DescribeImagesInput DescribeImagesOutput
    !DescribeNetworkAcls POST / DescribeNetworkAclsInput DescribeNetworkAclsOutput
    !DescribeVolumes POST / DescribeVolumesInput DescribeVolumesOutput
    !DescribeVpcPeeringConnections POST / DescribeVpcPeeringConnectionsInput DescribeVpcPeeringConnectionsOutput
    !DescribeSnapshots POST / DescribeSnapshotsInput DescribeSnapshotsOutput
    !CreateTags POST / CreateTagsInput -
    AttachmentEnaSrdSpecification EnaSrdEnabled:b:n=enaSrdEnabled EnaSrdUdpSpecification:@AttachmentEnaSrdUdpSpecification:n=enaSrdUdpSpecification
    AttachmentEnaSrdUdpSpecification EnaSrdUdpEnabled:b:n=enaSrdUdpEnabled
    AvailabilityZone OptInStatus:s:n=optInStatus Messages:[item;@AvailabilityZoneMessage:n=messageSet:Q=MessageSet RegionName:s:n=regionName ZoneName:s:n=zoneName ZoneId:s:n=zoneId GroupName:s:n=groupName NetworkBorderGroup:s:n=networkBorderGroup ZoneType:s:n=zoneType ParentZoneName:s:n=parentZoneName ParentZoneId:s:n=parentZoneId GroupLongName:s:n=groupLongName Geography:[item;@AvailabilityZoneGeography:n=geographySet:Q=GeographySet SubGeography:[item;@AvailabilityZoneSubGeography:n=subGeographySet:Q=SubGeographySet State:s:n=zoneState:Q=ZoneState
    AvailabilityZoneGeography Name:s:n=name
    AvailabilityZoneMessage Message:s:n=message
    AvailabilityZoneSubGeography Name:s:n=name
    BlockDeviceMapping Ebs:@EbsBlockDevice:n=ebs NoDevice:s:n=noDevice DeviceName:s:n=deviceName VirtualName:s:n=virtualName
    BlockPublicAccessStates InternetGatewayBlockMode:s:n=internetGatewayBlockMode
    CidrBlock CidrBlock:s:n=cidrBlock
    ConnectionTrackingConfiguration TcpEstablishedTimeout:i:n=tcpEstablishedTimeout UdpStreamTimeout:i:n=udpStreamTimeout UdpTimeout:i:n=udpTimeout
    ConnectionTrackingSpecificationResponse TcpEstablishedTimeout:i:n=tcpEstablishedTimeout UdpStreamTimeout:i:n=udpStreamTimeout UdpTimeout:i:n=udpTimeout
    CpuOptions CoreCount:i:n=coreCount ThreadsPerCore:i:n=threadsPerCore AmdSevSnp:s:n=amdSevSnp NestedVirtualization:s:n=nestedVirtualization
    CreateTagsInput DryRun:b:n=dryRun Resources:[;s:n=ResourceId:Q=ResourceId:r Tags:[item;@Tag:n=Tag:Q=Tag:r
    DescribeAvailabilityZonesInput ZoneNames:[ZoneName;s:n=ZoneName:Q=ZoneName ZoneIds:[ZoneId;s:n=ZoneId:Q=ZoneId AllAvailabilityZones:b DryRun:b:n=dryRun Filters:[Filter;@Filter:n=Filter:Q=Filter
    DescribeAvailabilityZonesOutput AvailabilityZones:[item;@AvailabilityZone:n=availabilityZoneInfo:Q=AvailabilityZoneInfo
    DescribeImagesInput ExecutableUsers:[ExecutableBy;s:n=ExecutableBy:Q=ExecutableBy ImageIds:[ImageId;s:n=ImageId:Q=ImageId Owners:[Owner;s:n=Owner:Q=Owner IncludeDeprecated:b IncludeDisabled:b MaxResults:i NextToken:s DryRun:b:n=dryRun Filters:[Filter;@Filter:n=Filter:Q=Filter
    DescribeImagesOutput NextToken:s:n=nextToken Images:[item;@Image:n=imagesSet:Q=ImagesSet
    DescribeInstancesInput InstanceIds:[InstanceId;s:n=InstanceId:Q=InstanceId IncludeManagedResources:b DryRun:b:n=dryRun Filters:[Filter;@Filter:n=Filter:Q=Filter NextToken:s:n=nextToken MaxResults:i:n=maxResults
    DescribeInstancesOutput NextToken:s:n=nextToken Reservations:[item;@Reservation:n=reservationSet:Q=ReservationSet
    DescribeNetworkAclsInput NextToken:s MaxResults:i DryRun:b:n=dryRun NetworkAclIds:[item;s:n=NetworkAclId:Q=NetworkAclId Filters:[Filter;@Filter:n=Filter:Q=Filter
    DescribeNetworkAclsOutput NetworkAcls:[item;@NetworkAcl:n=networkAclSet:Q=NetworkAclSet NextToken:s:n=nextToken
    DescribeNetworkInterfacesInput NextToken:s MaxResults:i IncludeManagedResources:b DryRun:b:n=dryRun NetworkInterfaceIds:[item;s:n=NetworkInterfaceId:Q=NetworkInterfaceId Filters:[Filter;@Filter:n=filter:Q=Filter
    DescribeNetworkInterfacesOutput NetworkInterfaces:[item;@NetworkInterface:n=networkInterfaceSet:Q=NetworkInterfaceSet NextToken:s:n=nextToken
    DescribeRegionsInput RegionNames:[RegionName;s:n=RegionName:Q=RegionName AllRegions:b DryRun:b:n=dryRun Filters:[Filter;@Filter:n=Filter:Q=Filter
    DescribeRegionsOutput Regions:[item;@Region:n=regionInfo:Q=RegionInfo
    DescribeRouteTablesInput NextToken:s MaxResults:i DryRun:b:n=dryRun RouteTableIds:[item;s:n=RouteTableId:Q=RouteTableId Filters:[Filter;@Filter:n=Filter:Q=Filter
    DescribeRouteTablesOutput RouteTables:[item;@RouteTable:n=routeTableSet:Q=RouteTableSet NextToken:s:n=nextToken
    DescribeSecurityGroupsInput GroupIds:[groupId;s:n=GroupId:Q=GroupId GroupNames:[GroupName;s:n=GroupName:Q=GroupName NextToken:s MaxResults:i DryRun:b:n=dryRun Filters:[Filter;@Filter:n=Filter:Q=Filter
    DescribeSecurityGroupsOutput NextToken:s:n=nextToken SecurityGroups:[item;@SecurityGroup:n=securityGroupInfo:Q=SecurityGroupInfo
    DescribeSnapshotsInput MaxResults:i NextToken:s OwnerIds:[Owner;s:n=Owner:Q=Owner RestorableByUserIds:[;s:n=RestorableBy:Q=RestorableBy SnapshotIds:[SnapshotId;s:n=SnapshotId:Q=SnapshotId DryRun:b:n=dryRun Filters:[Filter;@Filter:n=Filter:Q=Filter
    DescribeSnapshotsOutput NextToken:s:n=nextToken Snapshots:[item;@Snapshot:n=snapshotSet:Q=SnapshotSet
    DescribeSubnetsInput Filters:[Filter;@Filter:n=Filter:Q=Filter SubnetIds:[SubnetId;s:n=SubnetId:Q=SubnetId NextToken:s MaxResults:i DryRun:b:n=dryRun
    DescribeSubnetsOutput NextToken:s:n=nextToken Subnets:[item;@Subnet:n=subnetSet:Q=SubnetSet
    DescribeVolumesInput VolumeIds:[VolumeId;s:n=VolumeId:Q=VolumeId IncludeManagedResources:b DryRun:b:n=dryRun Filters:[Filter;@Filter:n=Filter:Q=Filter NextToken:s:n=nextToken MaxResults:i:n=maxResults
    DescribeVolumesOutput NextToken:s:n=nextToken Volumes:[item;@Volume:n=volumeSet:Q=VolumeSet
    DescribeVpcEndpointsInput DryRun:b VpcEndpointIds:[item;s:n=VpcEndpointId:Q=VpcEndpointId Filters:[Filter;@Filter:n=Filter:Q=Filter MaxResults:i NextToken:s
    DescribeVpcEndpointsOutput VpcEndpoints:[item;@VpcEndpoint:n=vpcEndpointSet:Q=VpcEndpointSet NextToken:s:n=nextToken
    DescribeVpcPeeringConnectionsInput NextToken:s MaxResults:i DryRun:b:n=dryRun VpcPeeringConnectionIds:[item;s:n=VpcPeeringConnectionId:Q=VpcPeeringConnectionId Filters:[Filter;@Filter:n=Filter:Q=Filter
    DescribeVpcPeeringConnectionsOutput VpcPeeringConnections:[item;@VpcPeeringConnection:n=vpcPeeringConnectionSet:Q=VpcPeeringConnectionSet NextToken:s:n=nextToken
    DescribeVpcsInput Filters:[Filter;@Filter:n=Filter:Q=Filter VpcIds:[VpcId;s:n=VpcId:Q=VpcId NextToken:s MaxResults:i DryRun:b:n=dryRun
    DescribeVpcsOutput NextToken:s:n=nextToken Vpcs:[item;@Vpc:n=vpcSet:Q=VpcSet
    DnsEntry DnsName:s:n=dnsName HostedZoneId:s:n=hostedZoneId
    DnsOptions DnsRecordIpType:s:n=dnsRecordIpType PrivateDnsOnlyForInboundResolverEndpoint:b:n=privateDnsOnlyForInboundResolverEndpoint PrivateDnsPreference:s:n=privateDnsPreference PrivateDnsSpecifiedDomains:[item;s:n=privateDnsSpecifiedDomainSet:Q=PrivateDnsSpecifiedDomainSet
    EbsBlockDevice DeleteOnTermination:b:n=deleteOnTermination Iops:i:n=iops SnapshotId:s:n=snapshotId VolumeSize:i:n=volumeSize VolumeType:s:n=volumeType KmsKeyId:s:n=kmsKeyId Throughput:i:n=throughput OutpostArn:s:n=outpostArn AvailabilityZone:s:n=availabilityZone Encrypted:b:n=encrypted VolumeInitializationRate:i AvailabilityZoneId:s EbsCardIndex:i
    EbsInstanceBlockDevice AttachTime:t:n=attachTime DeleteOnTermination:b:n=deleteOnTermination Status:s:n=status VolumeId:s:n=volumeId AssociatedResource:s:n=associatedResource VolumeOwnerId:s:n=volumeOwnerId Operator:@OperatorResponse:n=operator EbsCardIndex:i:n=ebsCardIndex
    EnclaveOptions Enabled:b:n=enabled
    Filter Name:s Values:[item;s:n=Value:Q=Value
    GroupIdentifier GroupId:s:n=groupId GroupName:s:n=groupName
    HibernationOptions Configured:b:n=configured
    IamInstanceProfile Arn:s:n=arn Id:s:n=id
    IcmpTypeCode Code:i:n=code Type:i:n=type
    Image PlatformDetails:s:n=platformDetails UsageOperation:s:n=usageOperation BlockDeviceMappings:[item;@BlockDeviceMapping:n=blockDeviceMapping:Q=BlockDeviceMapping Description:s:n=description EnaSupport:b:n=enaSupport Hypervisor:s:n=hypervisor ImageOwnerAlias:s:n=imageOwnerAlias Name:s:n=name RootDeviceName:s:n=rootDeviceName RootDeviceType:s:n=rootDeviceType SriovNetSupport:s:n=sriovNetSupport StateReason:@StateReason:n=stateReason Tags:[item;@Tag:n=tagSet:Q=TagSet VirtualizationType:s:n=virtualizationType BootMode:s:n=bootMode TpmSupport:s:n=tpmSupport DeprecationTime:s:n=deprecationTime ImdsSupport:s:n=imdsSupport SourceInstanceId:s:n=sourceInstanceId DeregistrationProtection:s:n=deregistrationProtection LastLaunchedTime:s:n=lastLaunchedTime ImageAllowed:b:n=imageAllowed SourceImageId:s:n=sourceImageId SourceImageRegion:s:n=sourceImageRegion FreeTierEligible:b:n=freeTierEligible ImageId:s:n=imageId ImageLocation:s:n=imageLocation State:s:n=imageState:Q=ImageState OwnerId:s:n=imageOwnerId:Q=ImageOwnerId CreationDate:s:n=creationDate Public:b:n=isPublic:Q=IsPublic ProductCodes:[item;@ProductCode:n=productCodes Architecture:s:n=architecture ImageType:s:n=imageType KernelId:s:n=kernelId RamdiskId:s:n=ramdiskId Platform:s:n=platform
    Instance Architecture:s:n=architecture BlockDeviceMappings:[item;@InstanceBlockDeviceMapping:n=blockDeviceMapping:Q=BlockDeviceMapping ClientToken:s:n=clientToken EbsOptimized:b:n=ebsOptimized EnaSupport:b:n=enaSupport Hypervisor:s:n=hypervisor IamInstanceProfile:@IamInstanceProfile:n=iamInstanceProfile InstanceLifecycle:s:n=instanceLifecycle NetworkInterfaces:[item;@InstanceNetworkInterface:n=networkInterfaceSet:Q=NetworkInterfaceSet OutpostArn:s:n=outpostArn RootDeviceName:s:n=rootDeviceName RootDeviceType:s:n=rootDeviceType SecurityGroups:[item;@GroupIdentifier:n=groupSet:Q=GroupSet SourceDestCheck:b:n=sourceDestCheck SpotInstanceRequestId:s:n=spotInstanceRequestId SriovNetSupport:s:n=sriovNetSupport StateReason:@StateReason:n=stateReason Tags:[item;@Tag:n=tagSet:Q=TagSet VirtualizationType:s:n=virtualizationType CpuOptions:@CpuOptions:n=cpuOptions CapacityBlockId:s:n=capacityBlockId CapacityReservationId:s:n=capacityReservationId HibernationOptions:@HibernationOptions:n=hibernationOptions MetadataOptions:@InstanceMetadataOptionsResponse:n=metadataOptions EnclaveOptions:@EnclaveOptions:n=enclaveOptions BootMode:s:n=bootMode PlatformDetails:s:n=platformDetails UsageOperation:s:n=usageOperation UsageOperationUpdateTime:t:n=usageOperationUpdateTime PrivateDnsNameOptions:@PrivateDnsNameOptionsResponse:n=privateDnsNameOptions Ipv6Address:s:n=ipv6Address TpmSupport:s:n=tpmSupport MaintenanceOptions:@InstanceMaintenanceOptions:n=maintenanceOptions CurrentInstanceBootMode:s:n=currentInstanceBootMode NetworkPerformanceOptions:@InstanceNetworkPerformanceOptions:n=networkPerformanceOptions Operator:@OperatorResponse:n=operator SecondaryInterfaces:[item;@InstanceSecondaryInterface:n=secondaryInterfaceSet:Q=SecondaryInterfaceSet InstanceId:s:n=instanceId ImageId:s:n=imageId State:@InstanceState:n=instanceState:Q=InstanceState PrivateDnsName:s:n=privateDnsName PublicDnsName:s:n=dnsName:Q=DnsName StateTransitionReason:s:n=reason:Q=Reason KeyName:s:n=keyName AmiLaunchIndex:i:n=amiLaunchIndex ProductCodes:[item;@ProductCode:n=productCodes InstanceType:s:n=instanceType LaunchTime:t:n=launchTime Placement:@Placement:n=placement KernelId:s:n=kernelId RamdiskId:s:n=ramdiskId Platform:s:n=platform Monitoring:@Monitoring:n=monitoring SubnetId:s:n=subnetId VpcId:s:n=vpcId PrivateIpAddress:s:n=privateIpAddress PublicIpAddress:s:n=ipAddress:Q=IpAddress
    InstanceAttachmentEnaSrdSpecification EnaSrdEnabled:b:n=enaSrdEnabled EnaSrdUdpSpecification:@InstanceAttachmentEnaSrdUdpSpecification:n=enaSrdUdpSpecification
    InstanceAttachmentEnaSrdUdpSpecification EnaSrdUdpEnabled:b:n=enaSrdUdpEnabled
    InstanceBlockDeviceMapping DeviceName:s:n=deviceName Ebs:@EbsInstanceBlockDevice:n=ebs
    InstanceIpv4Prefix Ipv4Prefix:s:n=ipv4Prefix
    InstanceIpv6Address Ipv6Address:s:n=ipv6Address IsPrimaryIpv6:b:n=isPrimaryIpv6
    InstanceIpv6Prefix Ipv6Prefix:s:n=ipv6Prefix
    InstanceMaintenanceOptions AutoRecovery:s:n=autoRecovery RebootMigration:s:n=rebootMigration
    InstanceMetadataOptionsResponse State:s:n=state HttpTokens:s:n=httpTokens HttpPutResponseHopLimit:i:n=httpPutResponseHopLimit HttpEndpoint:s:n=httpEndpoint HttpProtocolIpv6:s:n=httpProtocolIpv6 InstanceMetadataTags:s:n=instanceMetadataTags
    InstanceNetworkInterface Association:@InstanceNetworkInterfaceAssociation:n=association Attachment:@InstanceNetworkInterfaceAttachment:n=attachment Description:s:n=description Groups:[item;@GroupIdentifier:n=groupSet:Q=GroupSet Ipv6Addresses:[item;@InstanceIpv6Address:n=ipv6AddressesSet:Q=Ipv6AddressesSet MacAddress:s:n=macAddress NetworkInterfaceId:s:n=networkInterfaceId OwnerId:s:n=ownerId PrivateDnsName:s:n=privateDnsName PrivateIpAddress:s:n=privateIpAddress PrivateIpAddresses:[item;@InstancePrivateIpAddress:n=privateIpAddressesSet:Q=PrivateIpAddressesSet SourceDestCheck:b:n=sourceDestCheck Status:s:n=status SubnetId:s:n=subnetId VpcId:s:n=vpcId InterfaceType:s:n=interfaceType Ipv4Prefixes:[item;@InstanceIpv4Prefix:n=ipv4PrefixSet:Q=Ipv4PrefixSet Ipv6Prefixes:[item;@InstanceIpv6Prefix:n=ipv6PrefixSet:Q=Ipv6PrefixSet ConnectionTrackingConfiguration:@ConnectionTrackingSpecificationResponse:n=connectionTrackingConfiguration Operator:@OperatorResponse:n=operator
    InstanceNetworkInterfaceAssociation CarrierIp:s:n=carrierIp CustomerOwnedIp:s:n=customerOwnedIp IpOwnerId:s:n=ipOwnerId PublicDnsName:s:n=publicDnsName PublicIp:s:n=publicIp
    InstanceNetworkInterfaceAttachment AttachTime:t:n=attachTime AttachmentId:s:n=attachmentId DeleteOnTermination:b:n=deleteOnTermination DeviceIndex:i:n=deviceIndex Status:s:n=status NetworkCardIndex:i:n=networkCardIndex EnaSrdSpecification:@InstanceAttachmentEnaSrdSpecification:n=enaSrdSpecification EnaQueueCount:i:n=enaQueueCount
    InstanceNetworkPerformanceOptions BandwidthWeighting:s:n=bandwidthWeighting
    InstancePrivateIpAddress Association:@InstanceNetworkInterfaceAssociation:n=association Primary:b:n=primary PrivateDnsName:s:n=privateDnsName PrivateIpAddress:s:n=privateIpAddress
    InstanceSecondaryInterface Attachment:@InstanceSecondaryInterfaceAttachment:n=attachment MacAddress:s:n=macAddress SecondaryInterfaceId:s:n=secondaryInterfaceId OwnerId:s:n=ownerId PrivateIpAddresses:[item;@InstanceSecondaryInterfacePrivateIpAddress:n=privateIpAddressSet:Q=PrivateIpAddressSet SourceDestCheck:b:n=sourceDestCheck Status:s:n=status SecondarySubnetId:s:n=secondarySubnetId SecondaryNetworkId:s:n=secondaryNetworkId InterfaceType:s:n=interfaceType
    InstanceSecondaryInterfaceAttachment AttachTime:t:n=attachTime AttachmentId:s:n=attachmentId DeleteOnTermination:b:n=deleteOnTermination DeviceIndex:i:n=deviceIndex Status:s:n=status NetworkCardIndex:i:n=networkCardIndex
    InstanceSecondaryInterfacePrivateIpAddress PrivateIpAddress:s:n=privateIpAddress
    InstanceState Code:i:n=code Name:s:n=name
    IpPermission IpProtocol:s:n=ipProtocol FromPort:i:n=fromPort ToPort:i:n=toPort UserIdGroupPairs:[item;@UserIdGroupPair:n=groups:Q=Groups IpRanges:[item;@IpRange:n=ipRanges Ipv6Ranges:[item;@Ipv6Range:n=ipv6Ranges PrefixListIds:[item;@PrefixListId:n=prefixListIds
    IpRange Description:s:n=description CidrIp:s:n=cidrIp
    Ipv4PrefixSpecification Ipv4Prefix:s:n=ipv4Prefix
    Ipv6CidrBlock Ipv6CidrBlock:s:n=ipv6CidrBlock
    Ipv6PrefixSpecification Ipv6Prefix:s:n=ipv6Prefix
    Ipv6Range Description:s:n=description CidrIpv6:s:n=cidrIpv6
    LastError Message:s:n=message Code:s:n=code
    Monitoring State:s:n=state
    NetworkAcl Associations:[item;@NetworkAclAssociation:n=associationSet:Q=AssociationSet Entries:[item;@NetworkAclEntry:n=entrySet:Q=EntrySet IsDefault:b:n=default:Q=Default NetworkAclId:s:n=networkAclId Tags:[item;@Tag:n=tagSet:Q=TagSet VpcId:s:n=vpcId OwnerId:s:n=ownerId
    NetworkAclAssociation NetworkAclAssociationId:s:n=networkAclAssociationId NetworkAclId:s:n=networkAclId SubnetId:s:n=subnetId
    NetworkAclEntry CidrBlock:s:n=cidrBlock Egress:b:n=egress IcmpTypeCode:@IcmpTypeCode:n=icmpTypeCode Ipv6CidrBlock:s:n=ipv6CidrBlock PortRange:@PortRange:n=portRange Protocol:s:n=protocol RuleAction:s:n=ruleAction RuleNumber:i:n=ruleNumber
    NetworkInterface Association:@NetworkInterfaceAssociation:n=association Attachment:@NetworkInterfaceAttachment:n=attachment AvailabilityZone:s:n=availabilityZone ConnectionTrackingConfiguration:@ConnectionTrackingConfiguration:n=connectionTrackingConfiguration Description:s:n=description Groups:[item;@GroupIdentifier:n=groupSet:Q=GroupSet InterfaceType:s:n=interfaceType Ipv6Addresses:[item;@NetworkInterfaceIpv6Address:n=ipv6AddressesSet:Q=Ipv6AddressesSet MacAddress:s:n=macAddress NetworkInterfaceId:s:n=networkInterfaceId OutpostArn:s:n=outpostArn OwnerId:s:n=ownerId PrivateDnsName:s:n=privateDnsName PublicDnsName:s:n=publicDnsName PublicIpDnsNameOptions:@PublicIpDnsNameOptions:n=publicIpDnsNameOptions PrivateIpAddress:s:n=privateIpAddress PrivateIpAddresses:[item;@NetworkInterfacePrivateIpAddress:n=privateIpAddressesSet:Q=PrivateIpAddressesSet Ipv4Prefixes:[item;@Ipv4PrefixSpecification:n=ipv4PrefixSet:Q=Ipv4PrefixSet Ipv6Prefixes:[item;@Ipv6PrefixSpecification:n=ipv6PrefixSet:Q=Ipv6PrefixSet RequesterId:s:n=requesterId RequesterManaged:b:n=requesterManaged SourceDestCheck:b:n=sourceDestCheck Status:s:n=status SubnetId:s:n=subnetId TagSet:[item;@Tag:n=tagSet VpcId:s:n=vpcId DenyAllIgwTraffic:b:n=denyAllIgwTraffic Ipv6Native:b:n=ipv6Native Ipv6Address:s:n=ipv6Address Operator:@OperatorResponse:n=operator AssociatedSubnets:[item;s:n=associatedSubnetSet:Q=AssociatedSubnetSet AvailabilityZoneId:s:n=availabilityZoneId
    NetworkInterfaceAssociation AllocationId:s:n=allocationId AssociationId:s:n=associationId IpOwnerId:s:n=ipOwnerId PublicDnsName:s:n=publicDnsName PublicIp:s:n=publicIp CustomerOwnedIp:s:n=customerOwnedIp CarrierIp:s:n=carrierIp
    NetworkInterfaceAttachment AttachTime:t:n=attachTime AttachmentId:s:n=attachmentId DeleteOnTermination:b:n=deleteOnTermination DeviceIndex:i:n=deviceIndex NetworkCardIndex:i:n=networkCardIndex InstanceId:s:n=instanceId InstanceOwnerId:s:n=instanceOwnerId Status:s:n=status EnaSrdSpecification:@AttachmentEnaSrdSpecification:n=enaSrdSpecification EnaQueueCount:i:n=enaQueueCount
    NetworkInterfaceIpv6Address Ipv6Address:s:n=ipv6Address PublicIpv6DnsName:s:n=publicIpv6DnsName IsPrimaryIpv6:b:n=isPrimaryIpv6
    NetworkInterfacePrivateIpAddress Association:@NetworkInterfaceAssociation:n=association Primary:b:n=primary PrivateDnsName:s:n=privateDnsName PrivateIpAddress:s:n=privateIpAddress
    OperatorResponse Managed:b:n=managed Principal:s:n=principal HiddenByDefault:b:n=hiddenByDefault
    Placement AvailabilityZoneId:s:n=availabilityZoneId Affinity:s:n=affinity GroupName:s:n=groupName PartitionNumber:i:n=partitionNumber HostId:s:n=hostId Tenancy:s:n=tenancy SpreadDomain:s:n=spreadDomain HostResourceGroupArn:s:n=hostResourceGroupArn GroupId:s:n=groupId AvailabilityZone:s:n=availabilityZone
    PortRange From:i:n=from To:i:n=to
    PrefixListId Description:s:n=description PrefixListId:s:n=prefixListId
    PrivateDnsNameOptionsOnLaunch HostnameType:s:n=hostnameType EnableResourceNameDnsARecord:b:n=enableResourceNameDnsARecord EnableResourceNameDnsAAAARecord:b:n=enableResourceNameDnsAAAARecord
    PrivateDnsNameOptionsResponse HostnameType:s:n=hostnameType EnableResourceNameDnsARecord:b:n=enableResourceNameDnsARecord EnableResourceNameDnsAAAARecord:b:n=enableResourceNameDnsAAAARecord
    ProductCode ProductCodeId:s:n=productCode:Q=ProductCode ProductCodeType:s:n=type:Q=Type
    PropagatingVgw GatewayId:s:n=gatewayId
    PublicIpDnsNameOptions DnsHostnameType:s:n=dnsHostnameType PublicIpv4DnsName:s:n=publicIpv4DnsName PublicIpv6DnsName:s:n=publicIpv6DnsName PublicDualStackDnsName:s:n=publicDualStackDnsName
    Region OptInStatus:s:n=optInStatus Geography:[item;@RegionGeography:n=geographySet:Q=GeographySet RegionName:s:n=regionName Endpoint:s:n=regionEndpoint:Q=RegionEndpoint
    RegionGeography Name:s:n=name
    Reservation ReservationId:s:n=reservationId OwnerId:s:n=ownerId RequesterId:s:n=requesterId Groups:[item;@GroupIdentifier:n=groupSet:Q=GroupSet Instances:[item;@Instance:n=instancesSet:Q=InstancesSet
    Route DestinationCidrBlock:s:n=destinationCidrBlock DestinationIpv6CidrBlock:s:n=destinationIpv6CidrBlock DestinationPrefixListId:s:n=destinationPrefixListId EgressOnlyInternetGatewayId:s:n=egressOnlyInternetGatewayId GatewayId:s:n=gatewayId InstanceId:s:n=instanceId InstanceOwnerId:s:n=instanceOwnerId NatGatewayId:s:n=natGatewayId TransitGatewayId:s:n=transitGatewayId LocalGatewayId:s:n=localGatewayId CarrierGatewayId:s:n=carrierGatewayId NetworkInterfaceId:s:n=networkInterfaceId Origin:s:n=origin State:s:n=state VpcPeeringConnectionId:s:n=vpcPeeringConnectionId CoreNetworkArn:s:n=coreNetworkArn OdbNetworkArn:s:n=odbNetworkArn IpAddress:s:n=ipAddress
    RouteTable Associations:[item;@RouteTableAssociation:n=associationSet:Q=AssociationSet PropagatingVgws:[item;@PropagatingVgw:n=propagatingVgwSet:Q=PropagatingVgwSet RouteTableId:s:n=routeTableId Routes:[item;@Route:n=routeSet:Q=RouteSet Tags:[item;@Tag:n=tagSet:Q=TagSet VpcId:s:n=vpcId OwnerId:s:n=ownerId
    RouteTableAssociation Main:b:n=main RouteTableAssociationId:s:n=routeTableAssociationId RouteTableId:s:n=routeTableId SubnetId:s:n=subnetId GatewayId:s:n=gatewayId PublicIpv4Pool:s:n=publicIpv4Pool AssociationState:@RouteTableAssociationState:n=associationState
    RouteTableAssociationState State:s:n=state StatusMessage:s:n=statusMessage
    SecurityGroup GroupId:s:n=groupId IpPermissionsEgress:[item;@IpPermission:n=ipPermissionsEgress Tags:[item;@Tag:n=tagSet:Q=TagSet VpcId:s:n=vpcId SecurityGroupArn:s:n=securityGroupArn OwnerId:s:n=ownerId GroupName:s:n=groupName Description:s:n=groupDescription:Q=GroupDescription IpPermissions:[item;@IpPermission:n=ipPermissions
    SecurityGroupIdentifier GroupId:s:n=groupId GroupName:s:n=groupName
    Snapshot OwnerAlias:s:n=ownerAlias OutpostArn:s:n=outpostArn Tags:[item;@Tag:n=tagSet:Q=TagSet StorageTier:s:n=storageTier RestoreExpiryTime:t:n=restoreExpiryTime SseType:s:n=sseType AvailabilityZone:s:n=availabilityZone TransferType:s:n=transferType CompletionDurationMinutes:i:n=completionDurationMinutes CompletionTime:t:n=completionTime FullSnapshotSizeInBytes:i:n=fullSnapshotSizeInBytes SnapshotId:s:n=snapshotId VolumeId:s:n=volumeId State:s:n=status:Q=Status StateMessage:s:n=statusMessage:Q=StatusMessage StartTime:t:n=startTime Progress:s:n=progress OwnerId:s:n=ownerId Description:s:n=description VolumeSize:i:n=volumeSize Encrypted:b:n=encrypted KmsKeyId:s:n=kmsKeyId DataEncryptionKeyId:s:n=dataEncryptionKeyId
    StateReason Code:s:n=code Message:s:n=message
    Subnet AvailabilityZoneId:s:n=availabilityZoneId EnableLniAtDeviceIndex:i:n=enableLniAtDeviceIndex MapCustomerOwnedIpOnLaunch:b:n=mapCustomerOwnedIpOnLaunch CustomerOwnedIpv4Pool:s:n=customerOwnedIpv4Pool OwnerId:s:n=ownerId AssignIpv6AddressOnCreation:b:n=assignIpv6AddressOnCreation Ipv6CidrBlockAssociationSet:[item;@SubnetIpv6CidrBlockAssociation:n=ipv6CidrBlockAssociationSet Tags:[item;@Tag:n=tagSet:Q=TagSet SubnetArn:s:n=subnetArn OutpostArn:s:n=outpostArn EnableDns64:b:n=enableDns64 Ipv6Native:b:n=ipv6Native PrivateDnsNameOptionsOnLaunch:@PrivateDnsNameOptionsOnLaunch:n=privateDnsNameOptionsOnLaunch BlockPublicAccessStates:@BlockPublicAccessStates:n=blockPublicAccessStates Type:s:n=type SubnetId:s:n=subnetId State:s:n=state VpcId:s:n=vpcId CidrBlock:s:n=cidrBlock AvailableIpAddressCount:i:n=availableIpAddressCount AvailabilityZone:s:n=availabilityZone DefaultForAz:b:n=defaultForAz MapPublicIpOnLaunch:b:n=mapPublicIpOnLaunch
    SubnetCidrBlockState State:s:n=state StatusMessage:s:n=statusMessage
    SubnetIpPrefixes SubnetId:s:n=subnetId IpPrefixes:[item;s:n=ipPrefixSet:Q=IpPrefixSet
    SubnetIpv6CidrBlockAssociation AssociationId:s:n=associationId Ipv6CidrBlock:s:n=ipv6CidrBlock Ipv6CidrBlockState:@SubnetCidrBlockState:n=ipv6CidrBlockState Ipv6AddressAttribute:s:n=ipv6AddressAttribute IpSource:s:n=ipSource
    Tag Key:s:n=key Value:s:n=value
    UserIdGroupPair Description:s:n=description UserId:s:n=userId GroupName:s:n=groupName GroupId:s:n=groupId VpcId:s:n=vpcId VpcPeeringConnectionId:s:n=vpcPeeringConnectionId PeeringStatus:s:n=peeringStatus
    Volume AvailabilityZoneId:s:n=availabilityZoneId OutpostArn:s:n=outpostArn SourceVolumeId:s:n=sourceVolumeId Iops:i:n=iops Tags:[item;@Tag:n=tagSet:Q=TagSet VolumeType:s:n=volumeType FastRestored:b:n=fastRestored MultiAttachEnabled:b:n=multiAttachEnabled Throughput:i:n=throughput SseType:s:n=sseType Operator:@OperatorResponse:n=operator VolumeInitializationRate:i:n=volumeInitializationRate VolumeId:s:n=volumeId Size:i:n=size SnapshotId:s:n=snapshotId AvailabilityZone:s:n=availabilityZone State:s:n=status:Q=Status CreateTime:t:n=createTime Attachments:[item;@VolumeAttachment:n=attachmentSet:Q=AttachmentSet Encrypted:b:n=encrypted KmsKeyId:s:n=kmsKeyId
    VolumeAttachment DeleteOnTermination:b:n=deleteOnTermination AssociatedResource:s:n=associatedResource InstanceOwningService:s:n=instanceOwningService EbsCardIndex:i:n=ebsCardIndex VolumeId:s:n=volumeId InstanceId:s:n=instanceId Device:s:n=device State:s:n=status:Q=Status AttachTime:t:n=attachTime
    Vpc OwnerId:s:n=ownerId InstanceTenancy:s:n=instanceTenancy Ipv6CidrBlockAssociationSet:[item;@VpcIpv6CidrBlockAssociation:n=ipv6CidrBlockAssociationSet CidrBlockAssociationSet:[item;@VpcCidrBlockAssociation:n=cidrBlockAssociationSet IsDefault:b:n=isDefault EncryptionControl:@VpcEncryptionControl:n=encryptionControl Tags:[item;@Tag:n=tagSet:Q=TagSet BlockPublicAccessStates:@BlockPublicAccessStates:n=blockPublicAccessStates VpcId:s:n=vpcId State:s:n=state CidrBlock:s:n=cidrBlock DhcpOptionsId:s:n=dhcpOptionsId
    VpcCidrBlockAssociation AssociationId:s:n=associationId CidrBlock:s:n=cidrBlock CidrBlockState:@VpcCidrBlockState:n=cidrBlockState
    VpcCidrBlockState State:s:n=state StatusMessage:s:n=statusMessage
    VpcEncryptionControl VpcId:s:n=vpcId VpcEncryptionControlId:s:n=vpcEncryptionControlId Mode:s:n=mode State:s:n=state StateMessage:s:n=stateMessage ResourceExclusions:@VpcEncryptionControlExclusions:n=resourceExclusions Tags:[item;@Tag:n=tagSet:Q=TagSet
    VpcEncryptionControlExclusion State:s:n=state StateMessage:s:n=stateMessage
    VpcEncryptionControlExclusions InternetGateway:@VpcEncryptionControlExclusion:n=internetGateway EgressOnlyInternetGateway:@VpcEncryptionControlExclusion:n=egressOnlyInternetGateway NatGateway:@VpcEncryptionControlExclusion:n=natGateway VirtualPrivateGateway:@VpcEncryptionControlExclusion:n=virtualPrivateGateway VpcPeering:@VpcEncryptionControlExclusion:n=vpcPeering Lambda:@VpcEncryptionControlExclusion:n=lambda VpcLattice:@VpcEncryptionControlExclusion:n=vpcLattice ElasticFileSystem:@VpcEncryptionControlExclusion:n=elasticFileSystem
    VpcEndpoint VpcEndpointId:s:n=vpcEndpointId VpcEndpointType:s:n=vpcEndpointType VpcId:s:n=vpcId ServiceName:s:n=serviceName State:s:n=state PolicyDocument:s:n=policyDocument RouteTableIds:[item;s:n=routeTableIdSet:Q=RouteTableIdSet SubnetIds:[item;s:n=subnetIdSet:Q=SubnetIdSet Groups:[item;@SecurityGroupIdentifier:n=groupSet:Q=GroupSet IpAddressType:s:n=ipAddressType DnsOptions:@DnsOptions:n=dnsOptions PrivateDnsEnabled:b:n=privateDnsEnabled RequesterManaged:b:n=requesterManaged NetworkInterfaceIds:[item;s:n=networkInterfaceIdSet:Q=NetworkInterfaceIdSet DnsEntries:[item;@DnsEntry:n=dnsEntrySet:Q=DnsEntrySet CreationTimestamp:t:n=creationTimestamp Tags:[item;@Tag:n=tagSet:Q=TagSet OwnerId:s:n=ownerId LastError:@LastError:n=lastError Ipv4Prefixes:[item;@SubnetIpPrefixes:n=ipv4PrefixSet:Q=Ipv4PrefixSet Ipv6Prefixes:[item;@SubnetIpPrefixes:n=ipv6PrefixSet:Q=Ipv6PrefixSet FailureReason:s:n=failureReason ServiceNetworkArn:s:n=serviceNetworkArn ResourceConfigurationArn:s:n=resourceConfigurationArn ServiceRegion:s:n=serviceRegion
    VpcIpv6CidrBlockAssociation AssociationId:s:n=associationId Ipv6CidrBlock:s:n=ipv6CidrBlock Ipv6CidrBlockState:@VpcCidrBlockState:n=ipv6CidrBlockState NetworkBorderGroup:s:n=networkBorderGroup Ipv6Pool:s:n=ipv6Pool Ipv6AddressAttribute:s:n=ipv6AddressAttribute IpSource:s:n=ipSource
    VpcPeeringConnection AccepterVpcInfo:@VpcPeeringConnectionVpcInfo:n=accepterVpcInfo ExpirationTime:t:n=expirationTime RequesterVpcInfo:@VpcPeeringConnectionVpcInfo:n=requesterVpcInfo Status:@VpcPeeringConnectionStateReason:n=status Tags:[item;@Tag:n=tagSet:Q=TagSet VpcPeeringConnectionId:s:n=vpcPeeringConnectionId
    VpcPeeringConnectionOptionsDescription AllowDnsResolutionFromRemoteVpc:b:n=allowDnsResolutionFromRemoteVpc AllowEgressFromLocalClassicLinkToRemoteVpc:b:n=allowEgressFromLocalClassicLinkToRemoteVpc AllowEgressFromLocalVpcToRemoteClassicLink:b:n=allowEgressFromLocalVpcToRemoteClassicLink
    VpcPeeringConnectionStateReason Code:s:n=code Message:s:n=message
    VpcPeeringConnectionVpcInfo CidrBlock:s:n=cidrBlock Ipv6CidrBlockSet:[item;@Ipv6CidrBlock:n=ipv6CidrBlockSet CidrBlockSet:[item;@CidrBlock:n=cidrBlockSet OwnerId:s:n=ownerId PeeringOptions:@VpcPeeringConnectionOptionsDescription:n=peeringOptions VpcId:s:n=vpcId Region:s:n=region
    """#
}
