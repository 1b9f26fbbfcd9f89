internal import CaseModel
internal import HostFacts

/// Libraries put in front of everybody's, by ld.so.preload or a search directory.
struct LoaderEntry: RecordHeuristic {
  let mechanisms: Set<PersistenceRecord.Mechanism> = [.dynamicLinker]
  let card = HeuristicCard(
    id: "persistence.loader",
    abnormal: "a library is loaded into every program, or libraries are looked for in a place others may write",
    why: "User-space rootkits hide files, processes and connections by a library in /etc/ld.so.preload.",
    techniques: ["T1574.006"], severity: .critical,
    benign:
      "A few packaged agents and allocators (libsnoopy, jemalloc) use ld.so.preload: the library then belongs to a package."
  )

  func judge(_ record: PersistenceRecord, in picture: HostPicture) -> RecordOpinion? {
    if record.path.lastComponent == "ld.so.preload" || record.setting("library") != nil {
      let library = record.setting("library") ?? record.lineText
      guard !library.isEmpty else { return nil }
      if let target = record.target, target.package != nil {
        return RecordOpinion(.info, "preloaded for all programs: \(library)")
      }
      if record.target?.exists == false {
        return RecordOpinion(.high, "ld.so.preload names \(library), which cannot be seen")
      }
      // Where no package database was read, ownership says nothing.
      return RecordOpinion(
        !picture.knowsPackages ? .high : .critical, "ld.so.preload loads \(library) into every program")
    }
    guard !record.isPackaged else { return nil }
    let directory = record.setting("directory") ?? record.lineText
    guard directory.hasPrefix("/"), let why = FilePlace.oddity(ofProgramAt: directory + "/lib.so") else { return nil }
    return RecordOpinion(.high, "\(record.path.text) searches libraries in a \(why): \(directory)")
  }
}
