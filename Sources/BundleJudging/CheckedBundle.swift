internal import CaseModel
public import Digests
public import Verifier

/// A bundle that was verified, and from which reports can be made. Nothing is judged or shown of a bundle that fails, so there
/// is no such value for it.
public struct CheckedBundle: Sendable {
  /// Where it lies: a directory of this machine, or the name that the caller gave, such as an object key.
  public let path: String
  /// What the verifier found.
  public let report: VerificationReport
  /// For reading what was verified.
  public let reader: VerifiedBundleReader

  /// Verifies a bundle in a directory of this machine.
  ///
  /// - Parameter seal: 64 lower-case hex digits, if the caller has it.
  /// - Throws: `.badSeal`, `.notABundle`, `.verificationFailed`.
  public init(path: String, seal: String?) throws(BundleJudgingError) {
    try self.init(path: path, Self.examine(path: path, seal: seal))
  }

  /// Verifies a bundle wherever it lies.
  ///
  /// - Parameters:
  ///   - place: How the report names it.
  ///   - seal: If the caller has it.
  /// - Throws: `.notABundle`, `.verificationFailed`.
  public init(
    _ directory: any EvidenceDirectory, place: String, seal: SHA256Digest?
  ) throws(BundleJudgingError) {
    let examined: ExaminedBundle
    do { examined = try BundleVerifier(expectedSeal: seal).examine(directory) } catch {
      throw Self.nothing(error, place)
    }
    try self.init(path: place, examined)
  }

  /// Verifies a bundle in a directory of this machine, and opens it for reading unless it fails.
  ///
  /// - Parameter seal: 64 lower-case hex digits, if the caller has it.
  /// - Throws: `.badSeal`, `.notABundle`.
  public static func examine(path: String, seal: String?) throws(BundleJudgingError) -> ExaminedBundle {
    var expected: SHA256Digest?
    if let seal {
      guard let digest = SHA256Digest(hex: seal) else {
        throw BundleJudgingError(.badSeal, "a seal is 64 lower-case hex digits: \(HostString(seal).text)")
      }
      expected = digest
    }
    do { return try BundleVerifier(expectedSeal: expected).examine(directory: path) } catch {
      throw nothing(error, path)
    }
  }

  private init(path: String, _ examined: ExaminedBundle) throws(BundleJudgingError) {
    guard let reader = examined.bundle else {
      let first = examined.report.faults.first.map { "; first: \($0.description)" } ?? ""
      throw BundleJudgingError(
        .verificationFailed,
        "the bundle fails verification (\(examined.report.faultCount) faults\(first)): \(HostString(path).text)",
        report: examined.report)
    }
    self.path = path
    report = examined.report
    self.reader = reader
  }

  private static func nothing(_ cause: NotABundle, _ place: String) -> BundleJudgingError {
    BundleJudgingError(.notABundle, "\(cause.message): \(HostString(place).text)", cause: cause)
  }
}
