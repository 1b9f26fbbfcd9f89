public import CaseModel
public import HostFacts

/// Takes the facts of one host in passing and keeps its indicators, and nothing else. The same fact may come twice.
public struct FleetObserver: Sendable {
  /// Entries of one kind that are kept, those that a package owns apart from the others. What findings name is always kept.
  public static let entryLimit = 512
  /// Names of packages that are kept.
  public static let packageLimit = 8_192
  /// Bytes of a value.
  public static let valueLimit = 512
  /// Findings that are kept in short.
  public static let findingLimit = 200

  let host: FleetHost

  /// An observer that has seen nothing.
  ///
  /// - Parameter host: Names the host.
  public init(_ host: FleetHost) { self.host = host }

  /// Takes one fact.
  public mutating func observe(_ fact: HostFact) {}

  /// The profile of what was seen so far, its entries marked with the findings that rest on them.
  public func profile(_ judgement: Judgement) -> FleetProfile {
    FleetProfile(
      host: host, verdict: judgement.verdict, confidence: judgement.confidence, provisional: judgement.provisional,
      reasons: judgement.reasons)
  }
}
