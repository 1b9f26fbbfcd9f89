public import Verifier

/// A bundle that cannot be judged: what was attempted, on what, and what was found.
public struct BundleJudgingError: Error, Sendable, CustomStringConvertible {
  /// For programs.
  public enum Code: String, Sendable {
    /// There is no bundle at that place, or it cannot be read: `cause` says more.
    case notABundle
    /// It fails verification: `report` says where.
    case verificationFailed
    /// A seal that is not 64 lower-case hex digits.
    case badSeal
  }
  /// For programs.
  public var code: Code
  /// For people, lower case and without a stop.
  public var message: String
  /// What the verifier found, for `.verificationFailed`.
  public var report: VerificationReport?
  /// For `.notABundle`.
  public var cause: NotABundle?

  init(_ code: Code, _ message: String, report: VerificationReport? = nil, cause: NotABundle? = nil) {
    self.code = code
    self.message = message
    self.report = report
    self.cause = cause
  }

  public var description: String { message }
}
