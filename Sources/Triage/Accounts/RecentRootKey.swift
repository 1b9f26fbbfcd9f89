internal import CaseModel
internal import HostFacts

/// root's keys changed lately on a host that is older.
struct RecentRootKey: PictureHeuristic {
  let card = HeuristicCard(
    id: "account.root-key",
    abnormal:
      "root's authorized keys changed in the last week, long after the host was set up, and one lets in without restriction.",
    why: "Adding a key to root is the most usual way to stay.", techniques: ["T1098.004"], severity: .low,
    benign:
      "Keys are rotated by people and tools; images give root a key that only prints a hint. Compare the fingerprint with those of the house."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    let root = picture.sshKeys.filter { $0.role == "authorized" && $0.account.text == "root" }
    let others = picture.sshKeys.filter { $0.role != "known_host" && $0.account.text != "root" }.compactMap(
      \.modifiedAt)
    let hostKeys = picture.sshKeys.filter { $0.role == "host" }.compactMap(\.modifiedAt)
    guard let setUp = (hostKeys + others).min() ?? picture.estimatedInstallation else { return [] }
    let open = root.filter { !TextScan.contains($0.options.text, "command=") && $0.forcedCommand == nil }
    guard
      let newest = open.filter({ picture.isRecent($0.changedAt ?? $0.modifiedAt, days: 7) }).max(by: {
        $0.line < $1.line
      })
    else { return [] }
    guard let changed = newest.changedAt ?? newest.modifiedAt, changed.seconds - setUp.seconds > 3 * 86_400 else {
      return []
    }
    // A key that some other account has too is one of the house.
    let isKnown = picture.sshKeys.contains {
      $0.role == "authorized" && $0.account.text != "root" && $0.fingerprint == newest.fingerprint
        && !newest.fingerprint.isEmpty
    }
    let isBackdated = newest.modifiedAt.map { changed.seconds - $0.seconds > 30 * 86_400 } ?? false
    let severity: Severity = isBackdated ? .medium : isKnown ? .info : .low
    return [
      card.finding(
        "root's keys changed \(changed.description); last: \(newest.fingerprint) \(newest.comment.text)",
        evidence: open.suffix(5).map(\.evidence), severity: severity, occurred: changed)
    ]
  }
}
