public import CaseModel
public import HostFacts

/// Takes the facts of one host and gives the judgement. The same code runs on the suspect (provisional) and over a verified bundle (final).
public struct Judge: Sendable {
  /// What was seen so far.
  public private(set) var picture = HostPicture()
  private var streams: [any StreamHeuristic]
  /// Those of the streams that ask each file by itself: they keep nothing, so they are asked without being copied.
  private let files: [any FileHeuristic]
  private let pictures: [any PictureHeuristic]
  private var findings: [Finding] = []
  private var ledger: [LedgerRow] = []
  private var countByHeuristic: [String: Int] = [:]

  /// Findings of one heuristic and severity beyond this are counted, not listed.
  public static let findingsPerHeuristic = 50

  /// A judge that has seen nothing.
  public init(
    pictures: [any PictureHeuristic] = HeuristicCatalogue.pictures,
    streams: [any StreamHeuristic] = HeuristicCatalogue.streams
  ) {
    self.pictures = pictures
    self.streams = streams.filter { !($0 is any FileHeuristic) }
    files = streams.compactMap { $0 as? any FileHeuristic }
  }

  /// Takes one fact.
  public mutating func observe(_ fact: HostFact) {
    picture.add(fact)
    for index in streams.indices { keep(streams[index].observe(fact)) }
    // Tens of thousands of files pass; nearly all are a package's own, with nothing special about them.
    guard case .file(let file) = fact, !file.isPlainlyPackaged else { return }
    for heuristic in files {
      if let opinion = heuristic.judge(file) { keep([heuristic.finding(opinion, on: file)]) }
    }
  }

  /// Takes one row of the completeness ledger.
  public mutating func observe(_ row: LedgerRow) { ledger.append(row) }

  /// Weighs what was seen. The judge can go on afterwards; facts seen later need a new conclusion.
  ///
  /// - Parameter provisional: Whether this is judged on the suspect.
  public func conclude(provisional: Bool) -> Judgement {
    var copy = self
    copy.picture = copy.picture.indexed()
    for index in copy.streams.indices { copy.keep(copy.streams[index].finish(copy.picture)) }
    for heuristic in pictures { copy.keep(heuristic.examine(copy.picture)) }
    return VerdictRule.weigh(copy.findings, picture: copy.picture, ledger: copy.ledger, provisional: provisional)
  }

  private mutating func keep(_ new: [Finding]) {
    for finding in new {
      // Counted by severity, so that a crowd of small findings never keeps out a grave one.
      let key = "\(finding.id) \(finding.severity.rawValue)"
      let count = countByHeuristic[key, default: 0]
      countByHeuristic[key] = count + 1
      if count < Self.findingsPerHeuristic { findings.append(finding) }
    }
  }
}
