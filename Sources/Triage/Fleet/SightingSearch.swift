internal import CaseModel

/// Searches what the findings of flagged hosts rest on, on all other hosts.
struct SightingSearch {
  /// What was found.
  struct Outcome {
    /// Most severe first.
    var sightings: [FleetSighting] = []
    var common: [FleetCommonValue] = []
    /// Sightings that start from each host.
    var from: [Int]
    /// Sightings of other hosts' values on each host.
    var here: [Int]
  }

  let store: FleetStore
  let siblings: FleetSiblings

  /// One place of a value.
  private typealias Spot = (host: Int, entry: FleetStore.Entry)

  func run() -> Outcome {
    var outcome = Outcome(
      from: Array(repeating: 0, count: store.hosts.count), here: Array(repeating: 0, count: store.hosts.count))
    for (number, spots) in spots().sorted(by: { $0.key < $1.key }) where spots.count > 1 {
      _ = number
      guard let origin = origin(of: spots), let finding = store.finding(origin.host, origin.entry) else { continue }
      let others = spots.filter { $0.host != origin.host && isComparable($0, with: origin) }
      guard !others.isEmpty else { continue }
      if let why = reasonToSetAside(origin, others) {
        outcome.common.append(
          FleetCommonValue(
            indicator: store.indicator(origin.entry), host: store.hosts[origin.host].host, why: why))
        continue
      }
      outcome.sightings.append(sighting(origin, finding, others))
      outcome.from[origin.host] += 1
      for other in others { outcome.here[other.host] += 1 }
    }
    outcome.sightings = outcome.sightings.enumerated().sorted { left, right in
      (right.element.severity, left.offset) < (left.element.severity, right.offset)
    }.map(\.element)
    return outcome
  }

  /// All places of the values that a finding of a flagged host rests on.
  private func spots() -> [Int32: [Spot]] {
    var result: [Int32: [Spot]] = [:]
    for host in store.hosts where host.verdict != .clear {
      for entry in host.entries where entry.finding >= 0 { result[entry.indicator] = [] }
    }
    for (index, host) in store.hosts.enumerated() {
      for entry in host.entries where result[entry.indicator] != nil {
        result[entry.indicator]?.append((index, entry))
      }
    }
    return result
  }

  /// The flagged host that a value is taken from: by the worst finding, then by its clock, then by order.
  private func origin(of spots: [Spot]) -> Spot? {
    spots.filter { store.hosts[$0.host].verdict != .clear && $0.entry.finding >= 0 }.min { left, right in
      let (a, b) = (severity(left), severity(right))
      if a != b { return a > b }
      let (first, second) = (left.entry.seenAt?.nanoseconds ?? .max, right.entry.seenAt?.nanoseconds ?? .max)
      return (first, left.host) < (second, right.host)
    }
  }

  private func severity(_ spot: Spot) -> Severity { store.finding(spot.host, spot.entry)?.severity ?? .info }

  /// A private address means another machine in another network: it is compared within one account and region only.
  private func isComparable(_ spot: Spot, with origin: Spot) -> Bool {
    let indicator = store.indicator(spot.entry)
    guard indicator.kind == .address, let address = NumericAddress(indicator.value.text), !address.isPublic else {
      return true
    }
    let (a, b) = (store.hosts[spot.host].host, store.hosts[origin.host].host)
    return a.account == b.account && a.region == b.region
  }

  /// Why finding the value elsewhere says nothing; `nil` if it does say something.
  private func reasonToSetAside(_ origin: Spot, _ others: [Spot]) -> String? {
    let indicator = store.indicator(origin.entry)
    if let why = WellKnown.reason(indicator) { return why }
    let isOwnable = ![.address, .domain, .account, .key].contains(indicator.kind)
    if isOwnable, origin.entry.isPackaged || others.contains(where: { $0.entry.isPackaged }) {
      return "a package owns it unchanged"
    }
    guard let (holders, clear) = clearPeers(origin, others), holders * 2 > clear else { return nil }
    return
      "\(holders) of \(clear) clear \(siblings.familyOf[origin.host] == nil ? "hosts" : "siblings") have it too: it may belong to their image, or all of them were reached by the same hand"
  }

  /// How many of the clear siblings have the value, and how many there are; of all clear hosts where siblings are too few.
  private func clearPeers(_ origin: Spot, _ others: [Spot]) -> (holders: Int, clear: Int)? {
    func isClear(_ host: Int) -> Bool { host != origin.host && store.hosts[host].verdict == .clear }
    if let family = siblings.familyOf[origin.host] {
      let members = Set(siblings.families[family].members)
      let clear = members.count(where: isClear)
      if clear >= 2 { return (others.count { members.contains($0.host) && isClear($0.host) }, clear) }
    }
    let clear = store.hosts.indices.count(where: isClear)
    return clear >= 4 ? (others.count { isClear($0.host) }, clear) : nil
  }

  private func sighting(_ origin: Spot, _ finding: FleetProfile.Reason, _ others: [Spot]) -> FleetSighting {
    let indicator = store.indicator(origin.entry)
    let place = store.place(origin.host, origin.entry)
    // A clear host with an intruder's mark is what nobody knew: it stands first.
    let ordered = others.enumerated().sorted { left, right in
      let (a, b) = (store.hosts[left.element.host].verdict.fleetRank, store.hosts[right.element.host].verdict.fleetRank)
      return (a, left.offset) < (b, right.offset)
    }.map(\.element)
    let listed = ordered.prefix(FleetComparison.placeLimit).map { store.place($0.host, $0.entry) }
    let earliest = ([origin] + others).filter { $0.entry.seenAt != nil }.min {
      ($0.entry.seenAt?.nanoseconds ?? .max, $0.host) < ($1.entry.seenAt?.nanoseconds ?? .max, $1.host)
    }
    let words = SightingWords(
      indicator: indicator, origin: place, finding: finding, others: listed, total: others.count)
    return FleetSighting(
      indicator: indicator, severity: min(finding.severity, words.ceiling), title: words.title, origin: place,
      finding: finding, others: listed, othersOmitted: others.count - listed.count,
      earliest: earliest.map { store.place($0.host, $0.entry) }, fact: words.fact, inference: words.inference)
  }
}
