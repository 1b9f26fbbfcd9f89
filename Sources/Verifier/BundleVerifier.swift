public import Digests

/// Checks bundles against docs/formats/bundle.md. It shares no code with what writes them.
///
/// It only reads. Memory grows with the number of segments and frames, not with their size.
public struct BundleVerifier: Sendable {
  /// The seal that the collector printed, if somebody holds it.
  public var expectedSeal: SHA256Digest?
  /// The rows that a sealed ledger must have. Damage tests use fewer, so that 10,000 bundles are read in seconds.
  var coverageIDs = BundleFormat.coverageIDs

  /// - Parameter expectedSeal: Without it a whole bundle is `.consistent`, never `.verified`.
  public init(expectedSeal: SHA256Digest? = nil) { self.expectedSeal = expectedSeal }

  /// Verifies a bundle in a directory of this machine.
  ///
  /// - Throws: `NotABundle` if there is nothing to judge; damage is no error but a fault in the report.
  public func verify(directory path: String) throws(NotABundle) -> VerificationReport {
    try examine(Self.open(path)).report
  }

  /// Verifies a bundle wherever it lies.
  public func verify(_ directory: any EvidenceDirectory) throws(NotABundle) -> VerificationReport {
    try examine(directory).report
  }

  /// Verifies a bundle in a directory of this machine and, unless it fails, opens it for reading.
  public func examine(directory path: String) throws(NotABundle) -> ExaminedBundle { try examine(Self.open(path)) }

  /// Verifies a bundle and, unless it fails, opens it for reading.
  public func examine(_ directory: any EvidenceDirectory) throws(NotABundle) -> ExaminedBundle {
    var examination = try Examination(directory, expectedSeal: expectedSeal, coverageIDs: coverageIDs)
    return examination.run()
  }

  private static func open(_ path: String) throws(NotABundle) -> LiveDirectory {
    do { return try LiveDirectory(path: path) } catch {
      switch error.code {
      case .absent: throw NotABundle(code: .missing, message: "\(error); check the path")
      case .notADirectory:
        throw NotABundle(code: .notADirectory, message: "\(error); a bundle is a directory, name that")
      default: throw NotABundle(code: .unreadable, message: "\(error); run as a user who may read it")
      }
    }
  }
}

/// What a verification leaves: its report, and the bundle for reading if nothing was wrong with it.
public struct ExaminedBundle: Sendable {
  /// The report.
  public var report: VerificationReport
  /// `nil` if the outcome is `.failed`.
  public var bundle: VerifiedBundleReader?
}
