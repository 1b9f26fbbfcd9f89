extension ArtifactParsers {
  /// Parsers of logs.
  static var logParsers: [any ArtifactParser.Type] {
    [
      UtmpParser.self, LastlogParser.self, SyslogParser.self,
    ]
  }
}
