internal import CaseModel
internal import HostFacts

/// Account names that are made to be overlooked.
struct OddAccountName: PictureHeuristic {
  let card = HeuristicCard(
    id: "account.odd-name",
    abnormal: "An account's name holds invisible characters, or is a system account's name misspelled.",
    why: "Such a name is passed over by people and by tools that split at blanks.",
    techniques: ["T1036.010", "T1136.001"], severity: .high,
    benign: "Domain accounts hold backslashes, dots and at signs.")

  private static let usual = [
    "www-data", "nobody", "daemon", "syslog", "messagebus", "systemd-network", "systemd-resolve", "postgres", "nginx",
    "apache", "mysql", "sshd", "polkitd", "ubuntu", "ec2-user",
  ]

  func examine(_ picture: HostPicture) -> [Finding] {
    let names = Set(picture.localAccounts.map(\.name.text))
    return picture.localAccounts.compactMap { account in
      let name = account.name.text
      if name.isEmpty || account.name.hasUnprintable || FileNameOddity.reason(name) != nil || name.hasPrefix(".") {
        return card.finding("account name '\(name)' is made to be overlooked", evidence: [account.evidence])
      }
      guard account.hasLoginShell, account.password != .locked, !Self.usual.contains(name) else { return nil }
      guard
        let twin = Self.usual.first(where: {
          names.contains($0) && $0.utf8.count > 4 && SystemNames.distance($0, name) == 1
        })
      else { return nil }
      return card.finding("account \(name) looks like \(twin)", evidence: [account.evidence], severity: .medium)
    }
  }
}
