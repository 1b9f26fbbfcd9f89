public import CaseModel
public import Workflow

/// Lists what is in an account and region before anything is made there, so that the tear-down can be proven by comparison.
public struct TakeInventory: StepKind {
  public static let kind = "inventory"
  public static let parallelLimit = 8
  let means: ResponseMeans

  /// A kind.
  public init(_ means: ResponseMeans) { self.means = means }

  /// What it is given.
  public struct Input: Codable, Sendable, Hashable {
    /// Whose.
    public var account: AccountID
    /// Where.
    public var region: RegionName
    /// An input.
    public init(account: AccountID, region: RegionName) {
      self.account = account
      self.region = region
    }
  }

  /// What it hands on.
  public struct Output: Codable, Sendable, Hashable {
    /// Everything that was there.
    public var items: [InventoryItem]
  }

  public func carryOut(_ input: Input, _ context: StepContext) async throws -> StepProgress<Output> {
    .done(Output(items: try await means.cloud.inventory(account: input.account, region: input.region)))
  }

  public func undo(_ input: Input, _ output: Output?, _ context: StepContext) async throws -> UndoProgress {
    .nothingToUndo
  }
}
