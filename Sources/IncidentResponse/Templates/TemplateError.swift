/// Why a template was not made: always a mistake of the caller or a limit of the service, never a matter of luck.
public struct TemplateError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of reason.
  public enum Code: String, Sendable {
    /// A word that is put into the template has not the form that the service gives such words.
    case malformed
    /// A target is named twice.
    case duplicate
    /// The targets of one stack lie in several VPCs.
    case mixedVPCs
    /// More targets, resources, rules or bytes than one stack or group takes.
    case tooLarge
    /// No target at all.
    case empty
  }

  /// For programs.
  public var code: Code
  /// For people: what was refused and what it was.
  public var message: String

  /// - Parameters:
  ///   - code: For programs.
  ///   - message: For people.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  public var description: String { message }
}
