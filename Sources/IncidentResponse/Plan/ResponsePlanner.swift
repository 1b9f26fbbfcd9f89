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

    /// A wish.
    public init(
      caseID: CaseID, requests: [TargetRequest], problems: [TargetProblem], regions: [RegionName], lane: LaneChoice,
      wallSeconds: Int,
      secret: String
    ) {
      self.caseID = caseID
      self.requests = requests
      self.problems = problems
      self.regions = regions
      self.lane = lane
      self.wallSeconds = wallSeconds
      self.secret = secret
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
        group.addTask { await resolve(account, requests, regions: wish.regions) }
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
      secret: wish.secret)
  }

  /// What was found in one account.
  private struct Part: Sendable {
    var suspects: [Suspect] = []
    var readiness: [Target: Readiness] = [:]
    var problems: [TargetProblem] = []
    var documents: [InstalledPlace] = []
  }

  private func resolve(_ account: AccountID, _ requests: [TargetRequest], regions: [RegionName]) async -> Part {
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
        try await prepare(suspects, account, region, &part)
      } catch {
        for request in here { missing[request.key] = nil }
        let message =
          (error as? CloudError).map { $0.next.isEmpty ? $0.message : "\($0.message); \($0.next)" } ?? "\(error)"
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

  private func prepare(_ suspects: [Suspect], _ account: AccountID, _ region: RegionName, _ part: inout Part)
    async throws
  {
    guard !suspects.isEmpty else { return }
    part.suspects += suspects
    let installation = try await cloud.installation(account: account, region: region)
    part.documents.append(InstalledPlace(account: account, region: region, installation: installation))
    let running = suspects.filter { $0.state == "running" }
    let preflight = Preflight(
      networks: try await cloud.networks(Set(running.map(\.vpc)).sorted(), account: account, region: region),
      management: try await cloud.management(of: running.map(\.target.instance), account: account, region: region),
      installation: installation)
    var admitted: [String: Int] = [:]
    var transfers = TransferCount()
    for suspect in suspects {
      var readiness = preflight.judge(suspect, ahead: admitted[suspect.vpc, default: 0])
      if readiness.canShare, let note = transfers.admit(suspect) { readiness.notes.append(note) }
      if readiness.canShare { admitted[suspect.vpc, default: 0] += suspect.interfaces.flatMap(\.addresses).count }
      part.readiness[suspect.target] = readiness
    }
  }
}

extension TargetRequest {
  /// Tells requests of one account apart.
  fileprivate var key: String { "\(region?.text ?? "")=\(selector.text)" }
}
