internal import CaseModel
internal import HostFacts

/// Two lines of passwd for one name or number.
struct SplitPasswordFile: PictureHeuristic {
  let card = HeuristicCard(
    id: "account.duplicate", abnormal: "Two accounts share a name or a user id.",
    why: "The second line gives the rights of the first under another password or shell.",
    techniques: ["T1136.001", "T1098"], severity: .medium,
    benign: "Shared ids of hosting panels and of old NFS set-ups: many at once, without passwords.")

  func examine(_ picture: HostPicture) -> [Finding] {
    let accounts = picture.accounts.filter { !$0.source.hasSuffix("-") && $0.uid != 0 }
    let byName = Dictionary(grouping: accounts, by: \.name.text).filter {
      $0.value.count > 1 && Set($0.value.map(\.uid)).count > 1
    }
    let byID = Dictionary(grouping: accounts, by: \.uid).filter { Set($0.value.map(\.name.text)).count > 1 }
    let names = byName.sorted { $0.key < $1.key }.map { name, same in
      card.finding("\(same.count) accounts are named \(name)", evidence: same.prefix(4).map(\.evidence))
    }
    let ids = byID.sorted { $0.key < $1.key }.map { id, same in
      let isOpen =
        same.contains { $0.password == .hash && $0.hasLoginShell }
        && same.contains { SudoGrant.isServiceAccount($0.name.text) || $0.isPrivileged }
      return card.finding(
        "user id \(id) belongs to \(same.prefix(4).map(\.name.text).joined(separator: ", "))",
        evidence: same.prefix(4).map(\.evidence), severity: isOpen ? .medium : .low)
    }
    return names + ids
  }
}
