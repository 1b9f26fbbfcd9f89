/// A directory that cannot be verified at all.
public struct NotABundle: Error, Sendable, Equatable, CustomStringConvertible {
  /// For programs.
  public enum Code: String, Sendable {
    case missing, unreadable, notADirectory, notABundle, newerVersion
  }
  /// For programs.
  public var code: Code
  /// For people: what was found and what to do.
  public var message: String

  public var description: String { message }
}
