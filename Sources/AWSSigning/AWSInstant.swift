/// A moment in UTC with nanoseconds, and the three ways in which AWS writes one.
public struct AWSInstant: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Whole seconds since 1970-01-01T00:00:00Z, without leap seconds.
  public var seconds: Int64
  /// 0 to 999,999,999, always counted forward.
  public var nanoseconds: Int32

  /// - Parameter nanoseconds: 0 to 999,999,999; more is cut to that.
  public init(seconds: Int64, nanoseconds: Int32 = 0) {
    self.seconds = seconds
    self.nanoseconds = min(max(nanoseconds, 0), 999_999_999)
  }

  /// From seconds with a fraction, as the JSON protocols write it. `nil` for what no calendar holds.
  public init?(epoch: Double) {
    guard epoch.isFinite, abs(epoch) < 253_402_300_800 else { return nil }
    let whole = epoch.rounded(.down)
    self.init(seconds: Int64(whole), nanoseconds: Int32(((epoch - whole) * 1_000_000_000).rounded()))
  }

  /// Seconds with a fraction: about a microsecond of precision.
  public var epoch: Double { Double(seconds) + Double(nanoseconds) / 1_000_000_000 }

  public static func < (left: AWSInstant, right: AWSInstant) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  /// A later moment (earlier, when negative); saturates instead of overflowing.
  public func adding(seconds amount: Double) -> AWSInstant {
    AWSInstant(epoch: epoch + amount) ?? self
  }

  public var description: String { iso8601 }
}
