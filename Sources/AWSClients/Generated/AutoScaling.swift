// swift-format-ignore-file
// Written by scripts/generate-aws-clients from botocore 1.43.11 (Apache-2.0, see NOTICE).

public import AWSSigning

/// The operations of Auto Scaling that Needletail calls.
public struct AutoScaling: Sendable {
  /// Where and as whom the calls are made.
  public var session: AWSSession
  /// A client; making one costs nothing.
  public init(_ session: AWSSession) { self.session = session }
  static let model = ServiceModel(table: table)
  /// Calls DescribeAutoScalingGroups.
  public func describeAutoScalingGroups(_ input: DescribeAutoScalingGroupsInput = .init()) async throws -> DescribeAutoScalingGroupsOutput {
    return try await session.call(AutoScaling.model, "DescribeAutoScalingGroups", input)
  }
}

extension AutoScaling {
  /// Every page of DescribeAutoScalingGroups.
  public func describeAutoScalingGroupsPages(_ input: DescribeAutoScalingGroupsInput = .init()) -> AWSPages<DescribeAutoScalingGroupsInput, DescribeAutoScalingGroupsOutput> {
    AWSPages(input, { try await describeAutoScalingGroups($0) }) { input, output in
      input.nextToken = output.nextToken
      return [output.nextToken]
    }
  }
}

extension AutoScaling {
  public struct AutoScalingGroup: AWSShape {
    public var autoScalingGroupName: String?
    public var autoScalingGroupARN: String?
    public var launchConfigurationName: String?
    public var launchTemplate: LaunchTemplateSpecification?
    public var minSize: Int?
    public var maxSize: Int?
    public var desiredCapacity: Int?
    public var predictedCapacity: Int?
    public var defaultCooldown: Int?
    public var availabilityZones: [String]?
    public var availabilityZoneIds: [String]?
    public var loadBalancerNames: [String]?
    public var targetGroupARNs: [String]?
    public var healthCheckType: String?
    public var healthCheckGracePeriod: Int?
    public var instances: [Instance]?
    public var createdTime: AWSInstant?
    public var suspendedProcesses: [SuspendedProcess]?
    public var placementGroup: String?
    public var vpcZoneIdentifier: String?
    public var status: String?
    public var tags: [TagDescription]?
    public var terminationPolicies: [String]?
    public var newInstancesProtectedFromScaleIn: Bool?
    public var serviceLinkedRoleARN: String?
    public var maxInstanceLifetime: Int?
    public var capacityRebalance: Bool?
    public var warmPoolConfiguration: WarmPoolConfiguration?
    public var warmPoolSize: Int?
    public var context: String?
    public var desiredCapacityType: String?
    public var defaultInstanceWarmup: Int?
    public var deletionProtection: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&autoScalingGroupName); c(&autoScalingGroupARN); c(&launchConfigurationName); c(&launchTemplate); c(&minSize); c(&maxSize); c(&desiredCapacity); c(&predictedCapacity); c(&defaultCooldown); c(&availabilityZones); c(&availabilityZoneIds); c(&loadBalancerNames); c(&targetGroupARNs); c(&healthCheckType); c(&healthCheckGracePeriod); c(&instances); c(&createdTime); c(&suspendedProcesses); c(&placementGroup); c(&vpcZoneIdentifier); c(&status); c(&tags); c(&terminationPolicies); c(&newInstancesProtectedFromScaleIn); c(&serviceLinkedRoleARN); c(&maxInstanceLifetime); c(&capacityRebalance); c(&warmPoolConfiguration); c(&warmPoolSize); c(&context); c(&desiredCapacityType); c(&defaultInstanceWarmup); c(&deletionProtection) }
    public static var shape: StructureModel { AutoScaling.model["AutoScalingGroup"] }
  }
  public struct DescribeAutoScalingGroupsInput: AWSShape {
    public var autoScalingGroupNames: [String]?
    public var includeInstances: Bool?
    public var nextToken: String?
    public var maxRecords: Int?
    public var filters: [Filter]?
    public init() {}
    public init(autoScalingGroupNames: [String]? = nil, includeInstances: Bool? = nil, nextToken: String? = nil, maxRecords: Int? = nil, filters: [Filter]? = nil) {
      self.autoScalingGroupNames = autoScalingGroupNames; self.includeInstances = includeInstances; self.nextToken = nextToken; self.maxRecords = maxRecords; self.filters = filters
    }
    public mutating func visit(_ c: MemberCoder) { c(&autoScalingGroupNames); c(&includeInstances); c(&nextToken); c(&maxRecords); c(&filters) }
    public static var shape: StructureModel { AutoScaling.model["DescribeAutoScalingGroupsInput"] }
  }
  public struct DescribeAutoScalingGroupsOutput: AWSShape {
    public var autoScalingGroups: [AutoScalingGroup]?
    public var nextToken: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&autoScalingGroups); c(&nextToken) }
    public static var shape: StructureModel { AutoScaling.model["DescribeAutoScalingGroupsOutput"] }
  }
  public struct Filter: AWSShape {
    public var name: String?
    public var values: [String]?
    public init() {}
    public init(name: String? = nil, values: [String]? = nil) {
      self.name = name; self.values = values
    }
    public mutating func visit(_ c: MemberCoder) { c(&name); c(&values) }
    public static var shape: StructureModel { AutoScaling.model["Filter"] }
  }
  public struct Instance: AWSShape {
    public var instanceId: String?
    public var instanceType: String?
    public var availabilityZone: String?
    public var availabilityZoneId: String?
    public var lifecycleState: String?
    public var healthStatus: String?
    public var launchConfigurationName: String?
    public var launchTemplate: LaunchTemplateSpecification?
    public var imageId: String?
    public var protectedFromScaleIn: Bool?
    public var weightedCapacity: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&instanceId); c(&instanceType); c(&availabilityZone); c(&availabilityZoneId); c(&lifecycleState); c(&healthStatus); c(&launchConfigurationName); c(&launchTemplate); c(&imageId); c(&protectedFromScaleIn); c(&weightedCapacity) }
    public static var shape: StructureModel { AutoScaling.model["Instance"] }
  }
  public struct InstanceReusePolicy: AWSShape {
    public var reuseOnScaleIn: Bool?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&reuseOnScaleIn) }
    public static var shape: StructureModel { AutoScaling.model["InstanceReusePolicy"] }
  }
  public struct LaunchTemplateSpecification: AWSShape {
    public var launchTemplateId: String?
    public var launchTemplateName: String?
    public var version: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&launchTemplateId); c(&launchTemplateName); c(&version) }
    public static var shape: StructureModel { AutoScaling.model["LaunchTemplateSpecification"] }
  }
  public struct SuspendedProcess: AWSShape {
    public var processName: String?
    public var suspensionReason: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&processName); c(&suspensionReason) }
    public static var shape: StructureModel { AutoScaling.model["SuspendedProcess"] }
  }
  public struct TagDescription: AWSShape {
    public var resourceId: String?
    public var resourceType: String?
    public var key: String?
    public var value: String?
    public var propagateAtLaunch: Bool?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&resourceId); c(&resourceType); c(&key); c(&value); c(&propagateAtLaunch) }
    public static var shape: StructureModel { AutoScaling.model["TagDescription"] }
  }
  public struct WarmPoolConfiguration: AWSShape {
    public var maxGroupPreparedCapacity: Int?
    public var minSize: Int?
    public var poolState: String?
    public var status: String?
    public var instanceReusePolicy: InstanceReusePolicy?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&maxGroupPreparedCapacity); c(&minSize); c(&poolState); c(&status); c(&instanceReusePolicy) }
    public static var shape: StructureModel { AutoScaling.model["WarmPoolConfiguration"] }
  }
}

extension AutoScaling {
  /// All structures, for tests that walk over them.
  static let shapes: [any AWSShape.Type] = [AutoScalingGroup.self, DescribeAutoScalingGroupsInput.self, DescribeAutoScalingGroupsOutput.self, Filter.self, Instance.self, InstanceReusePolicy.self, LaunchTemplateSpecification.self, SuspendedProcess.self, TagDescription.self, WarmPoolConfiguration.self]
  static let table = #"""
    $id=Auto Scaling|protocol=query|version=2011-01-01|prefix=autoscaling|signing=autoscaling
    !DescribeAutoScalingGroups POST / DescribeAutoScalingGroupsInput DescribeAutoScalingGroupsOutput wrap=DescribeAutoScalingGroupsResult
    AutoScalingGroup AutoScalingGroupName:s AutoScalingGroupARN:s LaunchConfigurationName:s LaunchTemplate:@LaunchTemplateSpecification MinSize:i MaxSize:i DesiredCapacity:i PredictedCapacity:i DefaultCooldown:i AvailabilityZones:[;s AvailabilityZoneIds:[;s LoadBalancerNames:[;s TargetGroupARNs:[;s HealthCheckType:s HealthCheckGracePeriod:i Instances:[;@Instance CreatedTime:t SuspendedProcesses:[;@SuspendedProcess PlacementGroup:s VPCZoneIdentifier:s Status:s Tags:[;@TagDescription TerminationPolicies:[;s NewInstancesProtectedFromScaleIn:b ServiceLinkedRoleARN:s MaxInstanceLifetime:i CapacityRebalance:b WarmPoolConfiguration:@WarmPoolConfiguration WarmPoolSize:i Context:s DesiredCapacityType:s DefaultInstanceWarmup:i DeletionProtection:s
    DescribeAutoScalingGroupsInput AutoScalingGroupNames:[;s IncludeInstances:b NextToken:s MaxRecords:i Filters:[;@Filter
    DescribeAutoScalingGroupsOutput AutoScalingGroups:[;@AutoScalingGroup NextToken:s
    Filter Name:s Values:[;s
    Instance InstanceId:s InstanceType:s AvailabilityZone:s AvailabilityZoneId:s LifecycleState:s HealthStatus:s LaunchConfigurationName:s LaunchTemplate:@LaunchTemplateSpecification ImageId:s ProtectedFromScaleIn:b WeightedCapacity:s
    InstanceReusePolicy ReuseOnScaleIn:b
    LaunchTemplateSpecification LaunchTemplateId:s LaunchTemplateName:s Version:s
    SuspendedProcess ProcessName:s SuspensionReason:s
    TagDescription ResourceId:s ResourceType:s Key:s Value:s PropagateAtLaunch:b
    WarmPoolConfiguration MaxGroupPreparedCapacity:i MinSize:i PoolState:s Status:s InstanceReusePolicy:@InstanceReusePolicy
    """#
}
