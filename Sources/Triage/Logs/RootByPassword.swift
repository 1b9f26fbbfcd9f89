internal import CaseModel
internal import HostFacts

/// root logged in over the Internet with a password.
struct RootByPassword: StreamHeuristic {
  let card = HeuristicCard(
    id: "log.root-password-login", abnormal: "root logged in by password from an outside address seen on one day only.",
    why: "Cloud hosts are entered with keys and other accounts; a stranger with root's password is an intruder.",
    techniques: ["T1078.003", "T1021.004"], severity: .medium,
    benign: "Small hosters' machines are run that way: then the address comes back on many days.")

  private var days: [String: (days: Set<Int64>, event: LogEventRecord)] = [:]

  mutating func observe(_ fact: HostFact) -> [Finding] {
    guard case .logEvent(let event) = fact, event.kind == .loginAccepted, event.account?.text == "root",
      event.method?.hasPrefix("password") == true,
      let address = event.address?.text, !AddressRange.isPrivate(address), days[address] != nil || days.count < 1000
    else { return [] }
    let day = (event.time?.seconds ?? 0) / 86_400
    if days[address] == nil { days[address] = ([], event) }
    if days[address]?.days.count ?? 0 < 8 { days[address]?.days.insert(day) }
    return []
  }

  mutating func finish(_ picture: HostPicture) -> [Finding] {
    days.sorted { $0.key < $1.key }.map { address, entry in
      card.finding(
        "root logged in by password from \(address)", evidence: [entry.event.evidence],
        severity: entry.days.count > 2 ? .low : .medium, occurred: entry.event.time)
    }
  }
}
