/// Why the cloud did not do something. One type for all services, so that each fault becomes one sentence in one place.
public struct CloudError: Error, Sendable, Hashable, CustomStringConvertible {
  /// For programs.
  public enum Code: String, Sendable, Hashable, Codable {
    /// The identity may not do it; `message` names action and role, `next` the line of the policy that is missing.
    case denied
    /// No such account, role, instance, document, object.
    case notFound = "not_found"
    /// It is there already, and is not ours or not the same.
    case conflict
    /// Too many calls, and patience did not help.
    case throttled
    /// A quota or the number of free addresses is reached.
    case quota
    /// The key is disabled or pending deletion.
    case keyUnusable = "key_unusable"
    /// Credentials have expired or are missing.
    case credentials
    /// No answer, or a broken one.
    case unreachable
    /// The service refused for another reason.
    case refused
  }
  /// For programs.
  public var code: Code
  /// For people: what was attempted, on what, what was found.
  public var message: String
  /// The next thing to do.
  public var next: String
  /// Whether trying again later can help.
  public var isRetryable: Bool

  /// An error.
  public init(_ code: Code, _ message: String, next: String = "", isRetryable: Bool = false) {
    self.code = code
    self.message = message
    self.next = next
    self.isRetryable = isRetryable
  }

  public var description: String { message }
}
