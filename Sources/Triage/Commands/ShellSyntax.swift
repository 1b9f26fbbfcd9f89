/// A list of pipelines, as far as reading a command for signs needs it (POSIX.1-2024, Shell Command Language, plus
/// what bash adds).
struct ShellScript: Sendable {
  /// In order.
  var pipelines: [ShellPipeline] = []
}

/// Commands joined by `|`.
struct ShellPipeline: Sendable {
  /// In order.
  var commands: [ShellCommand] = []
  /// Ended by `&`.
  var isBackground = false
}

/// One simple command, or a group of its own.
struct ShellCommand: Sendable {
  /// Name and arguments after quotes, escapes and known variables are resolved.
  var words: [ShellWord] = []
  /// `NAME=value` in front.
  var assignments: [(name: String, value: String)] = []
  /// In order.
  var redirections: [ShellRedirection] = []
  /// Content of `( … )` or `{ …; }`.
  var body: ShellScript?
  /// `name() …`: the name.
  var defines: String?

  /// Nothing in it.
  var isEmpty: Bool { words.isEmpty && assignments.isEmpty && redirections.isEmpty && body == nil && defines == nil }
}

/// One word.
struct ShellWord: Sendable {
  /// Resolved text; what is not known stands as it was written.
  var text = ""
  /// Commands inside `$( )`, back quotes or `<( )`.
  var substitutions: [ShellScript] = []
  /// How many tricks were used that only serve to hide a name: quotes or backslashes inside a word, `$IFS`, escapes in
  /// `$'…'`.
  var tricks = 0
  /// Part of it was quoted.
  var isQuoted = false
}

/// One redirection.
struct ShellRedirection: Sendable {
  /// `>`, `>>`, `<`, `<<<`, `<<`, `>&`, `<&`, `&>`, `<>`.
  var operation: String
  /// Left number, such as 2.
  var descriptor: Int?
  /// File, number, here-string, or content of a here-document.
  var target: ShellWord

  /// Goes out to a file.
  var isOutput: Bool { operation.first == ">" && operation != ">&" || operation.hasPrefix("&>") }
}
