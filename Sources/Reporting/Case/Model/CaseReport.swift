public import CaseModel
public import Triage

/// Everything a report says about one case, as values. The renderers (`CaseHTMLReport`, `CaseJSONReport`, `CaseTextReport`) read
/// nothing else; whoever makes it keeps no evidence in it, only what was judged and where the evidence lies.
public struct CaseReport: Sendable {
  /// Name of the case.
  public var caseID: String
  /// For people; may be empty.
  public var title: String
  /// Who opened it: an ARN, an account, a login name.
  public var openedBy: String
  /// When, our clock.
  public var openedAt: Timestamp
  /// When this report was made, our clock.
  public var reportedAt: Timestamp
  /// Name and version of the program, such as `needletail 0.1.0`.
  public var tool: String
  /// One entry a target, in the order of the targets file.
  public var targets: [CaseTarget]
  /// Lines of the targets file that name no target, each with its line number and why.
  public var unresolved: [String]
  /// The comparison of the targets with each other; `nil` if it was not made.
  public var fleet: FleetResult?
  /// The undo ledger: what the response changed in the accounts, and its state now.
  public var undo: [CaseUndoRow]
  /// What limits the report as a whole, a line each.
  public var notes: [String]
  /// The next thing to type, as arguments; empty if there is none.
  public var nextCommand: [String]

  /// A report.
  public init(
    caseID: String, title: String = "", openedBy: String, openedAt: Timestamp, reportedAt: Timestamp, tool: String,
    targets: [CaseTarget] = [], unresolved: [String] = [], fleet: FleetResult? = nil, undo: [CaseUndoRow] = [],
    notes: [String] = [], nextCommand: [String] = []
  ) {
    self.caseID = caseID
    self.title = title
    self.openedBy = openedBy
    self.openedAt = openedAt
    self.reportedAt = reportedAt
    self.tool = tool
    self.targets = targets
    self.unresolved = unresolved
    self.fleet = fleet
    self.undo = undo
    self.notes = notes
    self.nextCommand = nextCommand
  }

  /// The worst verdict of all targets, the final one of each where there is one; `nil` if nothing was judged.
  public var verdict: Verdict? { targets.compactMap { $0.opinion?.verdict }.max { $0.rank < $1.rank } }

  /// Targets whose verdict this is.
  func targets(_ verdict: Verdict) -> [CaseTarget] { targets.filter { $0.opinion?.verdict == verdict } }

  /// Ids of targets that were judged clear and yet have something that a finding of another target rests on.
  var sightedIDs: Set<String> {
    Set((fleet?.rows ?? []).lazy.filter { $0.verdict == .clear && $0.sightingsHere > 0 }.map(\.host.id))
  }

  /// Targets worst first. Those that were not judged stand before the clear ones, because nobody knows about them, and before
  /// both those clear ones that have what a finding of another target rests on.
  var ranked: [CaseTarget] {
    let sighted = sightedIDs
    func rank(_ target: CaseTarget) -> Int {
      target.opinion?.verdict == .clear && sighted.contains(target.host.id) ? CaseTarget.sightedRank : target.rank
    }
    return targets.enumerated().map { (rank($0.element), $0.offset, $0.element) }.sorted {
      ($0.0, $1.1) > ($1.0, $0.1)
    }.map(\.2)
  }
}

extension Verdict {
  /// Worse is larger.
  var rank: Int {
    switch self {
    case .clear: 0
    case .watch: 1
    case .escalate: 2
    }
  }
}
