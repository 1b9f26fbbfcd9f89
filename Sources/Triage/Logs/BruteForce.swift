internal import CaseModel
internal import HostFacts

/// Guessing that succeeded. Guessing that failed is the weather.
struct BruteForce: StreamHeuristic {
  let card = HeuristicCard(
    id: "log.brute-force", abnormal: "A password login succeeded from an address that had just failed many times.",
    why: "Somebody guessed a password.",
    techniques: ["T1110.001", "T1078"], severity: .high,
    benign:
      "Hosts on the Internet see thousands of failures a day, which alone are only told. A person who mistypes fails a few times; key logins are not guessed."
  )

  private var failures = FailureCounter()
  private var accepted: [LogEventRecord] = []
  private static let mostAccepted = 2000

  mutating func observe(_ fact: HostFact) -> [Finding] {
    guard case .logEvent(let event) = fact, let address = event.address?.text else { return [] }
    switch event.kind {
    case .loginFailed, .invalidUser: failures.add(address: address, account: event.account?.text, at: event.time)
    case .loginAccepted where isGuessable(event.method):
      if accepted.count < Self.mostAccepted { accepted.append(event) }
    default: break
    }
    return []
  }

  mutating func finish(_ picture: HostPicture) -> [Finding] {
    var seen: Set<String> = []
    var findings = accepted.compactMap { judge($0, seen: &seen) }
    if failures.total > 0 {
      findings.append(
        card.finding(
          "\(failures.total) failed logins from \(failures.addressesSeen) addresses",
          evidence: [Evidence(source: "log events", text: HostString("\(failures.total) failures"))], severity: .info,
          techniques: ["T1110"]))
    }
    return findings
  }

  private func judge(_ event: LogEventRecord, seen: inout Set<String>) -> Finding? {
    guard let address = event.address?.text else { return nil }
    let account = event.account?.text ?? ""
    let hour = failures.before(event.time, address: address)
    let own = hour.accounts[account] ?? 0
    // Many people behind one address fail a little each; a guesser fails often on one name, or on many names at once.
    let isGuess = own >= 6 || (hour.count >= 15 && hour.accounts.count <= 2)
    let isSpray = hour.accounts.count >= 6 && hour.count >= 10 && own >= 1
    guard isGuess || isSpray, seen.insert("\(address) \(account)").inserted else { return nil }
    let techniques: [Technique] = isSpray && !isGuess ? ["T1110.003", "T1078"] : card.techniques
    let isInside = AddressRange.isPrivate(address)
    return card.finding(
      "\(account) logged in by password from \(address) after \(hour.count) failures within the hour",
      evidence: [event.evidence], severity: isInside ? .medium : .high, techniques: techniques,
      occurred: event.time)
  }

  private func isGuessable(_ method: String?) -> Bool {
    method.map { $0.hasPrefix("password") || $0.hasPrefix("keyboard") } ?? true
  }
}
