internal import CaseModel
internal import HostFacts

/// Accounts made lately: told always, weighed when they can become root.
struct NewPrivilegedAccount: PictureHeuristic {
  let card = HeuristicCard(
    id: "account.new", abnormal: "An account was made in the last two weeks, after the host was set up.",
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
      // A key that runs one command only gives no shell.
      let hasKey = picture.sshKeys.contains {
        $0.role == "authorized" && $0.account == account.name && $0.forcedCommand == nil
      }
      let mayBecomeRoot = account.isPrivileged || grants(account, picture)
      let isOpen = hasKey || account.password == .hash
      // Within days of the look it may be what the alert is about; after that it is somebody who works here.
      let isFresh = picture.isRecent(born, days: 3) && picture.isLate(born)
      let isMoved = isMoved(account, born, people, picture)
      let severity: Severity = isOpen && !isMoved && (mayBecomeRoot || isFresh) ? .low : .info
      return card.finding(
        "account \(account.name.text) was made \(born.description)\(mayBecomeRoot ? " and may become root" : "")",
        evidence: [account.evidence], severity: severity, occurred: born)
    }
  }

  /// Homes that were restored or moved to another volume are born together, or hold keys older than themselves.
  private func isMoved(
    _ account: AccountRecord, _ born: Timestamp, _ people: [AccountRecord], _ picture: HostPicture
  ) -> Bool {
    let together = people.filter { other in
      other.homeBornAt.map { abs($0.seconds - born.seconds) < 3600 } ?? false
    }
    return together.count > 3
      || picture.sshKeys.contains { key in
        key.account == account.name && key.modifiedAt.map { born.seconds - $0.seconds > 86_400 } ?? false
      }
  }

  private func grants(_ account: AccountRecord, _ picture: HostPicture) -> Bool {
    picture.persistence.contains {
      $0.mechanism == .sudoers && $0.account == account.name && TextScan.contains($0.lineText, "ALL")
    }
  }
}
