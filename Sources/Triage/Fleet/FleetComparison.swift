internal import CaseModel

/// Compares hosts: what findings rest on is searched on all others, and the odd one out among siblings is named. Pure.
///
/// Profiles are added one at a time; values that hosts share are stored once, so that memory grows with what is different.
/// The result depends on the profiles and the order in which they were added, on nothing else.
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
  /// Notes listed.
  public static let noteLimit = 50
  /// Fewer hosts than this are no siblings to compare with.
  public static let fewestSiblings = 3

  private(set) var store = FleetStore()

  /// A comparison of nothing.
  public init() {}

  /// Adds a host. A host that was added before (by id) is replaced.
  public mutating func add(_ profile: FleetProfile) { store.add(profile) }

  /// The result over all hosts that were added. More can be added afterwards.
  public func result() -> FleetResult {
    let siblings = FleetSiblings(store.hosts)
    let search = SightingSearch(store: store, siblings: siblings)
    let odd = OddOneOut(store: store, siblings: siblings)
    var result = FleetResult()
    let found = search.run()
    result.sightings = Array(found.sightings.prefix(Self.sightingLimit))
    result.sightingsOmitted = found.sightings.count - result.sightings.count
    result.common = Array(found.common.prefix(Self.commonLimit))
    result.commonOmitted = found.common.count - result.common.count
    let oddities = odd.run()
    result.oddities = oddities.listed
    result.odditiesOmitted = oddities.omitted
    result.rows = rows(siblings, found, oddities)
    result.notes = notes(siblings)
    return result
  }

  private func rows(
    _ siblings: FleetSiblings, _ found: SightingSearch.Outcome, _ oddities: OddOneOut.Outcome
  ) -> [FleetRow] {
    let rows = store.hosts.enumerated().map { index, host in
      FleetRow(
        host: host.host, verdict: host.verdict, confidence: host.confidence, provisional: host.provisional,
        reason: host.reason, graveFindings: host.graveFindings, sightingsFrom: found.from[index],
        sightingsHere: found.here[index], oddities: oddities.counts[index], siblingCount: siblings.count(index))
    }
    // Worst first; what was said about a clear host by others' findings puts it before other clear ones.
    return rows.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      return (b.verdict.fleetRank, b.sightingsHere, left.offset) < (a.verdict.fleetRank, a.sightingsHere, right.offset)
    }.map(\.element)
  }

  private func notes(_ siblings: FleetSiblings) -> [String] {
    var notes: [String] = []
    let hosts = store.hosts
    if hosts.count < 2 { notes.append("fewer than two hosts were judged: there is nothing to compare") }
    let alone = siblings.familyOf.count { $0 == nil }
    if hosts.count > 1, alone > 0 {
      notes.append(
        "\(alone) of \(hosts.count) hosts have fewer than \(Self.fewestSiblings) siblings here (same image or Auto Scaling group): no odd one out was looked for among them"
      )
    }
    let provisional = hosts.count { $0.provisional }
    if provisional > 0 {
      notes.append("\(provisional) of \(hosts.count) hosts are compared by what was judged on the suspect itself")
    }
    for source in FleetProfile.Source.allCases {
      let blind = hosts.count { !$0.sources.contains(source) }
      if blind > 0, hosts.count > 1 {
        notes.append(
          "\(blind) of \(hosts.count) hosts gave no records of kind \(source.rawValue): nothing of that kind was searched there"
        )
      }
    }
    for host in hosts {
      for omission in host.omissions {
        notes.append(
          "\(HostString(host.host.title).text): \(omission.count) values of kind \(omission.kind.rawValue) are above the ceiling and were not compared"
        )
      }
    }
    guard notes.count > Self.noteLimit else { return notes }
    return notes.prefix(Self.noteLimit) + ["and \(notes.count - Self.noteLimit) more ceilings that were reached"]
  }
}

extension Verdict {
  /// Worse is larger.
  var fleetRank: Int {
    switch self {
    case .clear: 0
    case .watch: 1
    case .escalate: 2
    }
  }
}
