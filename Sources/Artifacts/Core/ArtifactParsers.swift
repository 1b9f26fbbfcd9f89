/// Every parser by name.
public enum ArtifactParsers {
  /// All of them.
  public static var all: [any ArtifactParser.Type] {
    logParsers + accountParsers + packageParsers + persistenceParsers
  }

  /// The parser of that name.
  public static func named(_ name: String) -> (any ArtifactParser.Type)? { all.first { $0.name == name } }
}
