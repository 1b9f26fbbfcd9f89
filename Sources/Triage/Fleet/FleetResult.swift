public import CaseModel

/// One host in a result.
public struct FleetPlace: Sendable, Hashable {
  /// Which host.
  public var host: FleetHost
  /// Its verdict.
  public var verdict: Verdict
  /// Where the value stands there.
  public var evidence: Evidence
  /// In which part it was met.
  public var role: FleetEntry.Role
  /// When it came about, on that host's own clock.
  public var seenAt: Timestamp?
  /// A place.
  public init(
    host: FleetHost, verdict: Verdict, evidence: Evidence, role: FleetEntry.Role, seenAt: Timestamp? = nil
  ) {
    self.host = host
    self.verdict = verdict
    self.evidence = evidence
    self.role = role
    self.seenAt = seenAt
  }
}

/// Something that a finding rests on is on other hosts too.
public struct FleetSighting: Sendable, Hashable {
  /// What was compared.
  public var indicator: FleetIndicator
  /// How much it matters.
  public var severity: Severity
  /// One line that names the thing and the hosts.
  public var title: HostString
  /// The flagged host that it was taken from.
  public var origin: FleetPlace
  /// The finding of that host that rests on it.
  public var finding: FleetProfile.Reason
  /// The other hosts, at most `FleetComparison.placeLimit`: those judged clear first.
  public var others: [FleetPlace]
  /// Further hosts that are not listed.
  public var othersOmitted: Int
  /// The host on whose clock it came about first, if the clocks tell.
  public var earliest: FleetPlace?
  /// What was compared and found equal: a fact.
  public var fact: HostString
  /// What that suggests, and what else would explain it: no fact.
  public var inference: String
  /// A sighting.
  public init(
    indicator: FleetIndicator, severity: Severity, title: HostString, origin: FleetPlace,
    finding: FleetProfile.Reason, others: [FleetPlace], othersOmitted: Int = 0, earliest: FleetPlace? = nil,
    fact: HostString, inference: String
  ) {
    self.indicator = indicator
    self.severity = severity
    self.title = title
    self.origin = origin
    self.finding = finding
    self.others = others
    self.othersOmitted = othersOmitted
    self.earliest = earliest
    self.fact = fact
    self.inference = inference
  }
}

/// Something that one host has, or few, and its siblings have not.
public struct FleetOddity: Sendable, Hashable {
  /// What.
  public var indicator: FleetIndicator
  /// How much it matters. A difference alone is never more than medium.
  public var severity: Severity
  /// One line that names the thing.
  public var title: HostString
  /// The host that has it.
  public var place: FleetPlace
  /// Why these hosts are siblings, such as `image ami-0abc`.
  public var siblings: HostString
  /// Siblings that have it, this host included.
  public var holders: Int
  /// All siblings, this host included.
  public var siblingCount: Int
  /// A finding of the host rests on it.
  public var isInFinding: Bool
  /// An oddity.
  public init(
    indicator: FleetIndicator, severity: Severity, title: HostString, place: FleetPlace, siblings: HostString,
    holders: Int, siblingCount: Int, isInFinding: Bool
  ) {
    self.indicator = indicator
    self.severity = severity
    self.title = title
    self.place = place
    self.siblings = siblings
    self.holders = holders
    self.siblingCount = siblingCount
    self.isInFinding = isInFinding
  }
}

/// Something that a finding rests on is so common that finding it elsewhere says nothing.
public struct FleetCommonValue: Sendable, Hashable {
  /// What.
  public var indicator: FleetIndicator
  /// The host whose finding rests on it.
  public var host: FleetHost
  /// Why it was set aside: a sentence.
  public var why: String
  /// A common value.
  public init(indicator: FleetIndicator, host: FleetHost, why: String) {
    self.indicator = indicator
    self.host = host
    self.why = why
  }
}

/// One row of the fleet table.
public struct FleetRow: Sendable, Hashable {
  /// Which host.
  public var host: FleetHost
  /// Its verdict.
  public var verdict: Verdict
  /// How far that can be relied on.
  public var confidence: Confidence
  /// Judged on the suspect, not from the verified bundle.
  public var provisional: Bool
  /// The first reason; empty if there is none.
  public var reason: HostString
  /// Findings of high and critical severity.
  public var graveFindings: Int
  /// Sightings that start from this host.
  public var sightingsFrom: Int
  /// Sightings of other hosts' values here.
  public var sightingsHere: Int
  /// Ways in which it is the odd one out.
  public var oddities: Int
  /// Siblings, itself included; 0 if it has too few to compare.
  public var siblingCount: Int
  /// A row.
  public init(
    host: FleetHost, verdict: Verdict, confidence: Confidence, provisional: Bool, reason: HostString,
    graveFindings: Int = 0, sightingsFrom: Int = 0, sightingsHere: Int = 0, oddities: Int = 0, siblingCount: Int = 0
  ) {
    self.host = host
    self.verdict = verdict
    self.confidence = confidence
    self.provisional = provisional
    self.reason = reason
    self.graveFindings = graveFindings
    self.sightingsFrom = sightingsFrom
    self.sightingsHere = sightingsHere
    self.oddities = oddities
    self.siblingCount = siblingCount
  }
}

/// What the comparison of a fleet says.
public struct FleetResult: Sendable {
  /// One row a host: worst verdict first, then in the order in which they were added.
  public var rows: [FleetRow] = []
  /// Most severe first; at most `FleetComparison.sightingLimit`.
  public var sightings: [FleetSighting] = []
  /// Sightings that are not listed.
  public var sightingsOmitted = 0
  /// Ranked; at most `FleetComparison.oddityLimit`, and `oddityLimitPerHost` of one host.
  public var oddities: [FleetOddity] = []
  /// Oddities that are not listed.
  public var odditiesOmitted = 0
  /// What was not taken for a sighting because it is common; at most `FleetComparison.commonLimit`.
  public var common: [FleetCommonValue] = []
  /// Common values that are not listed.
  public var commonOmitted = 0
  /// What limits the comparison: ceilings that were reached, hosts without siblings. One line each, bounded.
  public var notes: [String] = []

  /// Nothing.
  public init() {}
}
