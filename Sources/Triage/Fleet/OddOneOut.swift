internal import CaseModel

/// What one sibling has, or few, and the others have not.
struct OddOneOut {
  /// What was found.
  struct Outcome {
    /// Ranked, within the limits.
    var listed: [FleetOddity] = []
    var omitted = 0
    /// Of each host, listed or not.
    var counts: [Int]
  }

  let store: FleetStore
  let siblings: FleetSiblings

  func run() -> Outcome {
    var outcome = Outcome(counts: Array(repeating: 0, count: store.hosts.count))
    var candidates: [(host: Int, oddity: FleetOddity)] = []
    for (family, members) in siblings.families.map(\.members).enumerated() {
      candidates += entries(family, members)
      candidates += packages(family, members)
    }
    let ranked = candidates.enumerated().sorted { left, right in
      let (a, b) = (rank(left.element.oddity), rank(right.element.oddity))
      return a == b ? left.offset < right.offset : a > b
    }.map(\.element)
    for (host, oddity) in ranked {
      outcome.counts[host] += 1
      if outcome.counts[host] <= FleetComparison.oddityLimitPerHost, outcome.listed.count < FleetComparison.oddityLimit
      {
        outcome.listed.append(oddity)
      } else {
        outcome.omitted += 1
      }
    }
    return outcome
  }

  /// Severity first, then whether a finding rests on it, then how alone the host is with it.
  private func rank(_ oddity: FleetOddity) -> Int {
    let severity = Severity.allCases.firstIndex(of: oddity.severity) ?? 0
    let loneliness = min(999, oddity.siblingCount / max(1, oddity.holders))
    return severity * 10_000 + (oddity.isInFinding ? 5_000 : 0) + loneliness
  }

  /// One of up to nineteen, two of twenty and more, three of thirty and more.
  private static func few(of count: Int) -> Int { max(1, min(3, count / 10)) }

  private func entries(_ family: Int, _ members: [Int]) -> [(Int, FleetOddity)] {
    var holders: [Int32: Int] = [:]
    for member in members { for entry in store.hosts[member].entries { holders[entry.indicator, default: 0] += 1 } }
    // A sibling that gave no records of a kind cannot be said not to have something.
    let seen = FleetProfile.Source.allCases.reduce(into: [FleetProfile.Source: Int]()) { counts, source in
      counts[source] = members.count { store.hosts[$0].sources.contains(source) }
    }
    return members.filter { siblings.familyOf[$0] == family }.flatMap { host in
      store.hosts[host].entries.compactMap { entry -> (Int, FleetOddity)? in
        guard let count = holders[entry.indicator], let total = seen[store.source(entry)],
          total >= FleetComparison.fewestSiblings, count <= Self.few(of: total), let severity = severity(entry)
        else { return nil }
        return (host, oddity(host, entry, severity, family: family, holders: count, of: total))
      }
    }
  }

  private func oddity(
    _ host: Int, _ entry: FleetStore.Entry, _ severity: Severity, family: Int, holders: Int, of count: Int
  ) -> FleetOddity {
    let indicator = store.indicator(entry)
    let place = store.place(host, entry)
    let shown = indicator.kind == .digest ? place.evidence.text.text : indicator.value.text
    let name = HostString(place.host.title).text
    let who =
      holders == 1 ? "only \(name) of \(count) siblings has" : "\(name) is one of \(holders) of \(count) siblings with"
    let title = HostString(escaped: "\(who) this \(indicator.noun): \(TextScan.clipped(shown, 200))")
    return FleetOddity(
      indicator: indicator, severity: severity, title: title, place: place, siblings: siblings.families[family].name,
      holders: holders, siblingCount: count, isInFinding: entry.finding >= 0)
  }

  /// How much it matters to be alone with it; `nil` for what differs between healthy siblings every day.
  private func severity(_ entry: FleetStore.Entry) -> Severity? {
    let indicator = store.indicator(entry)
    if entry.role == .finding || WellKnown.reason(indicator) != nil { return nil }
    if entry.finding >= 0, !entry.isPackaged { return .medium }
    switch indicator.kind {
    case .changedFile: return .medium
    case .account: return indicator.value.hasSuffix("(uid 0)") ? .medium : .low
    case .key: return .medium
    case .module: return entry.isPackaged ? .info : .medium
    case .digest:
      if entry.isPackaged { return .info }
      let isOdd =
        Place(store.text(entry.text).text).isOdd || Place(store.text(entry.source).text).isOdd && entry.role != .running
      return isOdd ? .medium : entry.role == .file ? .info : .low
    case .persistence, .domain: return .low
    case .listener: return listener(indicator, entry)
    // A packaged client that talks to some address is the work of every host; so are those who come to a server.
    case .address: return entry.isPackaged || entry.role == .inbound || entry.role == .login ? nil : .low
    case .package: return nil
    }
  }

  /// Helpers of remote procedure calls take any high port.
  private func listener(_ indicator: FleetIndicator, _ entry: FleetStore.Entry) -> Severity? {
    let port = indicator.value.text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    if entry.isPackaged { return port >= 32_768 ? nil : .info }
    return .low
  }

  /// Packages in one line a host: that one host has more than its siblings is worth knowing, each by itself is not.
  private func packages(_ family: Int, _ all: [Int]) -> [(Int, FleetOddity)] {
    let members = all.filter { store.hosts[$0].sources.contains(.package) }
    guard members.count >= FleetComparison.fewestSiblings else { return [] }
    var holders: [Int32: Int] = [:]
    for member in members { for package in store.hosts[member].packages { holders[package, default: 0] += 1 } }
    return members.filter { siblings.familyOf[$0] == family }.compactMap { host in
      let own = store.hosts[host].packages.filter { holders[$0] == 1 }
      guard let first = own.first else { return nil }
      let names = own.prefix(8).map { store.text($0).text }.joined(separator: ", ")
      let more = own.count > 8 ? " and \(own.count - 8) more" : ""
      let title = HostString(
        escaped:
          "only \(HostString(store.hosts[host].host.title).text) of \(members.count) siblings has \(own.count == 1 ? "this package" : "these packages"): \(names)\(more)"
      )
      let place = FleetPlace(
        host: store.hosts[host].host, verdict: store.hosts[host].verdict,
        evidence: Evidence(source: "package database", text: HostString(escaped: "\(names)\(more)")), role: .present)
      return (
        host,
        FleetOddity(
          indicator: FleetIndicator(.package, store.text(first)), severity: .info, title: title, place: place,
          siblings: siblings.families[family].name, holders: 1, siblingCount: members.count, isInFinding: false)
      )
    }
  }
}
