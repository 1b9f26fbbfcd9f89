extension ArtifactParsers {
  /// Parsers of packages, containers and what system this is.
  static var packageParsers: [any ArtifactParser.Type] {
    [OSReleaseParser.self, DpkgStatusParser.self, ApkInstalledParser.self, DockerContainerParser.self]
  }
}
