public import CaseModel

/// Why a step failed or could not be taken back, for people and programs. Journalled.
public struct StepFailure: Error, Sendable, Hashable, Codable, CustomStringConvertible {
  /// For programs, such as `mount-refused`.
  public var code: String
  /// What was attempted, on what, and what was found: one sentence.
  public var message: HostString
  /// What is safe in spite of it; empty if nothing is to be said.
  public var safe: HostString
  /// The next command to type; empty if there is none.
  public var next: HostString
  /// Whether the same attempt can succeed later without a change.
  public var isRetryable: Bool

  private enum CodingKeys: String, CodingKey {
    case code, message, safe, next
    case isRetryable = "retryable"
  }

  /// - Parameters:
  ///   - code: For programs, in lower case with dashes.
  ///   - message: What was attempted, on what, what was found. Text of a suspect inside it must be escaped already (`HostString.text`).
  ///   - safe: What is safe.
  ///   - next: The next command to type.
  ///   - isRetryable: Whether the same attempt can succeed later.
  public init(_ code: String, _ message: String, safe: String = "", next: String = "", isRetryable: Bool = false) {
    self.code = code
    self.message = HostString(escaped: message)
    self.safe = HostString(escaped: safe)
    self.next = HostString(escaped: next)
    self.isRetryable = isRetryable
  }

  /// Any error as a failure: as it is, as it says itself, or as `unexpected` with its description.
  public init(_ error: any Error) {
    switch error {
    case let failure as StepFailure: self = failure
    case let error as any StepFailing: self = error.stepFailure
    default: self.init("unexpected", "\(error)")
    }
  }

  public var description: String { message.text }
}

/// An error of another room that knows how to say what a failed step has to say.
public protocol StepFailing: Error {
  /// The same, for the journal.
  var stepFailure: StepFailure { get }
}
