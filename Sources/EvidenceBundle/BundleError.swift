/// Why a bundle could not be written.
public struct BundleError: Error, Sendable {
  /// For programs.
  public enum Code: String, Sendable {
    case exists, denied, readOnly, full, tooLarge, notADirectory, inputOutput, finished
  }
  /// For programs.
  public var code: Code
  /// errno, 0 if there is none.
  public var errno: Int32
  /// For people: what was attempted, on what, what was found.
  public var message: String

  /// - Parameter errno: 0 if there is none.
  public init(_ code: Code, errno: Int32 = 0, _ message: String) {
    self.code = code
    self.errno = errno
    self.message = message
  }
}
