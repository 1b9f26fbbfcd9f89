public import CaseModel

/// Finds out what a response would do. It only reads.
public struct ResponsePlanner: Sendable {
  let cloud: any ResponseCloud

  /// A planner.
  public init(cloud: any ResponseCloud) { self.cloud = cloud }

  /// What is wanted.
  public struct Wish: Sendable {
    /// The case.
    public var caseID: CaseID
    /// What was asked for.
    public var requests: [TargetRequest]
    /// What could not be read of the targets file.
    public var problems: [TargetProblem]
    /// Where instances are looked for whose region is not given.
    public var regions: [RegionName]
    /// Which way.
    public var lane: LaneChoice
    /// Seconds that a collector may take.
    public var wallSeconds: Int
    /// 64 hex digits of randomness.
    public var secret: String
    /// First part of all names.
    public var prefix: String
    /// What member roles want to hear.
    public var externalID: String?
    /// Now.
    public var openedAt: Timestamp
    /// Programs of the responder; `nil` if there are none.
    public var ownTools: OwnToolset?

    /// A wish.
    public init(
      caseID: CaseID, requests: [TargetRequest], problems: [TargetProblem], regions: [RegionName], lane: LaneChoice,
      wallSeconds: Int,
      secret: String, prefix: String = "needletail", externalID: String? = nil, openedAt: Timestamp,
      ownTools: OwnToolset? = nil
    ) {
      self.caseID = caseID
      self.requests = requests
      self.problems = problems
      self.regions = regions
      self.lane = lane
      self.wallSeconds = wallSeconds
      self.secret = secret
      self.prefix = prefix
      self.externalID = externalID
      self.openedAt = openedAt
      self.ownTools = ownTools
    }
  }

  /// Makes the plan. What goes wrong in one account is told and leaves the others alone.
  ///
  /// - Throws: `CloudError` only where the forensics account itself cannot be read.
  public func plan(_ wish: Wish) async throws -> ResponsePlan {
    let home = try await cloud.home
    var parts: [Part] = []
    var problems = wish.problems
    await withTaskGroup(of: Part.self) { group in
      for (account, requests) in Dictionary(grouping: wish.requests, by: \.account) {
        group.addTask { await resolve(account, requests, regions: wish.regions, home) }
      }
      for await part in group { parts.append(part) }
    }
    problems += parts.flatMap(\.problems)
    let suspects = parts.flatMap(\.suspects).sorted { $0.target < $1.target }
    let readiness = parts.reduce(into: [:]) { $0.merge($1.readiness) { first, _ in first } }
    return ResponsePlan(
      caseID: wish.caseID, lane: wish.lane, suspects: suspects,
      readiness: suspects.map { readiness[$0.target] ?? Readiness(target: $0.target, notes: []) },
      problems: problems.sorted { ($0.line, $0.message.text) < ($1.line, $1.message.text) },
      documents: parts.flatMap(\.documents).sorted { ($0.account, $0.region) < ($1.account, $1.region) }, home: home,
      wallSeconds: wish.wallSeconds,
      secret: wish.secret, prefix: wish.prefix, externalID: wish.externalID, openedAt: wish.openedAt,
      ownTools: wish.ownTools)
  }

  /// What was found in one account.
  private struct Part: Sendable {
    var suspects: [Suspect] = []
    var readiness: [Target: Readiness] = [:]
    var problems: [TargetProblem] = []
    var documents: [InstalledPlace] = []

    /// Suspects of a place whose preflight broke off are not taken for ready.
    mutating func block(_ account: AccountID, _ region: RegionName, because message: String) {
      for suspect in suspects
      where suspect.target.account == account && suspect.target.region == region && readiness[suspect.target] == nil {
        readiness[suspect.target] = Readiness(
          target: suspect.target,
          notes: [
            Readiness.Note(
              .blocks, "preflight could not look at it: \(message)", fix: "mend that, then give the same command again")
          ])
      }
    }
  }

  private func resolve(_ account: AccountID, _ requests: [TargetRequest], regions: [RegionName], _ home: HomeFacts)
    async -> Part
  {
    var part = Part()
    var missing = Dictionary(requests.map { ($0.key, $0) }) { first, _ in first }
    let wanted = Set(requests.flatMap { $0.region.map { [$0] } ?? regions }).sorted()
    for region in wanted {
      let here = requests.filter { $0.region == nil || $0.region == region }
      do {
        let found = try await cloud.instances(here.map(\.selector), account: account, region: region)
        for request in here where !found.missing.contains(request.selector) { missing[request.key] = nil }
        var suspects = found.suspects
        for index in suspects.indices { suspects[index].lines = lines(suspects[index], here) }
        try await prepare(suspects, account, region, home, &part)
      } catch {
        for request in here { missing[request.key] = nil }
        let message =
          (error as? CloudError).map { $0.next.isEmpty ? $0.message : "\($0.message); \($0.next)" } ?? "\(error)"
        part.block(account, region, because: message)
        part.problems.append(
          TargetProblem(line: here.first?.line ?? 0, message: "account \(account), region \(region): \(message)"))
      }
    }
    for request in missing.values.sorted(by: { $0.line < $1.line }) {
      let places = (request.region.map { [$0] } ?? regions).map(\.text).joined(separator: ", ")
      part.problems.append(
        TargetProblem(
          line: request.line, message: "nothing in account \(account) is \(request.selector.text) (looked in \(places))"
        ))
    }
    return part
  }

  private func lines(_ suspect: Suspect, _ requests: [TargetRequest]) -> [Int] {
    let exact = requests.filter { $0.selector == .instance(suspect.target.instance) }.map(\.line)
    return exact.isEmpty
      ? requests.filter { if case .instance = $0.selector { false } else { true } }.map(\.line) : exact
  }

  private func prepare(
    _ suspects: [Suspect], _ account: AccountID, _ region: RegionName, _ home: HomeFacts, _ part: inout Part
  ) async throws {
    guard !suspects.isEmpty else { return }
    part.suspects += suspects
    let installation = try await cloud.installation(account: account, region: region)
    part.documents.append(InstalledPlace(account: account, region: region, installation: installation))
    let running = suspects.filter { $0.state == "running" }
    let preflight = Preflight(
      networks: try await cloud.networks(Set(running.map(\.vpc)).sorted(), account: account, region: region),
      management: try await cloud.management(of: running.map(\.target.instance), account: account, region: region),
      installation: installation)
    var admitted: [String: [Suspect]] = [:]
    var neighbours: [String: Int] = [:]
    var transfers = TransferCount()
    for suspect in suspects {
      let before = admitted[suspect.vpc, default: []]
      var readiness = preflight.judge(
        suspect, ahead: before.flatMap(\.interfaces).flatMap(\.addresses).count,
        neighbours: neighbours[suspect.subnet, default: 0])
      readiness.notes += place(suspect, home)
      if readiness.canShare, let refusal = refusal(of: suspect, beside: before, home) {
        readiness.notes.append(refusal)
      }
      if readiness.canShare, let note = transfers.admit(suspect) { readiness.notes.append(note) }
      if readiness.canShare {
        admitted[suspect.vpc] = before + [suspect]
        neighbours[suspect.subnet, default: 0] += 1
      }
      part.readiness[suspect.target] = readiness
    }
  }

  /// What follows from the suspect's region not being the forensics account's.
  private func place(_ suspect: Suspect, _ home: HomeFacts) -> [Readiness.Note] {
    guard suspect.target.region != home.region, suspect.state == "running" else { return [] }
    return [
      Readiness.Note(
        .hindersShare,
        "shares are built in the forensics account's region only (\(home.region)), where its key is; the suspect is in \(suspect.target.region)",
        fix: "use the direct lane, or install the home stack in \(suspect.target.region) and respond from there")
    ]
  }

  /// Why no share can be generated for a suspect beside those that have one: the generator itself is asked.
  private func refusal(of suspect: Suspect, beside others: [Suspect], _ home: HomeFacts) -> Readiness.Note? {
    guard let caseID = CaseID("preflight") else { return nil }
    do {
      _ = try TargetStackSplit.parts(others + [suspect], prefix: "needletail", caseID: caseID, key: home.key)
      return nil
    } catch {
      return Readiness.Note(.hindersShare, "no share can be made for it: \(error.message)", fix: "use the direct lane")
    }
  }
}

extension TargetRequest {
  /// Tells requests of one account apart.
  fileprivate var key: String { "\(region?.text ?? "")=\(selector.text)" }
}
