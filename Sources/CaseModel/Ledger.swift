/// How an expected artifact fared. There is no other word for it anywhere.
public enum CoverageStatus: String, Sendable, Codable, CaseIterable {
  /// All of it was read.
  case obtained
  /// It does not exist on this host; the row says what was tried.
  case absent
  /// The kernel refused.
  case denied
  /// Some of it was read; the row says what is missing and why.
  case partial
  /// It exists and could not be read.
  case failed
  /// This version does not collect it.
  case unsupported
}

/// One row of the completeness ledger.
public struct LedgerRow: Sendable, Codable, Hashable {
  /// `C001` … `C124`, or the name of a definition.
  public var id: String
  /// What it is, for people.
  public var name: String
  /// How it fared.
  public var status: CoverageStatus
  /// Why it is not simply obtained; empty if it is.
  public var why: String
  /// Paths or objects that were tried.
  public var tried: [HostString]
  /// Records and exhibits obtained.
  public var count: Int
  /// Whether the profile asks for it: a required row that is `partial` or `failed` makes the collection incomplete.
  public var required: Bool

  /// A row.
  public init(
    id: String, name: String, status: CoverageStatus, why: String = "", tried: [HostString] = [], count: Int = 0,
    required: Bool = true
  ) {
    self.id = id
    self.name = name
    self.status = status
    self.why = why
    self.tried = tried
    self.count = count
    self.required = required
  }
}
