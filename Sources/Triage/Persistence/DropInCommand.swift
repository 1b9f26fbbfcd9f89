internal import CaseModel
internal import HostFacts

/// A drop-in that makes a unit start something more, or loads a library into it.
struct DropInCommand: RecordHeuristic {
  let mechanisms: Set<PersistenceRecord.Mechanism> = [.systemdDropIn]
  let card = HeuristicCard(
    id: "persistence.drop-in", abnormal: "a drop-in adds a command or a preloaded library to another unit",
    why: "The unit itself stays as the package left it, and runs the attacker's program beside its own.",
    techniques: ["T1543.002"], severity: .high,
    benign:
      "Drop-ins of administrators set limits, environment and the packaged program's own options; docker's proxy drop-in repeats ExecStart with dockerd."
  )

  func judge(_ record: PersistenceRecord, in picture: HostPicture) -> RecordOpinion? {
    guard !record.isPackaged else { return nil }
    if let environment = record.setting("Environment"),
      let mark = TextScan.first(
        of: ["LD_PRELOAD=", "LD_AUDIT=", "LD_LIBRARY_PATH=/tmp", "LD_LIBRARY_PATH=/dev/shm"], in: environment)
    {
      let library = String((TextScan.after(mark, in: environment) ?? "").prefix { !" \"'".contains($0) })
      let isLocal = FilePlace.isLocalProgramPlace(library) && FilePlace.oddity(ofProgramAt: library) == nil
      let isAllocator = TextScan.first(of: ["jemalloc", "tcmalloc", "mimalloc"], in: library) != nil
      return RecordOpinion(
        isAllocator || isLocal ? .low : .high, "\(record.path.text) sets \(mark)\(library)",
        techniques: ["T1574.006", "T1543.002"])
    }
    guard record.command != nil else { return nil }
    let concerns = PersistenceScale.concerns(of: record, in: picture)
    var severity = PersistenceConcern.severity(of: concerns)
    let target = record.target
    let isUnowned =
      picture.knowsPackages
      && target.map { $0.package == nil && $0.exists && FilePlace.isSystemProgramPlace($0.path.text) } ?? false
    if isUnowned { severity = max(severity, .medium) }
    guard severity >= .low else { return nil }
    let details = (concerns.sorted { $0.severity > $1.severity }.prefix(3).map(\.detail)).joined(separator: "; ")
    let own = concerns.flatMap(\.techniques).filter { !card.techniques.contains($0) }
    return RecordOpinion(severity, "drop-in \(record.path.text): \(details)", techniques: card.techniques + own)
  }
}
