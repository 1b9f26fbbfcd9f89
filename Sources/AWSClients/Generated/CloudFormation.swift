// swift-format-ignore-file
// Written by scripts/generate-aws-clients from botocore 1.43.11 (Apache-2.0, see NOTICE).

public import AWSSigning

/// The operations of AWS CloudFormation that Needletail calls.
public struct CloudFormation: Sendable {
  /// Where and as whom the calls are made.
  public var session: AWSSession
  /// A client; making one costs nothing.
  public init(_ session: AWSSession) { self.session = session }
  static let model = ServiceModel(table: table)
  /// Calls CreateStack.
  public func createStack(_ input: CreateStackInput) async throws -> CreateStackOutput {
    return try await session.call(CloudFormation.model, "CreateStack", input)
  }
  /// Calls UpdateStack.
  public func updateStack(_ input: UpdateStackInput) async throws -> UpdateStackOutput {
    return try await session.call(CloudFormation.model, "UpdateStack", input)
  }
  /// Calls DescribeStacks.
  public func describeStacks(_ input: DescribeStacksInput = .init()) async throws -> DescribeStacksOutput {
    return try await session.call(CloudFormation.model, "DescribeStacks", input)
  }
  /// Calls DeleteStack.
  public func deleteStack(_ input: DeleteStackInput) async throws {
    let _: AWSNothing = try await session.call(CloudFormation.model, "DeleteStack", input)
  }
  /// Calls DescribeStackEvents.
  public func describeStackEvents(_ input: DescribeStackEventsInput) async throws -> DescribeStackEventsOutput {
    return try await session.call(CloudFormation.model, "DescribeStackEvents", input)
  }
  /// Calls DescribeStackResources.
  public func describeStackResources(_ input: DescribeStackResourcesInput = .init()) async throws -> DescribeStackResourcesOutput {
    return try await session.call(CloudFormation.model, "DescribeStackResources", input)
  }
  /// Calls ListStacks.
  public func listStacks(_ input: ListStacksInput = .init()) async throws -> ListStacksOutput {
    return try await session.call(CloudFormation.model, "ListStacks", input)
  }
  /// Calls ValidateTemplate.
  public func validateTemplate(_ input: ValidateTemplateInput = .init()) async throws -> ValidateTemplateOutput {
    return try await session.call(CloudFormation.model, "ValidateTemplate", input)
  }
}

extension CloudFormation {
  /// Every page of DescribeStacks.
  public func describeStacksPages(_ input: DescribeStacksInput = .init()) -> AWSPages<DescribeStacksInput, DescribeStacksOutput> {
    AWSPages(input, { try await describeStacks($0) }) { input, output in
      input.nextToken = output.nextToken
      return [output.nextToken]
    }
  }
  /// Every page of DescribeStackEvents.
  public func describeStackEventsPages(_ input: DescribeStackEventsInput = .init()) -> AWSPages<DescribeStackEventsInput, DescribeStackEventsOutput> {
    AWSPages(input, { try await describeStackEvents($0) }) { input, output in
      input.nextToken = output.nextToken
      return [output.nextToken]
    }
  }
  /// Every page of ListStacks.
  public func listStacksPages(_ input: ListStacksInput = .init()) -> AWSPages<ListStacksInput, ListStacksOutput> {
    AWSPages(input, { try await listStacks($0) }) { input, output in
      input.nextToken = output.nextToken
      return [output.nextToken]
    }
  }
  /// Asks DescribeStacks once: is the state StackCreateComplete reached?
  public func stackCreateComplete(_ input: DescribeStacksInput) async throws -> WaiterState<DescribeStacksOutput> {
    try await AWSWaiter(CloudFormation.model, "StackCreateComplete", "success pathAll Stacks[].StackStatus CREATE_COMPLETE|success pathAll Stacks[].StackStatus UPDATE_COMPLETE|success pathAll Stacks[].StackStatus UPDATE_IN_PROGRESS|success pathAll Stacks[].StackStatus UPDATE_COMPLETE_CLEANUP_IN_PROGRESS|success pathAll Stacks[].StackStatus UPDATE_FAILED|success pathAll Stacks[].StackStatus UPDATE_ROLLBACK_IN_PROGRESS|success pathAll Stacks[].StackStatus UPDATE_ROLLBACK_FAILED|success pathAll Stacks[].StackStatus UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS|success pathAll Stacks[].StackStatus UPDATE_ROLLBACK_COMPLETE|failure pathAny Stacks[].StackStatus CREATE_FAILED|failure pathAny Stacks[].StackStatus DELETE_COMPLETE|failure pathAny Stacks[].StackStatus DELETE_FAILED|failure pathAny Stacks[].StackStatus ROLLBACK_FAILED|failure pathAny Stacks[].StackStatus ROLLBACK_COMPLETE|failure error - ValidationError", every: 30, atMost: 120).check { try await describeStacks(input) }
  }
  /// Asks DescribeStacks every 30 s, at most 120 times, for StackCreateComplete.
  public func waitUntilStackCreateComplete(_ input: DescribeStacksInput) async throws -> DescribeStacksOutput? {
    try await AWSWaiter(CloudFormation.model, "StackCreateComplete", "success pathAll Stacks[].StackStatus CREATE_COMPLETE|success pathAll Stacks[].StackStatus UPDATE_COMPLETE|success pathAll Stacks[].StackStatus UPDATE_IN_PROGRESS|success pathAll Stacks[].StackStatus UPDATE_COMPLETE_CLEANUP_IN_PROGRESS|success pathAll Stacks[].StackStatus UPDATE_FAILED|success pathAll Stacks[].StackStatus UPDATE_ROLLBACK_IN_PROGRESS|success pathAll Stacks[].StackStatus UPDATE_ROLLBACK_FAILED|success pathAll Stacks[].StackStatus UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS|success pathAll Stacks[].StackStatus UPDATE_ROLLBACK_COMPLETE|failure pathAny Stacks[].StackStatus CREATE_FAILED|failure pathAny Stacks[].StackStatus DELETE_COMPLETE|failure pathAny Stacks[].StackStatus DELETE_FAILED|failure pathAny Stacks[].StackStatus ROLLBACK_FAILED|failure pathAny Stacks[].StackStatus ROLLBACK_COMPLETE|failure error - ValidationError", every: 30, atMost: 120).wait(session) { try await describeStacks(input) }
  }
  /// Asks DescribeStacks once: is the state StackDeleteComplete reached?
  public func stackDeleteComplete(_ input: DescribeStacksInput) async throws -> WaiterState<DescribeStacksOutput> {
    try await AWSWaiter(CloudFormation.model, "StackDeleteComplete", "success pathAll Stacks[].StackStatus DELETE_COMPLETE|success error - ValidationError|failure pathAny Stacks[].StackStatus DELETE_FAILED|failure pathAny Stacks[].StackStatus CREATE_FAILED|failure pathAny Stacks[].StackStatus ROLLBACK_FAILED|failure pathAny Stacks[].StackStatus UPDATE_ROLLBACK_IN_PROGRESS|failure pathAny Stacks[].StackStatus UPDATE_ROLLBACK_FAILED|failure pathAny Stacks[].StackStatus UPDATE_ROLLBACK_COMPLETE|failure pathAny Stacks[].StackStatus UPDATE_COMPLETE", every: 30, atMost: 120).check { try await describeStacks(input) }
  }
  /// Asks DescribeStacks every 30 s, at most 120 times, for StackDeleteComplete.
  public func waitUntilStackDeleteComplete(_ input: DescribeStacksInput) async throws -> DescribeStacksOutput? {
    try await AWSWaiter(CloudFormation.model, "StackDeleteComplete", "success pathAll Stacks[].StackStatus DELETE_COMPLETE|success error - ValidationError|failure pathAny Stacks[].StackStatus DELETE_FAILED|failure pathAny Stacks[].StackStatus CREATE_FAILED|failure pathAny Stacks[].StackStatus ROLLBACK_FAILED|failure pathAny Stacks[].StackStatus UPDATE_ROLLBACK_IN_PROGRESS|failure pathAny Stacks[].StackStatus UPDATE_ROLLBACK_FAILED|failure pathAny Stacks[].StackStatus UPDATE_ROLLBACK_COMPLETE|failure pathAny Stacks[].StackStatus UPDATE_COMPLETE", every: 30, atMost: 120).wait(session) { try await describeStacks(input) }
  }
  /// Asks DescribeStacks once: is the state StackExists reached?
  public func stackExists(_ input: DescribeStacksInput) async throws -> WaiterState<DescribeStacksOutput> {
    try await AWSWaiter(CloudFormation.model, "StackExists", "success status - 200|retry error - ValidationError", every: 5, atMost: 20).check { try await describeStacks(input) }
  }
  /// Asks DescribeStacks every 5 s, at most 20 times, for StackExists.
  public func waitUntilStackExists(_ input: DescribeStacksInput) async throws -> DescribeStacksOutput? {
    try await AWSWaiter(CloudFormation.model, "StackExists", "success status - 200|retry error - ValidationError", every: 5, atMost: 20).wait(session) { try await describeStacks(input) }
  }
  /// Asks DescribeStacks once: is the state StackImportComplete reached?
  public func stackImportComplete(_ input: DescribeStacksInput) async throws -> WaiterState<DescribeStacksOutput> {
    try await AWSWaiter(CloudFormation.model, "StackImportComplete", "success pathAll Stacks[].StackStatus IMPORT_COMPLETE|failure pathAny Stacks[].StackStatus ROLLBACK_COMPLETE|failure pathAny Stacks[].StackStatus ROLLBACK_FAILED|failure pathAny Stacks[].StackStatus IMPORT_ROLLBACK_IN_PROGRESS|failure pathAny Stacks[].StackStatus IMPORT_ROLLBACK_FAILED|failure pathAny Stacks[].StackStatus IMPORT_ROLLBACK_COMPLETE|failure error - ValidationError", every: 30, atMost: 120).check { try await describeStacks(input) }
  }
  /// Asks DescribeStacks every 30 s, at most 120 times, for StackImportComplete.
  public func waitUntilStackImportComplete(_ input: DescribeStacksInput) async throws -> DescribeStacksOutput? {
    try await AWSWaiter(CloudFormation.model, "StackImportComplete", "success pathAll Stacks[].StackStatus IMPORT_COMPLETE|failure pathAny Stacks[].StackStatus ROLLBACK_COMPLETE|failure pathAny Stacks[].StackStatus ROLLBACK_FAILED|failure pathAny Stacks[].StackStatus IMPORT_ROLLBACK_IN_PROGRESS|failure pathAny Stacks[].StackStatus IMPORT_ROLLBACK_FAILED|failure pathAny Stacks[].StackStatus IMPORT_ROLLBACK_COMPLETE|failure error - ValidationError", every: 30, atMost: 120).wait(session) { try await describeStacks(input) }
  }
  /// Asks DescribeStacks once: is the state StackRollbackComplete reached?
  public func stackRollbackComplete(_ input: DescribeStacksInput) async throws -> WaiterState<DescribeStacksOutput> {
    try await AWSWaiter(CloudFormation.model, "StackRollbackComplete", "success pathAll Stacks[].StackStatus UPDATE_ROLLBACK_COMPLETE|failure pathAny Stacks[].StackStatus UPDATE_FAILED|failure pathAny Stacks[].StackStatus UPDATE_ROLLBACK_FAILED|failure pathAny Stacks[].StackStatus DELETE_FAILED|failure error - ValidationError", every: 30, atMost: 120).check { try await describeStacks(input) }
  }
  /// Asks DescribeStacks every 30 s, at most 120 times, for StackRollbackComplete.
  public func waitUntilStackRollbackComplete(_ input: DescribeStacksInput) async throws -> DescribeStacksOutput? {
    try await AWSWaiter(CloudFormation.model, "StackRollbackComplete", "success pathAll Stacks[].StackStatus UPDATE_ROLLBACK_COMPLETE|failure pathAny Stacks[].StackStatus UPDATE_FAILED|failure pathAny Stacks[].StackStatus UPDATE_ROLLBACK_FAILED|failure pathAny Stacks[].StackStatus DELETE_FAILED|failure error - ValidationError", every: 30, atMost: 120).wait(session) { try await describeStacks(input) }
  }
  /// Asks DescribeStacks once: is the state StackUpdateComplete reached?
  public func stackUpdateComplete(_ input: DescribeStacksInput) async throws -> WaiterState<DescribeStacksOutput> {
    try await AWSWaiter(CloudFormation.model, "StackUpdateComplete", "success pathAll Stacks[].StackStatus UPDATE_COMPLETE|failure pathAny Stacks[].StackStatus UPDATE_FAILED|failure pathAny Stacks[].StackStatus UPDATE_ROLLBACK_FAILED|failure pathAny Stacks[].StackStatus UPDATE_ROLLBACK_COMPLETE|failure error - ValidationError", every: 30, atMost: 120).check { try await describeStacks(input) }
  }
  /// Asks DescribeStacks every 30 s, at most 120 times, for StackUpdateComplete.
  public func waitUntilStackUpdateComplete(_ input: DescribeStacksInput) async throws -> DescribeStacksOutput? {
    try await AWSWaiter(CloudFormation.model, "StackUpdateComplete", "success pathAll Stacks[].StackStatus UPDATE_COMPLETE|failure pathAny Stacks[].StackStatus UPDATE_FAILED|failure pathAny Stacks[].StackStatus UPDATE_ROLLBACK_FAILED|failure pathAny Stacks[].StackStatus UPDATE_ROLLBACK_COMPLETE|failure error - ValidationError", every: 30, atMost: 120).wait(session) { try await describeStacks(input) }
  }
}

extension CloudFormation {
  public struct CreateStackInput: AWSShape {
    public var stackName: String?
    public var templateBody: String?
    public var templateURL: String?
    public var parameters: [Parameter]?
    public var disableRollback: Bool?
    public var rollbackConfiguration: RollbackConfiguration?
    public var timeoutInMinutes: Int?
    public var notificationARNs: [String]?
    public var capabilities: [String]?
    public var resourceTypes: [String]?
    public var roleARN: String?
    public var onFailure: String?
    public var stackPolicyBody: String?
    public var stackPolicyURL: String?
    public var tags: [Tag]?
    public var clientRequestToken: String?
    public var enableTerminationProtection: Bool?
    public var retainExceptOnCreate: Bool?
    public init() {}
    public init(stackName: String? = nil, templateBody: String? = nil, templateURL: String? = nil, parameters: [Parameter]? = nil, disableRollback: Bool? = nil, rollbackConfiguration: RollbackConfiguration? = nil, timeoutInMinutes: Int? = nil, notificationARNs: [String]? = nil, capabilities: [String]? = nil, resourceTypes: [String]? = nil, roleARN: String? = nil, onFailure: String? = nil, stackPolicyBody: String? = nil, stackPolicyURL: String? = nil, tags: [Tag]? = nil, clientRequestToken: String? = nil, enableTerminationProtection: Bool? = nil, retainExceptOnCreate: Bool? = nil) {
      self.stackName = stackName; self.templateBody = templateBody; self.templateURL = templateURL; self.parameters = parameters; self.disableRollback = disableRollback; self.rollbackConfiguration = rollbackConfiguration; self.timeoutInMinutes = timeoutInMinutes; self.notificationARNs = notificationARNs; self.capabilities = capabilities; self.resourceTypes = resourceTypes; self.roleARN = roleARN; self.onFailure = onFailure; self.stackPolicyBody = stackPolicyBody; self.stackPolicyURL = stackPolicyURL; self.tags = tags; self.clientRequestToken = clientRequestToken; self.enableTerminationProtection = enableTerminationProtection; self.retainExceptOnCreate = retainExceptOnCreate
    }
    public mutating func visit(_ c: MemberCoder) { c(&stackName); c(&templateBody); c(&templateURL); c(&parameters); c(&disableRollback); c(&rollbackConfiguration); c(&timeoutInMinutes); c(&notificationARNs); c(&capabilities); c(&resourceTypes); c(&roleARN); c(&onFailure); c(&stackPolicyBody); c(&stackPolicyURL); c(&tags); c(&clientRequestToken); c(&enableTerminationProtection); c(&retainExceptOnCreate) }
    public static var shape: StructureModel { CloudFormation.model["CreateStackInput"] }
  }
  public struct CreateStackOutput: AWSShape {
    public var stackId: String?
    public var operationId: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&stackId); c(&operationId) }
    public static var shape: StructureModel { CloudFormation.model["CreateStackOutput"] }
  }
  public struct DeleteStackInput: AWSShape {
    public var stackName: String?
    public var retainResources: [String]?
    public var roleARN: String?
    public var clientRequestToken: String?
    public var deletionMode: String?
    public init() {}
    public init(stackName: String? = nil, retainResources: [String]? = nil, roleARN: String? = nil, clientRequestToken: String? = nil, deletionMode: String? = nil) {
      self.stackName = stackName; self.retainResources = retainResources; self.roleARN = roleARN; self.clientRequestToken = clientRequestToken; self.deletionMode = deletionMode
    }
    public mutating func visit(_ c: MemberCoder) { c(&stackName); c(&retainResources); c(&roleARN); c(&clientRequestToken); c(&deletionMode) }
    public static var shape: StructureModel { CloudFormation.model["DeleteStackInput"] }
  }
  public struct DescribeStackEventsInput: AWSShape {
    public var stackName: String?
    public var nextToken: String?
    public init() {}
    public init(stackName: String? = nil, nextToken: String? = nil) {
      self.stackName = stackName; self.nextToken = nextToken
    }
    public mutating func visit(_ c: MemberCoder) { c(&stackName); c(&nextToken) }
    public static var shape: StructureModel { CloudFormation.model["DescribeStackEventsInput"] }
  }
  public struct DescribeStackEventsOutput: AWSShape {
    public var stackEvents: [StackEvent]?
    public var nextToken: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&stackEvents); c(&nextToken) }
    public static var shape: StructureModel { CloudFormation.model["DescribeStackEventsOutput"] }
  }
  public struct DescribeStackResourcesInput: AWSShape {
    public var stackName: String?
    public var logicalResourceId: String?
    public var physicalResourceId: String?
    public init() {}
    public init(stackName: String? = nil, logicalResourceId: String? = nil, physicalResourceId: String? = nil) {
      self.stackName = stackName; self.logicalResourceId = logicalResourceId; self.physicalResourceId = physicalResourceId
    }
    public mutating func visit(_ c: MemberCoder) { c(&stackName); c(&logicalResourceId); c(&physicalResourceId) }
    public static var shape: StructureModel { CloudFormation.model["DescribeStackResourcesInput"] }
  }
  public struct DescribeStackResourcesOutput: AWSShape {
    public var stackResources: [StackResource]?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&stackResources) }
    public static var shape: StructureModel { CloudFormation.model["DescribeStackResourcesOutput"] }
  }
  public struct DescribeStacksInput: AWSShape {
    public var stackName: String?
    public var nextToken: String?
    public init() {}
    public init(stackName: String? = nil, nextToken: String? = nil) {
      self.stackName = stackName; self.nextToken = nextToken
    }
    public mutating func visit(_ c: MemberCoder) { c(&stackName); c(&nextToken) }
    public static var shape: StructureModel { CloudFormation.model["DescribeStacksInput"] }
  }
  public struct DescribeStacksOutput: AWSShape {
    public var stacks: [Stack]?
    public var nextToken: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&stacks); c(&nextToken) }
    public static var shape: StructureModel { CloudFormation.model["DescribeStacksOutput"] }
  }
  public struct ListStacksInput: AWSShape {
    public var nextToken: String?
    public var stackStatusFilter: [String]?
    public init() {}
    public init(nextToken: String? = nil, stackStatusFilter: [String]? = nil) {
      self.nextToken = nextToken; self.stackStatusFilter = stackStatusFilter
    }
    public mutating func visit(_ c: MemberCoder) { c(&nextToken); c(&stackStatusFilter) }
    public static var shape: StructureModel { CloudFormation.model["ListStacksInput"] }
  }
  public struct ListStacksOutput: AWSShape {
    public var stackSummaries: [StackSummary]?
    public var nextToken: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&stackSummaries); c(&nextToken) }
    public static var shape: StructureModel { CloudFormation.model["ListStacksOutput"] }
  }
  public struct ModuleInfo: AWSShape {
    public var typeHierarchy: String?
    public var logicalIdHierarchy: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&typeHierarchy); c(&logicalIdHierarchy) }
    public static var shape: StructureModel { CloudFormation.model["ModuleInfo"] }
  }
  public struct OperationEntry: AWSShape {
    public var operationType: String?
    public var operationId: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&operationType); c(&operationId) }
    public static var shape: StructureModel { CloudFormation.model["OperationEntry"] }
  }
  public struct Output: AWSShape {
    public var outputKey: String?
    public var outputValue: String?
    public var description: String?
    public var exportName: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&outputKey); c(&outputValue); c(&description); c(&exportName) }
    public static var shape: StructureModel { CloudFormation.model["Output"] }
  }
  public struct Parameter: AWSShape {
    public var parameterKey: String?
    public var parameterValue: String?
    public var usePreviousValue: Bool?
    public var resolvedValue: String?
    public init() {}
    public init(parameterKey: String? = nil, parameterValue: String? = nil, usePreviousValue: Bool? = nil, resolvedValue: String? = nil) {
      self.parameterKey = parameterKey; self.parameterValue = parameterValue; self.usePreviousValue = usePreviousValue; self.resolvedValue = resolvedValue
    }
    public mutating func visit(_ c: MemberCoder) { c(&parameterKey); c(&parameterValue); c(&usePreviousValue); c(&resolvedValue) }
    public static var shape: StructureModel { CloudFormation.model["Parameter"] }
  }
  public struct RollbackConfiguration: AWSShape {
    public var rollbackTriggers: [RollbackTrigger]?
    public var monitoringTimeInMinutes: Int?
    public init() {}
    public init(rollbackTriggers: [RollbackTrigger]? = nil, monitoringTimeInMinutes: Int? = nil) {
      self.rollbackTriggers = rollbackTriggers; self.monitoringTimeInMinutes = monitoringTimeInMinutes
    }
    public mutating func visit(_ c: MemberCoder) { c(&rollbackTriggers); c(&monitoringTimeInMinutes) }
    public static var shape: StructureModel { CloudFormation.model["RollbackConfiguration"] }
  }
  public struct RollbackTrigger: AWSShape {
    public var arn: String?
    public var type: String?
    public init() {}
    public init(arn: String? = nil, type: String? = nil) {
      self.arn = arn; self.type = type
    }
    public mutating func visit(_ c: MemberCoder) { c(&arn); c(&type) }
    public static var shape: StructureModel { CloudFormation.model["RollbackTrigger"] }
  }
  public struct Stack: AWSShape {
    public var stackId: String?
    public var stackName: String?
    public var changeSetId: String?
    public var description: String?
    public var parameters: [Parameter]?
    public var creationTime: AWSInstant?
    public var deletionTime: AWSInstant?
    public var lastUpdatedTime: AWSInstant?
    public var rollbackConfiguration: RollbackConfiguration?
    public var stackStatus: String?
    public var stackStatusReason: String?
    public var disableRollback: Bool?
    public var notificationARNs: [String]?
    public var timeoutInMinutes: Int?
    public var capabilities: [String]?
    public var outputs: [Output]?
    public var roleARN: String?
    public var tags: [Tag]?
    public var enableTerminationProtection: Bool?
    public var parentId: String?
    public var rootId: String?
    public var driftInformation: StackDriftInformation?
    public var retainExceptOnCreate: Bool?
    public var deletionMode: String?
    public var detailedStatus: String?
    public var lastOperations: [OperationEntry]?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&stackId); c(&stackName); c(&changeSetId); c(&description); c(&parameters); c(&creationTime); c(&deletionTime); c(&lastUpdatedTime); c(&rollbackConfiguration); c(&stackStatus); c(&stackStatusReason); c(&disableRollback); c(&notificationARNs); c(&timeoutInMinutes); c(&capabilities); c(&outputs); c(&roleARN); c(&tags); c(&enableTerminationProtection); c(&parentId); c(&rootId); c(&driftInformation); c(&retainExceptOnCreate); c(&deletionMode); c(&detailedStatus); c(&lastOperations) }
    public static var shape: StructureModel { CloudFormation.model["Stack"] }
  }
  public struct StackDriftInformation: AWSShape {
    public var stackDriftStatus: String?
    public var lastCheckTimestamp: AWSInstant?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&stackDriftStatus); c(&lastCheckTimestamp) }
    public static var shape: StructureModel { CloudFormation.model["StackDriftInformation"] }
  }
  public struct StackDriftInformationSummary: AWSShape {
    public var stackDriftStatus: String?
    public var lastCheckTimestamp: AWSInstant?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&stackDriftStatus); c(&lastCheckTimestamp) }
    public static var shape: StructureModel { CloudFormation.model["StackDriftInformationSummary"] }
  }
  public struct StackEvent: AWSShape {
    public var stackId: String?
    public var eventId: String?
    public var stackName: String?
    public var operationId: String?
    public var logicalResourceId: String?
    public var physicalResourceId: String?
    public var resourceType: String?
    public var timestamp: AWSInstant?
    public var resourceStatus: String?
    public var resourceStatusReason: String?
    public var resourceProperties: String?
    public var clientRequestToken: String?
    public var hookType: String?
    public var hookStatus: String?
    public var hookStatusReason: String?
    public var hookInvocationPoint: String?
    public var hookInvocationId: String?
    public var hookFailureMode: String?
    public var detailedStatus: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&stackId); c(&eventId); c(&stackName); c(&operationId); c(&logicalResourceId); c(&physicalResourceId); c(&resourceType); c(&timestamp); c(&resourceStatus); c(&resourceStatusReason); c(&resourceProperties); c(&clientRequestToken); c(&hookType); c(&hookStatus); c(&hookStatusReason); c(&hookInvocationPoint); c(&hookInvocationId); c(&hookFailureMode); c(&detailedStatus) }
    public static var shape: StructureModel { CloudFormation.model["StackEvent"] }
  }
  public struct StackResource: AWSShape {
    public var stackName: String?
    public var stackId: String?
    public var logicalResourceId: String?
    public var physicalResourceId: String?
    public var resourceType: String?
    public var timestamp: AWSInstant?
    public var resourceStatus: String?
    public var resourceStatusReason: String?
    public var description: String?
    public var driftInformation: StackResourceDriftInformation?
    public var moduleInfo: ModuleInfo?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&stackName); c(&stackId); c(&logicalResourceId); c(&physicalResourceId); c(&resourceType); c(&timestamp); c(&resourceStatus); c(&resourceStatusReason); c(&description); c(&driftInformation); c(&moduleInfo) }
    public static var shape: StructureModel { CloudFormation.model["StackResource"] }
  }
  public struct StackResourceDriftInformation: AWSShape {
    public var stackResourceDriftStatus: String?
    public var lastCheckTimestamp: AWSInstant?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&stackResourceDriftStatus); c(&lastCheckTimestamp) }
    public static var shape: StructureModel { CloudFormation.model["StackResourceDriftInformation"] }
  }
  public struct StackSummary: AWSShape {
    public var stackId: String?
    public var stackName: String?
    public var templateDescription: String?
    public var creationTime: AWSInstant?
    public var lastUpdatedTime: AWSInstant?
    public var deletionTime: AWSInstant?
    public var stackStatus: String?
    public var stackStatusReason: String?
    public var parentId: String?
    public var rootId: String?
    public var driftInformation: StackDriftInformationSummary?
    public var lastOperations: [OperationEntry]?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&stackId); c(&stackName); c(&templateDescription); c(&creationTime); c(&lastUpdatedTime); c(&deletionTime); c(&stackStatus); c(&stackStatusReason); c(&parentId); c(&rootId); c(&driftInformation); c(&lastOperations) }
    public static var shape: StructureModel { CloudFormation.model["StackSummary"] }
  }
  public struct Tag: AWSShape {
    public var key: String?
    public var value: String?
    public init() {}
    public init(key: String? = nil, value: String? = nil) {
      self.key = key; self.value = value
    }
    public mutating func visit(_ c: MemberCoder) { c(&key); c(&value) }
    public static var shape: StructureModel { CloudFormation.model["Tag"] }
  }
  public struct TemplateParameter: AWSShape {
    public var parameterKey: String?
    public var defaultValue: String?
    public var noEcho: Bool?
    public var description: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&parameterKey); c(&defaultValue); c(&noEcho); c(&description) }
    public static var shape: StructureModel { CloudFormation.model["TemplateParameter"] }
  }
  public struct UpdateStackInput: AWSShape {
    public var stackName: String?
    public var templateBody: String?
    public var templateURL: String?
    public var usePreviousTemplate: Bool?
    public var stackPolicyDuringUpdateBody: String?
    public var stackPolicyDuringUpdateURL: String?
    public var parameters: [Parameter]?
    public var capabilities: [String]?
    public var resourceTypes: [String]?
    public var roleARN: String?
    public var rollbackConfiguration: RollbackConfiguration?
    public var stackPolicyBody: String?
    public var stackPolicyURL: String?
    public var notificationARNs: [String]?
    public var tags: [Tag]?
    public var disableRollback: Bool?
    public var clientRequestToken: String?
    public var retainExceptOnCreate: Bool?
    public init() {}
    public init(stackName: String? = nil, templateBody: String? = nil, templateURL: String? = nil, usePreviousTemplate: Bool? = nil, stackPolicyDuringUpdateBody: String? = nil, stackPolicyDuringUpdateURL: String? = nil, parameters: [Parameter]? = nil, capabilities: [String]? = nil, resourceTypes: [String]? = nil, roleARN: String? = nil, rollbackConfiguration: RollbackConfiguration? = nil, stackPolicyBody: String? = nil, stackPolicyURL: String? = nil, notificationARNs: [String]? = nil, tags: [Tag]? = nil, disableRollback: Bool? = nil, clientRequestToken: String? = nil, retainExceptOnCreate: Bool? = nil) {
      self.stackName = stackName; self.templateBody = templateBody; self.templateURL = templateURL; self.usePreviousTemplate = usePreviousTemplate; self.stackPolicyDuringUpdateBody = stackPolicyDuringUpdateBody; self.stackPolicyDuringUpdateURL = stackPolicyDuringUpdateURL; self.parameters = parameters; self.capabilities = capabilities; self.resourceTypes = resourceTypes; self.roleARN = roleARN; self.rollbackConfiguration = rollbackConfiguration; self.stackPolicyBody = stackPolicyBody; self.stackPolicyURL = stackPolicyURL; self.notificationARNs = notificationARNs; self.tags = tags; self.disableRollback = disableRollback; self.clientRequestToken = clientRequestToken; self.retainExceptOnCreate = retainExceptOnCreate
    }
    public mutating func visit(_ c: MemberCoder) { c(&stackName); c(&templateBody); c(&templateURL); c(&usePreviousTemplate); c(&stackPolicyDuringUpdateBody); c(&stackPolicyDuringUpdateURL); c(&parameters); c(&capabilities); c(&resourceTypes); c(&roleARN); c(&rollbackConfiguration); c(&stackPolicyBody); c(&stackPolicyURL); c(&notificationARNs); c(&tags); c(&disableRollback); c(&clientRequestToken); c(&retainExceptOnCreate) }
    public static var shape: StructureModel { CloudFormation.model["UpdateStackInput"] }
  }
  public struct UpdateStackOutput: AWSShape {
    public var stackId: String?
    public var operationId: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&stackId); c(&operationId) }
    public static var shape: StructureModel { CloudFormation.model["UpdateStackOutput"] }
  }
  public struct ValidateTemplateInput: AWSShape {
    public var templateBody: String?
    public var templateURL: String?
    public init() {}
    public init(templateBody: String? = nil, templateURL: String? = nil) {
      self.templateBody = templateBody; self.templateURL = templateURL
    }
    public mutating func visit(_ c: MemberCoder) { c(&templateBody); c(&templateURL) }
    public static var shape: StructureModel { CloudFormation.model["ValidateTemplateInput"] }
  }
  public struct ValidateTemplateOutput: AWSShape {
    public var parameters: [TemplateParameter]?
    public var description: String?
    public var capabilities: [String]?
    public var capabilitiesReason: String?
    public var declaredTransforms: [String]?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&parameters); c(&description); c(&capabilities); c(&capabilitiesReason); c(&declaredTransforms) }
    public static var shape: StructureModel { CloudFormation.model["ValidateTemplateOutput"] }
  }
}

extension CloudFormation {
  /// All structures, for tests that walk over them.
  static let shapes: [any AWSShape.Type] = [CreateStackInput.self, CreateStackOutput.self, DeleteStackInput.self, DescribeStackEventsInput.self, DescribeStackEventsOutput.self, DescribeStackResourcesInput.self, DescribeStackResourcesOutput.self, DescribeStacksInput.self, DescribeStacksOutput.self, ListStacksInput.self, ListStacksOutput.self, ModuleInfo.self, OperationEntry.self, Output.self, Parameter.self, RollbackConfiguration.self, RollbackTrigger.self, Stack.self, StackDriftInformation.self, StackDriftInformationSummary.self, StackEvent.self, StackResource.self, StackResourceDriftInformation.self, StackSummary.self, Tag.self, TemplateParameter.self, UpdateStackInput.self, UpdateStackOutput.self, ValidateTemplateInput.self, ValidateTemplateOutput.self]
  static let table = #"""
    $id=CloudFormation|protocol=query|version=2010-05-15|prefix=cloudformation|signing=cloudformation
    !CreateStack POST / CreateStackInput CreateStackOutput wrap=CreateStackResult
    !UpdateStack POST / UpdateStackInput UpdateStackOutput wrap=UpdateStackResult
    !DescribeStacks POST / DescribeStacksInput DescribeStacksOutput wrap=DescribeStacksResult
    !DeleteStack POST / DeleteStackInput -
    !DescribeStackEvents POST / DescribeStackEventsInput DescribeStackEventsOutput wrap=DescribeStackEventsResult
    !DescribeStackResources POST / DescribeStackResourcesInput DescribeStackResourcesOutput wrap=DescribeStackResourcesResult
    !ListStacks POST / ListStacksInput ListStacksOutput wrap=ListStacksResult
    !ValidateTemplate POST / ValidateTemplateInput ValidateTemplateOutput wrap=ValidateTemplateResult
    CreateStackInput StackName:s:r TemplateBody:s TemplateURL:s Parameters:[;@Parameter DisableRollback:b RollbackConfiguration:@RollbackConfiguration TimeoutInMinutes:i NotificationARNs:[;s Capabilities:[;s ResourceTypes:[;s RoleARN:s OnFailure:s StackPolicyBody:s StackPolicyURL:s Tags:[;@Tag ClientRequestToken:s EnableTerminationProtection:b RetainExceptOnCreate:b
    CreateStackOutput StackId:s OperationId:s
    DeleteStackInput StackName:s:r RetainResources:[;s RoleARN:s ClientRequestToken:s DeletionMode:s
    DescribeStackEventsInput StackName:s:r NextToken:s
    DescribeStackEventsOutput StackEvents:[;@StackEvent NextToken:s
    DescribeStackResourcesInput StackName:s LogicalResourceId:s PhysicalResourceId:s
    DescribeStackResourcesOutput StackResources:[;@StackResource
    DescribeStacksInput StackName:s NextToken:s
    DescribeStacksOutput Stacks:[;@Stack NextToken:s
    ListStacksInput NextToken:s StackStatusFilter:[;s
    ListStacksOutput StackSummaries:[;@StackSummary NextToken:s
    ModuleInfo TypeHierarchy:s LogicalIdHierarchy:s
    OperationEntry OperationType:s OperationId:s
    Output OutputKey:s OutputValue:s Description:s ExportName:s
    Parameter ParameterKey:s ParameterValue:s UsePreviousValue:b ResolvedValue:s
    RollbackConfiguration RollbackTriggers:[;@RollbackTrigger MonitoringTimeInMinutes:i
    RollbackTrigger Arn:s:r Type:s:r
    Stack StackId:s StackName:s ChangeSetId:s Description:s Parameters:[;@Parameter CreationTime:t DeletionTime:t LastUpdatedTime:t RollbackConfiguration:@RollbackConfiguration StackStatus:s StackStatusReason:s DisableRollback:b NotificationARNs:[;s TimeoutInMinutes:i Capabilities:[;s Outputs:[;@Output RoleARN:s Tags:[;@Tag EnableTerminationProtection:b ParentId:s RootId:s DriftInformation:@StackDriftInformation RetainExceptOnCreate:b DeletionMode:s DetailedStatus:s LastOperations:[;@OperationEntry
    StackDriftInformation StackDriftStatus:s LastCheckTimestamp:t
    StackDriftInformationSummary StackDriftStatus:s LastCheckTimestamp:t
    StackEvent StackId:s EventId:s StackName:s OperationId:s LogicalResourceId:s PhysicalResourceId:s ResourceType:s Timestamp:t ResourceStatus:s ResourceStatusReason:s ResourceProperties:s ClientRequestToken:s HookType:s HookStatus:s HookStatusReason:s HookInvocationPoint:s HookInvocationId:s HookFailureMode:s DetailedStatus:s
    StackResource StackName:s StackId:s LogicalResourceId:s PhysicalResourceId:s ResourceType:s Timestamp:t ResourceStatus:s ResourceStatusReason:s Description:s DriftInformation:@StackResourceDriftInformation ModuleInfo:@ModuleInfo
    StackResourceDriftInformation StackResourceDriftStatus:s LastCheckTimestamp:t
    StackSummary StackId:s StackName:s TemplateDescription:s CreationTime:t LastUpdatedTime:t DeletionTime:t StackStatus:s StackStatusReason:s ParentId:s RootId:s DriftInformation:@StackDriftInformationSummary LastOperations:[;@OperationEntry
    Tag Key:s:r Value:s:r
    TemplateParameter ParameterKey:s DefaultValue:s NoEcho:b Description:s
    UpdateStackInput StackName:s:r TemplateBody:s TemplateURL:s UsePreviousTemplate:b StackPolicyDuringUpdateBody:s StackPolicyDuringUpdateURL:s Parameters:[;@Parameter Capabilities:[;s ResourceTypes:[;s RoleARN:s RollbackConfiguration:@RollbackConfiguration StackPolicyBody:s StackPolicyURL:s NotificationARNs:[;s Tags:[;@Tag DisableRollback:b ClientRequestToken:s RetainExceptOnCreate:b
    UpdateStackOutput StackId:s OperationId:s
    ValidateTemplateInput TemplateBody:s TemplateURL:s
    ValidateTemplateOutput Parameters:[;@TemplateParameter Description:s Capabilities:[;s CapabilitiesReason:s DeclaredTransforms:[;s
    """#
}
