/// A command text taken apart: every program start in it, however deep, and how they are joined.
struct CommandReading: Sendable {
  /// Deepest `sh -c` in `sh -c` that is read.
  static let deepest = 4
  /// Stages kept.
  static let mostStages = 400

  /// The text as given (cut to what is read).
  let text: String
  /// In order of appearance.
  private(set) var stages: [CommandStage] = []
  /// Payloads that were decoded on the way.
  private(set) var payloads: [String] = []

  /// Reads a command line or a shell script.
  init(_ text: String) {
    self.text = String(decoding: text.utf8.prefix(ShellParser.longestInput), as: UTF8.self)
    _ = read(self.text, depth: 0, origin: .written)
  }

  /// Stages whose input, directly or through others, comes from `index`.
  func consumers(of index: Int) -> [Int] {
    var seen: Set<Int> = []
    var open = stages[index].feeds
    while let next = open.popLast() {
      guard stages.indices.contains(next), seen.insert(next).inserted else { continue }
      open += stages[next].feeds
    }
    return seen.sorted()
  }

  private mutating func read(_ text: String, depth: Int, origin: CommandStage.Origin) -> [Int] {
    guard depth < Self.deepest, stages.count < Self.mostStages else { return [] }
    var parser = ShellParser(text)
    return add(parser.parse(), depth: depth, origin: origin)
  }

  private mutating func add(_ script: ShellScript, depth: Int, origin: CommandStage.Origin) -> [Int] {
    script.pipelines.flatMap { add($0, depth: depth, origin: origin) }
  }

  private mutating func add(_ pipeline: ShellPipeline, depth: Int, origin: CommandStage.Origin) -> [Int] {
    var groups: [[Int]] = []
    for (position, command) in pipeline.commands.enumerated() where stages.count < Self.mostStages {
      let group = add(command, depth: depth, origin: origin, isBackground: pipeline.isBackground)
      if let previous = groups.last, let head = group.first {
        for index in previous { stages[index].feeds.append(head) }
      }
      groups.append(group)
      readDecodedInput(pipeline, position: position, group: group, depth: depth)
    }
    return groups.flatMap { $0 }
  }

  /// `echo … | base64 -d | sh`, `sh <<< "$(…)"`: what the interpreter gets is read as a script itself.
  private mutating func readDecodedInput(_ pipeline: ShellPipeline, position: Int, group: [Int], depth: Int) {
    guard let head = group.first, Interpreters.readsStandardInput(stages[head]) else { return }
    let input = stages[head].redirections.last { $0.operation == "<<<" || $0.operation.hasPrefix("<<") }?.target.text
    guard let payload = input ?? ShellEvaluator.output(of: pipeline.commands.prefix(position)) else { return }
    let isEscaped = pipeline.commands.first?.words.contains {
      $0.text.contains("\\x") || $0.text.contains("\\1") || $0.text.contains("\\0")
    }
    let isEncoded = input == nil && (position > 1 || isEscaped ?? false)
    if isEncoded { payloads.append(payload) }
    if Interpreters.shells.contains(stages[head].name) || ["at", "batch"].contains(stages[head].name) {
      _ = read(payload, depth: depth + 1, origin: isEncoded ? .decoded : .inner)
    }
  }

  private mutating func add(
    _ command: ShellCommand, depth: Int, origin: CommandStage.Origin, isBackground: Bool
  ) -> [Int] {
    if let body = command.body {
      let group = add(body, depth: depth, origin: origin)
      for index in group where command.defines == nil { stages[index].redirections += command.redirections }
      if let name = command.defines { stages.append(definition(name, origin)) }
      return group
    }
    if let name = command.defines { stages.append(definition(name, origin)) }
    var stage = CommandStage(program: "", name: "", arguments: [])
    stage.assignments = command.assignments
    stage.redirections = command.redirections
    stage.isBackground = isBackground
    stage.origin = origin
    let words = unwrap(command.words, into: &stage)
    stage.program = words.first?.text ?? ""
    stage.name = Interpreters.canonicalName(stage.program)
    stage.arguments = words.dropFirst().map(\.text)
    stage.tricks = words.first?.tricks ?? 0
    let index = stages.count
    stages.append(stage)
    stages[index].programSources = (words.first?.substitutions ?? []).flatMap {
      add($0, depth: depth, origin: .substituted)
    }
    let inside = (words.dropFirst().map { $0 } + command.redirections.map(\.target)).flatMap(\.substitutions)
    stages[index].substituted = inside.flatMap { add($0, depth: depth, origin: .substituted) }
    // Substitutions in words of the wrappers, and what a shell is told to run.
    if let inner = Interpreters.innerScript(of: stages[index]) {
      _ = read(inner, depth: depth + 1, origin: .inner)
    }
    return [index]
  }

  private func definition(_ name: String, _ origin: CommandStage.Origin) -> CommandStage {
    var stage = CommandStage(program: "", name: "", arguments: [])
    stage.defines = name
    stage.origin = origin
    return stage
  }

  /// Programs that start their arguments, and the options of theirs that take a value.
  private static let wrappers: [String: Set<String>] = [
    "sudo": ["-u", "-g", "-h", "-p", "-C", "-r", "-t", "-U", "-D", "-T"], "doas": ["-u", "-C"], "nohup": [],
    "setsid": [],
    "exec": ["-a"], "command": [], "builtin": [], "env": ["-u", "-C", "--chdir"], "nice": ["-n"],
    "ionice": ["-c", "-n"], "chrt": [], "timeout": ["-s", "-k"], "stdbuf": ["-o", "-e", "-i"], "time": ["-f", "-o"],
    "unbuffer": [], "busybox": [], "toybox": [], "xargs": ["-I", "-n", "-P", "-L", "-d", "-a", "-s", "-E"],
    "chronic": [],
    "flock": ["-w", "-E"], "systemd-run": ["-p", "-u", "--unit"], "systemd-cat": ["-t", "-p"], "cronic": [],
    "chroot": [], "unshare": [], "firejail": [], "proxychains": ["-f"], "proxychains4": ["-f"], "torify": [],
    "torsocks": [],
    "start-stop-daemon": [], "daemonize": [], "setpriv": [], "runuser": ["-u", "-g"], "faketime": [],
    "strace": ["-o", "-e"],
    "logsave": [], "softlimit": [], "catchsegv": [], "linux64": [], "setarch": [], "taskset": [], "numactl": [],
  ]

  private func unwrap(_ words: [ShellWord], into stage: inout CommandStage) -> [ShellWord] {
    var rest = words[...]
    for _ in 0..<8 {
      guard let first = rest.first, let valued = Self.wrappers[TextScan.lastComponent(first.text)] else { break }
      let name = TextScan.lastComponent(first.text)
      // These also take a script, which `Interpreters.innerScript` reads.
      if ["flock", "runuser"].contains(name), rest.contains(where: { $0.text == "-c" }) { break }
      var after = rest.dropFirst()
      var isAtOptions = true
      while isAtOptions, let word = after.first {
        if valued.contains(word.text) {
          after = after.dropFirst(2)
        } else if word.text.hasPrefix("-") || (name == "env" && word.text.contains("=")) {
          if name == "env", let equals = word.text.firstIndex(of: "="), !word.text.hasPrefix("-") {
            stage.assignments.append(
              (String(word.text[..<equals]), String(word.text[word.text.index(after: equals)...])))
          }
          after = after.dropFirst()
        } else {
          isAtOptions = false
        }
      }
      // `timeout 10 cmd`, `flock /run/lock cmd`, `chroot /new cmd`, `logsave file cmd`, `chrt 10 cmd`, `taskset 1 cmd`.
      if ["timeout", "flock", "chroot", "logsave", "chrt", "taskset"].contains(name), after.count > 1 {
        after = after.dropFirst()
      }
      guard !after.isEmpty else { break }
      stage.wrappers.append(name)
      rest = after
    }
    return Array(rest)
  }
}
