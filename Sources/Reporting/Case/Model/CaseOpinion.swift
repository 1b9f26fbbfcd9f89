public import CaseModel

/// A judgement in short, small enough to be kept for a thousand targets.
public struct CaseOpinion: Sendable, Hashable {
  /// Findings that are kept, the most severe.
  public static let findingLimit = 20
  /// Pieces of evidence that are kept of each.
  public static let evidenceLimit = 6

  /// The answer.
  public var verdict: Verdict
  /// How far to rely on it.
  public var confidence: Confidence
  /// Judged on the suspect.
  public var provisional: Bool
  /// At most five lines.
  public var reasons: [HostString]
  /// What to do next, one sentence.
  public var nextStep: String
  /// What was not seen, a line each; at most 50.
  public var notSeen: [String]
  /// The most severe findings of medium severity and above, shortened.
  public var findings: [Finding]
  /// How many findings there are of each severity.
  public var findingCounts: [Severity: Int]
  /// Id and title of every finding of medium severity and above, for the difference between two opinions; at most 400.
  var keys: Set<String>

  /// The short form of a judgement.
  public init(_ judgement: Judgement) {
    verdict = judgement.verdict
    confidence = judgement.confidence
    provisional = judgement.provisional
    reasons = Array(judgement.reasons.prefix(5))
    nextStep = judgement.nextStep
    notSeen = Array(judgement.notSeen.prefix(50))
    let grave = judgement.findings.filter { $0.severity >= .medium }
    findings = grave.prefix(Self.findingLimit).map { finding in
      var short = finding
      short.evidence = Array(finding.evidence.prefix(Self.evidenceLimit))
      short.processes = Array(finding.processes.prefix(12))
      return short
    }
    findingCounts = judgement.findings.reduce(into: [:]) { $0[$1.severity, default: 0] += 1 }
    keys = Set(grave.prefix(400).map { "\($0.id) \($0.title.text)" })
  }

  /// How many of its findings the other has not.
  func count(notIn other: CaseOpinion) -> Int { keys.subtracting(other.keys).count }

  /// All findings.
  var findingCount: Int { findingCounts.values.reduce(0, +) }
}
