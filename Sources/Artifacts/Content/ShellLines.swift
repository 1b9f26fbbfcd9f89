/// Questions about the line of folded shell text that a position stands in.
struct ShellLines: Sendable {
  private static let reach = 4096
  private static let interpreters: Set<String> = [
    "sh", "bash", "dash", "zsh", "ash", "ksh", "python", "python2", "python3", "perl", "php", "ruby", "node", "lua",
    "tclsh", "busybox",
    "source", ".",
  ]
  private static let prefixes: Set<String> = [
    "sudo", "env", "nohup", "exec", "command", "setsid", "timeout", "nice", "-", "-e", "-n", "su", "-c", "tee",
  ]

  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The line around a position, at most `reach` bytes to each side.
  private func line(_ hit: Int) -> ArraySlice<UInt8> {
    let low = max(0, hit - Self.reach)
    let high = min(bytes.count, hit + Self.reach)
    let start = bytes[low..<hit].lastIndex(of: 10).map { $0 + 1 } ?? low
    let end = bytes[hit..<high].firstIndex(of: 10) ?? high
    return bytes[start..<end]
  }

  /// The text stands somewhere, in whatever line.
  func hasAnywhere(_ text: String) -> Bool { bytes[...].contains(text) }

  func lineHas(_ hit: Int, _ text: String) -> Bool { line(hit).contains(text) }

  /// A command of the line, in front of the position, is that one.
  func lineStarts(_ hit: Int, with text: String) -> Bool {
    let line = line(hit)
    guard let found = line.find(text), found < hit else { return false }
    return found == line.startIndex || !bytes[found - 1].isAlphanumeric
  }

  /// No letter, digit or dash touches the word.
  func isWord(_ hit: Int, _ word: String) -> Bool {
    if hit > 0, bytes[hit - 1].isAlphanumeric || "_-.".utf8.contains(bytes[hit - 1]) { return false }
    let end = hit + word.utf8.count
    return end >= bytes.count || !(bytes[end].isAlphanumeric || "_-".utf8.contains(bytes[end]))
  }

  /// A word that stands where a command can: behind nothing, a separator, a path, or a word like `sudo`; and an argument follows.
  func isCommand(_ hit: Int, _ word: String) -> Bool {
    let end = hit + word.utf8.count
    guard isWord(hit, word), end < bytes.count, bytes[end] == 32 else { return false }
    var start = hit
    while start > 0, bytes[start - 1] > 32, !"|;&(`={\n".utf8.contains(bytes[start - 1]), hit - start < 64 {
      start -= 1
    }
    return start == hit || bytes[start] == UInt8(ascii: "/") || bytes[start] == UInt8(ascii: ".")
      || bytes[start] == UInt8(ascii: "$")
  }

  /// The word, with its path, is the first of a command: nothing, a separator, an assignment or a word like `sudo` stands in front.
  func beginsCommand(_ hit: Int) -> Bool {
    let line = line(hit)
    var start = hit
    while start > line.startIndex, bytes[start - 1] > 32, !"|;&(`={".utf8.contains(bytes[start - 1]) { start -= 1 }
    let head = line[line.startIndex..<start].trimmed
    guard let last = head.last else { return true }
    if "|;&(`={".utf8.contains(last) { return true }
    let word = head.lastIndex(of: 32).map { head[($0 + 1)...] } ?? head
    return Self.prefixes.contains(word.ascii) || ["then", "do", "else", "root"].contains(where: word.equals)
      || word.equals("*")
  }

  /// The path at the position is a log of the whole system, all logs, or a login book.
  func isSystemLog(_ hit: Int, _ keyword: String) -> Bool {
    guard keyword == "/var/log" else { return true }
    let rest = line(hit)[hit...].dropFirst(keyword.utf8.count)
    guard let next = rest.first, next == UInt8(ascii: "/") else { return true }
    let name = rest.dropFirst()
    guard let first = name.first, first > 32 else { return true }
    return Self.systemLogs.contains(where: name.hasPrefix)
  }

  private static let systemLogs = [
    "*", "auth", "secure", "messages", "syslog", "wtmp", "btmp", "lastlog", "faillog", "audit", "journal", "cron",
    "kern",
    "daemon.log", "user.log", "tallylog", "utmp",
  ]

  /// Somewhere behind the position the line pipes into an interpreter.
  func pipesToInterpreter(from hit: Int) -> Bool {
    let rest = line(hit)[hit...]
    var index = rest.startIndex
    while index < rest.endIndex, let pipe = rest[index...].firstIndex(of: UInt8(ascii: "|")) {
      index = pipe + 1
      if index < rest.endIndex, rest[index] == UInt8(ascii: "|") {
        index += 1
        continue
      }
      if beginsWithInterpreter(rest[index...]) { return true }
    }
    return rest.contains("> >(sh") || rest.contains("> >(bash")
  }

  private func beginsWithInterpreter(_ text: ArraySlice<UInt8>) -> Bool {
    for word in text.words(limit: 6) {
      let clean = word.drop { "({&".utf8.contains($0) }.prefix { !"|;&)}`".utf8.contains($0) }
      let name = (clean.lastIndex(of: UInt8(ascii: "/")).map { clean[($0 + 1)...] } ?? clean).ascii
      if Self.interpreters.contains(name) || name.hasPrefix("python3.") { return true }
      if clean.count < word.count
        || !(Self.prefixes.contains(name) || clean.contains(UInt8(ascii: "=")) || name.hasPrefix("-"))
      {
        return false
      }
    }
    return false
  }

  /// The command stands inside `$(…)`, backticks or `<(…)`, and the line hands that to an interpreter.
  func isSubstituted(_ hit: Int) -> Bool {
    let line = line(hit)
    let head = line[line.startIndex..<hit]
    guard head.contains("$(") || head.contains("<(") || head.contains(UInt8(ascii: "`")) else { return false }
    let signs = [
      "sh -c", "bash -c", "eval ", "bash <(", "sh <(", "source <(", ". <(", "python -c", "python3 -c", "bash<(",
      "perl -e", "zsh -c",
    ]
    return signs.contains { head.contains($0) }
  }

  /// The file that is made executable is started behind that.
  func lineRunsChangedFile(_ hit: Int) -> Bool {
    let line = line(hit)
    guard let change = line.after("chmod ") else { return false }
    guard let file = change.words(limit: 3).dropFirst().first.map({ $0.prefix { !";&|".utf8.contains($0) } }),
      !file.isEmpty
    else {
      return false
    }
    let rest = change[file.endIndex...]
    let name = file.lastIndex(of: UInt8(ascii: "/")).map { file[($0 + 1)...] } ?? file
    return !name.isEmpty && rest.find(Array(name)) != nil
  }

  /// netcat's `-e`, `-c`, `--exec`, alone or in a group of options.
  func hasExecOption(_ hit: Int) -> Bool {
    for word in line(hit)[hit...].prefix(while: { !"|;&".utf8.contains($0) }).words(limit: 16).dropFirst() {
      if word.hasPrefix("--exec") || word.hasPrefix("--sh-exec") || word.hasPrefix("--lua-exec") { return true }
      guard word.first == UInt8(ascii: "-"), word.dropFirst().first != UInt8(ascii: "-"), word.count <= 8 else {
        continue
      }
      if word.dropFirst().allSatisfy(\.isLetter),
        word.contains(UInt8(ascii: "e")) || word.dropFirst().elementsEqual("c".utf8)
      {
        return true
      }
    }
    return false
  }

  /// A FIFO closes the circle of shell and connection: `mkfifo p; sh < p | nc … > p`, or two connections around a shell.
  func isFIFOShell(_ hit: Int) -> Bool {
    let low = max(0, hit - 512)
    let around = bytes[low..<min(bytes.count, hit + 512)]
    let hasFIFO = around.contains("mkfifo") || around.contains("mknod")
    let hasShell =
      around.contains("/bin/sh") || around.contains("/bin/bash") || around.contains("| sh") || around.contains("|sh")
      || around.contains("sh -i") || around.contains("|bash") || around.contains("| bash")
    let tight = line(hit).filter { $0 != 32 }[...]
    let isSandwich = ["|sh|", "|bash|", "|/bin/sh|", "|/bin/bash|"].contains { tight.contains($0) }
    return hasFIFO && hasShell || isSandwich
  }

  /// Output goes to the file: `> FILE`, `>> FILE`, `tee FILE`, or a copy onto it.
  func isWritten(_ hit: Int) -> Bool {
    let line = line(hit)
    var start = hit
    while start > line.startIndex, bytes[start - 1] > 32, bytes[start - 1] != UInt8(ascii: ">") { start -= 1 }
    let head = line[line.startIndex..<start].trimmed
    if head.last == UInt8(ascii: ">") || head.hasSuffix("tee") || head.hasSuffix("tee -a") { return true }
    return ["cp ", "mv ", "install "].contains { head.hasPrefix($0) }
      || ["&& cp ", "; cp ", "; mv ", "&& mv "].contains { head.contains($0) }
  }

  /// The file is emptied, shredded, removed or linked to nothing.
  func isErased(_ hit: Int) -> Bool {
    let line = line(hit)
    var start = hit
    while start > line.startIndex, bytes[start - 1] > 32, bytes[start - 1] != UInt8(ascii: ">") { start -= 1 }
    let head = line[line.startIndex..<start].trimmed
    let command = head.lastIndex { ";&|".utf8.contains($0) }.map { head[($0 + 1)...].trimmed } ?? head
    if ["rm ", "shred ", "truncate ", "wipe ", "srm ", "unlink ", "sudo rm ", "sudo shred ", "sudo truncate "].contains(
      where: command.hasPrefix)
    {
      return true
    }
    if command.hasPrefix("ln "), command.contains("/dev/null") { return true }
    let isEmptying =
      command.elementsEqual(">".utf8) || command.elementsEqual(":>".utf8) || command.elementsEqual(": >".utf8)
    return isEmptying || command.hasPrefix("cat /dev/null") || command.hasPrefix("echo > ")
      || command.elementsEqual("echo >".utf8)
      || command.elementsEqual("sed -i".utf8)
  }

  /// The mode of a chmod sets the set-id bits: four digits of which the first has 4 or 2, or `+s`.
  func isSetIDMode(_ hit: Int) -> Bool {
    guard let mode = line(hit)[hit...].words(limit: 2).dropFirst().first else { return false }
    if mode.contains("+s") || mode.hasSuffix("+xs") { return true }
    guard let value = mode.octal else { return false }
    return value & 0o6000 != 0
  }
}
