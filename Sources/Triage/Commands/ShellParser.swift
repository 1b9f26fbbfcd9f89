/// Reads text as a shell would split it. Never fails: what is not understood stays a word. Bounded in input, nesting
/// and words.
struct ShellParser {
  /// Bytes read of one text; what is beyond is not looked at.
  static let longestInput = 16_384
  /// Nesting of substitutions and groups.
  static let deepest = 6
  /// Commands kept of one text.
  static let mostCommands = 512

  private var bytes: [UInt8]
  private var index = 0
  private var depth: Int
  private var commandCount = 0
  /// Set by assignments in the text itself.
  private(set) var variables: [String: String]
  /// Commands that made the values of variables.
  private var sources: [String: [ShellScript]] = [:]
  /// What ends the innermost list.
  private var end: UInt8?

  init(_ text: String, depth: Int = 0, variables: [String: String] = [:]) {
    bytes = Array(text.utf8.prefix(Self.longestInput))
    self.depth = depth
    self.variables = variables
  }

  /// The whole text.
  mutating func parse() -> ShellScript { parseScript(until: nil) }

  private var current: UInt8? { index < bytes.count ? bytes[index] : nil }
  private func peek(_ distance: Int = 1) -> UInt8? { index + distance < bytes.count ? bytes[index + distance] : nil }
  private func at(_ text: StaticString) -> Bool {
    let part = "\(text)".utf8
    return bytes.count - index >= part.count && bytes[index..<(index + part.count)].elementsEqual(part)
  }

  // MARK: Lists

  private mutating func parseScript(until end: UInt8?) -> ShellScript {
    let outerEnd = self.end
    self.end = end
    defer { self.end = outerEnd }
    var script = ShellScript()
    var pipeline = ShellPipeline()
    func close(_ pipeline: inout ShellPipeline, _ script: inout ShellScript, background: Bool) {
      pipeline.isBackground = background
      if !pipeline.commands.isEmpty { script.pipelines.append(pipeline) }
      pipeline = ShellPipeline()
    }
    while let byte = current {
      if byte == end { break }
      if commandCount > Self.mostCommands { index = bytes.count }
      switch byte {
      case UInt8(ascii: ")"):
        // A pattern of `case`, not a command.
        if pipeline.commands.allSatisfy({ $0.words.count == 1 && $0.body == nil }) { pipeline.commands = [] }
        index += 1
        close(&pipeline, &script, background: false)
      case UInt8(ascii: "\n"), UInt8(ascii: ";"):
        index += 1
        close(&pipeline, &script, background: false)
      case UInt8(ascii: "&") where peek() != UInt8(ascii: ">"):
        let isAnd = peek() == UInt8(ascii: "&")
        index += isAnd ? 2 : 1
        close(&pipeline, &script, background: !isAnd)
      case UInt8(ascii: "|"):
        let isOr = peek() == UInt8(ascii: "|")
        index += isOr || peek() == UInt8(ascii: "&") ? 2 : 1
        if isOr { close(&pipeline, &script, background: false) }
      default:
        let before = index
        let command = parseCommand()
        if !command.isEmpty { pipeline.commands.append(command) }
        if index == before { index += 1 }
      }
    }
    close(&pipeline, &script, background: false)
    return script
  }

  private static let leadingKeywords: Set<String> = [
    "if", "then", "else", "elif", "do", "while", "until", "!", "time", "coproc",
  ]

  private mutating func parseCommand() -> ShellCommand {
    var command = ShellCommand()
    commandCount += 1
    var hereDocuments: [(redirection: Int, end: String, isStripped: Bool)] = []
    scan: while let byte = current {
      if byte == end { break }
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): index += 1
      case UInt8(ascii: "\n"), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: ")"): break scan
      case UInt8(ascii: "&") where peek() != UInt8(ascii: ">"): break scan
      case UInt8(ascii: "#"): while let next = current, next != UInt8(ascii: "\n") { _ = next; index += 1 }
      case UInt8(ascii: "("): if !parseParenthesis(into: &command) { break scan }
      case UInt8(ascii: "{") where command.words.isEmpty && (peek() == 0x20 || peek() == 0x0a):
        index += 1
        command.body = nested { $0.parseScript(until: UInt8(ascii: "}")) }
        if current == UInt8(ascii: "}") { index += 1 }
      default:
        if let redirection = parseRedirection(&hereDocuments, count: command.redirections.count) {
          command.redirections.append(redirection)
        } else {
          add(parseWord(), to: &command)
        }
      }
    }
    readHereDocuments(hereDocuments, into: &command)
    // In `for f in A B` the body is read with the first value.
    if command.words.count > 3, command.words[0].text == "for", command.words[2].text == "in" {
      variables[command.words[1].text] = command.words[3].text
    }
    return command
  }

  private mutating func add(_ word: ShellWord, to command: inout ShellCommand) {
    if command.words.isEmpty, !word.isQuoted || word.text.contains("="), let (name, value) = Self.assignment(word.text)
    {
      command.assignments.append((name, value))
      variables[name] = value
      if sources.count < 64 { sources[name] = word.substitutions.isEmpty ? nil : word.substitutions }
      if !word.substitutions.isEmpty {
        // The value is made by a command: keep that command in sight.
        command.redirections.append(ShellRedirection(operation: "=", descriptor: nil, target: word))
      }
      return
    }
    if command.words.isEmpty, !word.isQuoted, Self.leadingKeywords.contains(word.text) { return }
    if let parts = Self.braceList(word) { return command.words.append(contentsOf: parts) }
    if word.tricks > 0, !word.isQuoted, word.text.contains(" ") {
      // An unquoted `$IFS` or variable splits into words.
      let parts = TextScan.words(word.text)
      for (number, part) in parts.enumerated() {
        var piece = ShellWord(text: part)
        piece.tricks = word.tricks
        if number == 0 { piece.substitutions = word.substitutions }
        command.words.append(piece)
      }
      return
    }
    command.words.append(word)
  }

  private static func assignment(_ text: String) -> (String, String)? {
    guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")), equals != text.utf8.startIndex else { return nil }
    var name = text[..<equals]
    if name.hasSuffix("+") { name = name.dropLast() }
    let isName =
      name.utf8.allSatisfy { isNameByte($0) } && name.utf8.first.map { !(48...57).contains($0) } ?? false
    return isName ? (String(name), String(text[text.index(after: equals)...])) : nil
  }

  /// `{curl,-s,http://x}` is a command without a blank in it.
  private static func braceList(_ word: ShellWord) -> [ShellWord]? {
    guard !word.isQuoted, word.text.hasPrefix("{"), word.text.hasSuffix("}"), word.text.contains(",") else {
      return nil
    }
    return word.text.dropFirst().dropLast().split(separator: ",").prefix(64).map {
      var part = ShellWord(text: String($0))
      part.tricks = 2
      return part
    }
  }

  private mutating func parseParenthesis(into command: inout ShellCommand) -> Bool {
    if command.words.count == 1, peek() == UInt8(ascii: ")") {
      index += 2
      command.defines = command.words.removeFirst().text
      return true
    }
    guard command.words.isEmpty else { return false }
    index += 1
    command.body = nested { $0.parseScript(until: UInt8(ascii: ")")) }
    if current == UInt8(ascii: ")") { index += 1 }
    return true
  }

  private mutating func nested(_ parse: (inout ShellParser) -> ShellScript) -> ShellScript {
    guard depth < Self.deepest else {
      index = bytes.count
      return ShellScript()
    }
    depth += 1
    defer { depth -= 1 }
    return parse(&self)
  }

  // MARK: Redirections

  private mutating func parseRedirection(
    _ hereDocuments: inout [(redirection: Int, end: String, isStripped: Bool)], count: Int
  ) -> ShellRedirection? {
    let start = index
    var descriptor: Int?
    while let byte = current, (48...57).contains(byte), index - start < 3 {
      descriptor = (descriptor ?? 0) * 10 + Int(byte - 48)
      index += 1
    }
    guard let byte = current,
      byte == UInt8(ascii: ">") || byte == UInt8(ascii: "<") || (byte == UInt8(ascii: "&") && start == index)
    else {
      index = start
      return nil
    }
    if (at("<(") || at(">(")) {
      index = start
      return nil
    }
    let operation = Self.operations.first { bytes[index...].starts(with: $0.utf8) } ?? "<"
    index += operation.utf8.count
    while current == 0x20 || current == 0x09 { index += 1 }
    let word = parseWord()
    if operation == "<<" || operation == "<<-" {
      hereDocuments.append((count, word.text, operation == "<<-"))
    }
    return ShellRedirection(operation: operation, descriptor: descriptor, target: word)
  }

  private static let operations = ["&>>", "<<<", "<<-", "&>", ">>", ">|", ">&", "<&", "<>", "<<", ">", "<"]

  private mutating func readHereDocuments(
    _ documents: [(redirection: Int, end: String, isStripped: Bool)], into command: inout ShellCommand
  ) {
    guard !documents.isEmpty else { return }
    // An open quote or a last backslash leaves the index behind the end.
    index = min(index, bytes.count)
    // The body starts on the next line; the rest of this line (such as `| sh`) is cut out and put behind it.
    let restOfLine = bytes[index...].prefix { $0 != 0x0a }
    var position = index + restOfLine.count + 1
    for document in documents {
      var body: [UInt8] = []
      while position < bytes.count {
        let line = bytes[position...].prefix { $0 != 0x0a }
        position += line.count + 1
        let shown = document.isStripped ? line.drop { $0 == 0x09 } : line
        if shown.elementsEqual(document.end.utf8) { break }
        body += Array(shown) + [0x0a]
      }
      if command.redirections.indices.contains(document.redirection) {
        command.redirections[document.redirection].target = ShellWord(text: String(decoding: body, as: UTF8.self))
      }
    }
    let rest = position < bytes.count ? Array(bytes[position...]) : []
    bytes = Array(bytes[..<index]) + restOfLine + [0x0a] + rest
  }

  // MARK: Words

  private mutating func parseWord() -> ShellWord {
    var word = ShellWord()
    var text: [UInt8] = []
    let start = index
    scan: while let byte = current {
      switch byte {
      case 0x20, 0x09, 0x0a, 0x0d, UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: ")"):
        break scan
      case UInt8(ascii: "("): break scan
      case UInt8(ascii: "<"), UInt8(ascii: ">"):
        guard peek() == UInt8(ascii: "("), index == start else { break scan }
        index += 2
        substitute(until: UInt8(ascii: ")"), word: &word, text: &text, isFile: true)
      case UInt8(ascii: "'"):
        noteQuote(&word, text, closing: UInt8(ascii: "'"))
        index += 1
        while let next = current, next != UInt8(ascii: "'") { text.append(next); index += 1 }
        index += 1
      case UInt8(ascii: "\""): parseDoubleQuoted(&word, &text)
      case UInt8(ascii: "\\"):
        if let next = peek(), next != 0x0a {
          // A leading backslash only passes an alias by; people do that.
          if Self.isNameByte(next), !text.isEmpty { word.tricks += 2 }
          text.append(next)
        }
        index += 2
      case UInt8(ascii: "$"): parseDollar(&word, &text, isQuoted: false)
      case UInt8(ascii: "`"):
        if end == byte { break scan }
        index += 1
        substitute(until: UInt8(ascii: "`"), word: &word, text: &text, isFile: false)
      default:
        text.append(byte)
        index += 1
      }
    }
    word.text = String(decoding: text, as: UTF8.self)
    return word
  }

  /// Quotes between letters of one word serve no purpose but to break a name up.
  private func noteQuote(_ word: inout ShellWord, _ text: [UInt8], closing: UInt8) {
    word.isQuoted = true
    let isEmptyPair = peek() == closing
    let after = isEmptyPair ? peek(2) : nil
    if isEmptyPair, text.last.map(Self.isNameByte) == true, after.map(Self.isNameByte) == true {
      // `c''url`: not quoted in any useful sense.
      word.tricks += 2
    } else if let last = text.last, (97...122).contains(last), text.allSatisfy(Self.isNameByte),
      peek().map(Self.isNameByte) == true
    {
      word.tricks += 2
    }
  }

  private mutating func parseDoubleQuoted(_ word: inout ShellWord, _ text: inout [UInt8]) {
    noteQuote(&word, text, closing: UInt8(ascii: "\""))
    index += 1
    while let byte = current, byte != UInt8(ascii: "\"") {
      switch byte {
      case UInt8(ascii: "\\"):
        if let next = peek() {
          if ![UInt8(ascii: "$"), UInt8(ascii: "`"), UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x0a].contains(next) {
            text.append(byte)
          }
          text.append(next)
        }
        index += 2
      case UInt8(ascii: "$"): parseDollar(&word, &text, isQuoted: true)
      case UInt8(ascii: "`"):
        index += 1
        substitute(until: UInt8(ascii: "`"), word: &word, text: &text, isFile: false)
      default:
        text.append(byte)
        index += 1
      }
    }
    index += 1
  }

  private mutating func parseDollar(_ word: inout ShellWord, _ text: inout [UInt8], isQuoted: Bool) {
    switch peek() {
    case UInt8(ascii: "(") where peek(2) == UInt8(ascii: "("):
      // Arithmetic: kept as it is.
      while let byte = current, !at("))") { text.append(byte); index += 1 }
      index += 2
    case UInt8(ascii: "("):
      index += 2
      substitute(until: UInt8(ascii: ")"), word: &word, text: &text, isFile: false)
    case UInt8(ascii: "'") where !isQuoted: parseANSIQuoted(&word, &text)
    case UInt8(ascii: "{"): parseBracedVariable(&word, &text)
    case let next? where Self.isNameByte(next):
      index += 1
      var name: [UInt8] = []
      while let byte = current, Self.isNameByte(byte) { name.append(byte); index += 1 }
      expand(String(decoding: name, as: UTF8.self), fallback: nil, &word, &text)
    default:
      text.append(UInt8(ascii: "$"))
      index += 1
    }
  }

  private mutating func parseBracedVariable(_ word: inout ShellWord, _ text: inout [UInt8]) {
    index += 2
    var inside: [UInt8] = []
    var level = 1
    while let byte = current {
      index += 1
      if byte == UInt8(ascii: "{") { level += 1 }
      if byte == UInt8(ascii: "}") { level -= 1 }
      if level == 0 { break }
      inside.append(byte)
    }
    let name = String(decoding: inside.prefix { Self.isNameByte($0) }, as: UTF8.self)
    let rest = String(decoding: inside.dropFirst(name.utf8.count), as: UTF8.self)
    if let value = variables[name], let slice = Self.slice(value, rest) {
      word.tricks += 1
      return text.append(contentsOf: slice.utf8)
    }
    let fallback = rest.hasPrefix(":-") || rest.hasPrefix(":=") ? String(rest.dropFirst(2)) : nil
    expand(name, fallback: fallback, &word, &text)
  }

  /// `${x:2:3}`.
  private static func slice(_ value: String, _ rest: String) -> String? {
    let parts = rest.split(separator: ":", omittingEmptySubsequences: true).map { Int(TextScan.trimmed($0)) }
    guard rest.hasPrefix(":"), let first = parts.first, let start = first, start >= 0 else { return nil }
    let tail = value.dropFirst(start)
    return String(parts.count > 1 ? tail.prefix(max(0, (parts[1] ?? tail.count))) : tail)
  }

  private func expand(_ name: String, fallback: String?, _ word: inout ShellWord, _ text: inout [UInt8]) {
    if let made = sources[name], word.substitutions.count < 4 { word.substitutions += made }
    if name == "IFS" {
      word.tricks += 2
      text.append(0x20)
    } else if let value = variables[name] {
      if value.contains(" ") || value.utf8.count < 5 { word.tricks += 1 }
      text.append(contentsOf: value.utf8.prefix(4096))
    } else if let fallback {
      text.append(contentsOf: fallback.utf8)
    } else {
      text.append(contentsOf: "$\(name)".utf8)
    }
  }

  private mutating func parseANSIQuoted(_ word: inout ShellWord, _ text: inout [UInt8]) {
    index += 2
    let start = index
    while let byte = current, byte != UInt8(ascii: "'") { index += byte == UInt8(ascii: "\\") ? 2 : 1 }
    let (decoded, escapes) = ShellEscapes.decode(bytes[min(start, bytes.count)..<min(index, bytes.count)])
    if escapes > 2 { word.tricks += 2 }
    text += decoded
    word.isQuoted = true
    index += 1
  }

  private mutating func substitute(until end: UInt8, word: inout ShellWord, text: inout [UInt8], isFile: Bool) {
    let script = nested { $0.parseScript(until: end) }
    if current == end { index += 1 }
    word.substitutions.append(script)
    if !isFile, let value = ShellEvaluator.output(of: script) {
      word.tricks += 1
      text.append(contentsOf: value.utf8.reversed().drop { $0 == 0x0a }.reversed())
    } else {
      text.append(contentsOf: (isFile ? "<()" : "$()").utf8)
    }
  }

  static func isNameByte(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_")
  }
}
