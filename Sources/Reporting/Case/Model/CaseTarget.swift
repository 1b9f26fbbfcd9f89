internal import CaseModel
internal import HostFacts
public import JSONText
public import Triage

/// One target of a case: who it is, how far it came, what was judged, and where its evidence lies.
public struct CaseTarget: Sendable {
  /// Which host, as the cloud knows it.
  public var host: FleetHost
  /// VPC of the target; its infrastructure is built per account, region and VPC.
  public var network: String
  /// How far it came.
  public var state: CaseTargetState
  /// Judged on the suspect, from the direct lane's answer.
  public var provisional: CaseOpinion?
  /// Judged again from the verified bundle.
  public var final: CaseOpinion?
  /// Collections of this target, in the order in which they ran.
  public var collections: [CaseCollection]
  /// The completeness ledger in short.
  public var completeness: CaseCompleteness?
  /// The footprint receipt as it stands in the bundle, with what the bootstrap added; any shape.
  public var footprint: JSONValue
  /// Programs of the responder that were run, if any.
  public var tools: [CaseToolRun]
  /// Where the target's own report lies; empty if there is none.
  public var reportPath: String

  /// A target about which nothing is known yet.
  public init(
    host: FleetHost, network: String = "", state: CaseTargetState, provisional: CaseOpinion? = nil,
    final: CaseOpinion? = nil, collections: [CaseCollection] = [], completeness: CaseCompleteness? = nil,
    footprint: JSONValue = .null, tools: [CaseToolRun] = [], reportPath: String = ""
  ) {
    self.host = host
    self.network = network
    self.state = state
    self.provisional = provisional
    self.final = final
    self.collections = collections
    self.completeness = completeness
    self.footprint = footprint
    self.tools = tools
    self.reportPath = reportPath
  }

  /// The final opinion, or else the provisional one.
  public var opinion: CaseOpinion? { final ?? provisional }

  /// Lanes by which something was collected.
  public var lanes: [CaseCollection.Lane] {
    CaseCollection.Lane.allCases.filter { lane in collections.contains { $0.lane == lane } }
  }

  /// How the final verdict differs from the provisional one, a sentence; `nil` if it does not or one is missing.
  public var difference: String? {
    guard let provisional, let final, provisional.verdict != final.verdict else { return nil }
    let new = final.count(notIn: provisional)
    let gone = provisional.count(notIn: final)
    return
      "\(VerdictWords.title(provisional.verdict)) became \(VerdictWords.title(final.verdict).lowercased()) when the verified bundle was judged: \(Words.count(new, "finding")) new, \(gone) no longer there."
  }

  /// Between watch and what was not judged: clear by itself, and yet it has what a finding of another target rests on.
  static let sightedRank = 3

  /// Larger is more urgent.
  var rank: Int {
    switch opinion?.verdict {
    case .escalate: 5
    case .watch: 4
    case nil: 2
    case .clear: state.kind == .done ? 0 : 1
    }
  }

  /// Takes over what a report on this host says: judgement, ledger, receipt, and where the bundle lies.
  ///
  /// - Parameters:
  ///   - lane: By which lane the bundle came.
  ///   - commandID: Of the invocation that made it; empty if there was none.
  ///   - keptAt: Where its objects are kept, such as keys of the vault.
  public mutating func take(
    _ report: HostReport, lane: CaseCollection.Lane, commandID: String = "", keptAt: [String] = []
  ) {
    let opinion = CaseOpinion(report.judgement)
    if report.judgement.provisional { provisional = opinion } else { final = opinion }
    completeness = CaseCompleteness(report.ledger)
    footprint = report.footprint
    tools = report.ledger.compactMap(CaseToolRun.init)
    if host.name.isEmpty { host.name = report.host.hostname.text }
    collections.append(
      CaseCollection(
        lane: lane, nonce: report.nonce, seal: report.bundle.seal, commandID: commandID,
        standing: report.bundle.standing, statement: report.bundle.statement,
        keptAt: keptAt.isEmpty ? [report.bundle.path] : keptAt, startedAt: report.startedAt, endedAt: report.endedAt,
        exhibits: report.counts.exhibits, storedBytes: report.counts.storedBytes))
  }
}
