internal import AWSClients
public import CaseModel
public import IncidentResponse

extension AWSResponseCloud {
  public func ensure(_ order: StackOrder) async throws -> StackState {
    let client = CloudFormation(try await member(order.account, order.region))
    guard let stack = try await stack(order.name, client) else {
      try await create(order, client)
      return .underWay("the stack \(order.name) is being made")
    }
    let tags = Dictionary((stack.tags ?? []).map { ($0.key ?? "", $0.value ?? "") }) { first, _ in first }
    guard tags["needletail:case"] == order.tags["needletail:case"] else {
      throw CloudError(.conflict, "a stack \(order.name) is there in account \(order.account) and is not this case's")
    }
    switch stack.stackStatus ?? "" {
    case "CREATE_COMPLETE", "UPDATE_COMPLETE":
      return .complete(
        Dictionary((stack.outputs ?? []).map { ($0.outputKey ?? "", $0.outputValue ?? "") }) { first, _ in first })
    case "ROLLBACK_COMPLETE", "CREATE_FAILED", "ROLLBACK_FAILED", "DELETE_FAILED":
      return try await failed(order, client)
    case let status:
      return .underWay("the stack \(order.name): \(status.lowercased().map { $0 == "_" ? " " : String($0) }.joined())")
    }
  }

  /// A stack that failed under this very order has failed; one that failed under an earlier order makes room for this one.
  private func failed(_ order: StackOrder, _ client: CloudFormation) async throws -> StackState {
    let events = try await fault.named("read why the stack \(order.name) failed") {
      var events: [CloudFormation.StackEvent] = []
      for try await page in client.describeStackEventsPages(
        CloudFormation.DescribeStackEventsInput(stackName: order.name))
      {
        events += page.stackEvents ?? []
      }
      return events
    }
    // A removal that this order asked for and that failed has failed too, and is not asked for again and again.
    let own = [order.token, Self.removalToken(order)]
    if events.contains(where: { $0.clientRequestToken.map(own.contains) ?? false })
      || events.allSatisfy({ $0.clientRequestToken == nil })
    {
      // Events come newest first; the first failure is the reason, the later ones are its consequences.
      let reason = events.last {
        ($0.resourceStatus ?? "").hasSuffix("FAILED") && $0.resourceStatusReason?.contains("cancelled") != true
      }
      let what = reason.map {
        "\($0.resourceType ?? "") \($0.logicalResourceId ?? ""): \($0.resourceStatusReason ?? "no reason was given")"
      }
      return .failed(what ?? "no reason was given")
    }
    try await delete(order.name, token: Self.removalToken(order), client)
    return .underWay("the failed stack \(order.name) is being removed")
  }

  public func removeStack(_ name: String, account: AccountID, region: RegionName, isFirstLook: Bool) async throws
    -> StackState
  {
    let client = CloudFormation(try await member(account, region))
    guard let stack = try await stack(name, client), stack.stackStatus != "DELETE_COMPLETE" else { return .gone }
    guard (stack.tags ?? []).contains(where: { $0.key == "needletail:case" && $0.value == settings.caseID.text }) else {
      throw CloudError(.conflict, "a stack \(name) is there in account \(account) and is not this case's")
    }
    if stack.stackStatus == "DELETE_IN_PROGRESS" { return .underWay("the stack \(name) is being removed") }
    if stack.stackStatus == "DELETE_FAILED", !isFirstLook {
      return .failed(stack.stackStatusReason ?? "no reason was given")
    }
    try await delete(name, token: nil, client)
    return .underWay("the stack \(name) is being removed")
  }

  private func stack(_ name: String, _ client: CloudFormation) async throws -> CloudFormation.Stack? {
    do {
      return try await client.describeStacks(CloudFormation.DescribeStacksInput(stackName: name)).stacks?.first
    } catch let error as AWSError where error.isNotFound { return nil } catch let error as AWSError {
      throw fault.cloudError(error, "read the stack \(name)")
    }
  }

  private func create(_ order: StackOrder, _ client: CloudFormation) async throws {
    var input = CloudFormation.CreateStackInput()
    input.stackName = order.name
    input.templateBody = order.template
    input.parameters = order.parameters.sorted { $0.key < $1.key }.map {
      CloudFormation.Parameter(parameterKey: $0.key, parameterValue: $0.value)
    }
    input.tags = order.tags.sorted { $0.key < $1.key }.map { CloudFormation.Tag(key: $0.key, value: $0.value) }
    input.capabilities = ["CAPABILITY_NAMED_IAM"]
    input.roleARN = try await executionRole(order.account, client)
    input.clientRequestToken = order.token
    do { _ = try await client.createStack(input) } catch let error as AWSError
      where error.code == "AlreadyExistsException"
    {
      // Made by the call before this one, whose answer was lost.
    } catch let error as AWSError {
      throw fault.cloudError(error, "make the stack \(order.name) in account \(order.account)")
    }
  }

  private func delete(_ name: String, token: String?, _ client: CloudFormation) async throws {
    var input = CloudFormation.DeleteStackInput(stackName: name)
    input.clientRequestToken = token
    let order = input
    _ = try await fault.named("remove the stack \(name)") { try await client.deleteStack(order) }
  }

  private static func removalToken(_ order: StackOrder) -> String { "\(order.token)-removal" }

  private func executionRole(_ account: AccountID, _ client: CloudFormation) async throws -> String {
    "arn:\(Partition(region: client.session.region).rawValue):iam::\(account):role/\(settings.prefix)-cloudformation"
  }
}
