public import CaseModel

/// What is kept of one host for the comparison with others: its judgement in short, and its indicators. Bounded by
/// `FleetObserver`; it can be stored as JSON between steps.
public struct FleetProfile: Sendable, Codable {
  /// A finding that others are compared by, in short.
  public struct Reason: Sendable, Hashable, Codable {
    /// The heuristic's id.
    public var id: String
    /// How much it matters.
    public var severity: Severity
    /// One line that names the thing.
    public var title: HostString
    /// A reason.
    public init(id: String, severity: Severity, title: HostString) {
      self.id = id
      self.severity = severity
      self.title = title
    }
  }

  /// A ceiling that was reached.
  public struct Omission: Sendable, Hashable, Codable {
    /// Of which kind something was left out.
    public var kind: FleetIndicator.Kind
    /// How many values.
    public var count: Int
    /// An omission.
    public init(kind: FleetIndicator.Kind, count: Int) {
      self.kind = kind
      self.count = count
    }
  }

  /// A kind of record that indicators are taken from. A host that gave none of a kind was not searched there.
  public enum Source: String, Sendable, Hashable, Codable, CaseIterable {
    case process, socket, module, login, account, key, persistence, package, file
  }

  /// Which host.
  public var host: FleetHost
  /// Its verdict.
  public var verdict: Verdict
  /// How far that can be relied on.
  public var confidence: Confidence
  /// Judged on the suspect, not from the verified bundle.
  public var provisional: Bool
  /// At most five lines.
  public var reasons: [HostString]
  /// Findings of medium severity and above, most severe first; at most `FleetObserver.findingLimit`.
  public var findings: [Reason]
  /// How many findings there are by severity.
  public var findingCounts: [String: Int]
  /// The indicators; one entry a value.
  public var entries: [FleetEntry]
  /// Names of installed packages, `manager name`, sorted.
  public var packages: [HostString]
  /// Kinds of records of which the host gave at least one.
  public var sources: [Source]
  /// Ceilings that were reached.
  public var omissions: [Omission]

  /// A profile.
  public init(
    host: FleetHost, verdict: Verdict, confidence: Confidence, provisional: Bool, reasons: [HostString],
    findings: [Reason] = [], findingCounts: [String: Int] = [:], entries: [FleetEntry] = [],
    packages: [HostString] = [], sources: [Source] = [], omissions: [Omission] = []
  ) {
    self.host = host
    self.verdict = verdict
    self.confidence = confidence
    self.provisional = provisional
    self.reasons = reasons
    self.findings = findings
    self.findingCounts = findingCounts
    self.entries = entries
    self.packages = packages
    self.sources = sources
    self.omissions = omissions
  }
}
