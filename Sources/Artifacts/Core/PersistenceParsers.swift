extension ArtifactParsers {
  /// Parsers of what makes something run later: cron, units, PAM, shell profiles and their kin.
  static var persistenceParsers: [any ArtifactParser.Type] { [] }
}
