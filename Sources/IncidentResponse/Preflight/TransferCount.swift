internal import CaseModel

/// How many transfer tasks a case needs in one account and region: one a target and one a network, for its tools.
struct TransferCount {
  /// Tasks that the transfer service admits in an account and region unless a higher quota was asked for ("AWS DataSync quotas", 2025).
  static let limit = 100

  private var targets = 0
  private var networks: Set<String> = []

  /// Counts a suspect that would take the share lane, if there is room for it.
  ///
  /// - Returns: What stands in its way; `nil` if it was counted.
  mutating func admit(_ suspect: Suspect) -> Readiness.Note? {
    let needed = targets + 1 + networks.union([suspect.vpc]).count
    guard needed <= Self.limit else {
      return Readiness.Note(
        .hindersShare,
        "the transfer service admits \(Self.limit) tasks in an account and region, and other suspects of account \(suspect.target.account) take them",
        fix: "use the direct lane, or another case for these once this one is released")
    }
    targets += 1
    networks.insert(suspect.vpc)
    return nil
  }
}
