public import CaseModel

/// What a plan will take: time, changes, money. An estimate with every assumption in sight, made from the plan alone.
public struct ResponseEstimate: Sendable, Hashable {
  /// What the numbers rest on. Times are what the services usually take; docs/live-checks.md says which of them were measured.
  public enum Assumption {
    /// Seconds from sending a command to its start.
    public static let commandSeconds = 2
    /// Seconds of a quick collection, judged, on a host of the size that DESIGN names.
    public static let collectionSeconds = 10
    /// Seconds until a stack is made, without what it waits for.
    public static let stackSeconds = 60
    /// Seconds until a mount target can be reached.
    public static let mountTargetSeconds = 90
    /// Seconds of one transfer, most of it preparation and verification.
    public static let transferSeconds = 120
    /// Bytes of one target's standard bundle.
    public static let bundleBytes = 64 << 20
    /// Bytes of the toolset on each group's tools share.
    public static let toolsBytes = 32 << 20
    /// Hours of a month, as the services bill.
    public static let monthHours = 730.0
  }

  /// Seconds until a provisional verdict of each target in the direct lane; `nil` without a direct lane. Targets run side by side.
  public var directSeconds: Int?
  /// Seconds until verified evidence of each target on the share; `nil` without shares. Groups and targets run side by side.
  public var shareSeconds: Int?
  /// Things that will be made in member accounts, by kind, in order.
  public var changes: [(kind: String, count: Int)]
  /// What they cost; `nil` without a table of prices.
  public var cost: Cost?

  /// Money at list prices, without tax, discounts and free tiers.
  public struct Cost: Sendable, Hashable {
    /// `USD`.
    public var currency: String
    /// Day of the prices.
    public var asOf: String
    /// Once: written, read, transferred.
    public var once: Double
    /// For each hour until the case is released.
    public var perHour: Double
    /// Regions that the table does not have, estimated at the dearest known prices.
    public var unknownRegions: [RegionName]
  }

  /// - Parameter prices: The table, if there is one.
  public init(_ plan: ResponsePlan, prices: PriceTable?) {
    let groups = plan.groups
    let command = Assumption.commandSeconds + Assumption.collectionSeconds
    directSeconds = plan.direct.isEmpty ? nil : command
    let shares = Assumption.stackSeconds + Assumption.mountTargetSeconds
    // The tools are moved while the shares are made: both wait for the response stack.
    shareSeconds =
      groups.isEmpty
      ? nil : shares + max(shares, Assumption.transferSeconds) + command + Assumption.transferSeconds
    changes = Self.changes(plan, groups)
    cost = prices.map { Self.cost(groups, $0) }
  }

  private static func changes(_ plan: ResponsePlan, _ groups: [(id: GroupID, suspects: [Suspect])]) -> [(
    kind: String, count: Int
  )] {
    let targets = groups.reduce(0) { $0 + $1.suspects.count }
    let zones = groups.reduce(0) { $0 + Set($1.suspects.map(\.zoneID)).count }
    return [
      ("commands", plan.direct.count + targets), ("response stacks", groups.count),
      ("file systems", targets + groups.count), ("mount targets", targets + zones),
      ("transfers", targets + groups.count), ("buckets", groups.count),
    ].filter { $0.1 > 0 }
  }

  private static func cost(_ groups: [(id: GroupID, suspects: [Suspect])], _ table: PriceTable) -> Cost {
    var cost = Cost(currency: table.currency, asOf: table.asOf, once: 0, perHour: 0, unknownRegions: [])
    let bundle = Double(Assumption.bundleBytes) / 1e9
    let tools = Double(Assumption.toolsBytes) / 1e9
    for group in groups {
      let (prices, isKnown) = table.prices(group.id.region)
      if !isKnown, !cost.unknownRegions.contains(group.id.region) { cost.unknownRegions.append(group.id.region) }
      let targets = Double(group.suspects.count)
      // Evidence is written to the share, read from it and moved; tools are moved, written, and read by every target.
      cost.once += targets * bundle * (prices.shareWrite + prices.shareRead + prices.transfer)
      cost.once += tools * (prices.transfer + prices.shareWrite + targets * prices.shareRead)
      cost.once += targets * 0.03 * prices.objectWrites
      cost.perHour +=
        (targets * bundle * (prices.shareStorage + prices.objectStorage) + tools * prices.shareStorage)
        / Assumption.monthHours
    }
    return cost
  }

  public static func == (left: ResponseEstimate, right: ResponseEstimate) -> Bool {
    left.directSeconds == right.directSeconds && left.shareSeconds == right.shareSeconds && left.cost == right.cost
      && left.changes.map(\.kind) == right.changes.map(\.kind)
      && left.changes.map(\.count) == right.changes.map(\.count)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(shareSeconds)
    hasher.combine(cost)
  }
}
