public import CaseModel

/// The events worth showing, in order of time, and what was left out.
public struct Timeline: Sendable {
  /// Events of one kind that were not kept.
  public struct Omission: Sendable, Hashable {
    /// Their kind.
    public var kind: TimelineEvent.Kind
    /// How many.
    public var count: Int
    /// An omission.
    public init(kind: TimelineEvent.Kind, count: Int) {
      self.kind = kind
      self.count = count
    }
  }
  /// Most events that are kept.
  public static let ceiling = TimelineEvent.Kind.allCases.reduce(0) { $0 + $1.ceiling }

  /// Oldest first.
  public var events: [TimelineEvent]
  /// What was left out because a kind was full; empty if nothing.
  public var omissions: [Omission]
  /// Files that changed longer ago than this are not looked at.
  public var fileHorizon: Timestamp?

  /// A timeline; events are put in order.
  public init(events: [TimelineEvent] = [], omissions: [Omission] = [], fileHorizon: Timestamp? = nil) {
    self.events = events.sorted()
    self.omissions = omissions
    self.fileHorizon = fileHorizon
  }

  /// One line about what is not here; `nil` if nothing was left out.
  public var omissionText: String? {
    guard !omissions.isEmpty else { return nil }
    let parts = omissions.map { "\(Words.grouped($0.count)) × \($0.kind.words)" }
    return "not kept, furthest from the time of collection first: \(parts.joined(separator: ", "))"
  }
}
