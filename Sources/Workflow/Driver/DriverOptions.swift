public import CaseModel

/// How a driver works.
public struct DriverOptions: Sendable {
  /// Steps at work at once.
  public var parallelLimit: Int
  /// How long a lease lasts without being renewed. It is renewed after a third of that.
  public var leaseSeconds: Int64
  /// How often the case index is asked for requests of others.
  public var requestSeconds: Int64

  /// - Parameters:
  ///   - parallelLimit: Steps at work at once.
  ///   - leaseSeconds: How long a lease lasts without being renewed.
  ///   - requestSeconds: How often the case index is asked for requests of others.
  public init(parallelLimit: Int = 64, leaseSeconds: Int64 = 60, requestSeconds: Int64 = 5) {
    self.parallelLimit = parallelLimit
    self.leaseSeconds = leaseSeconds
    self.requestSeconds = requestSeconds
  }
}

/// What one `advance` came to.
public enum Advance: Sendable, Hashable {
  /// Nothing can be done before that time.
  case wake(at: Timestamp)
  /// Nothing more can be done by itself.
  case finished(WorkflowOutcome)
  /// Another driver has the case.
  case leaseHeld(by: String, until: Timestamp)
}

/// What the driver tells while it works, for a live view. Entries are told after they are kept.
public enum WorkflowObservation: Sendable, Hashable {
  /// An entry was kept.
  case entry(JournalEntry)
  /// A step will not run, because that other one failed.
  case skipped(StepName, because: StepName)
  /// A step will run after all.
  case noLongerSkipped(StepName)
  /// A step waits again, for the same; no entry is made for that.
  case stillWaiting(StepName, StepWait)
}
