// swift-format-ignore-file
// Written by scripts/generate-aws-clients from botocore 1.43.11 (Apache-2.0, see NOTICE).

public import AWSSigning

/// The operations of Amazon Simple Systems Manager (SSM) that Needletail calls.
public struct SSM: Sendable {
  /// Where and as whom the calls are made.
  public var session: AWSSession
  /// A client; making one costs nothing.
  public init(_ session: AWSSession) { self.session = session }
  static let model = ServiceModel(table: table)
  /// Calls SendCommand.
  public func sendCommand(_ input: SendCommandInput) async throws -> SendCommandOutput {
    return try await session.call(SSM.model, "SendCommand", input)
  }
  /// Calls GetCommandInvocation.
  public func getCommandInvocation(_ input: GetCommandInvocationInput) async throws -> GetCommandInvocationOutput {
    return try await session.call(SSM.model, "GetCommandInvocation", input)
  }
  /// Calls ListCommandInvocations.
  public func listCommandInvocations(_ input: ListCommandInvocationsInput = .init()) async throws -> ListCommandInvocationsOutput {
    return try await session.call(SSM.model, "ListCommandInvocations", input)
  }
  /// Calls ListCommands.
  public func listCommands(_ input: ListCommandsInput = .init()) async throws -> ListCommandsOutput {
    return try await session.call(SSM.model, "ListCommands", input)
  }
  /// Calls CancelCommand.
  public func cancelCommand(_ input: CancelCommandInput) async throws -> CancelCommandOutput {
    return try await session.call(SSM.model, "CancelCommand", input)
  }
  /// Calls DescribeInstanceInformation.
  public func describeInstanceInformation(_ input: DescribeInstanceInformationInput = .init()) async throws -> DescribeInstanceInformationOutput {
    return try await session.call(SSM.model, "DescribeInstanceInformation", input)
  }
  /// Calls DescribeDocument.
  public func describeDocument(_ input: DescribeDocumentInput) async throws -> DescribeDocumentOutput {
    return try await session.call(SSM.model, "DescribeDocument", input)
  }
  /// Calls GetDocument.
  public func getDocument(_ input: GetDocumentInput) async throws -> GetDocumentOutput {
    return try await session.call(SSM.model, "GetDocument", input)
  }
}

extension SSM {
  /// Every page of ListCommandInvocations.
  public func listCommandInvocationsPages(_ input: ListCommandInvocationsInput = .init()) -> AWSPages<ListCommandInvocationsInput, ListCommandInvocationsOutput> {
    AWSPages(input, { try await listCommandInvocations($0) }) { input, output in
      input.nextToken = output.nextToken
      return [output.nextToken]
    }
  }
  /// Every page of ListCommands.
  public func listCommandsPages(_ input: ListCommandsInput = .init()) -> AWSPages<ListCommandsInput, ListCommandsOutput> {
    AWSPages(input, { try await listCommands($0) }) { input, output in
      input.nextToken = output.nextToken
      return [output.nextToken]
    }
  }
  /// Every page of DescribeInstanceInformation.
  public func describeInstanceInformationPages(_ input: DescribeInstanceInformationInput = .init()) -> AWSPages<DescribeInstanceInformationInput, DescribeInstanceInformationOutput> {
    AWSPages(input, { try await describeInstanceInformation($0) }) { input, output in
      input.nextToken = output.nextToken
      return [output.nextToken]
    }
  }
  /// Asks GetCommandInvocation once: is the state CommandExecuted reached?
  public func commandExecuted(_ input: GetCommandInvocationInput) async throws -> WaiterState<GetCommandInvocationOutput> {
    try await AWSWaiter(SSM.model, "CommandExecuted", "retry path Status Pending|retry path Status InProgress|retry path Status Delayed|success path Status Success|failure path Status Cancelled|failure path Status TimedOut|failure path Status Failed|failure path Status Cancelling|retry error - InvocationDoesNotExist", every: 5, atMost: 20).check { try await getCommandInvocation(input) }
  }
  /// Asks GetCommandInvocation every 5 s, at most 20 times, for CommandExecuted.
  public func waitUntilCommandExecuted(_ input: GetCommandInvocationInput) async throws -> GetCommandInvocationOutput? {
    try await AWSWaiter(SSM.model, "CommandExecuted", "retry path Status Pending|retry path Status InProgress|retry path Status Delayed|success path Status Success|failure path Status Cancelled|failure path Status TimedOut|failure path Status Failed|failure path Status Cancelling|retry error - InvocationDoesNotExist", every: 5, atMost: 20).wait(session) { try await getCommandInvocation(input) }
  }
}

extension SSM {
  public struct AttachmentContent: AWSShape {
    public var name: String?
    public var size: Int?
    public var hash: String?
    public var hashType: String?
    public var url: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&name); c(&size); c(&hash); c(&hashType); c(&url) }
    public static var shape: StructureModel { SSM.model["AttachmentContent"] }
  }
  public struct AttachmentInformation: AWSShape {
    public var name: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&name) }
    public static var shape: StructureModel { SSM.model["AttachmentInformation"] }
  }
  public struct CancelCommandInput: AWSShape {
    public var commandId: String?
    public var instanceIds: [String]?
    public init() {}
    public init(commandId: String? = nil, instanceIds: [String]? = nil) {
      self.commandId = commandId; self.instanceIds = instanceIds
    }
    public mutating func visit(_ c: MemberCoder) { c(&commandId); c(&instanceIds) }
    public static var shape: StructureModel { SSM.model["CancelCommandInput"] }
  }
  public struct CancelCommandOutput: AWSShape {
    public init() {}
    public mutating func visit(_ c: MemberCoder) {  }
    public static var shape: StructureModel { SSM.model["CancelCommandOutput"] }
  }
  public struct CloudWatchOutputConfig: AWSShape {
    public var cloudWatchLogGroupName: String?
    public var cloudWatchOutputEnabled: Bool?
    public init() {}
    public init(cloudWatchLogGroupName: String? = nil, cloudWatchOutputEnabled: Bool? = nil) {
      self.cloudWatchLogGroupName = cloudWatchLogGroupName; self.cloudWatchOutputEnabled = cloudWatchOutputEnabled
    }
    public mutating func visit(_ c: MemberCoder) { c(&cloudWatchLogGroupName); c(&cloudWatchOutputEnabled) }
    public static var shape: StructureModel { SSM.model["CloudWatchOutputConfig"] }
  }
  public struct Command: AWSShape {
    public var commandId: String?
    public var documentName: String?
    public var documentVersion: String?
    public var comment: String?
    public var expiresAfter: AWSInstant?
    public var parameters: [String: [String]]?
    public var instanceIds: [String]?
    public var targets: [Target]?
    public var requestedDateTime: AWSInstant?
    public var status: String?
    public var statusDetails: String?
    public var outputS3Region: String?
    public var outputS3BucketName: String?
    public var outputS3KeyPrefix: String?
    public var maxConcurrency: String?
    public var maxErrors: String?
    public var targetCount: Int?
    public var completedCount: Int?
    public var errorCount: Int?
    public var deliveryTimedOutCount: Int?
    public var serviceRole: String?
    public var notificationConfig: NotificationConfig?
    public var cloudWatchOutputConfig: CloudWatchOutputConfig?
    public var timeoutSeconds: Int?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&commandId); c(&documentName); c(&documentVersion); c(&comment); c(&expiresAfter); c(&parameters); c(&instanceIds); c(&targets); c(&requestedDateTime); c(&status); c(&statusDetails); c(&outputS3Region); c(&outputS3BucketName); c(&outputS3KeyPrefix); c(&maxConcurrency); c(&maxErrors); c(&targetCount); c(&completedCount); c(&errorCount); c(&deliveryTimedOutCount); c(&serviceRole); c(&notificationConfig); c(&cloudWatchOutputConfig); c(&timeoutSeconds) }
    public static var shape: StructureModel { SSM.model["Command"] }
  }
  public struct CommandFilter: AWSShape {
    public var key: String?
    public var value: String?
    public init() {}
    public init(key: String? = nil, value: String? = nil) {
      self.key = key; self.value = value
    }
    public mutating func visit(_ c: MemberCoder) { c(&key); c(&value) }
    public static var shape: StructureModel { SSM.model["CommandFilter"] }
  }
  public struct CommandInvocation: AWSShape {
    public var commandId: String?
    public var instanceId: String?
    public var instanceName: String?
    public var comment: String?
    public var documentName: String?
    public var documentVersion: String?
    public var requestedDateTime: AWSInstant?
    public var status: String?
    public var statusDetails: String?
    public var traceOutput: String?
    public var standardOutputUrl: String?
    public var standardErrorUrl: String?
    public var commandPlugins: [CommandPlugin]?
    public var serviceRole: String?
    public var notificationConfig: NotificationConfig?
    public var cloudWatchOutputConfig: CloudWatchOutputConfig?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&commandId); c(&instanceId); c(&instanceName); c(&comment); c(&documentName); c(&documentVersion); c(&requestedDateTime); c(&status); c(&statusDetails); c(&traceOutput); c(&standardOutputUrl); c(&standardErrorUrl); c(&commandPlugins); c(&serviceRole); c(&notificationConfig); c(&cloudWatchOutputConfig) }
    public static var shape: StructureModel { SSM.model["CommandInvocation"] }
  }
  public struct CommandPlugin: AWSShape {
    public var name: String?
    public var status: String?
    public var statusDetails: String?
    public var responseCode: Int?
    public var responseStartDateTime: AWSInstant?
    public var responseFinishDateTime: AWSInstant?
    public var output: String?
    public var standardOutputUrl: String?
    public var standardErrorUrl: String?
    public var outputS3Region: String?
    public var outputS3BucketName: String?
    public var outputS3KeyPrefix: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&name); c(&status); c(&statusDetails); c(&responseCode); c(&responseStartDateTime); c(&responseFinishDateTime); c(&output); c(&standardOutputUrl); c(&standardErrorUrl); c(&outputS3Region); c(&outputS3BucketName); c(&outputS3KeyPrefix) }
    public static var shape: StructureModel { SSM.model["CommandPlugin"] }
  }
  public struct DescribeDocumentInput: AWSShape {
    public var name: String?
    public var documentVersion: String?
    public var versionName: String?
    public init() {}
    public init(name: String? = nil, documentVersion: String? = nil, versionName: String? = nil) {
      self.name = name; self.documentVersion = documentVersion; self.versionName = versionName
    }
    public mutating func visit(_ c: MemberCoder) { c(&name); c(&documentVersion); c(&versionName) }
    public static var shape: StructureModel { SSM.model["DescribeDocumentInput"] }
  }
  public struct DescribeDocumentOutput: AWSShape {
    public var document: DocumentDescription?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&document) }
    public static var shape: StructureModel { SSM.model["DescribeDocumentOutput"] }
  }
  public struct DescribeInstanceInformationInput: AWSShape {
    public var instanceInformationFilterList: [InstanceInformationFilter]?
    public var filters: [InstanceInformationStringFilter]?
    public var maxResults: Int?
    public var nextToken: String?
    public init() {}
    public init(instanceInformationFilterList: [InstanceInformationFilter]? = nil, filters: [InstanceInformationStringFilter]? = nil, maxResults: Int? = nil, nextToken: String? = nil) {
      self.instanceInformationFilterList = instanceInformationFilterList; self.filters = filters; self.maxResults = maxResults; self.nextToken = nextToken
    }
    public mutating func visit(_ c: MemberCoder) { c(&instanceInformationFilterList); c(&filters); c(&maxResults); c(&nextToken) }
    public static var shape: StructureModel { SSM.model["DescribeInstanceInformationInput"] }
  }
  public struct DescribeInstanceInformationOutput: AWSShape {
    public var instanceInformationList: [InstanceInformation]?
    public var nextToken: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&instanceInformationList); c(&nextToken) }
    public static var shape: StructureModel { SSM.model["DescribeInstanceInformationOutput"] }
  }
  public struct DocumentDescription: AWSShape {
    public var sha1: String?
    public var hash: String?
    public var hashType: String?
    public var name: String?
    public var displayName: String?
    public var versionName: String?
    public var owner: String?
    public var createdDate: AWSInstant?
    public var status: String?
    public var statusInformation: String?
    public var documentVersion: String?
    public var description: String?
    public var parameters: [DocumentParameter]?
    public var platformTypes: [String]?
    public var documentType: String?
    public var schemaVersion: String?
    public var latestVersion: String?
    public var defaultVersion: String?
    public var documentFormat: String?
    public var targetType: String?
    public var tags: [Tag]?
    public var attachmentsInformation: [AttachmentInformation]?
    public var requires: [DocumentRequires]?
    public var author: String?
    public var reviewInformation: [ReviewInformation]?
    public var approvedVersion: String?
    public var pendingReviewVersion: String?
    public var reviewStatus: String?
    public var category: [String]?
    public var categoryEnum: [String]?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&sha1); c(&hash); c(&hashType); c(&name); c(&displayName); c(&versionName); c(&owner); c(&createdDate); c(&status); c(&statusInformation); c(&documentVersion); c(&description); c(&parameters); c(&platformTypes); c(&documentType); c(&schemaVersion); c(&latestVersion); c(&defaultVersion); c(&documentFormat); c(&targetType); c(&tags); c(&attachmentsInformation); c(&requires); c(&author); c(&reviewInformation); c(&approvedVersion); c(&pendingReviewVersion); c(&reviewStatus); c(&category); c(&categoryEnum) }
    public static var shape: StructureModel { SSM.model["DocumentDescription"] }
  }
  public struct DocumentParameter: AWSShape {
    public var name: String?
    public var type: String?
    public var description: String?
    public var defaultValue: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&name); c(&type); c(&description); c(&defaultValue) }
    public static var shape: StructureModel { SSM.model["DocumentParameter"] }
  }
  public struct DocumentRequires: AWSShape {
    public var name: String?
    public var version: String?
    public var requireType: String?
    public var versionName: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&name); c(&version); c(&requireType); c(&versionName) }
    public static var shape: StructureModel { SSM.model["DocumentRequires"] }
  }
  public struct GetCommandInvocationInput: AWSShape {
    public var commandId: String?
    public var instanceId: String?
    public var pluginName: String?
    public init() {}
    public init(commandId: String? = nil, instanceId: String? = nil, pluginName: String? = nil) {
      self.commandId = commandId; self.instanceId = instanceId; self.pluginName = pluginName
    }
    public mutating func visit(_ c: MemberCoder) { c(&commandId); c(&instanceId); c(&pluginName) }
    public static var shape: StructureModel { SSM.model["GetCommandInvocationInput"] }
  }
  public struct GetCommandInvocationOutput: AWSShape {
    public var commandId: String?
    public var instanceId: String?
    public var comment: String?
    public var documentName: String?
    public var documentVersion: String?
    public var pluginName: String?
    public var responseCode: Int?
    public var executionStartDateTime: String?
    public var executionElapsedTime: String?
    public var executionEndDateTime: String?
    public var status: String?
    public var statusDetails: String?
    public var standardOutputContent: String?
    public var standardOutputUrl: String?
    public var standardErrorContent: String?
    public var standardErrorUrl: String?
    public var cloudWatchOutputConfig: CloudWatchOutputConfig?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&commandId); c(&instanceId); c(&comment); c(&documentName); c(&documentVersion); c(&pluginName); c(&responseCode); c(&executionStartDateTime); c(&executionElapsedTime); c(&executionEndDateTime); c(&status); c(&statusDetails); c(&standardOutputContent); c(&standardOutputUrl); c(&standardErrorContent); c(&standardErrorUrl); c(&cloudWatchOutputConfig) }
    public static var shape: StructureModel { SSM.model["GetCommandInvocationOutput"] }
  }
  public struct GetDocumentInput: AWSShape {
    public var name: String?
    public var versionName: String?
    public var documentVersion: String?
    public var documentFormat: String?
    public init() {}
    public init(name: String? = nil, versionName: String? = nil, documentVersion: String? = nil, documentFormat: String? = nil) {
      self.name = name; self.versionName = versionName; self.documentVersion = documentVersion; self.documentFormat = documentFormat
    }
    public mutating func visit(_ c: MemberCoder) { c(&name); c(&versionName); c(&documentVersion); c(&documentFormat) }
    public static var shape: StructureModel { SSM.model["GetDocumentInput"] }
  }
  public struct GetDocumentOutput: AWSShape {
    public var name: String?
    public var createdDate: AWSInstant?
    public var displayName: String?
    public var versionName: String?
    public var documentVersion: String?
    public var status: String?
    public var statusInformation: String?
    public var content: String?
    public var documentType: String?
    public var documentFormat: String?
    public var requires: [DocumentRequires]?
    public var attachmentsContent: [AttachmentContent]?
    public var reviewStatus: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&name); c(&createdDate); c(&displayName); c(&versionName); c(&documentVersion); c(&status); c(&statusInformation); c(&content); c(&documentType); c(&documentFormat); c(&requires); c(&attachmentsContent); c(&reviewStatus) }
    public static var shape: StructureModel { SSM.model["GetDocumentOutput"] }
  }
  public struct InstanceAggregatedAssociationOverview: AWSShape {
    public var detailedStatus: String?
    public var instanceAssociationStatusAggregatedCount: [String: Int]?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&detailedStatus); c(&instanceAssociationStatusAggregatedCount) }
    public static var shape: StructureModel { SSM.model["InstanceAggregatedAssociationOverview"] }
  }
  public struct InstanceInformation: AWSShape, CustomReflectable {
    public var instanceId: String?
    public var pingStatus: String?
    public var lastPingDateTime: AWSInstant?
    public var agentVersion: String?
    public var isLatestVersion: Bool?
    public var platformType: String?
    public var platformName: String?
    public var platformVersion: String?
    public var activationId: String?
    public var iamRole: String?
    public var registrationDate: AWSInstant?
    public var resourceType: String?
    public var name: String?
    public var ipAddress: String?
    public var computerName: String?
    public var associationStatus: String?
    public var lastAssociationExecutionDate: AWSInstant?
    public var lastSuccessfulAssociationExecutionDate: AWSInstant?
    public var associationOverview: InstanceAggregatedAssociationOverview?
    public var sourceId: String?
    public var sourceType: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&instanceId); c(&pingStatus); c(&lastPingDateTime); c(&agentVersion); c(&isLatestVersion); c(&platformType); c(&platformName); c(&platformVersion); c(&activationId); c(&iamRole); c(&registrationDate); c(&resourceType); c(&name); c(&ipAddress); c(&computerName); c(&associationStatus); c(&lastAssociationExecutionDate); c(&lastSuccessfulAssociationExecutionDate); c(&associationOverview); c(&sourceId); c(&sourceType) }
    public static var shape: StructureModel { SSM.model["InstanceInformation"] }
    public var customMirror: Mirror { mirror(hiding: ["IPAddress"]) }
  }
  public struct InstanceInformationFilter: AWSShape {
    public var key: String?
    public var valueSet: [String]?
    public init() {}
    public init(key: String? = nil, valueSet: [String]? = nil) {
      self.key = key; self.valueSet = valueSet
    }
    public mutating func visit(_ c: MemberCoder) { c(&key); c(&valueSet) }
    public static var shape: StructureModel { SSM.model["InstanceInformationFilter"] }
  }
  public struct InstanceInformationStringFilter: AWSShape {
    public var key: String?
    public var values: [String]?
    public init() {}
    public init(key: String? = nil, values: [String]? = nil) {
      self.key = key; self.values = values
    }
    public mutating func visit(_ c: MemberCoder) { c(&key); c(&values) }
    public static var shape: StructureModel { SSM.model["InstanceInformationStringFilter"] }
  }
  public struct ListCommandInvocationsInput: AWSShape {
    public var commandId: String?
    public var instanceId: String?
    public var maxResults: Int?
    public var nextToken: String?
    public var filters: [CommandFilter]?
    public var details: Bool?
    public init() {}
    public init(commandId: String? = nil, instanceId: String? = nil, maxResults: Int? = nil, nextToken: String? = nil, filters: [CommandFilter]? = nil, details: Bool? = nil) {
      self.commandId = commandId; self.instanceId = instanceId; self.maxResults = maxResults; self.nextToken = nextToken; self.filters = filters; self.details = details
    }
    public mutating func visit(_ c: MemberCoder) { c(&commandId); c(&instanceId); c(&maxResults); c(&nextToken); c(&filters); c(&details) }
    public static var shape: StructureModel { SSM.model["ListCommandInvocationsInput"] }
  }
  public struct ListCommandInvocationsOutput: AWSShape {
    public var commandInvocations: [CommandInvocation]?
    public var nextToken: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&commandInvocations); c(&nextToken) }
    public static var shape: StructureModel { SSM.model["ListCommandInvocationsOutput"] }
  }
  public struct ListCommandsInput: AWSShape {
    public var commandId: String?
    public var instanceId: String?
    public var maxResults: Int?
    public var nextToken: String?
    public var filters: [CommandFilter]?
    public init() {}
    public init(commandId: String? = nil, instanceId: String? = nil, maxResults: Int? = nil, nextToken: String? = nil, filters: [CommandFilter]? = nil) {
      self.commandId = commandId; self.instanceId = instanceId; self.maxResults = maxResults; self.nextToken = nextToken; self.filters = filters
    }
    public mutating func visit(_ c: MemberCoder) { c(&commandId); c(&instanceId); c(&maxResults); c(&nextToken); c(&filters) }
    public static var shape: StructureModel { SSM.model["ListCommandsInput"] }
  }
  public struct ListCommandsOutput: AWSShape {
    public var commands: [Command]?
    public var nextToken: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&commands); c(&nextToken) }
    public static var shape: StructureModel { SSM.model["ListCommandsOutput"] }
  }
  public struct NotificationConfig: AWSShape {
    public var notificationArn: String?
    public var notificationEvents: [String]?
    public var notificationType: String?
    public init() {}
    public init(notificationArn: String? = nil, notificationEvents: [String]? = nil, notificationType: String? = nil) {
      self.notificationArn = notificationArn; self.notificationEvents = notificationEvents; self.notificationType = notificationType
    }
    public mutating func visit(_ c: MemberCoder) { c(&notificationArn); c(&notificationEvents); c(&notificationType) }
    public static var shape: StructureModel { SSM.model["NotificationConfig"] }
  }
  public struct ReviewInformation: AWSShape {
    public var reviewedTime: AWSInstant?
    public var status: String?
    public var reviewer: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&reviewedTime); c(&status); c(&reviewer) }
    public static var shape: StructureModel { SSM.model["ReviewInformation"] }
  }
  public struct SendCommandInput: AWSShape {
    public var instanceIds: [String]?
    public var targets: [Target]?
    public var documentName: String?
    public var documentVersion: String?
    public var documentHash: String?
    public var documentHashType: String?
    public var timeoutSeconds: Int?
    public var comment: String?
    public var parameters: [String: [String]]?
    public var outputS3Region: String?
    public var outputS3BucketName: String?
    public var outputS3KeyPrefix: String?
    public var maxConcurrency: String?
    public var maxErrors: String?
    public var serviceRoleArn: String?
    public var notificationConfig: NotificationConfig?
    public var cloudWatchOutputConfig: CloudWatchOutputConfig?
    public init() {}
    public init(instanceIds: [String]? = nil, targets: [Target]? = nil, documentName: String? = nil, documentVersion: String? = nil, documentHash: String? = nil, documentHashType: String? = nil, timeoutSeconds: Int? = nil, comment: String? = nil, parameters: [String: [String]]? = nil, outputS3Region: String? = nil, outputS3BucketName: String? = nil, outputS3KeyPrefix: String? = nil, maxConcurrency: String? = nil, maxErrors: String? = nil, serviceRoleArn: String? = nil, notificationConfig: NotificationConfig? = nil, cloudWatchOutputConfig: CloudWatchOutputConfig? = nil) {
      self.instanceIds = instanceIds; self.targets = targets; self.documentName = documentName; self.documentVersion = documentVersion; self.documentHash = documentHash; self.documentHashType = documentHashType; self.timeoutSeconds = timeoutSeconds; self.comment = comment; self.parameters = parameters; self.outputS3Region = outputS3Region; self.outputS3BucketName = outputS3BucketName; self.outputS3KeyPrefix = outputS3KeyPrefix; self.maxConcurrency = maxConcurrency; self.maxErrors = maxErrors; self.serviceRoleArn = serviceRoleArn; self.notificationConfig = notificationConfig; self.cloudWatchOutputConfig = cloudWatchOutputConfig
    }
    public mutating func visit(_ c: MemberCoder) { c(&instanceIds); c(&targets); c(&documentName); c(&documentVersion); c(&documentHash); c(&documentHashType); c(&timeoutSeconds); c(&comment); c(&parameters); c(&outputS3Region); c(&outputS3BucketName); c(&outputS3KeyPrefix); c(&maxConcurrency); c(&maxErrors); c(&serviceRoleArn); c(&notificationConfig); c(&cloudWatchOutputConfig) }
    public static var shape: StructureModel { SSM.model["SendCommandInput"] }
  }
  public struct SendCommandOutput: AWSShape {
    public var command: Command?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&command) }
    public static var shape: StructureModel { SSM.model["SendCommandOutput"] }
  }
  public struct Tag: AWSShape {
    public var key: String?
    public var value: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&key); c(&value) }
    public static var shape: StructureModel { SSM.model["Tag"] }
  }
  public struct Target: AWSShape {
    public var key: String?
    public var values: [String]?
    public init() {}
    public init(key: String? = nil, values: [String]? = nil) {
      self.key = key; self.values = values
    }
    public mutating func visit(_ c: MemberCoder) { c(&key); c(&values) }
    public static var shape: StructureModel { SSM.model["Target"] }
  }
}

extension SSM {
  /// All structures, for tests that walk over them.
  static let shapes: [any AWSShape.Type] = [AttachmentContent.self, AttachmentInformation.self, CancelCommandInput.self, CancelCommandOutput.self, CloudWatchOutputConfig.self, Command.self, CommandFilter.self, CommandInvocation.self, CommandPlugin.self, DescribeDocumentInput.self, DescribeDocumentOutput.self, DescribeInstanceInformationInput.self, DescribeInstanceInformationOutput.self, DocumentDescription.self, DocumentParameter.self, DocumentRequires.self, GetCommandInvocationInput.self, GetCommandInvocationOutput.self, GetDocumentInput.self, GetDocumentOutput.self, InstanceAggregatedAssociationOverview.self, InstanceInformation.self, InstanceInformationFilter.self, InstanceInformationStringFilter.self, ListCommandInvocationsInput.self, ListCommandInvocationsOutput.self, ListCommandsInput.self, ListCommandsOutput.self, NotificationConfig.self, ReviewInformation.self, SendCommandInput.self, SendCommandOutput.self, Tag.self, Target.self]
  static let table = #"""
    $id=SSM|protocol=json|version=2014-11-06|prefix=ssm|signing=ssm|target=AmazonSSM|json=1.1
    !SendCommand POST / SendCommandInput SendCommandOutput once
    !GetCommandInvocation POST / GetCommandInvocationInput GetCommandInvocationOutput
    !ListCommandInvocations POST / ListCommandInvocationsInput ListCommandInvocationsOutput
    !ListCommands POST / ListCommandsInput ListCommandsOutput
    !CancelCommand POST / CancelCommandInput CancelCommandOutput
    !DescribeInstanceInformation POST / DescribeInstanceInformationInput DescribeInstanceInformationOutput
    !DescribeDocument POST / DescribeDocumentInput DescribeDocumentOutput
    !GetDocument POST / GetDocumentInput GetDocumentOutput
    AttachmentContent Name:s Size:i Hash:s HashType:s Url:s
    AttachmentInformation Name:s
    CancelCommandInput CommandId:s:r InstanceIds:[;s
    CancelCommandOutput
    CloudWatchOutputConfig CloudWatchLogGroupName:s CloudWatchOutputEnabled:b
    Command CommandId:s DocumentName:s DocumentVersion:s Comment:s ExpiresAfter:t Parameters:{;;[;s InstanceIds:[;s Targets:[;@Target RequestedDateTime:t Status:s StatusDetails:s OutputS3Region:s OutputS3BucketName:s OutputS3KeyPrefix:s MaxConcurrency:s MaxErrors:s TargetCount:i CompletedCount:i ErrorCount:i DeliveryTimedOutCount:i ServiceRole:s NotificationConfig:@NotificationConfig CloudWatchOutputConfig:@CloudWatchOutputConfig TimeoutSeconds:i
    CommandFilter key:s:r value:s:r
    CommandInvocation CommandId:s InstanceId:s InstanceName:s Comment:s DocumentName:s DocumentVersion:s RequestedDateTime:t Status:s StatusDetails:s TraceOutput:s StandardOutputUrl:s StandardErrorUrl:s CommandPlugins:[;@CommandPlugin ServiceRole:s NotificationConfig:@NotificationConfig CloudWatchOutputConfig:@CloudWatchOutputConfig
    CommandPlugin Name:s Status:s StatusDetails:s ResponseCode:i ResponseStartDateTime:t ResponseFinishDateTime:t Output:s StandardOutputUrl:s StandardErrorUrl:s OutputS3Region:s OutputS3BucketName:s OutputS3KeyPrefix:s
    DescribeDocumentInput Name:s:r DocumentVersion:s VersionName:s
    DescribeDocumentOutput Document:@DocumentDescription
    DescribeInstanceInformationInput InstanceInformationFilterList:[;@InstanceInformationFilter Filters:[;@InstanceInformationStringFilter MaxResults:i NextToken:s
    DescribeInstanceInformationOutput InstanceInformationList:[;@InstanceInformation NextToken:s
    DocumentDescription Sha1:s Hash:s HashType:s Name:s DisplayName:s VersionName:s Owner:s CreatedDate:t Status:s StatusInformation:s DocumentVersion:s Description:s Parameters:[;@DocumentParameter PlatformTypes:[;s DocumentType:s SchemaVersion:s LatestVersion:s DefaultVersion:s DocumentFormat:s TargetType:s Tags:[;@Tag AttachmentsInformation:[;@AttachmentInformation Requires:[;@DocumentRequires Author:s ReviewInformation:[;@ReviewInformation ApprovedVersion:s PendingReviewVersion:s ReviewStatus:s Category:[;s CategoryEnum:[;s
    DocumentParameter Name:s Type:s Description:s DefaultValue:s
    DocumentRequires Name:s Version:s RequireType:s VersionName:s
    GetCommandInvocationInput CommandId:s:r InstanceId:s:r PluginName:s
    GetCommandInvocationOutput CommandId:s InstanceId:s Comment:s DocumentName:s DocumentVersion:s PluginName:s ResponseCode:i ExecutionStartDateTime:s ExecutionElapsedTime:s ExecutionEndDateTime:s Status:s StatusDetails:s StandardOutputContent:s StandardOutputUrl:s StandardErrorContent:s StandardErrorUrl:s CloudWatchOutputConfig:@CloudWatchOutputConfig
    GetDocumentInput Name:s:r VersionName:s DocumentVersion:s DocumentFormat:s
    GetDocumentOutput Name:s CreatedDate:t DisplayName:s VersionName:s DocumentVersion:s Status:s StatusInformation:s Content:s DocumentType:s DocumentFormat:s Requires:[;@DocumentRequires AttachmentsContent:[;@AttachmentContent ReviewStatus:s
    InstanceAggregatedAssociationOverview DetailedStatus:s InstanceAssociationStatusAggregatedCount:{;;i
    InstanceInformation InstanceId:s PingStatus:s LastPingDateTime:t AgentVersion:s IsLatestVersion:b PlatformType:s PlatformName:s PlatformVersion:s ActivationId:s IamRole:s RegistrationDate:t ResourceType:s Name:s IPAddress:s ComputerName:s AssociationStatus:s LastAssociationExecutionDate:t LastSuccessfulAssociationExecutionDate:t AssociationOverview:@InstanceAggregatedAssociationOverview SourceId:s SourceType:s
    InstanceInformationFilter key:s:r valueSet:[;s:r
    InstanceInformationStringFilter Key:s:r Values:[;s:r
    ListCommandInvocationsInput CommandId:s InstanceId:s MaxResults:i NextToken:s Filters:[;@CommandFilter Details:b
    ListCommandInvocationsOutput CommandInvocations:[;@CommandInvocation NextToken:s
    ListCommandsInput CommandId:s InstanceId:s MaxResults:i NextToken:s Filters:[;@CommandFilter
    ListCommandsOutput Commands:[;@Command NextToken:s
    NotificationConfig NotificationArn:s NotificationEvents:[;s NotificationType:s
    ReviewInformation ReviewedTime:t Status:s Reviewer:s
    SendCommandInput InstanceIds:[;s Targets:[;@Target DocumentName:s:r DocumentVersion:s DocumentHash:s DocumentHashType:s TimeoutSeconds:i Comment:s Parameters:{;;[;s OutputS3Region:s OutputS3BucketName:s OutputS3KeyPrefix:s MaxConcurrency:s MaxErrors:s ServiceRoleArn:s NotificationConfig:@NotificationConfig CloudWatchOutputConfig:@CloudWatchOutputConfig
    SendCommandOutput Command:@Command
    Tag Key:s Value:s
    Target Key:s Values:[;s
    """#
}
