/// A simple command of a shell line (POSIX shell command language, 2.9.1), taken apart without running or expanding anything.
struct ShellCommand: Sendable {
  /// `NAME=value` in front.
  var assignments: [ArraySlice<UInt8>] = []
  /// Program and arguments, quotes removed.
  var words: [ArraySlice<UInt8>] = []
  /// Files of redirections.
  var redirections: [ArraySlice<UInt8>] = []
  /// The operator behind it, such as `|`, `&`, `&&`; empty at the end.
  var terminator = ""

  /// Nothing in it.
  var isEmpty: Bool { assignments.isEmpty && words.isEmpty && redirections.isEmpty }

  /// The simple commands of a text, those inside `$(…)`, `` `…` ``, `(…)` and `<(…)` too, in order.
  static func split(_ text: ArraySlice<UInt8>) -> [ShellCommand] {
    var reader = ShellReader(text)
    reader.read()
    return reader.commands
  }
}

/// Splits a shell text into simple commands. Bounded: 65,536 bytes, 1,024 commands, 4,096 words.
struct ShellReader {
  private let bytes: ArraySlice<UInt8>
  private var index: Int
  private(set) var commands: [ShellCommand] = []
  private var command = ShellCommand()
  private var word: [UInt8] = []
  private var hasWord = false
  private var isQuoted = false
  private var awaitsTarget = false
  private var wordCount = 0

  init(_ text: ArraySlice<UInt8>) {
    bytes = text.prefix(65_536)
    index = bytes.startIndex
  }

  mutating func read() {
    while index < bytes.endIndex, commands.count < 1024, wordCount < 4096 { step(bytes[index]) }
    endCommand("")
  }

  private func peek(_ distance: Int = 1) -> UInt8? {
    index + distance < bytes.endIndex ? bytes[index + distance] : nil
  }

  private mutating func step(_ byte: UInt8) {
    switch byte {
    case 32, 9, 13: endWord()
    case 10: endCommand("\n")
    case UInt8(ascii: "\\"): escape()
    case UInt8(ascii: "'"): singleQuoted()
    case UInt8(ascii: "\""): doubleQuoted()
    case UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "&"): return control(byte)
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "`"): endCommand("")
    case UInt8(ascii: "<"), UInt8(ascii: ">"): return redirection()
    case UInt8(ascii: "#") where !hasWord: return comment()
    case UInt8(ascii: "$") where peek() == UInt8(ascii: "("): dollar()
    default: take(byte)
    }
    index += 1
  }

  private mutating func take(_ byte: UInt8) {
    word.append(byte)
    hasWord = true
  }

  private mutating func escape() {
    guard let next = peek() else { return }
    index += 1
    if next != 10 { take(next) }
  }

  private mutating func singleQuoted() {
    hasWord = true
    isQuoted = true
    let start = index + 1
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "'")) ?? bytes.endIndex
    word += bytes[start..<end]
    index = min(end, bytes.endIndex - 1)
  }

  private mutating func doubleQuoted() {
    hasWord = true
    isQuoted = true
    index += 1
    while index < bytes.endIndex, bytes[index] != UInt8(ascii: "\"") {
      if bytes[index] == UInt8(ascii: "\\"), let next = peek(), "\"\\$`".utf8.contains(next) { index += 1 }
      word.append(bytes[index])
      index += 1
    }
  }

  /// `$(` begins commands of its own; `$((` is arithmetic, in which nothing of interest stands.
  private mutating func dollar() {
    index += 1
    endCommand("")
  }

  private mutating func control(_ byte: UInt8) {
    if byte == UInt8(ascii: "&"), peek() == UInt8(ascii: ">") {
      endWord()
      index += 1
      return redirection()
    }
    let isDouble = peek() == byte
    let mark = String(decoding: [byte], as: UTF8.self)
    endCommand(isDouble ? mark + mark : mark)
    index += isDouble ? 2 : 1
  }

  private mutating func redirection() {
    if !isQuoted, word.allSatisfy(\.isDigit) {
      word = []
      hasWord = false
    }
    endWord()
    while index < bytes.endIndex, bytes[index] == UInt8(ascii: "<") || bytes[index] == UInt8(ascii: ">") { index += 1 }
    guard index < bytes.endIndex else { return }
    switch bytes[index] {
    case UInt8(ascii: "&"):
      index += 1
      while index < bytes.endIndex, bytes[index].isDigit || bytes[index] == UInt8(ascii: "-") { index += 1 }
    case UInt8(ascii: "|"), UInt8(ascii: "-"):
      index += 1
      awaitsTarget = true
    default: awaitsTarget = true
    }
  }

  private mutating func comment() {
    index = bytes[index...].firstIndex(of: 10) ?? bytes.endIndex
  }

  private mutating func endWord() {
    guard hasWord else { return }
    let piece = word[...]
    if awaitsTarget {
      command.redirections.append(piece)
    } else if command.words.isEmpty, Self.isAssignment(piece) {
      command.assignments.append(piece)
    } else {
      command.words.append(piece)
    }
    wordCount += 1
    word = []
    hasWord = false
    isQuoted = false
    awaitsTarget = false
  }

  private mutating func endCommand(_ terminator: String) {
    endWord()
    awaitsTarget = false
    guard !command.isEmpty else {
      // `( … ) &`: the operator belongs to what went before.
      if terminator == "&", let last = commands.indices.last { commands[last].terminator = terminator }
      return
    }
    command.terminator = terminator
    while let first = command.words.first, Self.keywords.contains(where: first.equals) { command.words.removeFirst() }
    if !command.isEmpty { commands.append(command) }
    command = ShellCommand()
  }

  private static let keywords = [
    "if", "then", "else", "elif", "do", "while", "until", "!", "{", "}", "time", "fi", "done",
  ]

  /// `NAME=…`, `NAME+=…` with a name of a variable.
  static func isAssignment(_ word: ArraySlice<UInt8>) -> Bool {
    guard let (name, _) = word.cut(at: UInt8(ascii: "=")) else { return false }
    let bare = name.last == UInt8(ascii: "+") ? name.dropLast() : name
    guard let first = bare.first, first.isLetter || first == UInt8(ascii: "_") else { return false }
    return bare.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "_") }
  }
}
