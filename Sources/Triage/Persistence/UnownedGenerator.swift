internal import CaseModel
internal import HostFacts

/// systemd generators run as root before anything else, at each boot and reload.
struct UnownedGenerator: RecordHeuristic {
  let mechanisms: Set<PersistenceRecord.Mechanism> = [.systemdGenerator]
  let card = HeuristicCard(
    id: "persistence.generator", abnormal: "a systemd generator that no package owns",
    why: "Generators run as root at the very start of the boot, before logging and security agents.",
    techniques: ["T1543.002"], severity: .high,
    benign:
      "Generators come with systemd, cloud-init, LVM and their kin; hand-written ones are very rare. Links to /dev/null switch one off."
  )

  func judge(_ record: PersistenceRecord, in picture: HostPicture) -> RecordOpinion? {
    if record.isPackaged || !picture.knowsPackages || record.lineText.isEmpty && record.mode == nil { return nil }
    let concerns = PersistenceScale.concerns(of: record, in: picture)
    let worst = max(.high, PersistenceConcern.severity(of: concerns))
    if record.package != nil, concerns.isEmpty {
      return RecordOpinion(
        .high, "generator \(record.path.text) differs from its package", techniques: ["T1554", "T1543.002"])
    }
    // One record a notable line follows the record of the file: one finding is enough for a plain one.
    if record.line > 0, concerns.isEmpty { return nil }
    let details = concerns.map(\.detail).prefix(2).joined(separator: "; ")
    return RecordOpinion(worst, "generator of no package: \(record.path.text)\(details.isEmpty ? "" : ": \(details)")")
  }
}
