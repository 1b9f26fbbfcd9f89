public import CaseModel

/// Whether and how a suspect can be collected live, found without changing anything.
public struct Readiness: Sendable, Hashable, Codable {
  /// One thing that preflight found.
  public struct Note: Sendable, Hashable, Codable {
    /// What it means for the collection.
    public enum Weight: String, Sendable, Hashable, Codable {
      /// Only worth knowing.
      case remark
      /// One lane cannot be used.
      case hindersShare = "hinders_share"
      /// The direct lane cannot be used.
      case hindersDirect = "hinders_direct"
      /// No live collection.
      case blocks
    }
    /// What it means.
    public var weight: Weight
    /// What was found.
    public var found: HostString
    /// What would help; empty where nothing does.
    public var fix: HostString

    /// A note.
    public init(_ weight: Weight, _ found: String, fix: String = "") {
      self.weight = weight
      self.found = HostString(found)
      self.fix = HostString(fix)
    }
  }

  /// Which suspect.
  public var target: Target
  /// What was found.
  public var notes: [Note]

  /// A judgement.
  public init(target: Target, notes: [Note]) {
    self.target = target
    self.notes = notes
  }

  /// Some lane can work.
  public var isCollectable: Bool { canDirect || canShare }
  /// The direct lane can work.
  public var canDirect: Bool { !notes.contains { $0.weight == .blocks || $0.weight == .hindersDirect } }
  /// The share can work.
  public var canShare: Bool { !notes.contains { $0.weight == .blocks || $0.weight == .hindersShare } }
}
