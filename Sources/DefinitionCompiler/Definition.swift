/// One artifact definition as it stands in a file.
struct Definition {
  /// Where bytes come from.
  enum Source {
    /// FILE: globs of files.
    case file([Text])
    /// PATH: files, or directories with what is in them.
    case path([Text])
    /// DIRECTORY (deprecated): what is in directories.
    case directory([Text])
    /// ARTIFACT_GROUP: names of other definitions.
    case group([Text])
    /// COMMAND: never run.
    case command(String, [String])
    /// A type that other systems have.
    case foreign(String)
  }

  /// A text and the line it stands on.
  struct Text {
    let value: String
    let line: Int
  }

  /// A source and the line it begins on.
  struct PlacedSource {
    let source: Source
    let line: Int
  }

  let name: String
  let aliases: [String]
  let file: String
  let line: Int
  /// Those for Linux only.
  let sources: [PlacedSource]
}
