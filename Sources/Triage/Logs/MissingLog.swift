internal import CaseModel
internal import HostFacts

/// Logs of which only rotated parts are left.
struct MissingLog: PictureHeuristic {
  let card = HeuristicCard(
    id: "log.missing", abnormal: "The current login log is gone while older parts of it are there.",
    why: "Deleted logs hide the intruder's sessions.", techniques: ["T1070.002"], severity: .medium,
    benign: "Debian 13 and others no longer write wtmp, btmp and lastlog; then no part is younger than the upgrade.")

  func examine(_ picture: HostPicture) -> [Finding] {
    ["wtmp", "btmp", "auth", "secure"].compactMap { kind in
      let files = picture.logFiles.filter { $0.kind == kind }
      guard !files.isEmpty, !files.contains(where: \.isCurrent),
        let newest = files.max(by: {
          ($0.modifiedAt ?? $0.last ?? Timestamp(nanoseconds: 0))
            < ($1.modifiedAt ?? $1.last ?? Timestamp(nanoseconds: 0))
        })
      else { return nil }
      let isRecent = picture.isRecent(newest.modifiedAt ?? newest.last, days: 45)
      return card.finding(
        "there are old parts of \(kind), but not the current file", evidence: [newest.evidence],
        severity: isRecent ? .medium : .info)
    }
  }
}
