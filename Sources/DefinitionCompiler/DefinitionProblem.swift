/// Something about a definition that an analyst should know.
public struct DefinitionProblem: Sendable, Equatable, CustomStringConvertible {
  /// How bad it is.
  public enum Level: String, Sendable, CaseIterable {
    /// The definition, or the part of it that is named, is not used.
    case error
    /// It is used; something in it is not.
    case warning
    /// How it was understood.
    case note
  }

  /// How bad it is.
  public var level: Level
  /// Name of the file.
  public var file: String
  /// From 1; 0 where no line is known.
  public var line: Int
  /// Name of the definition, if it has got that far.
  public var definition: String?
  /// For people: what was found and what is expected.
  public var message: String

  public var description: String {
    let place = line > 0 ? "\(file):\(line)" : file
    return "\(place): \(level.rawValue): \(definition.map { "\($0): " } ?? "")\(message)"
  }
}
