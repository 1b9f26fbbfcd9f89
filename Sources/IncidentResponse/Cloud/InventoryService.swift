public import CaseModel

/// Lists everything of the kinds that a response makes, whoever made it and however it is tagged: an inventory by tags would pass by
/// forgetting to tag.
public protocol InventoryService: Sendable {
  /// Everything in an account and region, sorted.
  ///
  /// - Throws: `CloudError`.
  func inventory(account: AccountID, region: RegionName) async throws -> [InventoryItem]
}

/// One thing in an account.
public struct InventoryItem: Sendable, Hashable, Comparable, Codable {
  /// Such as `file-system`, `security-group`, `stack`.
  public var kind: String
  /// Its id or ARN.
  public var id: String
  /// Its name, for people; empty if it has none.
  public var name: String

  /// An item.
  public init(kind: String, id: String, name: String = "") {
    self.kind = kind
    self.id = id
    self.name = name
  }

  public static func < (left: InventoryItem, right: InventoryItem) -> Bool {
    (left.kind, left.id, left.name) < (right.kind, right.id, right.name)
  }
}
