import CaseModel

@testable import IncidentResponse

/// A cloud that can only be asked who is there: what the planner needs, and a refusal for everything that would change something.
struct DirectoryCloud: ResponseCloud {
  /// Everybody, wherever they are.
  var suspects: [Suspect] = []
  var networks: [NetworkFacts] = []
  var management: [InstanceID: Management] = [:]
  var installation = MemberInstallation(directDocumentHash: "d", collectDocumentHash: "c")
  /// Accounts that cannot be entered, with why.
  var closed: [AccountID: CloudError] = [:]
  /// Accounts in which the documents cannot be read.
  var unreadable: [AccountID: CloudError] = [:]
  /// Whoever wears a tag, by `KEY=PATTERN`, and members of Auto Scaling groups, by name.
  var tagged: [String: [InstanceID]] = [:]
  /// What an inventory finds.
  var items: [InventoryItem] = []

  var home: HomeFacts { ModelCase.home }

  func instances(_ selectors: [TargetSelector], account: AccountID, region: RegionName) async throws -> FoundInstances {
    if let fault = closed[account] { throw fault }
    let here = suspects.filter { $0.target.account == account && $0.target.region == region }
    var found: [Suspect] = []
    var missing: [TargetSelector] = []
    for selector in selectors {
      let ids: [InstanceID] =
        switch selector {
        case .instance(let id): [id]
        case .tag(let key, let pattern): tagged["\(key)=\(pattern)"] ?? []
        case .scalingGroup(let name): tagged[name] ?? []
        }
      let matches = here.filter { ids.contains($0.target.instance) }
      if matches.isEmpty { missing.append(selector) }
      for match in matches where !found.contains(match) { found.append(match) }
    }
    return FoundInstances(suspects: found.sorted { $0.target < $1.target }, missing: missing)
  }

  func management(of instances: [InstanceID], account: AccountID, region: RegionName) async throws -> [InstanceID:
    Management]
  { management.filter { instances.contains($0.key) } }

  func networks(_ vpcs: [String], account: AccountID, region: RegionName) async throws -> [NetworkFacts] {
    networks.filter { vpcs.contains($0.vpc) }
  }

  func installation(account: AccountID, region: RegionName) async throws -> MemberInstallation {
    if let fault = unreadable[account] { throw fault }
    return installation
  }

  // MARK: nothing is changed

  private static let refusal = CloudError(.refused, "a plan changes nothing")
  func inventory(account: AccountID, region: RegionName) async throws -> [InventoryItem] { items }
  func commands(commentPrefix: String, on target: Target) async throws -> [SentCommand] { throw Self.refusal }
  func send(_ order: CommandOrder, to target: Target) async throws -> CommandID { throw Self.refusal }
  func state(of command: CommandID, on target: Target) async throws -> CommandState { throw Self.refusal }
  func cancel(_ command: CommandID, on target: Target) async throws { throw Self.refusal }
  func keepTool(path: String, digest: String) async throws -> String { throw Self.refusal }
  func toolAddress(key: String, validSeconds: Int) async throws -> String { throw Self.refusal }
  func landingAddress(key: String, validSeconds: Int) async throws -> String { throw Self.refusal }
  func object(_ place: ObjectPlace) async throws -> StoredObject? { throw Self.refusal }
  func objects(_ place: ObjectPlace) async throws -> [StoredObject] { [] }
  func fetch(_ place: ObjectPlace, to path: String) async throws -> FetchedObject { throw Self.refusal }
  func copy(
    _ source: ObjectPlace, size: Int64, to destination: ObjectPlace, only fetched: FetchedObject?
  ) async throws {
    throw Self.refusal
  }
  func keep(path: String, digest: String, key: String) async throws { throw Self.refusal }
  func empty(_ place: ObjectPlace) async throws -> Int { throw Self.refusal }
  func ensure(_ order: StackOrder) async throws -> StackState { throw Self.refusal }
  func removeStack(_ name: String, account: AccountID, region: RegionName, isFirstLook: Bool) async throws -> StackState
  { throw Self.refusal }
  func start(_ order: TransferOrder) async throws -> TransferHandle? { throw Self.refusal }
  func state(_ handle: TransferHandle) async throws -> TransferState { throw Self.refusal }
  func removeTransfer(_ order: TransferOrder) async throws -> Bool {
    throw Self.refusal
  }
}
