/// Finds the program behind wrappers, tests and `sh -c`.
enum CommandSearch {
  static let depthLimit = 4

  static func program(in text: ArraySlice<UInt8>, depth: Int) -> ArraySlice<UInt8>? {
    let commands = ShellCommand.split(text)
    for command in commands where !isPreparation(command.words) {
      if let found = program(of: command.words, depth: depth) { return found }
    }
    return commands.lazy.compactMap(\.words.first).first
  }

  /// The program of one simple command.
  static func program(of words: [ArraySlice<UInt8>], depth: Int) -> ArraySlice<UInt8>? {
    var words = words[...]
    for _ in 0..<16 {
      guard let first = words.first else { return nil }
      let name = lastComponent(first)
      if name.equals("source") || name.equals(".") { return words.dropFirst().first ?? first }
      if name.equals("eval"), words.count > 1 {
        return depth < depthLimit ? program(in: words.dropFirst().joined(" "), depth: depth + 1) : first
      }
      if let wrapper = wrappers.first(where: { name.equals($0.name) }) {
        let rest = wrapper.skip(words.dropFirst())
        // A wrapper without a command of its own (`sudo -i`) is the program.
        guard !rest.isEmpty else { return first }
        words = rest
        continue
      }
      return interpreted(words, name: name, depth: depth) ?? first
    }
    return words.first
  }

  /// For an interpreter: the script, or what `-c` says.
  private static func interpreted(_ words: ArraySlice<ArraySlice<UInt8>>, name: ArraySlice<UInt8>, depth: Int)
    -> ArraySlice<UInt8>?
  {
    let isShell = shells.contains(where: name.equals)
    guard isShell || languages.contains(where: name.hasPrefix) else { return nil }
    var arguments = words.dropFirst()
    while let word = arguments.first, word.first == UInt8(ascii: "-") || word.first == UInt8(ascii: "+") {
      arguments = arguments.dropFirst()
      let isCode = !word.hasPrefix("--") && word.dropFirst().contains { "cemr".utf8.contains($0) }
      if isShell, word.last == UInt8(ascii: "c"), !word.hasPrefix("--") {
        guard depth < depthLimit, let text = arguments.first else { return nil }
        return program(in: text, depth: depth + 1)
      }
      if !isShell, isCode { return nil }
    }
    return arguments.first
  }

  static func lastComponent(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    word.lastIndex(of: UInt8(ascii: "/")).map { word[($0 + 1)...] } ?? word
  }

  /// What only prepares or asks.
  private static func isPreparation(_ words: [ArraySlice<UInt8>]) -> Bool {
    guard let first = words.first else { return true }
    if first.equals("command"), words.count > 1, words[1].equals("-v") || words[1].equals("-V") { return true }
    return preparations.contains(where: lastComponent(first).equals)
  }

  private static let preparations = [
    "cd", "test", "[", "[[", "true", ":", "umask", "export", "set", "ulimit", "sleep", "for", "case", "esac", "]",
    "trap",
    "unset", "shopt", "read", "exit", "return", "which", "type", "local", "declare", "typeset", "readonly", "function",
  ]
  static let shells = ["sh", "bash", "dash", "ash", "zsh", "ksh", "mksh", "csh", "tcsh", "fish"]
  static let languages = ["python", "perl", "ruby", "node", "php", "lua"]

  /// A program that runs another one.
  private struct Wrapper {
    var name: String
    /// Options that take the next word.
    var valued: [String] = []
    /// Words between options and command, such as the duration of `timeout`.
    var operands = 0

    func skip(_ words: ArraySlice<ArraySlice<UInt8>>) -> ArraySlice<ArraySlice<UInt8>> {
      var words = words
      while let word = words.first {
        if word.equals("--") {
          words = words.dropFirst()
          break
        }
        if word.first == UInt8(ascii: "-") {
          words = words.dropFirst(valued.contains(where: word.equals) ? 2 : 1)
        } else if ShellReader.isAssignment(word) {
          words = words.dropFirst()
        } else {
          break
        }
      }
      return words.dropFirst(operands)
    }
  }

  private static let wrappers = [
    Wrapper(
      name: "sudo", valued: ["-u", "-g", "-h", "-p", "-C", "-r", "-t", "-T", "-U", "-D", "-R", "--user", "--group"]),
    Wrapper(name: "doas", valued: ["-u", "-C"]), Wrapper(name: "env", valued: ["-u", "-C", "--unset", "--chdir"]),
    Wrapper(name: "nohup"), Wrapper(name: "setsid"), Wrapper(name: "exec", valued: ["-a"]), Wrapper(name: "command"),
    Wrapper(name: "builtin"), Wrapper(name: "timeout", valued: ["-k", "-s"], operands: 1),
    Wrapper(name: "nice", valued: ["-n"]), Wrapper(name: "ionice", valued: ["-c", "-n", "-p", "-t"]),
    Wrapper(name: "chrt", operands: 1), Wrapper(name: "taskset", operands: 1),
    Wrapper(name: "stdbuf", valued: ["-i", "-o", "-e"]), Wrapper(name: "chroot", operands: 1),
    Wrapper(name: "flock", valued: ["-w", "-E", "--timeout"], operands: 1), Wrapper(name: "unbuffer"),
    Wrapper(name: "systemd-cat", valued: ["-t", "-p"]), Wrapper(name: "chronic"), Wrapper(name: "busybox"),
    Wrapper(name: "systemd-inhibit"), Wrapper(name: "linux32"), Wrapper(name: "linux64"), Wrapper(name: "setarch"),
    Wrapper(name: "runuser", valued: ["-u", "-g", "-G"]), Wrapper(name: "catchsegv"),
  ]
}
