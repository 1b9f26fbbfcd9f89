public import AWSSigning
internal import Glibc

/// Time as the clients use it, so that tests own it.
public protocol AWSClock: Sendable {
  /// Now, in UTC.
  func now() -> AWSInstant
  /// Waits.
  ///
  /// - Throws: `CancellationError` if the task was cancelled meanwhile.
  func sleep(seconds: Double) async throws
}

/// The machine's clock.
public struct SystemAWSClock: AWSClock {
  /// The machine's clock.
  public init() {}

  /// The machine's time.
  public func now() -> AWSInstant {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return AWSInstant(seconds: Int64(time.tv_sec), nanoseconds: Int32(time.tv_nsec))
  }

  /// Really waits.
  public func sleep(seconds: Double) async throws {
    try await Task.sleep(for: .seconds(max(0, seconds)))
  }
}
