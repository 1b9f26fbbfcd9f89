extension ArtifactParsers {
  /// Parsers of accounts, keys, sessions and histories.
  static var accountParsers: [any ArtifactParser.Type] {
    [
      PasswdParser.self, ShadowParser.self, GroupParser.self, AuthorizedKeysParser.self, KnownHostsParser.self,
      PrivateKeyParser.self, ShellHistoryParser.self, SystemdSessionParser.self,
    ]
  }
}
