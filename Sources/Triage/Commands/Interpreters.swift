/// Programs that run text as code, and how they are told what to run.
enum Interpreters {
  /// Shells.
  static let shells: Set<String> = ["sh", "bash", "dash", "zsh", "ksh", "mksh", "ash", "fish", "tcsh", "csh", "rbash"]
  /// Languages.
  static let languages: Set<String> = [
    "python", "perl", "ruby", "php", "node", "nodejs", "lua", "luajit", "tclsh", "expect", "awk", "gawk", "mawk",
    "pwsh",
    "deno", "bun", "osascript", "guile", "jrunscript",
  ]

  /// Last component without a version suffix: `/usr/bin/python3.11` is `python`; `perl5.36.0` is `perl`.
  static func canonicalName(_ program: String) -> String {
    let name = TextScan.lastComponent(program)
    for language in ["python", "perl", "php", "ruby", "lua", "pypy"] where name.hasPrefix(language) {
      if name.dropFirst(language.count).allSatisfy({ $0.isNumber || $0 == "." || $0 == "-" }) {
        return language == "pypy" ? "python" : language
      }
    }
    return ["nodejs": "node", "gawk": "awk", "mawk": "awk", "nawk": "awk"][name] ?? name
  }

  /// Whether the name is a shell or a language.
  static func isInterpreter(_ name: String) -> Bool { shells.contains(name) || languages.contains(name) }

  /// Whether the stage runs what comes on its standard input: an interpreter without code or file, or `source
  /// /dev/stdin`.
  static func readsStandardInput(_ stage: CommandStage) -> Bool {
    if stage.name == "source" || stage.name == "." { return stage.operands.first == "/dev/stdin" }
    if ["at", "batch"].contains(stage.name) { return !stage.has("-f", "-l", "-c", "-r", "-d") }
    guard isInterpreter(stage.name), stage.name != "awk" else { return false }
    if stage.has("-s") || stage.arguments.contains("-") || stage.operands.first == "/dev/stdin" { return true }
    if stage.name == "php", stage.has("-r") || stage.has("-f") { return false }
    let takesCode = stage.arguments.contains { argument in
      argument.hasPrefix("-") && !argument.hasPrefix("--")
        && argument.dropFirst().contains { shells.contains(stage.name) ? $0 == "c" : "cemEr".contains($0) }
    }
    if takesCode { return false }
    // `bash /dev/fd/63` and `bash <(…)` name a file, handled as a substitution.
    return stage.operands.isEmpty
  }

  /// The shell text that a stage is told to run in its arguments.
  static func innerScript(of stage: CommandStage) -> String? {
    if shells.contains(stage.name) || ["su", "runuser", "script", "flock", "sg", "watch"].contains(stage.name) {
      return optionCode(stage, letter: "c") ?? (stage.name == "watch" ? stage.operands.joined(separator: " ") : nil)
    }
    switch stage.name {
    case "eval": return stage.arguments.joined(separator: " ")
    case "trap": return stage.operands.first
    case "find":
      guard let index = stage.arguments.firstIndex(where: { ["-exec", "-execdir", "-ok"].contains($0) }) else {
        return nil
      }
      let words = stage.arguments[(index + 1)...].prefix { $0 != ";" && $0 != "+" && $0 != "\\;" }
      return words.map { quoted($0 == "{}" ? found(by: stage) : $0) }.joined(separator: " ")
    case "tmux": return stage.operands.last { $0.contains(" ") }
    case "screen":
      let start = stage.arguments.firstIndex {
        isInterpreter(canonicalName($0)) || ["nc", "ncat", "socat"].contains($0)
      }
      return start.map { stage.arguments[$0...].map(quoted).joined(separator: " ") }
    case "ssh":
      if let option = stage.arguments.first(where: { $0.hasPrefix("ProxyCommand=") || $0.hasPrefix("LocalCommand=") }) {
        return String(option.drop { $0 != "=" }.dropFirst())
      }
      // What is run on another host is not this host's doing; only local forwards and commands of options matter.
      return stage.value(of: "-oProxyCommand", "-oLocalCommand")
    default: return nil
    }
  }

  /// What find(1) puts for `{}`, as a pattern; nothing telling when age or size choose.
  private static func found(by stage: CommandStage) -> String {
    let chooses = stage.has("-mtime", "-ctime", "-atime", "-mmin", "-size", "-newer", "-cmin")
    guard let root = stage.operands.first, root.hasPrefix("/"), !chooses else { return "{}" }
    return (root.hasSuffix("/") ? root : root + "/") + (stage.value(of: "-name", "-iname") ?? "*")
  }

  /// Code given with `-c`, `-e`, `-r` to a language.
  static func inlineCode(of stage: CommandStage) -> String? {
    switch stage.name {
    case "python": optionCode(stage, letter: "c")
    case "perl", "ruby", "lua", "luajit": optionCode(stage, letter: "e") ?? optionCode(stage, letter: "E")
    case "node", "bun", "deno": optionCode(stage, letter: "e") ?? optionCode(stage, letter: "p")
    case "php": optionCode(stage, letter: "r")
    case "awk": stage.arguments.first { $0.contains("{") }
    case "tclsh", "expect": optionCode(stage, letter: "c")
    default: nil
    }
  }

  /// The value of `-c`, also at the end of a cluster such as `-ilc`, or joined as in `-c'…'`.
  private static func optionCode(_ stage: CommandStage, letter: Character) -> String? {
    for (index, argument) in stage.arguments.enumerated() {
      guard argument.hasPrefix("-"), !argument.hasPrefix("--"), argument.contains(letter) else {
        if argument.hasPrefix("--command=") { return String(argument.dropFirst(10)) }
        continue
      }
      let cluster = argument.dropFirst()
      if cluster.last == letter, cluster.count < 8 {
        return index + 1 < stage.arguments.count ? stage.arguments[index + 1] : nil
      }
      if cluster.first == letter { return String(cluster.dropFirst()) }
    }
    return nil
  }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { ShellParser.isNameByte($0) || "-./=:,@%+".utf8.contains($0) }
    return isPlain
      ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
