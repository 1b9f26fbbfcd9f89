extension ArtifactParsers {
  /// Parsers of accounts, keys, sessions and histories.
  static var accountParsers: [any ArtifactParser.Type] { [] }
}
