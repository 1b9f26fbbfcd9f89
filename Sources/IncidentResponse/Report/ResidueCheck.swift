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

  /// What a comparison shows.
  public struct Proof: Sendable, Hashable {
    /// Places that were compared.
    public var places: [Place] = []
    /// Places, or stacks, that something was made in and no inventory of before is there for.
    public var unproven: [String] = []
    /// Keys that are left in the landing bucket: evidence that was refused, or never verified.
    public var landing: [String] = []

    /// Nothing of ours is left, as far as anybody can show.
    public var isClean: Bool { unproven.isEmpty && places.allSatisfy(\.residue.isEmpty) }
  }

  let cloud: any ResponseCloud
  let plan: ResponsePlan

  /// A check.
  public init(cloud: any ResponseCloud, plan: ResponsePlan) {
    self.cloud = cloud
    self.plan = plan
  }

  /// Compares with the inventories that the case took.
  ///
  /// - Throws: `CloudError`.
  public func compare(_ standings: [StepStanding]) async throws -> Proof {
    var proof = Proof()
    let marks = try marks(standings)
    let hasBuilt = standings.contains { $0.plan.kind == ResponseStack.kind && $0.attempt > 0 }
    for standing in standings where standing.plan.kind == TakeInventory.kind {
      let input = try JSONRecordDecoder.decode(TakeInventory.Input.self, from: standing.plan.input)
      guard let output = standing.output else {
        // Stacks wait for the inventory: without one, none was made there.
        if hasBuilt, standing.attempt > 0 { proof.unproven.append("\(input.account) \(input.region)") }
        continue
      }
      let before = Set(try JSONRecordDecoder.decode(TakeInventory.Output.self, from: output).items)
      let after = try await cloud.inventory(account: input.account, region: input.region)
      let new = after.filter { !before.contains($0) }
      let ours = new.filter { item in marks.contains { item.id.contains($0) || item.name.contains($0) } }
      // What stands on a file system of ours is ours too, whatever it is called.
      let systems = ours.filter { $0.kind == "file-system" }.map(\.id)
      let all = new.filter { item in ours.contains(item) || systems.contains { item.name.contains($0) } }
      proof.places.append(
        Place(
          account: input.account, region: input.region, before: before.count, after: after.count, residue: all,
          foreign: new.filter { !all.contains($0) }))
    }
    proof.landing = try await cloud.objects(ObjectPlace(.landing, "\(plan.caseID)/")).map(\.key)
    return proof
  }

  /// What shows that a thing is ours: names that only this case uses, and ids that its stacks gave out.
  private func marks(_ standings: [StepStanding]) throws -> Set<String> {
    let names = ResponseNames(prefix: plan.prefix, caseID: plan.caseID)
    var marks: Set<String> = ["\(names.prefix)-\(names.slug)", "\(names.prefix) \(plan.caseID) "]
    for group in plan.groups { marks.insert(names.hopBucket(group.id)) }
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
        marks.insert(made.transferGroup)
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
