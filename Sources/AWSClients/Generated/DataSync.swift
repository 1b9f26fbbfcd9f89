// swift-format-ignore-file
// Written by scripts/generate-aws-clients from botocore 1.43.11 (Apache-2.0, see NOTICE).

public import AWSSigning

/// The operations of AWS DataSync that Needletail calls.
public struct DataSync: Sendable {
  /// Where and as whom the calls are made.
  public var session: AWSSession
  /// A client; making one costs nothing.
  public init(_ session: AWSSession) { self.session = session }
  static let model = ServiceModel(table: table)
  /// Calls CreateLocationEfs.
  public func createLocationEfs(_ input: CreateLocationEfsInput) async throws -> CreateLocationEfsOutput {
    return try await session.call(DataSync.model, "CreateLocationEfs", input)
  }
  /// Calls CreateLocationS3.
  public func createLocationS3(_ input: CreateLocationS3Input) async throws -> CreateLocationS3Output {
    return try await session.call(DataSync.model, "CreateLocationS3", input)
  }
  /// Calls CreateTask.
  public func createTask(_ input: CreateTaskInput) async throws -> CreateTaskOutput {
    return try await session.call(DataSync.model, "CreateTask", input)
  }
  /// Calls StartTaskExecution.
  public func startTaskExecution(_ input: StartTaskExecutionInput) async throws -> StartTaskExecutionOutput {
    return try await session.call(DataSync.model, "StartTaskExecution", input)
  }
  /// Calls ListTagsForResource.
  public func listTagsForResource(_ input: ListTagsForResourceInput) async throws -> ListTagsForResourceOutput {
    return try await session.call(DataSync.model, "ListTagsForResource", input)
  }
  /// Calls DescribeTaskExecution.
  public func describeTaskExecution(_ input: DescribeTaskExecutionInput) async throws -> DescribeTaskExecutionOutput {
    return try await session.call(DataSync.model, "DescribeTaskExecution", input)
  }
  /// Calls CancelTaskExecution.
  public func cancelTaskExecution(_ input: CancelTaskExecutionInput) async throws -> CancelTaskExecutionOutput {
    return try await session.call(DataSync.model, "CancelTaskExecution", input)
  }
  /// Calls ListTaskExecutions.
  public func listTaskExecutions(_ input: ListTaskExecutionsInput = .init()) async throws -> ListTaskExecutionsOutput {
    return try await session.call(DataSync.model, "ListTaskExecutions", input)
  }
  /// Calls DescribeTask.
  public func describeTask(_ input: DescribeTaskInput) async throws -> DescribeTaskOutput {
    return try await session.call(DataSync.model, "DescribeTask", input)
  }
  /// Calls DeleteTask.
  public func deleteTask(_ input: DeleteTaskInput) async throws -> DeleteTaskOutput {
    return try await session.call(DataSync.model, "DeleteTask", input)
  }
  /// Calls DeleteLocation.
  public func deleteLocation(_ input: DeleteLocationInput) async throws -> DeleteLocationOutput {
    return try await session.call(DataSync.model, "DeleteLocation", input)
  }
  /// Calls ListTasks.
  public func listTasks(_ input: ListTasksInput = .init()) async throws -> ListTasksOutput {
    return try await session.call(DataSync.model, "ListTasks", input)
  }
  /// Calls ListLocations.
  public func listLocations(_ input: ListLocationsInput = .init()) async throws -> ListLocationsOutput {
    return try await session.call(DataSync.model, "ListLocations", input)
  }
}

extension DataSync {
  /// Every page of ListTagsForResource.
  public func listTagsForResourcePages(_ input: ListTagsForResourceInput = .init()) -> AWSPages<ListTagsForResourceInput, ListTagsForResourceOutput> {
    AWSPages(input, { try await listTagsForResource($0) }) { input, output in
      input.nextToken = output.nextToken
      return [output.nextToken]
    }
  }
  /// Every page of ListTaskExecutions.
  public func listTaskExecutionsPages(_ input: ListTaskExecutionsInput = .init()) -> AWSPages<ListTaskExecutionsInput, ListTaskExecutionsOutput> {
    AWSPages(input, { try await listTaskExecutions($0) }) { input, output in
      input.nextToken = output.nextToken
      return [output.nextToken]
    }
  }
  /// Every page of ListTasks.
  public func listTasksPages(_ input: ListTasksInput = .init()) -> AWSPages<ListTasksInput, ListTasksOutput> {
    AWSPages(input, { try await listTasks($0) }) { input, output in
      input.nextToken = output.nextToken
      return [output.nextToken]
    }
  }
  /// Every page of ListLocations.
  public func listLocationsPages(_ input: ListLocationsInput = .init()) -> AWSPages<ListLocationsInput, ListLocationsOutput> {
    AWSPages(input, { try await listLocations($0) }) { input, output in
      input.nextToken = output.nextToken
      return [output.nextToken]
    }
  }
}

extension DataSync {
  public struct CancelTaskExecutionInput: AWSShape {
    public var taskExecutionArn: String?
    public init() {}
    public init(taskExecutionArn: String? = nil) {
      self.taskExecutionArn = taskExecutionArn
    }
    public mutating func visit(_ c: MemberCoder) { c(&taskExecutionArn) }
    public static var shape: StructureModel { DataSync.model["CancelTaskExecutionInput"] }
  }
  public struct CancelTaskExecutionOutput: AWSShape {
    public init() {}
    public mutating func visit(_ c: MemberCoder) {  }
    public static var shape: StructureModel { DataSync.model["CancelTaskExecutionOutput"] }
  }
  public struct CreateLocationEfsInput: AWSShape {
    public var subdirectory: String?
    public var efsFilesystemArn: String?
    public var ec2Config: Ec2Config?
    public var tags: [TagListEntry]?
    public var accessPointArn: String?
    public var fileSystemAccessRoleArn: String?
    public var inTransitEncryption: String?
    public init() {}
    public init(subdirectory: String? = nil, efsFilesystemArn: String? = nil, ec2Config: Ec2Config? = nil, tags: [TagListEntry]? = nil, accessPointArn: String? = nil, fileSystemAccessRoleArn: String? = nil, inTransitEncryption: String? = nil) {
      self.subdirectory = subdirectory; self.efsFilesystemArn = efsFilesystemArn; self.ec2Config = ec2Config; self.tags = tags; self.accessPointArn = accessPointArn; self.fileSystemAccessRoleArn = fileSystemAccessRoleArn; self.inTransitEncryption = inTransitEncryption
    }
    public mutating func visit(_ c: MemberCoder) { c(&subdirectory); c(&efsFilesystemArn); c(&ec2Config); c(&tags); c(&accessPointArn); c(&fileSystemAccessRoleArn); c(&inTransitEncryption) }
    public static var shape: StructureModel { DataSync.model["CreateLocationEfsInput"] }
  }
  public struct CreateLocationEfsOutput: AWSShape {
    public var locationArn: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&locationArn) }
    public static var shape: StructureModel { DataSync.model["CreateLocationEfsOutput"] }
  }
  public struct CreateLocationS3Input: AWSShape {
    public var subdirectory: String?
    public var s3BucketArn: String?
    public var s3StorageClass: String?
    public var s3Config: S3Config?
    public var agentArns: [String]?
    public var tags: [TagListEntry]?
    public init() {}
    public init(subdirectory: String? = nil, s3BucketArn: String? = nil, s3StorageClass: String? = nil, s3Config: S3Config? = nil, agentArns: [String]? = nil, tags: [TagListEntry]? = nil) {
      self.subdirectory = subdirectory; self.s3BucketArn = s3BucketArn; self.s3StorageClass = s3StorageClass; self.s3Config = s3Config; self.agentArns = agentArns; self.tags = tags
    }
    public mutating func visit(_ c: MemberCoder) { c(&subdirectory); c(&s3BucketArn); c(&s3StorageClass); c(&s3Config); c(&agentArns); c(&tags) }
    public static var shape: StructureModel { DataSync.model["CreateLocationS3Input"] }
  }
  public struct CreateLocationS3Output: AWSShape {
    public var locationArn: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&locationArn) }
    public static var shape: StructureModel { DataSync.model["CreateLocationS3Output"] }
  }
  public struct CreateTaskInput: AWSShape {
    public var sourceLocationArn: String?
    public var destinationLocationArn: String?
    public var cloudWatchLogGroupArn: String?
    public var name: String?
    public var options: Options?
    public var excludes: [FilterRule]?
    public var schedule: TaskSchedule?
    public var tags: [TagListEntry]?
    public var includes: [FilterRule]?
    public var manifestConfig: ManifestConfig?
    public var taskReportConfig: TaskReportConfig?
    public var taskMode: String?
    public init() {}
    public init(sourceLocationArn: String? = nil, destinationLocationArn: String? = nil, cloudWatchLogGroupArn: String? = nil, name: String? = nil, options: Options? = nil, excludes: [FilterRule]? = nil, schedule: TaskSchedule? = nil, tags: [TagListEntry]? = nil, includes: [FilterRule]? = nil, manifestConfig: ManifestConfig? = nil, taskReportConfig: TaskReportConfig? = nil, taskMode: String? = nil) {
      self.sourceLocationArn = sourceLocationArn; self.destinationLocationArn = destinationLocationArn; self.cloudWatchLogGroupArn = cloudWatchLogGroupArn; self.name = name; self.options = options; self.excludes = excludes; self.schedule = schedule; self.tags = tags; self.includes = includes; self.manifestConfig = manifestConfig; self.taskReportConfig = taskReportConfig; self.taskMode = taskMode
    }
    public mutating func visit(_ c: MemberCoder) { c(&sourceLocationArn); c(&destinationLocationArn); c(&cloudWatchLogGroupArn); c(&name); c(&options); c(&excludes); c(&schedule); c(&tags); c(&includes); c(&manifestConfig); c(&taskReportConfig); c(&taskMode) }
    public static var shape: StructureModel { DataSync.model["CreateTaskInput"] }
  }
  public struct CreateTaskOutput: AWSShape {
    public var taskArn: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&taskArn) }
    public static var shape: StructureModel { DataSync.model["CreateTaskOutput"] }
  }
  public struct DeleteLocationInput: AWSShape {
    public var locationArn: String?
    public init() {}
    public init(locationArn: String? = nil) {
      self.locationArn = locationArn
    }
    public mutating func visit(_ c: MemberCoder) { c(&locationArn) }
    public static var shape: StructureModel { DataSync.model["DeleteLocationInput"] }
  }
  public struct DeleteLocationOutput: AWSShape {
    public init() {}
    public mutating func visit(_ c: MemberCoder) {  }
    public static var shape: StructureModel { DataSync.model["DeleteLocationOutput"] }
  }
  public struct DeleteTaskInput: AWSShape {
    public var taskArn: String?
    public init() {}
    public init(taskArn: String? = nil) {
      self.taskArn = taskArn
    }
    public mutating func visit(_ c: MemberCoder) { c(&taskArn) }
    public static var shape: StructureModel { DataSync.model["DeleteTaskInput"] }
  }
  public struct DeleteTaskOutput: AWSShape {
    public init() {}
    public mutating func visit(_ c: MemberCoder) {  }
    public static var shape: StructureModel { DataSync.model["DeleteTaskOutput"] }
  }
  public struct DescribeTaskExecutionInput: AWSShape {
    public var taskExecutionArn: String?
    public init() {}
    public init(taskExecutionArn: String? = nil) {
      self.taskExecutionArn = taskExecutionArn
    }
    public mutating func visit(_ c: MemberCoder) { c(&taskExecutionArn) }
    public static var shape: StructureModel { DataSync.model["DescribeTaskExecutionInput"] }
  }
  public struct DescribeTaskExecutionOutput: AWSShape {
    public var taskExecutionArn: String?
    public var status: String?
    public var options: Options?
    public var excludes: [FilterRule]?
    public var includes: [FilterRule]?
    public var manifestConfig: ManifestConfig?
    public var startTime: AWSInstant?
    public var estimatedFilesToTransfer: Int?
    public var estimatedBytesToTransfer: Int?
    public var filesTransferred: Int?
    public var bytesWritten: Int?
    public var bytesTransferred: Int?
    public var bytesCompressed: Int?
    public var result: TaskExecutionResultDetail?
    public var taskReportConfig: TaskReportConfig?
    public var filesDeleted: Int?
    public var filesSkipped: Int?
    public var filesVerified: Int?
    public var reportResult: ReportResult?
    public var estimatedFilesToDelete: Int?
    public var taskMode: String?
    public var filesPrepared: Int?
    public var filesListed: TaskExecutionFilesListedDetail?
    public var filesFailed: TaskExecutionFilesFailedDetail?
    public var estimatedFoldersToDelete: Int?
    public var estimatedFoldersToTransfer: Int?
    public var foldersSkipped: Int?
    public var foldersPrepared: Int?
    public var foldersTransferred: Int?
    public var foldersVerified: Int?
    public var foldersDeleted: Int?
    public var foldersListed: TaskExecutionFoldersListedDetail?
    public var foldersFailed: TaskExecutionFoldersFailedDetail?
    public var launchTime: AWSInstant?
    public var endTime: AWSInstant?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&taskExecutionArn); c(&status); c(&options); c(&excludes); c(&includes); c(&manifestConfig); c(&startTime); c(&estimatedFilesToTransfer); c(&estimatedBytesToTransfer); c(&filesTransferred); c(&bytesWritten); c(&bytesTransferred); c(&bytesCompressed); c(&result); c(&taskReportConfig); c(&filesDeleted); c(&filesSkipped); c(&filesVerified); c(&reportResult); c(&estimatedFilesToDelete); c(&taskMode); c(&filesPrepared); c(&filesListed); c(&filesFailed); c(&estimatedFoldersToDelete); c(&estimatedFoldersToTransfer); c(&foldersSkipped); c(&foldersPrepared); c(&foldersTransferred); c(&foldersVerified); c(&foldersDeleted); c(&foldersListed); c(&foldersFailed); c(&launchTime); c(&endTime) }
    public static var shape: StructureModel { DataSync.model["DescribeTaskExecutionOutput"] }
  }
  public struct DescribeTaskInput: AWSShape {
    public var taskArn: String?
    public init() {}
    public init(taskArn: String? = nil) {
      self.taskArn = taskArn
    }
    public mutating func visit(_ c: MemberCoder) { c(&taskArn) }
    public static var shape: StructureModel { DataSync.model["DescribeTaskInput"] }
  }
  public struct DescribeTaskOutput: AWSShape {
    public var taskArn: String?
    public var status: String?
    public var name: String?
    public var currentTaskExecutionArn: String?
    public var sourceLocationArn: String?
    public var destinationLocationArn: String?
    public var cloudWatchLogGroupArn: String?
    public var sourceNetworkInterfaceArns: [String]?
    public var destinationNetworkInterfaceArns: [String]?
    public var options: Options?
    public var excludes: [FilterRule]?
    public var schedule: TaskSchedule?
    public var errorCode: String?
    public var errorDetail: String?
    public var creationTime: AWSInstant?
    public var includes: [FilterRule]?
    public var manifestConfig: ManifestConfig?
    public var taskReportConfig: TaskReportConfig?
    public var scheduleDetails: TaskScheduleDetails?
    public var taskMode: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&taskArn); c(&status); c(&name); c(&currentTaskExecutionArn); c(&sourceLocationArn); c(&destinationLocationArn); c(&cloudWatchLogGroupArn); c(&sourceNetworkInterfaceArns); c(&destinationNetworkInterfaceArns); c(&options); c(&excludes); c(&schedule); c(&errorCode); c(&errorDetail); c(&creationTime); c(&includes); c(&manifestConfig); c(&taskReportConfig); c(&scheduleDetails); c(&taskMode) }
    public static var shape: StructureModel { DataSync.model["DescribeTaskOutput"] }
  }
  public struct Ec2Config: AWSShape {
    public var subnetArn: String?
    public var securityGroupArns: [String]?
    public init() {}
    public init(subnetArn: String? = nil, securityGroupArns: [String]? = nil) {
      self.subnetArn = subnetArn; self.securityGroupArns = securityGroupArns
    }
    public mutating func visit(_ c: MemberCoder) { c(&subnetArn); c(&securityGroupArns) }
    public static var shape: StructureModel { DataSync.model["Ec2Config"] }
  }
  public struct FilterRule: AWSShape {
    public var filterType: String?
    public var value: String?
    public init() {}
    public init(filterType: String? = nil, value: String? = nil) {
      self.filterType = filterType; self.value = value
    }
    public mutating func visit(_ c: MemberCoder) { c(&filterType); c(&value) }
    public static var shape: StructureModel { DataSync.model["FilterRule"] }
  }
  public struct ListLocationsInput: AWSShape {
    public var maxResults: Int?
    public var nextToken: String?
    public var filters: [LocationFilter]?
    public init() {}
    public init(maxResults: Int? = nil, nextToken: String? = nil, filters: [LocationFilter]? = nil) {
      self.maxResults = maxResults; self.nextToken = nextToken; self.filters = filters
    }
    public mutating func visit(_ c: MemberCoder) { c(&maxResults); c(&nextToken); c(&filters) }
    public static var shape: StructureModel { DataSync.model["ListLocationsInput"] }
  }
  public struct ListLocationsOutput: AWSShape {
    public var locations: [LocationListEntry]?
    public var nextToken: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&locations); c(&nextToken) }
    public static var shape: StructureModel { DataSync.model["ListLocationsOutput"] }
  }
  public struct ListTagsForResourceInput: AWSShape {
    public var resourceArn: String?
    public var maxResults: Int?
    public var nextToken: String?
    public init() {}
    public init(resourceArn: String? = nil, maxResults: Int? = nil, nextToken: String? = nil) {
      self.resourceArn = resourceArn; self.maxResults = maxResults; self.nextToken = nextToken
    }
    public mutating func visit(_ c: MemberCoder) { c(&resourceArn); c(&maxResults); c(&nextToken) }
    public static var shape: StructureModel { DataSync.model["ListTagsForResourceInput"] }
  }
  public struct ListTagsForResourceOutput: AWSShape {
    public var tags: [TagListEntry]?
    public var nextToken: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&tags); c(&nextToken) }
    public static var shape: StructureModel { DataSync.model["ListTagsForResourceOutput"] }
  }
  public struct ListTaskExecutionsInput: AWSShape {
    public var taskArn: String?
    public var maxResults: Int?
    public var nextToken: String?
    public init() {}
    public init(taskArn: String? = nil, maxResults: Int? = nil, nextToken: String? = nil) {
      self.taskArn = taskArn; self.maxResults = maxResults; self.nextToken = nextToken
    }
    public mutating func visit(_ c: MemberCoder) { c(&taskArn); c(&maxResults); c(&nextToken) }
    public static var shape: StructureModel { DataSync.model["ListTaskExecutionsInput"] }
  }
  public struct ListTaskExecutionsOutput: AWSShape {
    public var taskExecutions: [TaskExecutionListEntry]?
    public var nextToken: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&taskExecutions); c(&nextToken) }
    public static var shape: StructureModel { DataSync.model["ListTaskExecutionsOutput"] }
  }
  public struct ListTasksInput: AWSShape {
    public var maxResults: Int?
    public var nextToken: String?
    public var filters: [TaskFilter]?
    public init() {}
    public init(maxResults: Int? = nil, nextToken: String? = nil, filters: [TaskFilter]? = nil) {
      self.maxResults = maxResults; self.nextToken = nextToken; self.filters = filters
    }
    public mutating func visit(_ c: MemberCoder) { c(&maxResults); c(&nextToken); c(&filters) }
    public static var shape: StructureModel { DataSync.model["ListTasksInput"] }
  }
  public struct ListTasksOutput: AWSShape {
    public var tasks: [TaskListEntry]?
    public var nextToken: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&tasks); c(&nextToken) }
    public static var shape: StructureModel { DataSync.model["ListTasksOutput"] }
  }
  public struct LocationFilter: AWSShape {
    public var name: String?
    public var values: [String]?
    public var `operator`: String?
    public init() {}
    public init(name: String? = nil, values: [String]? = nil, `operator`: String? = nil) {
      self.name = name; self.values = values; self.operator = `operator`
    }
    public mutating func visit(_ c: MemberCoder) { c(&name); c(&values); c(&`operator`) }
    public static var shape: StructureModel { DataSync.model["LocationFilter"] }
  }
  public struct LocationListEntry: AWSShape {
    public var locationArn: String?
    public var locationUri: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&locationArn); c(&locationUri) }
    public static var shape: StructureModel { DataSync.model["LocationListEntry"] }
  }
  public struct ManifestConfig: AWSShape {
    public var action: String?
    public var format: String?
    public var source: SourceManifestConfig?
    public init() {}
    public init(action: String? = nil, format: String? = nil, source: SourceManifestConfig? = nil) {
      self.action = action; self.format = format; self.source = source
    }
    public mutating func visit(_ c: MemberCoder) { c(&action); c(&format); c(&source) }
    public static var shape: StructureModel { DataSync.model["ManifestConfig"] }
  }
  public struct Options: AWSShape {
    public var verifyMode: String?
    public var overwriteMode: String?
    public var atime: String?
    public var mtime: String?
    public var uid: String?
    public var gid: String?
    public var preserveDeletedFiles: String?
    public var preserveDevices: String?
    public var posixPermissions: String?
    public var bytesPerSecond: Int?
    public var taskQueueing: String?
    public var logLevel: String?
    public var transferMode: String?
    public var securityDescriptorCopyFlags: String?
    public var objectTags: String?
    public init() {}
    public init(verifyMode: String? = nil, overwriteMode: String? = nil, atime: String? = nil, mtime: String? = nil, uid: String? = nil, gid: String? = nil, preserveDeletedFiles: String? = nil, preserveDevices: String? = nil, posixPermissions: String? = nil, bytesPerSecond: Int? = nil, taskQueueing: String? = nil, logLevel: String? = nil, transferMode: String? = nil, securityDescriptorCopyFlags: String? = nil, objectTags: String? = nil) {
      self.verifyMode = verifyMode; self.overwriteMode = overwriteMode; self.atime = atime; self.mtime = mtime; self.uid = uid; self.gid = gid; self.preserveDeletedFiles = preserveDeletedFiles; self.preserveDevices = preserveDevices; self.posixPermissions = posixPermissions; self.bytesPerSecond = bytesPerSecond; self.taskQueueing = taskQueueing; self.logLevel = logLevel; self.transferMode = transferMode; self.securityDescriptorCopyFlags = securityDescriptorCopyFlags; self.objectTags = objectTags
    }
    public mutating func visit(_ c: MemberCoder) { c(&verifyMode); c(&overwriteMode); c(&atime); c(&mtime); c(&uid); c(&gid); c(&preserveDeletedFiles); c(&preserveDevices); c(&posixPermissions); c(&bytesPerSecond); c(&taskQueueing); c(&logLevel); c(&transferMode); c(&securityDescriptorCopyFlags); c(&objectTags) }
    public static var shape: StructureModel { DataSync.model["Options"] }
  }
  public struct ReportDestination: AWSShape {
    public var s3: ReportDestinationS3?
    public init() {}
    public init(s3: ReportDestinationS3? = nil) {
      self.s3 = s3
    }
    public mutating func visit(_ c: MemberCoder) { c(&s3) }
    public static var shape: StructureModel { DataSync.model["ReportDestination"] }
  }
  public struct ReportDestinationS3: AWSShape {
    public var subdirectory: String?
    public var s3BucketArn: String?
    public var bucketAccessRoleArn: String?
    public init() {}
    public init(subdirectory: String? = nil, s3BucketArn: String? = nil, bucketAccessRoleArn: String? = nil) {
      self.subdirectory = subdirectory; self.s3BucketArn = s3BucketArn; self.bucketAccessRoleArn = bucketAccessRoleArn
    }
    public mutating func visit(_ c: MemberCoder) { c(&subdirectory); c(&s3BucketArn); c(&bucketAccessRoleArn) }
    public static var shape: StructureModel { DataSync.model["ReportDestinationS3"] }
  }
  public struct ReportOverride: AWSShape {
    public var reportLevel: String?
    public init() {}
    public init(reportLevel: String? = nil) {
      self.reportLevel = reportLevel
    }
    public mutating func visit(_ c: MemberCoder) { c(&reportLevel) }
    public static var shape: StructureModel { DataSync.model["ReportOverride"] }
  }
  public struct ReportOverrides: AWSShape {
    public var transferred: ReportOverride?
    public var verified: ReportOverride?
    public var deleted: ReportOverride?
    public var skipped: ReportOverride?
    public init() {}
    public init(transferred: ReportOverride? = nil, verified: ReportOverride? = nil, deleted: ReportOverride? = nil, skipped: ReportOverride? = nil) {
      self.transferred = transferred; self.verified = verified; self.deleted = deleted; self.skipped = skipped
    }
    public mutating func visit(_ c: MemberCoder) { c(&transferred); c(&verified); c(&deleted); c(&skipped) }
    public static var shape: StructureModel { DataSync.model["ReportOverrides"] }
  }
  public struct ReportResult: AWSShape {
    public var status: String?
    public var errorCode: String?
    public var errorDetail: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&status); c(&errorCode); c(&errorDetail) }
    public static var shape: StructureModel { DataSync.model["ReportResult"] }
  }
  public struct S3Config: AWSShape {
    public var bucketAccessRoleArn: String?
    public init() {}
    public init(bucketAccessRoleArn: String? = nil) {
      self.bucketAccessRoleArn = bucketAccessRoleArn
    }
    public mutating func visit(_ c: MemberCoder) { c(&bucketAccessRoleArn) }
    public static var shape: StructureModel { DataSync.model["S3Config"] }
  }
  public struct S3ManifestConfig: AWSShape {
    public var manifestObjectPath: String?
    public var bucketAccessRoleArn: String?
    public var s3BucketArn: String?
    public var manifestObjectVersionId: String?
    public init() {}
    public init(manifestObjectPath: String? = nil, bucketAccessRoleArn: String? = nil, s3BucketArn: String? = nil, manifestObjectVersionId: String? = nil) {
      self.manifestObjectPath = manifestObjectPath; self.bucketAccessRoleArn = bucketAccessRoleArn; self.s3BucketArn = s3BucketArn; self.manifestObjectVersionId = manifestObjectVersionId
    }
    public mutating func visit(_ c: MemberCoder) { c(&manifestObjectPath); c(&bucketAccessRoleArn); c(&s3BucketArn); c(&manifestObjectVersionId) }
    public static var shape: StructureModel { DataSync.model["S3ManifestConfig"] }
  }
  public struct SourceManifestConfig: AWSShape {
    public var s3: S3ManifestConfig?
    public init() {}
    public init(s3: S3ManifestConfig? = nil) {
      self.s3 = s3
    }
    public mutating func visit(_ c: MemberCoder) { c(&s3) }
    public static var shape: StructureModel { DataSync.model["SourceManifestConfig"] }
  }
  public struct StartTaskExecutionInput: AWSShape {
    public var taskArn: String?
    public var overrideOptions: Options?
    public var includes: [FilterRule]?
    public var excludes: [FilterRule]?
    public var manifestConfig: ManifestConfig?
    public var taskReportConfig: TaskReportConfig?
    public var tags: [TagListEntry]?
    public init() {}
    public init(taskArn: String? = nil, overrideOptions: Options? = nil, includes: [FilterRule]? = nil, excludes: [FilterRule]? = nil, manifestConfig: ManifestConfig? = nil, taskReportConfig: TaskReportConfig? = nil, tags: [TagListEntry]? = nil) {
      self.taskArn = taskArn; self.overrideOptions = overrideOptions; self.includes = includes; self.excludes = excludes; self.manifestConfig = manifestConfig; self.taskReportConfig = taskReportConfig; self.tags = tags
    }
    public mutating func visit(_ c: MemberCoder) { c(&taskArn); c(&overrideOptions); c(&includes); c(&excludes); c(&manifestConfig); c(&taskReportConfig); c(&tags) }
    public static var shape: StructureModel { DataSync.model["StartTaskExecutionInput"] }
  }
  public struct StartTaskExecutionOutput: AWSShape {
    public var taskExecutionArn: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&taskExecutionArn) }
    public static var shape: StructureModel { DataSync.model["StartTaskExecutionOutput"] }
  }
  public struct TagListEntry: AWSShape {
    public var key: String?
    public var value: String?
    public init() {}
    public init(key: String? = nil, value: String? = nil) {
      self.key = key; self.value = value
    }
    public mutating func visit(_ c: MemberCoder) { c(&key); c(&value) }
    public static var shape: StructureModel { DataSync.model["TagListEntry"] }
  }
  public struct TaskExecutionFilesFailedDetail: AWSShape {
    public var prepare: Int?
    public var transfer: Int?
    public var verify: Int?
    public var delete: Int?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&prepare); c(&transfer); c(&verify); c(&delete) }
    public static var shape: StructureModel { DataSync.model["TaskExecutionFilesFailedDetail"] }
  }
  public struct TaskExecutionFilesListedDetail: AWSShape {
    public var atSource: Int?
    public var atDestinationForDelete: Int?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&atSource); c(&atDestinationForDelete) }
    public static var shape: StructureModel { DataSync.model["TaskExecutionFilesListedDetail"] }
  }
  public struct TaskExecutionFoldersFailedDetail: AWSShape {
    public var list: Int?
    public var prepare: Int?
    public var transfer: Int?
    public var verify: Int?
    public var delete: Int?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&list); c(&prepare); c(&transfer); c(&verify); c(&delete) }
    public static var shape: StructureModel { DataSync.model["TaskExecutionFoldersFailedDetail"] }
  }
  public struct TaskExecutionFoldersListedDetail: AWSShape {
    public var atSource: Int?
    public var atDestinationForDelete: Int?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&atSource); c(&atDestinationForDelete) }
    public static var shape: StructureModel { DataSync.model["TaskExecutionFoldersListedDetail"] }
  }
  public struct TaskExecutionListEntry: AWSShape {
    public var taskExecutionArn: String?
    public var status: String?
    public var taskMode: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&taskExecutionArn); c(&status); c(&taskMode) }
    public static var shape: StructureModel { DataSync.model["TaskExecutionListEntry"] }
  }
  public struct TaskExecutionResultDetail: AWSShape {
    public var prepareDuration: Int?
    public var prepareStatus: String?
    public var totalDuration: Int?
    public var transferDuration: Int?
    public var transferStatus: String?
    public var verifyDuration: Int?
    public var verifyStatus: String?
    public var errorCode: String?
    public var errorDetail: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&prepareDuration); c(&prepareStatus); c(&totalDuration); c(&transferDuration); c(&transferStatus); c(&verifyDuration); c(&verifyStatus); c(&errorCode); c(&errorDetail) }
    public static var shape: StructureModel { DataSync.model["TaskExecutionResultDetail"] }
  }
  public struct TaskFilter: AWSShape {
    public var name: String?
    public var values: [String]?
    public var `operator`: String?
    public init() {}
    public init(name: String? = nil, values: [String]? = nil, `operator`: String? = nil) {
      self.name = name; self.values = values; self.operator = `operator`
    }
    public mutating func visit(_ c: MemberCoder) { c(&name); c(&values); c(&`operator`) }
    public static var shape: StructureModel { DataSync.model["TaskFilter"] }
  }
  public struct TaskListEntry: AWSShape {
    public var taskArn: String?
    public var status: String?
    public var name: String?
    public var taskMode: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&taskArn); c(&status); c(&name); c(&taskMode) }
    public static var shape: StructureModel { DataSync.model["TaskListEntry"] }
  }
  public struct TaskReportConfig: AWSShape {
    public var destination: ReportDestination?
    public var outputType: String?
    public var reportLevel: String?
    public var objectVersionIds: String?
    public var overrides: ReportOverrides?
    public init() {}
    public init(destination: ReportDestination? = nil, outputType: String? = nil, reportLevel: String? = nil, objectVersionIds: String? = nil, overrides: ReportOverrides? = nil) {
      self.destination = destination; self.outputType = outputType; self.reportLevel = reportLevel; self.objectVersionIds = objectVersionIds; self.overrides = overrides
    }
    public mutating func visit(_ c: MemberCoder) { c(&destination); c(&outputType); c(&reportLevel); c(&objectVersionIds); c(&overrides) }
    public static var shape: StructureModel { DataSync.model["TaskReportConfig"] }
  }
  public struct TaskSchedule: AWSShape {
    public var scheduleExpression: String?
    public var status: String?
    public init() {}
    public init(scheduleExpression: String? = nil, status: String? = nil) {
      self.scheduleExpression = scheduleExpression; self.status = status
    }
    public mutating func visit(_ c: MemberCoder) { c(&scheduleExpression); c(&status) }
    public static var shape: StructureModel { DataSync.model["TaskSchedule"] }
  }
  public struct TaskScheduleDetails: AWSShape {
    public var statusUpdateTime: AWSInstant?
    public var disabledReason: String?
    public var disabledBy: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&statusUpdateTime); c(&disabledReason); c(&disabledBy) }
    public static var shape: StructureModel { DataSync.model["TaskScheduleDetails"] }
  }
}

extension DataSync {
  /// All structures, for tests that walk over them.
  static let shapes: [any AWSShape.Type] = [CancelTaskExecutionInput.self, CancelTaskExecutionOutput.self, CreateLocationEfsInput.self, CreateLocationEfsOutput.self, CreateLocationS3Input.self, CreateLocationS3Output.self, CreateTaskInput.self, CreateTaskOutput.self, DeleteLocationInput.self, DeleteLocationOutput.self, DeleteTaskInput.self, DeleteTaskOutput.self, DescribeTaskExecutionInput.self, DescribeTaskExecutionOutput.self, DescribeTaskInput.self, DescribeTaskOutput.self, Ec2Config.self, FilterRule.self, ListLocationsInput.self, ListLocationsOutput.self, ListTagsForResourceInput.self, ListTagsForResourceOutput.self, ListTaskExecutionsInput.self, ListTaskExecutionsOutput.self, ListTasksInput.self, ListTasksOutput.self, LocationFilter.self, LocationListEntry.self, ManifestConfig.self, Options.self, ReportDestination.self, ReportDestinationS3.self, ReportOverride.self, ReportOverrides.self, ReportResult.self, S3Config.self, S3ManifestConfig.self, SourceManifestConfig.self, StartTaskExecutionInput.self, StartTaskExecutionOutput.self, TagListEntry.self, TaskExecutionFilesFailedDetail.self, TaskExecutionFilesListedDetail.self, TaskExecutionFoldersFailedDetail.self, TaskExecutionFoldersListedDetail.self, TaskExecutionListEntry.self, TaskExecutionResultDetail.self, TaskFilter.self, TaskListEntry.self, TaskReportConfig.self, TaskSchedule.self, TaskScheduleDetails.self]
  static let table = #"""
    $id=DataSync|protocol=json|version=2018-11-09|prefix=datasync|signing=datasync|target=FmrsService|json=1.1
    !CreateLocationEfs POST / CreateLocationEfsInput CreateLocationEfsOutput once
    !CreateLocationS3 POST / CreateLocationS3Input CreateLocationS3Output once
    !CreateTask POST / CreateTaskInput CreateTaskOutput once
    !StartTaskExecution POST / StartTaskExecutionInput StartTaskExecutionOutput once
    !ListTagsForResource POST / ListTagsForResourceInput ListTagsForResourceOutput
    !DescribeTaskExecution POST / DescribeTaskExecutionInput DescribeTaskExecutionOutput
    !CancelTaskExecution POST / CancelTaskExecutionInput CancelTaskExecutionOutput
    !ListTaskExecutions POST / ListTaskExecutionsInput ListTaskExecutionsOutput
    !DescribeTask POST / DescribeTaskInput DescribeTaskOutput
    !DeleteTask POST / DeleteTaskInput DeleteTaskOutput
    !DeleteLocation POST / DeleteLocationInput DeleteLocationOutput
    !ListTasks POST / ListTasksInput ListTasksOutput
    !ListLocations POST / ListLocationsInput ListLocationsOutput
    CancelTaskExecutionInput TaskExecutionArn:s:r
    CancelTaskExecutionOutput
    CreateLocationEfsInput Subdirectory:s EfsFilesystemArn:s:r Ec2Config:@Ec2Config:r Tags:[;@TagListEntry AccessPointArn:s FileSystemAccessRoleArn:s InTransitEncryption:s
    CreateLocationEfsOutput LocationArn:s
    CreateLocationS3Input Subdirectory:s S3BucketArn:s:r S3StorageClass:s S3Config:@S3Config:r AgentArns:[;s Tags:[;@TagListEntry
    CreateLocationS3Output LocationArn:s
    CreateTaskInput SourceLocationArn:s:r DestinationLocationArn:s:r CloudWatchLogGroupArn:s Name:s Options:@Options Excludes:[;@FilterRule Schedule:@TaskSchedule Tags:[;@TagListEntry Includes:[;@FilterRule ManifestConfig:@ManifestConfig TaskReportConfig:@TaskReportConfig TaskMode:s
    CreateTaskOutput TaskArn:s
    DeleteLocationInput LocationArn:s:r
    DeleteLocationOutput
    DeleteTaskInput TaskArn:s:r
    DeleteTaskOutput
    DescribeTaskExecutionInput TaskExecutionArn:s:r
    DescribeTaskExecutionOutput TaskExecutionArn:s Status:s Options:@Options Excludes:[;@FilterRule Includes:[;@FilterRule ManifestConfig:@ManifestConfig StartTime:t EstimatedFilesToTransfer:i EstimatedBytesToTransfer:i FilesTransferred:i BytesWritten:i BytesTransferred:i BytesCompressed:i Result:@TaskExecutionResultDetail TaskReportConfig:@TaskReportConfig FilesDeleted:i FilesSkipped:i FilesVerified:i ReportResult:@ReportResult EstimatedFilesToDelete:i TaskMode:s FilesPrepared:i FilesListed:@TaskExecutionFilesListedDetail FilesFailed:@TaskExecutionFilesFailedDetail EstimatedFoldersToDelete:i EstimatedFoldersToTransfer:i FoldersSkipped:i FoldersPrepared:i FoldersTransferred:i FoldersVerified:i FoldersDeleted:i FoldersListed:@TaskExecutionFoldersListedDetail FoldersFailed:@TaskExecutionFoldersFailedDetail LaunchTime:t EndTime:t
    DescribeTaskInput TaskArn:s:r
    DescribeTaskOutput TaskArn:s Status:s Name:s CurrentTaskExecutionArn:s SourceLocationArn:s DestinationLocationArn:s CloudWatchLogGroupArn:s SourceNetworkInterfaceArns:[;s DestinationNetworkInterfaceArns:[;s Options:@Options Excludes:[;@FilterRule Schedule:@TaskSchedule ErrorCode:s ErrorDetail:s CreationTime:t Includes:[;@FilterRule ManifestConfig:@ManifestConfig TaskReportConfig:@TaskReportConfig ScheduleDetails:@TaskScheduleDetails TaskMode:s
    Ec2Config SubnetArn:s:r SecurityGroupArns:[;s:r
    FilterRule FilterType:s Value:s
    ListLocationsInput MaxResults:i NextToken:s Filters:[;@LocationFilter
    ListLocationsOutput Locations:[;@LocationListEntry NextToken:s
    ListTagsForResourceInput ResourceArn:s:r MaxResults:i NextToken:s
    ListTagsForResourceOutput Tags:[;@TagListEntry NextToken:s
    ListTaskExecutionsInput TaskArn:s MaxResults:i NextToken:s
    ListTaskExecutionsOutput TaskExecutions:[;@TaskExecutionListEntry NextToken:s
    ListTasksInput MaxResults:i NextToken:s Filters:[;@TaskFilter
    ListTasksOutput Tasks:[;@TaskListEntry NextToken:s
    LocationFilter Name:s:r Values:[;s:r Operator:s:r
    LocationListEntry LocationArn:s LocationUri:s
    ManifestConfig Action:s Format:s Source:@SourceManifestConfig
    Options VerifyMode:s OverwriteMode:s Atime:s Mtime:s Uid:s Gid:s PreserveDeletedFiles:s PreserveDevices:s PosixPermissions:s BytesPerSecond:i TaskQueueing:s LogLevel:s TransferMode:s SecurityDescriptorCopyFlags:s ObjectTags:s
    ReportDestination S3:@ReportDestinationS3
    ReportDestinationS3 Subdirectory:s S3BucketArn:s:r BucketAccessRoleArn:s:r
    ReportOverride ReportLevel:s
    ReportOverrides Transferred:@ReportOverride Verified:@ReportOverride Deleted:@ReportOverride Skipped:@ReportOverride
    ReportResult Status:s ErrorCode:s ErrorDetail:s
    S3Config BucketAccessRoleArn:s:r
    S3ManifestConfig ManifestObjectPath:s:r BucketAccessRoleArn:s:r S3BucketArn:s:r ManifestObjectVersionId:s
    SourceManifestConfig S3:@S3ManifestConfig:r
    StartTaskExecutionInput TaskArn:s:r OverrideOptions:@Options Includes:[;@FilterRule Excludes:[;@FilterRule ManifestConfig:@ManifestConfig TaskReportConfig:@TaskReportConfig Tags:[;@TagListEntry
    StartTaskExecutionOutput TaskExecutionArn:s
    TagListEntry Key:s:r Value:s
    TaskExecutionFilesFailedDetail Prepare:i Transfer:i Verify:i Delete:i
    TaskExecutionFilesListedDetail AtSource:i AtDestinationForDelete:i
    TaskExecutionFoldersFailedDetail List:i Prepare:i Transfer:i Verify:i Delete:i
    TaskExecutionFoldersListedDetail AtSource:i AtDestinationForDelete:i
    TaskExecutionListEntry TaskExecutionArn:s Status:s TaskMode:s
    TaskExecutionResultDetail PrepareDuration:i PrepareStatus:s TotalDuration:i TransferDuration:i TransferStatus:s VerifyDuration:i VerifyStatus:s ErrorCode:s ErrorDetail:s
    TaskFilter Name:s:r Values:[;s:r Operator:s:r
    TaskListEntry TaskArn:s Status:s Name:s TaskMode:s
    TaskReportConfig Destination:@ReportDestination OutputType:s ReportLevel:s ObjectVersionIds:s Overrides:@ReportOverrides
    TaskSchedule ScheduleExpression:s:r Status:s
    TaskScheduleDetails StatusUpdateTime:t DisabledReason:s DisabledBy:s
    """#
}
