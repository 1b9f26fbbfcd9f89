public import Digests

/// What a verification says at the end.
public enum VerificationOutcome: String, Sendable {
  /// Sealed, everything holds, and the seal is the one that was given: nothing changed since it was sealed.
  case verified
  /// Sealed and everything holds; nobody gave a seal, so where it comes from is not shown.
  case consistent
  /// The collection was cut short; what is there holds.
  case prefix
  /// Something does not hold.
  case failed
}

/// What became of `seal-volatile.json`.
public enum VolatileSealState: String, Sendable {
  /// There is none.
  case absent
  /// The first parts of the files are as they were when it was made.
  case holds
  /// They are not, or it is damaged.
  case broken
}

/// The six words of the completeness ledger.
public enum LedgerStatus: String, Sendable, CaseIterable {
  case obtained, absent, denied, partial, failed, unsupported
}

/// How much there is.
public struct BundleCounts: Sendable, Equatable {
  /// Lines of the manifest.
  public var lines = 0
  /// Exhibits.
  public var exhibits = 0
  /// Records in the facts.
  public var records = 0
  /// Frames of content and facts.
  public var frames = 0
  /// Segments, each stored once.
  public var segments = 0
  /// Bytes of all exhibits.
  public var exhibitBytes: UInt64 = 0
  /// Bytes of the bundle's files.
  public var storedBytes: UInt64 = 0

  /// Nothing.
  public init() {}
}

/// The outcome of one verification, with everything that was established and everything that is wrong.
public struct VerificationReport: Sendable {
  /// The result.
  public var outcome: VerificationOutcome
  /// What was shown to hold, a sentence each.
  public var holds: [String]
  /// What does not hold. At most `FaultLog.limit` of them are kept; `faultCount` counts all.
  public var faults: [VerificationFault]
  /// All faults that were found.
  public var faultCount: Int
  /// The case's name as stored, *escaped text*; `nil` when `bundle.json` is missing or damaged.
  public var caseName: String?
  /// 32 hex digits; `nil` as above.
  public var nonce: String?
  /// How much was read.
  public var counts: BundleCounts
  /// SHA-256 of `seal.json`, if there is one.
  public var seal: SHA256Digest?
  /// What became of `seal-volatile.json`.
  public var volatileSeal: VolatileSealState
  /// Ledger rows by status; a status without rows is not there.
  public var ledger: [LedgerStatus: Int]

  /// The result in one sentence, for people.
  public var sentence: String {
    let size = "\(counts.exhibits) exhibits and \(counts.records) records in \(counts.storedBytes) bytes"
    return switch outcome {
    case .verified: "verified: \(size), unchanged since they were sealed"
    case .consistent: "consistent, origin not shown: \(size); give the seal that the collector printed to show the rest"
    case .prefix: "prefix: the collection was cut short; what is there is whole: \(size)"
    case .failed: "failed: \(faultCount) faults, the first in \(faults.first?.description ?? "the bundle")"
    }
  }
}
