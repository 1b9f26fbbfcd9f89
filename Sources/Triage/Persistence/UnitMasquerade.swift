internal import CaseModel
internal import HostFacts

/// A local unit that borrows the name of a system service and starts a program of nobody's.
struct UnitMasquerade: RecordHeuristic {
  let mechanisms: Set<PersistenceRecord.Mechanism> = [.systemdUnit, .systemdTimer, .initScript, .dbusService]
  let card = HeuristicCard(
    id: "persistence.unit-masquerade",
    abnormal: "a unit that no package owns imitates a system service and starts a program no package owns",
    why: "Attackers name their services after the system's so that a list of services looks right.",
    techniques: ["T1036.004", "T1543.002"], severity: .high,
    benign: "An override of a packaged unit starts the packaged program; local services have names of their own.")

  func judge(_ record: PersistenceRecord, in picture: HostPicture) -> RecordOpinion? {
    guard picture.knowsPackages, record.package == nil, let target = record.target, target.package == nil,
      target.exists
    else { return nil }
    let name = record.path.lastComponent
    let stem = String(name.prefix { $0 != "." && $0 != "@" })
    if let other = SystemNames.imitation(name) {
      return RecordOpinion(
        isLocal(target) ? .medium : .high, "\(record.path.text) imitates \(other) and starts \(target.path.text)")
    }
    guard SystemNames.known.contains(stem), stem.utf8.count > 3,
      !target.path.lastComponent.hasPrefix(stem) || !isLocal(target)
    else { return nil }
    return RecordOpinion(
      isLocal(target) ? .medium : .high,
      "\(record.path.text) has a system service's name and starts \(target.path.text)")
  }

  /// Somebody's own build of a daemon under its own name lives in /usr/local or /opt.
  private func isLocal(_ target: PersistenceRecord.CommandTarget) -> Bool {
    FilePlace.isLocalProgramPlace(target.path.text) && FilePlace.oddity(ofProgramAt: target.path.text) == nil
  }
}
