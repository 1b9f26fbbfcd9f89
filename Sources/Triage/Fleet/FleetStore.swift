internal import CaseModel

/// What a comparison holds of all hosts. Texts and indicators are numbers into pools, so that what siblings share is stored once:
/// an entry costs 40 bytes.
struct FleetStore: Sendable {
  /// One indicator of one host.
  struct Entry: Sendable {
    var indicator: Int32
    var source: Int32
    var text: Int32
    /// -1 if there is none.
    var exhibit: Int32
    /// Position in the host's findings; -1 if none rests on it.
    var finding: Int32
    var role: FleetEntry.Role
    var isPackaged: Bool
    var seenAt: Timestamp?
  }

  /// One host.
  struct Host: Sendable {
    var host: FleetHost
    var verdict: Verdict
    var confidence: Confidence
    var provisional: Bool
    var reason: HostString
    var findings: [FleetProfile.Reason]
    var graveFindings: Int
    var entries: [Entry]
    var packages: [Int32]
    var sources: [FleetProfile.Source]
    var omissions: [FleetProfile.Omission]
  }

  private(set) var hosts: [Host] = []
  private var positions: [String: Int] = [:]
  private var texts = Pool<HostString>()
  private var indicators = Pool<FleetIndicator>()

  /// Texts and indicators that are stored.
  var pooled: Int { texts.values.count + indicators.values.count }

  mutating func add(_ profile: FleetProfile) {
    let entries = profile.entries.map { entry in
      Entry(
        indicator: indicators.number(entry.indicator), source: texts.number(entry.evidence.source),
        text: texts.number(entry.evidence.text),
        exhibit: entry.evidence.exhibit.map { texts.number(HostString(escaped: $0)) } ?? -1,
        finding: profile.findings.indices.contains(entry.finding ?? -1) ? Int32(entry.finding ?? -1) : -1,
        role: entry.role, isPackaged: entry.isPackaged, seenAt: entry.seenAt)
    }
    let grave = [Severity.critical, .high].reduce(0) { $0 + (profile.findingCounts[$1.rawValue] ?? 0) }
    let host = Host(
      host: profile.host, verdict: profile.verdict, confidence: profile.confidence, provisional: profile.provisional,
      reason: profile.reasons.first ?? "", findings: profile.findings, graveFindings: grave, entries: entries,
      packages: profile.packages.map { texts.number($0) }, sources: profile.sources, omissions: profile.omissions)
    if let position = positions[profile.host.id] {
      hosts[position] = host
    } else {
      positions[profile.host.id] = hosts.count
      hosts.append(host)
    }
  }

  func indicator(_ entry: Entry) -> FleetIndicator { indicators.values[Int(entry.indicator)] }

  /// Which records a host must have given for an entry to be met there.
  func source(_ entry: Entry) -> FleetProfile.Source {
    switch indicator(entry).kind {
    case .digest, .changedFile: entry.role == .running ? .process : entry.role == .persistence ? .persistence : .file
    case .address, .domain: entry.role == .login ? .login : entry.role == .persistence ? .persistence : .socket
    case .key: .key
    case .persistence: .persistence
    case .account: .account
    case .listener: .socket
    case .module: .module
    case .package: .package
    }
  }

  func text(_ number: Int32) -> HostString { texts.values[Int(number)] }

  func place(_ host: Int, _ entry: Entry) -> FleetPlace {
    let evidence = Evidence(
      source: text(entry.source), text: text(entry.text), exhibit: entry.exhibit < 0 ? nil : text(entry.exhibit).text)
    return FleetPlace(
      host: hosts[host].host, verdict: hosts[host].verdict, evidence: evidence, role: entry.role,
      seenAt: entry.seenAt)
  }

  /// The finding of that host which rests on the entry.
  func finding(_ host: Int, _ entry: Entry) -> FleetProfile.Reason? {
    entry.finding < 0 ? nil : hosts[host].findings[Int(entry.finding)]
  }
}

/// Values by number, each stored once.
struct Pool<Value: Hashable & Sendable>: Sendable {
  private(set) var values: [Value] = []
  private var numbers: [Value: Int32] = [:]

  mutating func number(_ value: Value) -> Int32 {
    if let number = numbers[value] { return number }
    let number = Int32(values.count)
    numbers[value] = number
    values.append(value)
    return number
  }
}
