internal import CaseModel
public import Workflow

/// The evidence shares of up to 80 targets of a group: per target one file system, one mount target in its zone, and one security group that
/// admits only that target's interfaces and the transfer service. **Mistakes 2 and 14** of the design before: every suspect reaches its
/// own share, whatever group or interface it has, and nobody else's.
public struct TargetStack: StepKind {
  public static let kind = "target-stack"
  let means: ResponseMeans

  /// A kind.
  public init(_ means: ResponseMeans) { self.means = means }

  /// What it is given.
  public struct Input: Codable, Sendable, Hashable {
    /// The group.
    public var group: GroupID
    /// Number of the stack, from 1.
    public var number: Int
    /// The targets.
    public var suspects: [Suspect]
    /// ARN of the key of the forensics account.
    public var key: String

    /// An input.
    public init(group: GroupID, number: Int, suspects: [Suspect], key: String) {
      self.group = group
      self.number = number
      self.suspects = suspects
      self.key = key
    }
  }

  public func carryOut(_ input: Input, _ context: StepContext) async throws -> StepProgress<TargetShares> {
    let names = means.names(context.caseID)
    let template = try Self.template(input, prefix: means.prefix, caseID: context.caseID)
    let order = StackOrder(
      name: names.targetStack(input.group, number: input.number), account: input.group.account,
      region: input.group.region, template: template.text, parameters: [:], tags: names.tags(),
      token: context.token("create-\(context.attempt)"))
    return try await StackRun(means: means).advance(order, context) { outputs in
      let places = try TargetStackTemplate.places(outputs.map { ($0.key, $0.value) })
      let subnets = Dictionary(input.suspects.map { ($0.target.instance.text, $0.subnet) }) { first, _ in first }
      guard let transferGroup = outputs["TransferGroupId"], !transferGroup.isEmpty else {
        throw StepFailure("template-mismatch", "the stack \(order.name) has no output TransferGroupId")
      }
      return TargetShares(
        shares: places.reduce(into: [:]) { shares, place in
          shares[place.key] = TargetShares.Share(
            fileSystem: place.value.fileSystemID, address: place.value.address, subnet: subnets[place.key] ?? "")
        }, transferGroup: transferGroup)
    }
  }

  private static func template(_ input: Input, prefix: String, caseID: CaseID) throws
    -> TargetStackTemplate
  {
    do {
      return try TargetStackTemplate(
        surroundings: TargetStackTemplate.Surroundings(prefix: prefix, caseID: caseID, keyARN: input.key),
        targets: input.suspects.map(\.stackTarget))
    } catch {
      throw StepFailure(
        "template-refused", "no share can be made for the targets of \(input.group): \(error.message)",
        safe: "the direct lane does not need it", next: "needletail status \(caseID)")
    }
  }

  public func undo(_ input: Input, _ output: TargetShares?, _ context: StepContext) async throws -> UndoProgress {
    try await StackRun(means: means).withdraw(
      means.names(context.caseID).targetStack(input.group, number: input.number), input.group.account,
      input.group.region, context)
  }
}

/// The shares that a target stack made.
public struct TargetShares: Codable, Sendable, Hashable {
  /// By instance id.
  public var shares: [String: Share]
  /// Security group of the transfer service's interfaces.
  public var transferGroup: String

  /// One target's share.
  public struct Share: Codable, Sendable, Hashable {
    /// Id of the file system.
    public var fileSystem: String
    /// Address of its mount target.
    public var address: String
    /// Subnet of its mount target.
    public var subnet: String

    /// A share.
    public init(fileSystem: String, address: String, subnet: String) {
      self.fileSystem = fileSystem
      self.address = address
      self.subnet = subnet
    }
  }
}
