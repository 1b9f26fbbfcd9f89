/// Something that a trial found: at which point of which run, and what was wrong.
public struct TrialError: Error, CustomStringConvertible {
  /// For people.
  public var description: String

  /// - Parameter description: What was expected and what was found.
  public init(_ description: String) { self.description = description }
}
