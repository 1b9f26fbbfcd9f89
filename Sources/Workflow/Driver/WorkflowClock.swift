public import CaseModel
internal import Glibc

/// The driver's time.
public protocol WorkflowClock: Sendable {
  /// Now.
  func now() -> Timestamp

  /// Returns at that time. Nothing else is going on, so a clock of a test jumps there.
  ///
  /// - Throws: `CancellationError`.
  func idle(until time: Timestamp) async throws

  /// Returns at that time, or when time has otherwise got there. Steps are at work meanwhile, so a clock of a test does not
  /// move by itself.
  ///
  /// - Throws: `CancellationError`.
  func alarm(at time: Timestamp) async throws
}

/// The system's clock.
public struct SystemClock: WorkflowClock {
  /// The system's clock.
  public init() {}

  /// `CLOCK_REALTIME`.
  public func now() -> Timestamp {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Timestamp(seconds: Int64(now.tv_sec), nanoseconds: Int64(now.tv_nsec))
  }

  /// Sleeps.
  public func idle(until time: Timestamp) async throws { try await sleep(until: time) }

  /// Sleeps.
  public func alarm(at time: Timestamp) async throws { try await sleep(until: time) }

  /// In parts, because the clock can be set while a task sleeps.
  private func sleep(until time: Timestamp) async throws {
    while true {
      let (left, overflow) = time.nanoseconds.subtractingReportingOverflow(now().nanoseconds)
      guard overflow || left > 0 else { return }
      try await Task.sleep(nanoseconds: UInt64(min(overflow ? .max : left, 10_000_000_000)))
    }
  }
}
