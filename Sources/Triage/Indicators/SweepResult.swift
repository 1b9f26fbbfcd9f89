public import CaseModel

/// Where an indicator was found.
public struct SweepHit: Sendable, Hashable {
  /// What was found.
  public var indicator: Indicator
  /// What of the host it was compared with, such as `running program`.
  public var matched: String
  /// Where it stands: source, text, and the exhibit that holds it.
  public var evidence: Evidence
  /// When, on the suspect's clock, if the fact tells.
  public var time: Timestamp?
  /// A hit.
  public init(indicator: Indicator, matched: String, evidence: Evidence, time: Timestamp? = nil) {
    self.indicator = indicator
    self.matched = matched
    self.evidence = evidence
    self.time = time
  }
}

/// What a sweep over one host found.
public struct SweepResult: Sendable {
  /// In the order of the facts; at most `Sweep.hitLimit`, and `Sweep.hitLimitPerIndicator` of one indicator.
  public var hits: [SweepHit] = []
  /// All matches, the same place counted as often as facts name it.
  public var hitCount = 0
  /// Records that were compared.
  public var records = 0
  /// Records that this version could not read.
  public var skippedRecords = 0
  /// Indicators that facts can be compared with.
  public var searchable = 0
  /// Indicators that they cannot: MD5 and SHA-1, because facts hold SHA-256.
  public var unsearchable = 0

  /// Nothing.
  public init() {}
}
