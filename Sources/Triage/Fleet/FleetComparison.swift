/// Compares hosts: what findings rest on is searched on all others, and the odd one out among siblings is named. Pure.
///
/// Profiles are added one at a time; values that hosts share are stored once, so that memory grows with what is different.
public struct FleetComparison: Sendable {
  /// Hosts listed under one sighting.
  public static let placeLimit = 20
  /// Sightings listed.
  public static let sightingLimit = 200
  /// Oddities listed.
  public static let oddityLimit = 500
  /// Oddities listed of one host.
  public static let oddityLimitPerHost = 10
  /// Common values listed.
  public static let commonLimit = 50
  /// Fewer hosts than this are no siblings to compare with.
  public static let fewestSiblings = 3

  /// A comparison of nothing.
  public init() {}

  /// Adds a host. A host that was added before (by id) is replaced.
  public mutating func add(_ profile: FleetProfile) {}

  /// The result over all hosts that were added. More can be added afterwards.
  public func result() -> FleetResult { FleetResult() }
}
