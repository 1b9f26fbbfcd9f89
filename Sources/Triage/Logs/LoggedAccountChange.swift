internal import CaseModel
internal import HostFacts

/// Accounts that were made or raised, as useradd and usermod logged it.
struct LoggedAccountChange: StreamHeuristic {
  let card = HeuristicCard(
    id: "log.account-change",
    abnormal: "The log tells of a new account with user id 0, or of a daemon's account raised or given a password.",
    why: "Changes to accounts are how intruders stay; the log keeps them after the line is gone.",
    techniques: ["T1136.001", "T1098"], severity: .medium,
    benign: "New colleagues and packages' accounts; those are not raised to root.")

  mutating func observe(_ fact: HostFact) -> [Finding] {
    guard case .logEvent(let event) = fact, event.kind == .accountChanged, let (severity, title) = judge(event) else {
      return []
    }
    return [card.finding(title, evidence: [event.evidence], severity: severity, occurred: event.time)]
  }

  private func judge(_ event: LogEventRecord) -> (Severity, String)? {
    let text = String(decoding: event.message.bytes, as: UTF8.self)
    let account = event.account?.text ?? ""
    let isNew = TextScan.contains(text, "new user")
    if isNew, TextScan.first(of: ["UID=0,", "uid=0,"], in: text) != nil {
      return (.critical, "account \(account) was made with user id 0")
    }
    let isService = SudoGrant.isServiceAccount(account)
    let raises = TextScan.first(
      of: ["to group 'sudo'", "to group 'wheel'", "to group 'root'", "to group 'docker'", "to group 'admin'"], in: text)
    if let raises { return (isService ? .high : .info, "\(account) was added \(raises)") }
    if TextScan.contains(text, "password changed"), isService {
      return (.high, "password of the service account \(account) was changed")
    }
    if TextScan.contains(text, "change user '"), TextScan.contains(text, "shell"), isService {
      return (.high, "shell of the service account \(account) was changed")
    }
    return nil
  }
}
