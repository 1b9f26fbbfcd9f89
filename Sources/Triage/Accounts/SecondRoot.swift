internal import CaseModel
internal import HostFacts

/// Another account with the number of root.
struct SecondRoot: PictureHeuristic {
  let card = HeuristicCard(
    id: "account.second-root", abnormal: "An account other than root has user id 0.",
    why: "It is root under another name and password.",
    techniques: ["T1136.001", "T1078.003"], severity: .critical,
    benign: "FreeBSD's toor does not exist on Linux; appliances with a second root say so in their manual.")

  func examine(_ picture: HostPicture) -> [Finding] {
    let roots = picture.localAccounts.filter { $0.uid == 0 }
    return roots.filter { $0.name.text != "root" }.map { account in
      // Without password and shell it opens nothing: old Red Hat systems have sync, shutdown, halt and operator so.
      let isClosed = account.password == .locked && !account.hasLoginShell
      return card.finding(
        "account \(account.name.text) has user id 0", evidence: [account.evidence],
        severity: isClosed ? .medium : .critical)
    }
  }
}
