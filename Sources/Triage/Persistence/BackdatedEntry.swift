internal import CaseModel
internal import HostFacts

/// An entry whose file claims to be old but whose inode is new.
struct BackdatedEntry: PictureHeuristic {
  let card = HeuristicCard(
    id: "persistence.backdated",
    abnormal: "A start-up file of no package has a modification time long before the file was made.",
    why:
      "touch sets the modification time, not the times of birth and change: a new file made to look like part of the installation.",
    techniques: ["T1070.006"], severity: .medium,
    benign:
      "Archives, image builds and copies keep old times: then many files changed in the same minute. Those are passed over."
  )

  private let mechanisms: Set<PersistenceRecord.Mechanism> = [
    .cron, .systemdUnit, .systemdTimer, .systemdDropIn, .systemdGenerator, .initScript, .rcLocal, .udev, .shellProfile,
    .pam, .sudoers, .motd, .moduleLoad,
    .dynamicLinker, .packageHook, .networkHook, .modprobe, .logrotate, .interpreterStartup,
  ]

  func examine(_ picture: HostPicture) -> [Finding] {
    var perMinute: [Int64: Set<String>] = [:]
    for record in picture.persistence {
      if let changed = record.changedAt { perMinute[changed.seconds / 60, default: []].insert(record.path.text) }
    }
    var seen: Set<String> = []
    return picture.persistence.compactMap { record in
      guard mechanisms.contains(record.mechanism), record.package == nil, let modified = record.modifiedAt,
        let changed = record.changedAt,
        seen.insert(record.path.text).inserted
      else { return nil }
      // Chmod and rename move ctime too; birth after modification cannot come from those.
      let made = record.bornAt ?? changed
      guard made.seconds - modified.seconds > 2 * 86_400, perMinute[changed.seconds / 60, default: []].count < 3 else {
        return nil
      }
      let isWhole = modified.nanoseconds % 1_000_000_000 == 0
      let isBorn = record.bornAt != nil
      let severity: Severity = isWhole && isBorn ? .medium : .low
      return card.finding(
        "\(record.path.text) says \(modified.description) but was made \(made.description)",
        evidence: [record.evidence], severity: severity, occurred: changed)
    }
  }
}
