/// A file of definitions, already read.
public struct DefinitionFile: Sendable {
  /// For problems: as the analyst knows it.
  public var name: String
  /// YAML, one document a definition.
  public var text: String

  /// A file.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}
