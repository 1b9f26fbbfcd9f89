/// How much one collection takes.
public enum CollectionProfile: String, Sendable, CaseIterable {
  /// The volatile set, persistence and accounts: seconds.
  case quick
  /// Everything, with budgets.
  case standard
  /// Everything, every file hashed, no limit of time.
  case full
}
