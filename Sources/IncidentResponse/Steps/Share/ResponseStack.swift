internal import CaseModel
internal import JSONText
public import Workflow

/// The fixed part of a group's infrastructure: tools file system, security groups, the bucket on the way home (infrastructure/response.yaml).
public struct ResponseStack: StepKind {
  public static let kind = "response-stack"
  let means: ResponseMeans
  let template: String

  /// - Parameter template: Text of `infrastructure/response.yaml`.
  public init(_ means: ResponseMeans, template: String) {
    self.means = means
    self.template = template
  }

  /// Zones that one response stack serves: its template's parameters.
  public static let zoneLimit = 6

  /// A zone with a subnet for the tools' mount target.
  public struct Zone: Codable, Sendable, Hashable {
    /// Availability zone by id.
    public var id: String
    /// A subnet in it.
    public var subnet: String
    /// A zone.
    public init(id: String, subnet: String) {
      self.id = id
      self.subnet = subnet
    }
  }

  /// What it is given.
  public struct Input: Codable, Sendable, Hashable {
    /// The group.
    public var group: GroupID
    /// The zones that have a suspect, in order, at most `zoneLimit`.
    public var zones: [Zone]
    /// The forensics account.
    public var home: HomeFacts
    /// Who may read the tools, at most `ResponseTemplate.addressLimit`.
    public var admitted: [ResponseTemplate.Admission]

    /// An input.
    public init(group: GroupID, zones: [Zone], home: HomeFacts, admitted: [ResponseTemplate.Admission]) {
      self.admitted = admitted
      self.group = group
      self.zones = zones
      self.home = home
    }
  }

  public func carryOut(_ input: Input, _ context: StepContext) async throws -> StepProgress<GroupInfrastructure> {
    let names = means.names(context.caseID)
    var parameters = [
      "Prefix": means.prefix, "CaseId": context.caseID.text, "BucketHash": names.hopHash(input.group),
      "VpcId": input.group.vpc,
      "HomeAccountId": input.home.account.text, "HomeKeyArn": input.home.key,
    ]
    for (index, zone) in input.zones.enumerated() { parameters["Zone\(index + 1)SubnetId"] = zone.subnet }
    let order = StackOrder(
      name: names.responseStack(input.group), account: input.group.account, region: input.group.region,
      template: try text(input, context),
      parameters: parameters, tags: names.tags(), token: context.token("create-\(context.attempt)"))
    return try await StackRun(means: means).advance(order, context) { outputs in
      try GroupInfrastructure(
        outputs, stack: order.name, zones: input.zones, role: transferRole(input))
    }
  }

  private func text(_ input: Input, _ context: StepContext) throws -> String {
    do { return try ResponseTemplate.text(template, admitting: input.admitted) } catch {
      throw StepFailure(
        "template-refused", "no tools file system can be made for \(input.group): \(error.message)",
        safe: "the direct lane does not need it", next: "needletail status \(context.caseID)")
    }
  }

  private func transferRole(_ input: Input) -> String {
    // The partition is the forensics account's own: a response never crosses partitions.
    let partition = input.home.responderRole.split(separator: ":").dropFirst().first ?? "aws"
    return "arn:\(partition):iam::\(input.group.account):role/\(means.prefix)-datasync"
  }

  /// The bucket has to be empty before its stack can go; what was in it is in the vault or in the landing bucket by then.
  public func undo(_ input: Input, _ output: GroupInfrastructure?, _ context: StepContext) async throws -> UndoProgress
  {
    let names = means.names(context.caseID)
    let bucket = ObjectPlace.Bucket.hop(
      name: names.hopBucket(input.group), account: input.group.account, region: input.group.region)
    // Once, before the stack begins to go: its bucket policy, which admits us, goes before the bucket does.
    if context.memory == .null { _ = try await means.cloud.empty(ObjectPlace(bucket, "")) }
    return try await StackRun(means: means).withdraw(
      names.responseStack(input.group), input.group.account, input.group.region, context)
  }
}

/// What a group's response stack made.
public struct GroupInfrastructure: Codable, Sendable, Hashable {
  /// Name of the stack.
  public var stack: String
  /// Id of the tools file system.
  public var toolsFileSystem: String
  /// Its mount targets' addresses by the id of their zone.
  public var toolsAddresses: [String: String]
  /// Subnet of one of them, for the transfer that fills it.
  public var toolsSubnet: String
  /// Security groups of the tools' mount targets, which admit the targets by address.
  public var toolsGroups: [String]
  /// Security group that marks the tools' mount targets.
  public var sharesGroup: String
  /// Security group of the transfer service's interfaces when it fills the tools.
  public var transferGroup: String
  /// The bucket on the way home.
  public var bucket: String
  /// Role of the transfer service.
  public var transferRole: String

  /// - Parameters:
  ///   - outputs: Of the stack.
  ///   - zones: In the order of the stack's.
  init(_ outputs: [String: String], stack: String, zones: [ResponseStack.Zone], role: String) throws {
    func value(_ name: String) throws -> String {
      guard let value = outputs[name], !value.isEmpty else {
        throw StepFailure(
          "template-mismatch", "the stack \(stack) has no output \(name)", safe: "nothing was collected on the share",
          next: "use the infrastructure files of this version; needletail cases names the case that is to be released")
      }
      return value
    }
    self.stack = stack
    toolsFileSystem = try value("ToolsFileSystemId")
    toolsGroups = try value("ToolsGroupIds").split(separator: ",").map(String.init)
    sharesGroup = try value("SharesGroupId")
    transferGroup = try value("TransferGroupId")
    bucket = try value("CaseBucket")
    transferRole = role
    toolsAddresses = [:]
    toolsSubnet = zones.first?.subnet ?? ""
    for (index, zone) in zones.enumerated() {
      toolsAddresses[zone.id] = try value("ToolsMountTarget\(index + 1)Address")
    }
  }
}

/// A stack from its order to its outputs, and away again, over as many wakes as it takes.
struct StackRun: Sendable {
  let means: ResponseMeans

  func advance<Output>(
    _ order: StackOrder, _ context: StepContext, read: ([String: String]) throws -> Output
  ) async throws -> StepProgress<Output> {
    switch try await means.cloud.ensure(order) {
    case .complete(let outputs): return .done(try read(outputs))
    case .underWay(let what):
      return .waiting(until: context.now.adding(seconds: means.pace.infrastructure), note: HostString(what))
    case .gone:
      return .waiting(
        until: context.now.adding(seconds: means.pace.infrastructure), note: "waiting for the stack to show")
    case .failed(let reason):
      throw StepFailure(
        "stack-failed",
        "the stack \(order.name) in account \(order.account) could not be made: \(HostString(reason).text)",
        safe: "the direct lane does not need it; what it made is taken back with the case",
        next: "needletail resume \(context.caseID) --retry-failed", isRetryable: true)
    }
  }

  /// Times that a removal is asked for: interfaces that a service still holds for a few minutes make the first ones fail.
  private static let removalTries: Int64 = 8

  func withdraw(
    _ name: String, _ account: AccountID, _ region: RegionName, _ context: StepContext
  ) async throws -> UndoProgress {
    let tries = context.memory["tries"]?.integer ?? 0
    let isAsking = context.memory == .null || context.memory["asks"]?.bool == true
    switch try await means.cloud.removeStack(name, account: account, region: region, isFirstLook: isAsking) {
    case .gone, .complete: return .undone
    case .underWay(let what):
      return .waiting(
        until: context.now.adding(seconds: means.pace.infrastructure),
        memory: ["tries": .integer(tries), "asks": false],
        note: HostString(what))
    case .failed(let reason):
      guard tries + 1 >= Self.removalTries else {
        return .waiting(
          until: context.now.adding(seconds: means.pace.infrastructure * 6),
          memory: ["tries": .integer(tries + 1), "asks": true],
          note: HostString("the stack \(name) could not be removed yet: \(reason)"))
      }
      throw StepFailure(
        "stack-stuck", "the stack \(name) in account \(account) could not be removed: \(HostString(reason).text)",
        safe: "the evidence is not touched", next: "needletail release \(context.caseID)")
    }
  }
}
