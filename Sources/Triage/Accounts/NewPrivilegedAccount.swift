internal import CaseModel
internal import HostFacts

/// Accounts made lately: told always, weighed when they can become root.
struct NewPrivilegedAccount: PictureHeuristic {
  let card = HeuristicCard(
    id: "account.new", abnormal: "an account was made in the last two weeks, after the host was set up",
    why: "An own account is the plainest way to come back.",
    techniques: ["T1136.001"], severity: .info,
    benign: "New colleagues; accounts that a new host is born with are passed over.")

  func examine(_ picture: HostPicture) -> [Finding] {
    let people = picture.localAccounts.filter { !$0.isSystemAccount && $0.uid != 0 && $0.hasLoginShell }
    // Accounts as old as the oldest home belong to the set-up.
    guard let first = people.compactMap(\.homeBornAt).min() else { return [] }
    return people.compactMap { account in
      guard let born = account.homeBornAt, picture.isRecent(born, days: 14), born.seconds - first.seconds > 2 * 86_400
      else { return nil }
      let hasKey = picture.sshKeys.contains { $0.role == "authorized" && $0.account == account.name }
      let mayBecomeRoot = account.isPrivileged || grants(account, picture)
      let isOpen = hasKey || account.password == .hash
      // Within days of the look it may be what the alert is about; after that it is somebody who works here.
      let isFresh = picture.isRecent(born, days: 3) && picture.isLate(born)
      let severity: Severity = isOpen && (mayBecomeRoot || isFresh) ? .low : .info
      return card.finding(
        "account \(account.name.text) was made \(born.description)\(mayBecomeRoot ? " and may become root" : "")",
        evidence: [account.evidence], severity: severity, occurred: born)
    }
  }

  private func grants(_ account: AccountRecord, _ picture: HostPicture) -> Bool {
    picture.persistence.contains {
      $0.mechanism == .sudoers && $0.account == account.name && TextScan.contains($0.lineText, "ALL")
    }
  }
}
