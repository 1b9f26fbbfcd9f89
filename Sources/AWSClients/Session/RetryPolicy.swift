/// How often and how patiently a call is repeated: AWS's standard mode.
///
/// - SeeAlso: AWS SDKs and Tools Reference Guide, "Retry behavior".
public struct RetryPolicy: Sendable {
  /// Calls in all, the first included; at least 1.
  public var maxAttempts: Int
  /// Longest wait of the first repetition; doubles each time.
  public var baseSeconds: Double
  /// No wait that we choose is longer.
  public var capSeconds: Double
  /// Longest wait that a service may ask for.
  public var retryAfterCapSeconds: Double
  /// Tokens in the bucket of one service in one region; a repetition takes 5 (10 after a time-out), a success gives back.
  public var bucketTokens: Double

  /// - Parameter maxAttempts: Calls in all, the first included.
  public init(
    maxAttempts: Int = 6, baseSeconds: Double = 1, capSeconds: Double = 20, retryAfterCapSeconds: Double = 120,
    bucketTokens: Double = 500
  ) {
    self.maxAttempts = max(1, maxAttempts)
    self.baseSeconds = baseSeconds
    self.capSeconds = capSeconds
    self.retryAfterCapSeconds = retryAfterCapSeconds
    self.bucketTokens = bucketTokens
  }

  /// One call and no repetition.
  public static var never: RetryPolicy { RetryPolicy(maxAttempts: 1) }

  /// Full jitter: evenly between nothing and the doubled base.
  ///
  /// - Parameters:
  ///   - attempt: 1 after the first call.
  ///   - random: 0 to 1.
  func delay(after attempt: Int, random: Double, error: AWSError) -> Double {
    let ceiling = min(capSeconds, baseSeconds * Double(UInt64(1) << UInt64(min(attempt - 1, 16))))
    let asked = min(error.retryAfterSeconds ?? 0, retryAfterCapSeconds)
    return max(asked, random * ceiling)
  }
}
