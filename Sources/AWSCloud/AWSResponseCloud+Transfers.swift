internal import AWSClients
internal import CaseModel
public import IncidentResponse

extension AWSResponseCloud {
  public func start(_ order: TransferOrder) async throws -> TransferHandle? {
    let client = DataSync(try await member(order.account, order.region))
    let task: String
    if let known = try await tasks(order.name, client).first {
      task = known
    } else {
      task = try await create(order, client)
    }
    return try await fault.named("start the transfer \(order.name)") {
      let described = try await client.describeTask(DataSync.DescribeTaskInput(taskArn: task))
      if let running = described.currentTaskExecutionArn {
        return TransferHandle(account: order.account, region: order.region, execution: running)
      }
      if described.status == "CREATING" { return nil }
      let started = try await client.startTaskExecution(DataSync.StartTaskExecutionInput(taskArn: task))
      guard let execution = started.taskExecutionArn else {
        throw CloudError(.unreachable, "the answer to starting a transfer has no ARN", isRetryable: true)
      }
      return TransferHandle(account: order.account, region: order.region, execution: execution)
    }
  }

  public func state(_ handle: TransferHandle) async throws -> TransferState {
    let client = DataSync(try await member(handle.account, handle.region))
    let book = await book(handle.account, handle.region).transfers
    let known = try await fault.named("ask which transfers are under way") {
      try await book.underWay(handle.execution, client)
    }
    if let known { return .underWay("the transfer: \(known.lowercased())") }
    let run = try await fault.named("ask how a transfer stands") {
      try await client.describeTaskExecution(DataSync.DescribeTaskExecutionInput(taskExecutionArn: handle.execution))
    }
    switch run.status ?? "" {
    case "SUCCESS":
      let failed = run.filesFailed.map { ($0.prepare ?? 0) + ($0.transfer ?? 0) + ($0.verify ?? 0) } ?? 0
      guard failed == 0 else { return .failed("\(failed) files were not moved or did not verify") }
      return .succeeded(files: Int64(run.filesTransferred ?? 0), bytes: Int64(run.bytesTransferred ?? 0))
    case "ERROR":
      let detail = run.result.map { "\($0.errorCode ?? "") \($0.errorDetail ?? "")" } ?? ""
      return .failed(detail.allSatisfy { $0 == " " } ? "the service gave no reason" : detail)
    case let status: return .underWay("the transfer: \(status.lowercased())")
    }
  }

  public func removeTransfer(_ order: TransferOrder) async throws -> Bool {
    let client = DataSync(try await member(order.account, order.region))
    return try await fault.named("remove the transfer \(order.name)") {
      // Names are not unique: a call whose answer was lost may have made two.
      for task in try await tasks(order.name, client) {
        let described = try await client.describeTask(DataSync.DescribeTaskInput(taskArn: task))
        if let running = described.currentTaskExecutionArn {
          try await end(running, client)
          return false
        }
        _ = try await client.deleteTask(DataSync.DeleteTaskInput(taskArn: task))
      }
      let left = try await locations(order, client)
      for location in left { try await deleteLocation(location, client) }
      return left.isEmpty
    }
  }

  private func end(_ execution: String, _ client: DataSync) async throws {
    let run = try await client.describeTaskExecution(DataSync.DescribeTaskExecutionInput(taskExecutionArn: execution))
    guard !["SUCCESS", "ERROR", "CANCELLING"].contains(run.status ?? "") else { return }
    _ = try await client.cancelTaskExecution(DataSync.CancelTaskExecutionInput(taskExecutionArn: execution))
  }

  private func tasks(_ name: String, _ client: DataSync) async throws -> [String] {
    try await fault.named("look for the transfer \(name)") {
      var found: [String] = []
      for try await page in client.listTasksPages(DataSync.ListTasksInput()) {
        found += (page.tasks ?? []).filter { $0.name == name }.compactMap(\.taskArn)
      }
      return found
    }
  }

  /// Locations of this transfer. Their addresses tell: no other transfer has this file system, or this folder of this bucket.
  private func locations(_ order: TransferOrder, _ client: DataSync) async throws -> [String] {
    var found: [String] = []
    let folder = "s3://\(order.bucket)/\(order.prefix)"
    for try await page in client.listLocationsPages(DataSync.ListLocationsInput()) {
      for location in page.locations ?? [] {
        guard let arn = location.locationArn, let address = location.locationUri else { continue }
        // The tools come from a bucket that other groups' transfers read too: their locations are told by their tags.
        let isShare = address.hasPrefix("efs://") && address.contains(order.fileSystem)
        let isFolder = address == folder || address == "\(folder)/" || "\(address)/" == folder
        if isShare { found.append(arn) } else if isFolder, try await isOf(order.name, arn, client) { found.append(arn) }
      }
    }
    return found
  }

  /// Whether a location carries the transfer's name. One that is gone by now is refused like one that is not ours, because its tags are gone
  /// with it: either way it is none of ours.
  private func isOf(_ name: String, _ arn: String, _ client: DataSync) async throws -> Bool {
    do {
      let tags = try await client.listTagsForResource(DataSync.ListTagsForResourceInput(resourceArn: arn)).tags ?? []
      return tags.contains { $0.key == "needletail:transfer" && $0.value == name }
    } catch let error as AWSError
      where error.isNotFound || error.isAccessDenied || error.code == "InvalidRequestException"
    {
      return false
    }
  }

  private func deleteLocation(_ arn: String, _ client: DataSync) async throws {
    do { _ = try await client.deleteLocation(DataSync.DeleteLocationInput(locationArn: arn)) } catch let error
      as AWSError
      where error.isNotFound || error.code == "InvalidRequestException"
    {
      // Gone already, or still in use: the next look tells.
    }
  }

  private func create(_ order: TransferOrder, _ client: DataSync) async throws -> String {
    try await fault.named("make the transfer \(order.name)") {
      let tags = (order.tags.merging(["needletail:transfer": order.name]) { first, _ in first }).sorted {
        $0.key < $1.key
      }
      .map { DataSync.TagListEntry(key: $0.key, value: $0.value) }
      let known = try await self.locations(order, client)
      for stale in known { try await self.deleteLocation(stale, client) }
      let share = try await self.share(order, tags, client)
      let bucket = try await self.bucket(order, tags, client)
      var input = DataSync.CreateTaskInput()
      input.name = order.name
      input.sourceLocationArn = order.isToBucket ? share : bucket
      input.destinationLocationArn = order.isToBucket ? bucket : share
      input.tags = tags
      var options = DataSync.Options()
      // Only what this run moved is verified, at its end, against the source; files that are gone at the source stay.
      options.verifyMode = "ONLY_FILES_TRANSFERRED"
      options.preserveDeletedFiles = "PRESERVE"
      options.overwriteMode = order.isToBucket ? "NEVER" : "ALWAYS"
      options.transferMode = "ALL"
      input.options = options
      guard let task = try await client.createTask(input).taskArn else {
        throw CloudError(.unreachable, "the answer to making a transfer has no ARN")
      }
      return task
    }
  }

  private func share(_ order: TransferOrder, _ tags: [DataSync.TagListEntry], _ client: DataSync) async throws
    -> String?
  {
    let partition = Partition(region: order.region.text).rawValue
    let place = "\(order.region):\(order.account)"
    var input = DataSync.CreateLocationEfsInput()
    input.efsFilesystemArn = "arn:\(partition):elasticfilesystem:\(place):file-system/\(order.fileSystem)"
    input.subdirectory = "/"
    input.fileSystemAccessRoleArn = order.role
    input.inTransitEncryption = "TLS1_2"
    input.ec2Config = DataSync.Ec2Config(
      subnetArn: "arn:\(partition):ec2:\(place):subnet/\(order.subnet)",
      securityGroupArns: ["arn:\(partition):ec2:\(place):security-group/\(order.securityGroup)"])
    input.tags = tags
    return try await client.createLocationEfs(input).locationArn
  }

  private func bucket(_ order: TransferOrder, _ tags: [DataSync.TagListEntry], _ client: DataSync) async throws
    -> String?
  {
    var input = DataSync.CreateLocationS3Input()
    input.s3BucketArn = "arn:\(Partition(region: order.region.text).rawValue):s3:::\(order.bucket)"
    input.subdirectory = "/\(order.prefix)"
    input.s3Config = DataSync.S3Config(bucketAccessRoleArn: order.role)
    input.tags = tags
    return try await client.createLocationS3(input).locationArn
  }
}
