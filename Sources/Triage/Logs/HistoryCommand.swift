internal import CaseModel
internal import HostFacts

/// What people typed.
struct HistoryCommand: StreamHeuristic {
  let card = HeuristicCard(
    id: "history.command", abnormal: "A shell's history holds commands of an intruder.",
    why: "Intruders forget to switch the history off; it tells the whole story.", techniques: ["T1059.004"],
    severity: .medium,
    benign:
      "Administrators install with curl | sh from vendors, look at logs and open tunnels: each alone weighs little; several kinds together are a session of an intruder."
  )

  private struct Session: Sendable {
    var kinds: Set<CommandSign.Kind> = []
    var lines: [HistoryRecord] = []
  }
  private var sessions: [String: Session] = [:]
  private var told: Set<String> = []

  /// The last lines of a file: a deed is often typed in several.
  private var recent: [String: [String]] = [:]
  private static let linesTogether = 6

  mutating func observe(_ fact: HostFact) -> [Finding] {
    guard case .history(let record) = fact else { return [] }
    let command = String(decoding: record.command.bytes, as: UTF8.self)
    let single = CommandJudge.signs(in: command)
    let opinion = CommandOpinion(single + together(record.path.text, command, single), setting: .typed)
    guard var severity = opinion.severity, severity >= .low else { return [] }
    // How rustup, nvm and their kin are installed, on everybody's machine.
    if severity == .low, opinion.signs.allSatisfy({ Self.isInstallation($0) }) { severity = .info }
    remember(record, opinion)
    // The first line of each kind and file; repeating a command adds nothing.
    let key = "\(record.path.text) \(opinion.signs.map(\.kind.rawValue).sorted().joined(separator: ","))"
    guard told.count < 2000, told.insert(key).inserted else { return [] }
    let own = opinion.techniques.filter { !card.techniques.contains($0) }
    return [
      card.finding(
        "\(record.account.text) typed: \(opinion.summary)", evidence: [evidence(record)], severity: severity,
        techniques: own + card.techniques, occurred: record.time)
    ]
  }

  /// Piped from a named host over TLS.
  private static func isInstallation(_ sign: CommandSign) -> Bool {
    sign.kind == .fetchAndExecute && TextScan.contains(sign.detail, "https://")
      && AddressRange.first(in: sign.detail) == nil
  }

  /// Fetching, making executable and running in separate lines. Named hosts are installations more often than not.
  private mutating func together(_ path: String, _ command: String, _ single: [CommandSign]) -> [CommandSign] {
    guard recent[path] != nil || recent.count < 500 else { return [] }
    var lines = recent[path] ?? []
    lines.append(String(decoding: command.utf8.prefix(1000), as: UTF8.self))
    recent[path] = Array(lines.suffix(Self.linesTogether))
    let stages = CommandReading(command).stages
    let runs = stages.contains {
      $0.name == "chmod" || $0.program.contains("/") || Interpreters.isInterpreter($0.name)
        || ["nc", "ncat", "openssl", "telnet"].contains($0.name)
    }
    guard runs, lines.count > 1 else { return [] }
    let known = Set(single.map(\.kind))
    let deeds: Set<CommandSign.Kind> = [.fetchAndExecute, .encodedPayload, .remoteShell]
    return CommandJudge.signs(in: lines.suffix(Self.linesTogether).joined(separator: "\n")).compactMap { sign in
      guard deeds.contains(sign.kind), !known.contains(sign.kind) else { return nil }
      var sign = sign
      let isNumber = AddressRange.first(in: sign.detail).map { !AddressRange.isPrivate($0) } ?? false
      if sign.kind == .fetchAndExecute, !isNumber { sign.typedSeverity = .low }
      return sign
    }
  }

  private mutating func remember(_ record: HistoryRecord, _ opinion: CommandOpinion) {
    guard sessions[record.path.text] != nil || sessions.count < 500 else { return }
    var session = sessions[record.path.text] ?? Session()
    let serious = opinion.signs.filter { opinion.weight($0) >= .medium }.map(\.kind)
    if !serious.isEmpty, session.lines.count < 8, serious.contains(where: { !session.kinds.contains($0) }) {
      session.lines.append(record)
    }
    session.kinds.formUnion(serious)
    sessions[record.path.text] = session
  }

  mutating func finish(_ picture: HostPicture) -> [Finding] {
    sessions.sorted { $0.key < $1.key }.compactMap { path, session in
      guard session.kinds.count >= 3 else { return nil }
      let names = session.kinds.map(\.rawValue).sorted().joined(separator: ", ")
      var techniques: [Technique] = card.techniques
      for kind in session.kinds.sorted(by: { $0.rawValue < $1.rawValue }) {
        for technique in kind.techniques where !techniques.contains(technique) { techniques.append(technique) }
      }
      return card.finding(
        "the history \(path) is that of an intruder: \(names)", evidence: session.lines.map(evidence), severity: .high,
        techniques: techniques, occurred: session.lines.first?.time)
    }
  }

  private func evidence(_ record: HistoryRecord) -> Evidence {
    Evidence(
      source: HostString(escaped: "\(record.path.text):\(record.line)"),
      text: HostString(escaped: TextScan.clipped(record.command.text)))
  }
}
