/// A line that says something, with its continuation lines.
struct Statement: Sendable {
  /// Number of its first line, from 1.
  var line: Int
  /// Without blanks at both ends.
  var bytes: ArraySlice<UInt8>

  /// The words of the statement.
  var words: [ArraySlice<UInt8>] { bytes.words() }

  /// Name and value around the first `=`, both trimmed.
  var assignment: (name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)? {
    bytes.cut(at: UInt8(ascii: "=")).map { ($0.0.trimmed, $0.1.trimmed) }
  }

  /// The first word, and what follows it, trimmed.
  var directive: (name: ArraySlice<UInt8>, value: ArraySlice<UInt8>) {
    let name = bytes.firstWord
    return (name, bytes[name.endIndex...].trimmed)
  }
}

/// Reads statements: passes over empty lines and comments and joins lines that end with a backslash.
struct Statements {
  /// At most this many statements are read of one file.
  static let countLimit = 65_536
  /// A joined statement is cut at this many bytes.
  static let lengthLimit = 65_536

  /// Bytes that begin a comment line.
  let comments: [UInt8]
  /// A backslash at the end of a line continues it.
  let joins: Bool
  /// A comment line between continuation lines is passed over and does not end them (systemd).
  let commentsMayInterrupt: Bool
  /// What was cut.
  private(set) var notes: [ParseNote] = []
  private var result: [Statement] = []
  private var open: [UInt8]?
  private var openLine = 0
  private var isFull = false

  init(comments: String, joins: Bool, commentsMayInterrupt: Bool = false) {
    self.comments = Array(comments.utf8)
    self.joins = joins
    self.commentsMayInterrupt = commentsMayInterrupt
  }

  mutating func read(_ input: ArtifactInput) -> [Statement] {
    for line in input.lines {
      guard result.count < Self.countLimit else {
        note(line.number, "more than \(Self.countLimit) statements: the rest was not read")
        break
      }
      if line.isCut { note(line.number, "the line was too long and was cut") }
      take(line)
    }
    close()
    return result
  }

  private mutating func take(_ line: ByteLine) {
    let text = line.bytes.trimmed
    let isComment = text.first.map(comments.contains) ?? false
    if open == nil {
      guard !text.isEmpty, !isComment else { return }
      openLine = line.number
    } else if isComment, commentsMayInterrupt {
      return
    }
    let continues = joins && text.last == UInt8(ascii: "\\")
    append(continues ? text.dropLast().trimmed : text)
    if !continues { close() }
  }

  private mutating func append(_ text: ArraySlice<UInt8>) {
    var all = open ?? []
    if all.count + text.count < Self.lengthLimit {
      if !all.isEmpty { all.append(32) }
      all += text
    } else if !isFull {
      isFull = true
      note(openLine, "the statement was too long and was cut")
    }
    open = all
  }

  private mutating func close() {
    if let all = open, !all.isEmpty { result.append(Statement(line: openLine, bytes: all[...])) }
    open = nil
    isFull = false
  }

  private mutating func note(_ line: Int, _ message: String) {
    if notes.count < ArtifactOutput.noteLimit { notes.append(ParseNote(line: line, message)) }
  }
}
