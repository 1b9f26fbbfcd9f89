/// How much a finding matters by itself. Ordered.
public enum Severity: String, Sendable, Codable, Comparable, CaseIterable {
  case info, low, medium, high, critical

  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
  private var rank: Int { Self.allCases.firstIndex(of: self)! }
}

/// A technique of MITRE ATT&CK, such as `T1053.003`.
public struct Technique: Sendable, Hashable, Codable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// `T` + four digits, with an optional dot and three digits.
  public let id: String

  public init(stringLiteral value: String) { id = value }
  public init(from decoder: any Decoder) throws { id = try decoder.singleValueContainer().decode(String.self) }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(id)
  }
  public var description: String { id }
}

/// One piece of evidence under a finding: where it stands, the text that matters, and the exhibit that holds it.
public struct Evidence: Sendable, Hashable, Codable {
  /// Path or object on the suspect, such as `/etc/crontab` or `/proc/4242/exe`.
  public var source: HostString
  /// The text that matters: a line, an address, a link target.
  public var text: HostString
  /// SHA-256 of the exhibit, 64 hex digits, when its bytes are in the bundle (or were hashed).
  public var exhibit: String?

  /// Evidence.
  public init(source: HostString, text: HostString, exhibit: String? = nil) {
    self.source = source
    self.text = text
    self.exhibit = exhibit
  }
}

/// One abnormal fact.
public struct Finding: Sendable, Hashable, Codable {
  /// The heuristic's id, such as `process.deleted-executable`.
  public var id: String
  /// How much it matters by itself.
  public var severity: Severity
  /// Most specific first.
  public var techniques: [Technique]
  /// One line that names the thing: "deleted executable is running: /tmp/x (pid 4242)".
  public var title: HostString
  /// Why this is abnormal, and what benign cause to rule out.
  public var why: String
  /// At least one.
  public var evidence: [Evidence]
  /// Process ids that it is about.
  public var processes: [Int]
  /// When the fact came about on the suspect's clock, if it tells.
  public var occurred: Timestamp?

  /// A finding.
  public init(
    id: String, severity: Severity, techniques: [Technique], title: HostString, why: String, evidence: [Evidence],
    processes: [Int] = [], occurred: Timestamp? = nil
  ) {
    self.id = id
    self.severity = severity
    self.techniques = techniques
    self.title = title
    self.why = why
    self.evidence = evidence
    self.processes = processes
    self.occurred = occurred
  }
}

/// The answer to "is it compromised, and should we escalate?".
public enum Verdict: String, Sendable, Codable { case clear, watch, escalate }

/// How far the verdict can be relied on.
public enum Confidence: String, Sendable, Codable, Comparable {
  case low, medium, high
  public static func < (left: Confidence, right: Confidence) -> Bool { left.rank < right.rank }
  private var rank: Int { self == .low ? 0 : self == .medium ? 1 : 2 }
}

/// Findings weighed into a verdict.
public struct Judgement: Sendable, Codable {
  /// The answer.
  public var verdict: Verdict
  /// How far to rely on it.
  public var confidence: Confidence
  /// Made on the suspect from facts in passing (`true`), or from a verified bundle (`false`).
  public var provisional: Bool
  /// At most five lines.
  public var reasons: [HostString]
  /// What to do next, one sentence.
  public var nextStep: String
  /// What was not seen and so limits the answer: one line each.
  public var notSeen: [String]
  /// Most severe first.
  public var findings: [Finding]

  /// A judgement.
  public init(
    verdict: Verdict, confidence: Confidence, provisional: Bool, reasons: [HostString], nextStep: String,
    notSeen: [String], findings: [Finding]
  ) {
    self.verdict = verdict
    self.confidence = confidence
    self.provisional = provisional
    self.reasons = reasons
    self.nextStep = nextStep
    self.notSeen = notSeen
    self.findings = findings
  }
}
