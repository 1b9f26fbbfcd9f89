internal import CaseModel
internal import HostFacts

/// Names of commands that ask for passwords, replaced by something else in a shell's start-up file.
struct ProfileHook: RecordHeuristic {
  let mechanisms: Set<PersistenceRecord.Mechanism> = [.shellProfile, .environment]
  let card = HeuristicCard(
    id: "persistence.command-hook",
    abnormal: "An alias or function stands in front of sudo, su, ssh, passwd or a tool that shows the system's state.",
    why: "The replacement sees the password that is typed, or hides what the tool would show.",
    techniques: ["T1546.004", "T1056"], severity: .high,
    benign: "`alias sudo='sudo '`, `alias ssh='ssh -A'` or TERM=xterm ssh start the same program with options.")

  private let passwords: Set<String> = [
    "sudo", "su", "ssh", "passwd", "scp", "doas", "kinit", "gpg", "mysql", "psql", "vault", "aws",
  ]
  private let viewers: Set<String> = [
    "ps", "ls", "netstat", "ss", "top", "htop", "lsof", "find", "crontab", "who", "w", "last", "lsmod", "history",
    "systemctl", "pgrep", "cat", "grep",
  ]

  func judge(_ record: PersistenceRecord, in picture: HostPicture) -> RecordOpinion? {
    guard !record.isPackaged, let (name, body) = definition(record), passwords.contains(name) || viewers.contains(name)
    else { return nil }
    let asksPassword = passwords.contains(name)
    if isSame(name, body) { return nil }
    let steals = TextScan.first(
      of: [
        "read -s", "read -rs", "read -sp", "read -rsp", "stty -echo", "/dev/tcp", "curl ", "wget ", "nc ", ">> /",
        ">>/", "script -q", "strace", "tee ",
      ], in: body)
    let hides = TextScan.first(of: ["grep -v", "egrep -v", "sed '/", "sed -e '/", "awk '!/"], in: body)
    if asksPassword, let steals {
      return RecordOpinion(.high, "\(name) is replaced in \(record.path.text) (\(steals))")
    }
    if viewers.contains(name), let hides {
      return RecordOpinion(
        .high, "\(name) is filtered in \(record.path.text) (\(hides))", techniques: ["T1546.004", "T1564.001"])
    }
    let program =
      TextScan.words(body).first.map { $0.hasPrefix("'") || $0.hasPrefix("\"") ? String($0.dropFirst()) : $0 } ?? ""
    if let why = FilePlace.oddity(ofProgramAt: program) {
      return RecordOpinion(.high, "\(name) in \(record.path.text) starts \(program) from a \(why)")
    }
    return asksPassword && !body.isEmpty
      && !TextScan.words(body).contains(where: { TextScan.lastComponent($0) == name })
      ? RecordOpinion(.low, "\(name) means something else in \(record.path.text): \(body)") : nil
  }

  /// The name, and what it means now.
  private func definition(_ record: PersistenceRecord) -> (String, String)? {
    let line = TextScan.trimmed(record.lineText)
    if let name = record.setting("alias"), let value = record.setting("value") { return (name, value) }
    if line.hasPrefix("alias ") {
      let rest = line.dropFirst(6)
      guard let equals = rest.firstIndex(of: "=") else { return nil }
      return (
        TextScan.trimmed(rest[..<equals]), String(rest[rest.index(after: equals)...].filter { $0 != "'" && $0 != "\"" })
      )
    }
    if let name = record.attributes["function"]?.text { return (name, line) }
    var reading = CommandReading(line).stages.compactMap(\.defines).first
    if reading == nil, line.hasPrefix("function ") {
      reading = TextScan.words(line).dropFirst().first.map { String($0.prefix { $0 != "(" && $0 != "{" }) }
    }
    return reading.map { ($0, line) }
  }

  /// The alias starts the same program.
  private func isSame(_ name: String, _ body: String) -> Bool {
    let reading = CommandReading(body)
    let starts = reading.stages.filter { !$0.name.isEmpty }
    guard let first = starts.first, starts.count == 1, first.redirections.isEmpty else { return false }
    let names = [first.name] + first.wrappers
    return names.contains(name) && FilePlace.oddity(ofProgramAt: first.program) == nil
  }
}
