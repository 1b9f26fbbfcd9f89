public import CaseModel

/// Which way evidence is to leave the suspects.
public enum LaneChoice: String, Sendable, Codable, CaseIterable {
  /// Only the direct lane: nothing is built.
  case direct
  /// Direct first, then the share.
  case auto
  /// Only the share.
  case share
}

/// What is installed of ours in one account and region.
public struct InstalledPlace: Sendable, Hashable, Codable {
  /// Whose.
  public var account: AccountID
  /// Where.
  public var region: RegionName
  /// What is there.
  public var installation: MemberInstallation

  /// A place.
  public init(account: AccountID, region: RegionName, installation: MemberInstallation) {
    self.account = account
    self.region = region
    self.installation = installation
  }
}

/// What a response will do, found without changing anything. It is shown, confirmed, and then carried out exactly.
public struct ResponsePlan: Sendable, Hashable, Codable {
  /// The case.
  public var caseID: CaseID
  /// Which way.
  public var lane: LaneChoice
  /// Every suspect that was found, in order.
  public var suspects: [Suspect]
  /// One a suspect, in the same order.
  public var readiness: [Readiness]
  /// What could not be resolved.
  public var problems: [TargetProblem]
  /// What is installed of ours in each account and region, in order. No dictionary: the same plan is the same text every time.
  public var documents: [InstalledPlace]
  /// The forensics account.
  public var home: HomeFacts
  /// Seconds that a collector may take.
  public var wallSeconds: Int
  /// First part of all names, as the case was opened with.
  public var prefix: String
  /// What member roles want to hear.
  public var externalID: String?
  /// When the case was opened.
  public var openedAt: Timestamp
  /// Secret of the case, 64 hex digits, from which nonces are made. It never leaves the responder's machine.
  public var secret: String
  /// Programs of the responder that are run in the share lane; `nil` if there are none.
  public var ownTools: OwnToolset?

  /// A plan.
  public init(
    caseID: CaseID, lane: LaneChoice, suspects: [Suspect], readiness: [Readiness], problems: [TargetProblem],
    documents: [InstalledPlace], home: HomeFacts, wallSeconds: Int, secret: String,
    prefix: String = "needletail", externalID: String? = nil, openedAt: Timestamp, ownTools: OwnToolset? = nil
  ) {
    self.caseID = caseID
    self.lane = lane
    self.suspects = suspects
    self.readiness = readiness
    self.problems = problems
    self.documents = documents
    self.home = home
    self.wallSeconds = wallSeconds
    self.secret = secret
    self.prefix = prefix
    self.externalID = externalID
    self.openedAt = openedAt
    self.ownTools = ownTools
  }

  /// Suspects that take the direct lane.
  public var direct: [Suspect] {
    lane == .share ? [] : zip(suspects, readiness).filter { $1.canDirect }.map(\.0)
  }

  /// Suspects that take the share.
  public var share: [Suspect] {
    lane == .direct ? [] : zip(suspects, readiness).filter { $1.canShare }.map(\.0)
  }

  /// Suspects that no lane of this plan reaches.
  public var unreached: [Readiness] {
    let reached = Set((direct + share).map(\.target))
    return readiness.filter { !reached.contains($0.target) }
  }

  /// The groups that infrastructure is built for, each with its suspects.
  public var groups: [(id: GroupID, suspects: [Suspect])] {
    Dictionary(grouping: share, by: \.group).map { ($0.key, $0.value.sorted { $0.target < $1.target }) }.sorted {
      $0.0 < $1.0
    }
  }

  /// The nonce of one run.
  func nonce(_ target: Target, lane: CommandOrder.Document) -> String {
    ResponseNames.nonce(secret: Array(secret.utf8), step: "\(caseID) \(target) \(lane.rawValue)")
  }
}
