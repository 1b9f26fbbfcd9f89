internal import CaseModel
internal import HostFacts

/// Homes and shells where nobody lives.
struct OddHome: PictureHeuristic {
  let card = HeuristicCard(
    id: "account.odd-home",
    abnormal: "An account that can log in has its home or shell in a temporary, hidden or data directory.",
    why: "A home nobody looks into hides keys and tools; a shell of one's own is a backdoor at each login.",
    techniques: ["T1564.002", "T1136.001"], severity: .medium,
    benign: "Daemons have homes under /var and /run, without a shell.")

  func examine(_ picture: HostPicture) -> [Finding] {
    picture.localAccounts.compactMap { account in
      if account.hasLoginShell, !account.shell.isEmpty, let why = FilePlace.oddity(ofProgramAt: account.shell.text) {
        return card.finding(
          "shell of \(account.name.text) is in a \(why): \(account.shell.text)", evidence: [account.evidence],
          severity: .high, techniques: ["T1546.004", "T1136.001"])
      }
      guard account.hasLoginShell, account.password != .locked || account.uid == 0 else { return nil }
      guard let why = FilePlace.oddity(ofProgramAt: account.home.text + "/x"),
        account.uid == 0 || !account.isSystemAccount
      else { return nil }
      return card.finding(
        "home of \(account.name.text) is in a \(why): \(account.home.text)", evidence: [account.evidence])
    }
  }
}
