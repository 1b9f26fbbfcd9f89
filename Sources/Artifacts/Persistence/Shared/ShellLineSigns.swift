/// What is worth keeping of one line of a shell script: what it sets, hides, fetches, starts. Facts, no judgement.
struct ShellLineSigns {
  /// Such as `variable`, `alias`, `function`, `history`, `trap`, `eval`, `fetch`, `network`, `decode`, `inline-code`, `background`,
  /// `source`, `odd-path`; in order found, each once.
  private(set) var signs: [String] = []
  /// Names and values, such as `variable`, `value`, `alias`.
  private(set) var attributes: [String: ArraySlice<UInt8>] = [:]
  /// What will be executed.
  private(set) var command: ArraySlice<UInt8>?

  /// - Parameter line: A line with its continuation lines.
  init(_ text: ArraySlice<UInt8>) {
    // Shells drop NUL bytes, so `cu\0rl` runs curl.
    let line = text.contains(0) ? text.filter { $0 != 0 }[...] : text
    look(line, depth: 0)
    if line.contains("/dev/tcp/") || line.contains("/dev/udp/") { mark("network") }
    if Self.oddPlaces.contains(where: { line.contains($0) }) { mark("odd-path") }
    if command == nil, signs.contains(where: Self.running.contains) { command = line }
  }

  private mutating func look(_ text: ArraySlice<UInt8>, depth: Int) {
    for each in ShellCommand.split(text) {
      for assignment in each.assignments { assign(assignment) }
      if each.terminator == "&" { mark("background") }
      examine(each.words[...])
      guard depth < 3 else { continue }
      for word in each.words + each.assignments where word.contains("$(") || word.contains("`") || nests(each, word) {
        let value = ShellReader.isAssignment(word) ? word.cut(at: UInt8(ascii: "="))?.1 : nil
        look(value ?? word, depth: depth + 1)
      }
    }
  }

  /// `sh -c '…'`, `eval '…'`, `trap '…'`: the argument is a text of its own.
  private func nests(_ command: ShellCommand, _ word: ArraySlice<UInt8>) -> Bool {
    guard let first = command.words.first, word.contains(where: \.isBlank) else { return false }
    let name = CommandSearch.lastComponent(first)
    return name.equals("eval") || name.equals("trap") || CommandSearch.shells.contains(where: name.equals)
  }

  private mutating func examine(_ words: ArraySlice<ArraySlice<UInt8>>) {
    guard let first = words.first else { return }
    let name = CommandSearch.lastComponent(first)
    let rest = words.dropFirst()
    switch name.ascii {
    case "export", "declare", "typeset", "readonly", "local":
      rest.filter(ShellReader.isAssignment).forEach { assign($0) }
    case "setenv": setNamed(rest)
    case "set" where rest.first?.first == UInt8(ascii: "-"): setNamed(rest)
    case "alias": aliases(rest)
    case "function": define(rest.first)
    case "unset": if rest.contains(where: { $0.hasPrefix("HIST") }) { mark("history") }
    case "set", "shopt": if rest.contains(where: { $0.equals("history") }) { mark("history") }
    case "history": if rest.contains(where: { $0.equals("-c") }) { mark("history") }
    case "trap":
      mark("trap")
      if let body = rest.first, !body.hasPrefix("-"), !body.isEmpty { command = body }
    case "eval": mark("eval")
    case "source", ".": source(rest.first)
    case "sudo", "nohup", "setsid", "disown", "exec", "env", "command", "builtin", "timeout", "nice":
      if name.equals("nohup") || name.equals("setsid") || name.equals("disown") { mark("background") }
      examine(rest.drop { $0.first == UInt8(ascii: "-") || ShellReader.isAssignment($0) })
    default: program(name, rest)
    }
  }

  private mutating func program(_ name: ArraySlice<UInt8>, _ rest: ArraySlice<ArraySlice<UInt8>>) {
    if Self.fetchers.contains(where: name.equals) { mark("fetch") }
    if Self.talkers.contains(where: name.equals) { mark("network") }
    let decodes = rest.contains { $0.equals("-d") || $0.equals("--decode") || $0.equals("-D") || $0.equals("-r") }
    if Self.decoders.contains(where: name.equals), decodes { mark("decode") }
    if name.equals("openssl"), rest.first?.equals("enc") == true || rest.first?.equals("s_client") == true {
      mark(rest.first?.equals("enc") == true ? "decode" : "network")
    }
    let codeFlags = rest.contains { $0.equals("-c") || $0.equals("-e") || $0.equals("-r") || $0.equals("-E") }
    if CommandSearch.languages.contains(where: name.hasPrefix), codeFlags { mark("inline-code") }
  }

  private mutating func assign(_ assignment: ArraySlice<UInt8>) {
    guard let (name, value) = assignment.cut(at: UInt8(ascii: "=")) else { return }
    set(name.last == UInt8(ascii: "+") ? name.dropLast() : name, value)
  }

  /// csh `setenv NAME value`, fish `set -gx NAME value`.
  private mutating func setNamed(_ words: ArraySlice<ArraySlice<UInt8>>) {
    let rest = words.drop { $0.first == UInt8(ascii: "-") }
    guard let name = rest.first else { return }
    set(name, rest.dropFirst().joined(" "))
  }

  private mutating func set(_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) {
    guard Self.isWatched(variable: name) else { return }
    mark(name.hasPrefix("HIST") ? "history" : "variable")
    attributes["variable"] = name
    attributes["value"] = value
    if name.equals("PROMPT_COMMAND") { command = value }
  }

  private mutating func aliases(_ words: ArraySlice<ArraySlice<UInt8>>) {
    for word in words {
      let (name, value) = word.cut(at: UInt8(ascii: "=")) ?? (word, words.dropFirst().joined(" "))
      guard Self.shadowed.contains(where: name.equals) else { continue }
      mark("alias")
      attributes["alias"] = name
      attributes["value"] = value
    }
  }

  private mutating func define(_ name: ArraySlice<UInt8>?) {
    guard let name, Self.shadowed.contains(where: name.equals) else { return }
    mark("function")
    attributes["function"] = name
  }

  /// `name() {` at the head of a line.
  mutating func lookForFunction(_ line: ArraySlice<UInt8>) {
    guard let head = line.before("(")?.trimmed, let tail = line.after("("), tail.trimmed.first == UInt8(ascii: ")")
    else {
      return
    }
    define(head.words().last)
  }

  private mutating func source(_ path: ArraySlice<UInt8>?) {
    guard let path, !["/etc/", "/usr/", "/lib/"].contains(where: path.hasPrefix) else { return }
    mark("source")
    attributes["source"] = path
  }

  private mutating func mark(_ sign: String) { if !signs.contains(sign) { signs.append(sign) } }

  /// Variables that change what runs, where from, or what is remembered.
  static func isWatched(variable name: ArraySlice<UInt8>) -> Bool {
    name.hasPrefix("LD_") || name.hasPrefix("HIST") || name.hasPrefix("DYLD_") || variables.contains(where: name.equals)
  }

  private static let variables = [
    "PATH", "PROMPT_COMMAND", "BASH_ENV", "ENV", "PS0", "PS4", "SHELLOPTS", "BASHOPTS", "ZDOTDIR", "FPATH", "IFS",
    "PYTHONSTARTUP", "PYTHONPATH", "PYTHONHOME", "PERL5OPT", "PERL5LIB", "PERL5DB", "RUBYOPT", "RUBYLIB",
    "NODE_OPTIONS",
    "NODE_PATH", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "GIT_SSH_COMMAND", "GIT_SSH", "GIT_EXTERNAL_DIFF", "LESSOPEN",
    "LESSCLOSE", "PAGER", "MANPAGER", "EDITOR", "VISUAL", "BROWSER", "SUDO_ASKPASS", "SSH_ASKPASS", "GCONV_PATH",
    "OPENSSL_CONF", "http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "TMOUT",
    "GS_ARGS", "GSOCKET_ARGS", "CDPATH", "GLIBC_TUNABLES",
  ]
  private static let shadowed = [
    "su", "sudo", "ssh", "scp", "sftp", "passwd", "ls", "ll", "ps", "top", "htop", "netstat", "ss", "lsof", "find",
    "grep",
    "cat", "cd", "who", "w", "last", "lastlog", "which", "id", "kill", "pkill", "systemctl", "service", "crontab",
    "lsmod",
    "modprobe", "rmmod", "iptables", "nft", "docker", "kubectl", "git", "curl", "wget", "apt", "apt-get", "yum", "dnf",
    "rpm", "dpkg", "pgrep", "pstree", "du", "df", "stat", "file", "strings", "chattr", "lsattr", "history", "exit",
    "mount", "dmesg", "journalctl", "aws", "doas", "login", "gpg", "mysql", "psql", "rm", "chmod", "vi", "vim", "nano",
    "more", "less", "strace", "gdb", "tcpdump", "unalias", "export", "echo", "type", "command", "uname", "md5sum",
    "sha256sum",
  ]
  private static let fetchers = ["curl", "wget", "fetch", "lwp-download", "aria2c", "tftp", "ftp", "axel", "lynx"]
  private static let talkers = ["nc", "ncat", "netcat", "socat", "telnet", "nc.traditional", "nc.openbsd", "gs-netcat"]
  private static let decoders = ["base64", "base32", "xxd", "uudecode", "gunzip", "zcat"]
  private static let oddPlaces = ["/tmp/", "/var/tmp/", "/dev/shm/", "/dev/mqueue/"]
  private static let running = ["fetch", "network", "decode", "inline-code", "background", "eval", "odd-path", "trap"]
}
