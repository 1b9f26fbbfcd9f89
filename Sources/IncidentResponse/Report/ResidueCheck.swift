public import CaseModel
internal import JSONText
public import Workflow

/// Proves a tear-down: what is there now and was not there before, in every account and region that the case built in.
public struct ResidueCheck: Sendable {
  /// One account and region.
  public struct Place: Sendable, Hashable, Codable {
    /// Whose.
    public var account: AccountID
    /// Where.
    public var region: RegionName
    /// How many things were there before.
    public var before: Int
    /// How many things are there now.
    public var after: Int
    /// New since then and **ours** by name: residue.
    public var residue: [InventoryItem]
    /// New since then and somebody else's.
    public var foreign: [InventoryItem]
  }

  let cloud: any ResponseCloud
  let names: ResponseNames

  /// A check.
  public init(cloud: any ResponseCloud, names: ResponseNames) {
    self.cloud = cloud
    self.names = names
  }

  /// Compares with the inventories that the case took.
  ///
  /// - Throws: `CloudError`.
  public func compare(_ standings: [StepStanding]) async throws -> [Place] {
    var places: [Place] = []
    let marks = try marks(standings)
    for standing in standings where standing.plan.kind == TakeInventory.kind {
      guard let output = standing.output else { continue }
      let input = try JSONRecordDecoder.decode(TakeInventory.Input.self, from: standing.plan.input)
      let before = Set(try JSONRecordDecoder.decode(TakeInventory.Output.self, from: output).items)
      let after = try await cloud.inventory(account: input.account, region: input.region)
      let new = after.filter { !before.contains($0) }
      let ours = new.filter { item in marks.contains { item.id.contains($0) || item.name.contains($0) } }
      places.append(
        Place(
          account: input.account, region: input.region, before: before.count, after: after.count, residue: ours,
          foreign: new.filter { !ours.contains($0) }))
    }
    return places
  }

  /// What shows that a thing is ours: names that only this case uses, and ids that its stacks gave out.
  private func marks(_ standings: [StepStanding]) throws -> Set<String> {
    var marks: Set<String> = ["\(names.prefix)-\(names.slug)"]
    for standing in standings {
      guard let output = standing.output else { continue }
      switch standing.plan.kind {
      case ResponseStack.kind:
        let made = try JSONRecordDecoder.decode(GroupInfrastructure.self, from: output)
        marks.formUnion([made.toolsFileSystem, made.sharesGroup, made.transferGroup, made.bucket])
        marks.formUnion(made.toolsGroups)
      case TargetStack.kind:
        let made = try JSONRecordDecoder.decode(TargetShares.self, from: output)
        marks.formUnion(made.shares.values.map(\.fileSystem))
      default: break
      }
    }
    return marks
  }

  /// What AWS itself keeps after a tear-down, and until when.
  public static let keptByAWS = [
    "CloudTrail events of every call: 90 days in the event history, longer in your trails",
    "Systems Manager's history of our commands: 30 days",
    "CloudFormation's list of deleted stacks: 90 days",
    "network interfaces of mount targets and transfers: minutes, while AWS releases them",
  ]
}
