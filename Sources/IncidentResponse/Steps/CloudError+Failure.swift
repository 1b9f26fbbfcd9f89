public import Workflow

extension CloudError: StepFailing {
  /// The same, for the journal.
  public var stepFailure: StepFailure {
    StepFailure(
      code.rawValue.map { $0 == "_" ? "-" : String($0) }.joined(), message, safe: "", next: next,
      isRetryable: isRetryable)
  }
}
