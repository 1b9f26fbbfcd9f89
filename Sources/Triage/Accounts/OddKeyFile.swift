internal import CaseModel
internal import HostFacts

/// Keys in files that are not the usual one.
struct OddKeyFile: PictureHeuristic {
  let card = HeuristicCard(
    id: "account.odd-key-file", abnormal: "Authorized keys stand in a second or hidden file.",
    why: "authorized_keys2 is read by default and forgotten by whoever cleans up.",
    techniques: ["T1098.004"], severity: .medium,
    benign:
      "Policies that keep keys under /etc/ssh/authorized_keys.d; old hosts with version 2 files as old as they are.")

  func examine(_ picture: HostPicture) -> [Finding] {
    picture.sshKeys.filter { $0.role == "authorized" }.compactMap { key in
      let name = key.path.lastComponent
      let isUsual =
        name == "authorized_keys" || key.path.hasPrefix("/etc/ssh/") || key.path.hasPrefix("/etc/dropbear/")
        || key.path.hasPrefix("/var/lib/")
      guard !isUsual else { return nil }
      let isOld = !picture.isRecent(key.changedAt ?? key.modifiedAt, days: 365) && key.modifiedAt != nil
      let isHidden =
        FilePlace.oddity(ofProgramAt: key.path.text) != nil || (name.hasPrefix(".") && !name.hasPrefix(".ssh"))
      return card.finding(
        "\(key.account.text) has keys in \(key.path.text)", evidence: [key.evidence],
        severity: isHidden ? .high : isOld ? .info : .medium, occurred: key.modifiedAt)
    }
  }
}
