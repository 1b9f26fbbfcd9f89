internal import CaseModel
internal import HostFacts

/// Commands that sudo, cron and audit wrote down.
struct LoggedCommand: StreamHeuristic {
  let card = HeuristicCard(
    id: "log.command", abnormal: "A logged command does what attackers do.",
    why: "The log keeps what was run even when the crontab or history is gone.", techniques: ["T1059.004"],
    severity: .medium,
    benign: "Installers and maintenance; one-liners of vendors weigh little when somebody typed them.")

  private var seen: Set<String> = []
  private static let mostSeen = 4096

  mutating func observe(_ fact: HostFact) -> [Finding] {
    guard case .logEvent(let event) = fact, [.sudo, .su, .cronCommand].contains(event.kind) else { return [] }
    let account = event.account?.text ?? ""
    if let finding = replaced(event, account) { return [finding] }
    guard let (command, setting) = Self.command(of: event), seen.count < Self.mostSeen,
      seen.insert("\(account) \(command)").inserted
    else { return [] }
    let opinion = CommandOpinion(CommandJudge.signs(in: command) + flattened(command), setting: setting)
    guard let severity = opinion.severity, severity >= .low else { return [] }
    let own = opinion.techniques.filter { !card.techniques.contains($0) }
    return [
      card.finding(
        "\(event.kind.rawValue) of \(account): \(opinion.summary)", evidence: [event.evidence], severity: severity,
        techniques: own + card.techniques, occurred: event.time)
    ]
  }

  /// sudo(8): `… ; COMMAND=/bin/sh -c …`; cron(8): `(root) CMD (…)`.
  static func command(of event: LogEventRecord) -> (String, CommandOpinion.Setting)? {
    let message = String(decoding: event.message.bytes, as: UTF8.self)
    if event.kind == .cronCommand {
      guard let rest = TextScan.after("CMD (", in: message) ?? TextScan.after("CMD  (", in: message) else { return nil }
      return (TextScan.trimmed(rest.last == ")" ? String(rest.dropLast()) : rest), .persistence)
    }
    return TextScan.after("COMMAND=", in: message).map { ($0, .typed) }
  }

  /// sudo writes the arguments without their quotes: what stands behind `sh -c` was one of them.
  private func flattened(_ command: String) -> [CommandSign] {
    guard let shell = TextScan.words(command).first, Interpreters.shells.contains(TextScan.lastComponent(shell)),
      let script = TextScan.after(" -c ", in: command)
    else { return [] }
    return CommandJudge.signs(in: script)
  }

  /// A daemon's account that puts in a crontab.
  private func replaced(_ event: LogEventRecord, _ account: String) -> Finding? {
    guard event.kind == .cronCommand, event.method == "replace", SudoGrant.isServiceAccount(account) else { return nil }
    return card.finding(
      "service account \(account) replaced its crontab", evidence: [event.evidence], severity: .high,
      techniques: ["T1053.003"], occurred: event.time)
  }
}
