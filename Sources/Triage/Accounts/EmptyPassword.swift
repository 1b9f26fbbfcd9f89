internal import CaseModel
internal import HostFacts

/// Accounts that ask for no password.
struct EmptyPassword: PictureHeuristic {
  let card = HeuristicCard(
    id: "account.empty-password", abnormal: "An account with a shell has an empty password.",
    why: "Su and the console ask nothing; sshd, if told so, neither.",
    techniques: ["T1078", "T1098"], severity: .high,
    benign: "Images for kiosks and test machines; accounts without a login shell.")

  func examine(_ picture: HostPicture) -> [Finding] {
    picture.localAccounts.filter { $0.password == .empty && $0.hasLoginShell }.map {
      card.finding("account \($0.name.text) has an empty password", evidence: [$0.evidence])
    }
  }
}
