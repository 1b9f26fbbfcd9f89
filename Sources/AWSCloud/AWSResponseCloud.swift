public import AWSClients
internal import AWSSigning
public import CaseModel
public import IncidentResponse

/// A response on AWS. Calls at home are made as `PREFIX-responder`, calls in a member account as that account's `PREFIX-member`, which only
/// the responder may assume.
public struct AWSResponseCloud: ResponseCloud {
  /// What is known before the first call.
  public struct Settings: Sendable {
    /// First part of all names.
    public var prefix = "needletail"
    /// What member roles want to hear, if they were installed so.
    public var externalID: String?
    /// The case: stands in every session, so that the member's trail names it.
    public var caseID: CaseID
    /// Who responds, as it stands in trails: 2 to 64 of `A-Z a-z 0-9 + = , . @ _ -`.
    public var sourceIdentity: String?
    /// Where **suspects** reach S3, if that is another place than ours, as in the lab.
    public var targetEndpoint: Endpoint?
    /// What goes on after something that stopped a call is mended.
    public var again: String

    /// Settings of a case that is open.
    public init(caseID: CaseID) {
      self.caseID = caseID
      again = "needletail resume \(caseID) --retry-failed"
    }
  }

  let settings: Settings
  let operatorSession: AWSSession
  let sessions: SessionBook
  private let books = PlaceBooks()

  /// - Parameter session: The operator's, in the home account and region.
  public init(session: AWSSession, settings: Settings) {
    operatorSession = session
    self.settings = settings
    sessions = SessionBook(session: session, settings: settings)
  }

  /// The home account as the installation made it, read once.
  public var home: HomeFacts {
    get async throws { try await sessions.home(fault) }
  }

  /// The same cloud and its sessions, once what its errors advise has become another command.
  public func advising(_ again: String) -> AWSResponseCloud {
    var settings = settings
    settings.again = again
    return AWSResponseCloud(settings: settings, operatorSession: operatorSession, sessions: sessions)
  }

  private init(settings: Settings, operatorSession: AWSSession, sessions: SessionBook) {
    self.settings = settings
    self.operatorSession = operatorSession
    self.sessions = sessions
  }

  /// Turns errors into sentences that end in this case's next command.
  var fault: Fault { Fault(again: settings.again) }

  /// A session at home.
  func atHome() async throws -> AWSSession { try await sessions.homeSession(fault) }

  /// What this process knows of an account and region.
  func book(_ account: AccountID, _ region: RegionName) async -> PlaceBook { await books.book(account, region) }

  /// A session in a member account.
  func member(_ account: AccountID, _ region: RegionName) async throws -> AWSSession {
    try await sessions.member(account, fault).inRegion(region.text)
  }
}

/// Assumed sessions, each made once for all who need it.
actor SessionBook {
  private let session: AWSSession
  private let settings: AWSResponseCloud.Settings
  private var caller: (account: AccountID, partition: String)?
  private var homeRole: AWSSession?
  private var members: [AccountID: AWSSession] = [:]
  private var facts: HomeFacts?

  init(session: AWSSession, settings: AWSResponseCloud.Settings) {
    self.session = session
    self.settings = settings
  }

  func home(_ fault: Fault) async throws -> HomeFacts {
    if let facts { return facts }
    let (account, partition) = try await identity(fault)
    let session = try await homeSession(fault)
    guard let region = RegionName(session.region) else {
      throw CloudError(
        .credentials, "not the name of a region: \(session.region)", next: "give the home region with --region")
    }
    let key = try await fault.named("read the key alias/\(settings.prefix)") {
      try await KMS(session).describeKey(KMS.DescribeKeyInput(keyId: "alias/\(settings.prefix)"))
    }
    guard let arn = key.keyMetadata?.arn else { throw CloudError(.unreachable, "the answer about the key has no ARN") }
    guard key.keyMetadata?.keyState ?? "Enabled" == "Enabled" else {
      throw CloudError(
        .keyUnusable,
        "the key \(arn) is \(key.keyMetadata?.keyState ?? "unusable"): nothing can be encrypted or read with it",
        next: "enable the key again, or cancel its deletion; then: \(fault.again)")
    }
    let place = "\(account)-\(region)"
    let found = HomeFacts(
      account: account, region: region, toolsetBucket: "\(settings.prefix)-toolset-\(place)",
      landingBucket: "\(settings.prefix)-landing-\(place)", vaultBucket: "\(settings.prefix)-vault-\(place)", key: arn,
      responderRole: "arn:\(partition):iam::\(account):role/\(settings.prefix)-responder")
    facts = found
    return found
  }

  func homeSession(_ fault: Fault) async throws -> AWSSession {
    if let homeRole { return homeRole }
    let (account, partition) = try await identity(fault)
    var made = session.assuming(
      role("arn:\(partition):iam::\(account):role/\(settings.prefix)-responder", externalID: nil))
    made.account = account.text
    homeRole = made
    return made
  }

  func member(_ account: AccountID, _ fault: Fault) async throws -> AWSSession {
    if let known = members[account] { return known }
    let (_, partition) = try await identity(fault)
    let made = try await homeSession(fault).assuming(
      role("arn:\(partition):iam::\(account):role/\(settings.prefix)-member", externalID: settings.externalID))
    // Asked once here, so that a missing role is told as that and not by whichever call comes first.
    _ = try await fault.role("\(settings.prefix)-member", account: account) { try await made.credentials.credentials() }
    members[account] = made
    return made
  }

  private func identity(_ fault: Fault) async throws -> (account: AccountID, partition: String) {
    if let caller { return caller }
    let answer = try await fault.named("ask who we are") { try await STS(session).getCallerIdentity() }
    let parts = (answer.arn ?? "").split(separator: ":", omittingEmptySubsequences: false)
    guard let account = AccountID(answer.account ?? "") else {
      throw CloudError(.credentials, "the credentials belong to no account that can be read")
    }
    let found = (account, parts.count > 1 ? String(parts[1]) : "aws")
    caller = found
    return found
  }

  private func role(_ arn: String, externalID: String?) -> AssumedRole {
    AssumedRole(
      roleARN: arn, sessionName: String("\(settings.prefix)-\(settings.caseID)".prefix(64)), externalID: externalID,
      sourceIdentity: settings.sourceIdentity, tags: ["needletail-case": settings.caseID.text])
  }
}
