public import CaseModel
public import HostFacts

/// What a heuristic looks for, for people: the catalogue (`docs/heuristics.md`) is made from these cards.
public struct HeuristicCard: Sendable {
  /// Such as `process.deleted-executable`.
  public var id: String
  /// What is abnormal, one line.
  public var abnormal: String
  /// Why that matters.
  public var why: String
  /// ATT&CK techniques, most specific first.
  public var techniques: [Technique]
  /// Of an ordinary finding; single findings may weigh more or less.
  public var severity: Severity
  /// Known benign causes, and how the heuristic (or the responder) tells them apart.
  public var benign: String

  /// A card.
  public init(
    id: String, abnormal: String, why: String, techniques: [Technique], severity: Severity, benign: String
  ) {
    self.id = id
    self.abnormal = abnormal
    self.why = why
    self.techniques = techniques
    self.severity = severity
    self.benign = benign
  }

  /// A finding of this card.
  public func finding(
    _ title: String, evidence: [Evidence], severity: Severity? = nil, techniques: [Technique]? = nil,
    processes: [Int] = [],
    occurred: Timestamp? = nil
  ) -> Finding {
    Finding(
      id: id, severity: severity ?? self.severity, techniques: techniques ?? self.techniques,
      title: HostString(escaped: title),
      why: why, evidence: evidence, processes: processes, occurred: occurred)
  }
}

/// Looks at the whole picture of a host, once, at the end. For facts that are few: processes, sockets, accounts, persistence, ….
public protocol PictureHeuristic: Sendable {
  /// What it looks for.
  var card: HeuristicCard { get }
  /// - Returns: One finding for each abnormal thing; empty on an ordinary host.
  func examine(_ picture: HostPicture) -> [Finding]
}

/// Looks at facts as they pass, for kinds that are too many to keep: files, log events, web requests, history. A value type with its own small,
/// bounded state; a fresh copy is used for each collection.
public protocol StreamHeuristic: Sendable {
  /// What it looks for.
  var card: HeuristicCard { get }
  /// Takes one fact; findings that can be said at once are returned.
  mutating func observe(_ fact: HostFact) -> [Finding]
  /// What can only be said at the end.
  mutating func finish(_ picture: HostPicture) -> [Finding]
}

extension StreamHeuristic {
  public mutating func finish(_ picture: HostPicture) -> [Finding] { [] }
}
