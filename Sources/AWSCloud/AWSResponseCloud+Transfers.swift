internal import AWSClients
public import CaseModel
public import IncidentResponse

extension AWSResponseCloud {
  public func start(_ order: TransferOrder) async throws -> TransferHandle {
    let client = DataSync(try await member(order.account, order.region))
    let book = await book(order.account, order.region).transfers
    let task: String
    if let known = try await Fault.named(
      "look for the transfer \(order.name)", { try await book.task(order.name, client) })
    {
      task = known
    } else {
      task = try await create(order, book, client)
    }
    return try await Fault.named("start the transfer \(order.name)") {
      let described = try await client.describeTask(DataSync.DescribeTaskInput(taskArn: task))
      if let running = described.currentTaskExecutionArn {
        return TransferHandle(account: order.account, region: order.region, execution: running)
      }
      let started = try await client.startTaskExecution(DataSync.StartTaskExecutionInput(taskArn: task))
      return TransferHandle(account: order.account, region: order.region, execution: started.taskExecutionArn ?? "")
    }
  }

  public func state(_ handle: TransferHandle) async throws -> TransferState {
    let client = DataSync(try await member(handle.account, handle.region))
    let book = await book(handle.account, handle.region).transfers
    let known = try await Fault.named("ask which transfers are under way") {
      try await book.underWay(handle.execution, client)
    }
    if let known { return .underWay("the transfer: \(known.lowercased())") }
    let run = try await Fault.named("ask how a transfer stands") {
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

  public func removeTransfer(_ name: String, account: AccountID, region: RegionName, places: [String]) async throws
    -> Bool
  {
    let client = DataSync(try await member(account, region))
    let book = await book(account, region).transfers
    return try await Fault.named("remove the transfer \(name)") {
      if let task = try await book.task(name, client), try await !remove(task, name, book, client) { return false }
      // Locations of a task that was never made carry the transfer's name as a tag.
      for location in try await book.leftovers(of: name, places: places, client) {
        try await self.deleteLocation(location, book, client)
      }
      return true
    }
  }

  /// - Returns: `false` while it runs.
  private func remove(_ task: String, _ name: String, _ book: TransferBook, _ client: DataSync) async throws -> Bool {
    let described: DataSync.DescribeTaskOutput
    do { described = try await client.describeTask(DataSync.DescribeTaskInput(taskArn: task)) } catch let error
      as AWSError
      where Self.isGone(error)
    {
      await book.setTask(name, nil)
      return true
    }
    if let running = described.currentTaskExecutionArn {
      try await end(running, client)
      return false
    }
    do { _ = try await client.deleteTask(DataSync.DeleteTaskInput(taskArn: task)) } catch let error as AWSError
      where Self.isGone(error)
    {
      // Deleted by the call before this one.
    }
    await book.setTask(name, nil)
    for location in [described.sourceLocationArn, described.destinationLocationArn].compactMap(\.self) {
      try await deleteLocation(location, book, client)
    }
    return true
  }

  /// The service says what is not there with the code that it has for every wrong request.
  private static func isGone(_ error: AWSError) -> Bool {
    error.isNotFound || error.code == "InvalidRequestException" && error.message.contains("not found")
  }

  private func end(_ execution: String, _ client: DataSync) async throws {
    let run = try await client.describeTaskExecution(DataSync.DescribeTaskExecutionInput(taskExecutionArn: execution))
    guard !["SUCCESS", "ERROR", "CANCELLING"].contains(run.status ?? "") else { return }
    _ = try await client.cancelTaskExecution(DataSync.CancelTaskExecutionInput(taskExecutionArn: execution))
  }

  private func deleteLocation(_ arn: String, _ book: TransferBook, _ client: DataSync) async throws {
    do { _ = try await client.deleteLocation(DataSync.DeleteLocationInput(locationArn: arn)) } catch let error
      as AWSError
      where error.isNotFound || error.code == "InvalidRequestException"
    {
      // Gone already.
    }
    await book.goneLocation(arn)
  }

  private func create(_ order: TransferOrder, _ book: TransferBook, _ client: DataSync) async throws -> String {
    do { return try await make(order, book, client) } catch {
      // It may have been made for all that.
      await book.doubt()
      throw error
    }
  }

  private func make(_ order: TransferOrder, _ book: TransferBook, _ client: DataSync) async throws -> String {
    try await Fault.named("make the transfer \(order.name)") {
      let tags = (order.tags.merging(["needletail:transfer": order.name]) { first, _ in first }).sorted {
        $0.key < $1.key
      }
      .map { DataSync.TagListEntry(key: $0.key, value: $0.value) }
      // What an interrupted run left of locations is removed with the transfer.
      let share = try await self.share(order, tags, client)
      if let share { await book.madeLocation(share, of: order.name, at: order.places[0]) }
      let bucket = try await self.bucket(order, tags, client)
      if let bucket { await book.madeLocation(bucket, of: order.name, at: order.places[1]) }
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
      await book.setTask(order.name, task)
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
