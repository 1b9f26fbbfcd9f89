extension ArtifactParsers {
  /// Parsers of logs.
  static var logParsers: [any ArtifactParser.Type] {
    [
      UtmpParser.self, LastlogParser.self, SyslogParser.self, JournalParser.self, AuditLogParser.self,
      AccessLogParser.self, PackageLogParser.self, ProcessAccountingParser.self,
    ]
  }
}
