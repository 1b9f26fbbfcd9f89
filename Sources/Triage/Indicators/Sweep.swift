public import CaseModel
public import HostFacts

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
  /// All hits.
  public var hitCount = 0
  /// Records that were compared.
  public var records = 0
  /// Records of kinds that this version does not know.
  public var skippedRecords = 0
  /// Indicators that facts can be compared with.
  public var searchable = 0
  /// Indicators that they cannot: MD5 and SHA-1.
  public var unsearchable = 0

  /// Nothing.
  public init() {}
}

/// Compares the facts of one host, in passing, with a list of indicators. Time per fact does not grow with the list.
public struct Sweep: Sendable {
  /// Hits that are kept.
  public static let hitLimit = 2_000
  /// Hits of one indicator that are kept.
  public static let hitLimitPerIndicator = 20

  /// What was found so far.
  public private(set) var result = SweepResult()

  /// A sweep that has seen nothing.
  public init(_ list: IndicatorList) {}

  /// Takes one fact.
  public mutating func observe(_ fact: HostFact) { result.records += 1 }

  /// Counts a record that could not be read.
  public mutating func skipRecord() { result.skippedRecords += 1 }
}
