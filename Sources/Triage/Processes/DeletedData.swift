internal import CaseModel
internal import HostFacts

/// A stranger keeps a data file open that has no name any more.
struct DeletedData: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.deleted-data",
    abnormal: "A program of no package holds a deleted file of a log, hidden or temporary directory open.",
    why: "A file without a name is seen by no search; loot is kept so until the process ends.",
    techniques: ["T1070.004", "T1074.001"], severity: .medium,
    benign:
      "Daemons hold rotated logs, runtimes and databases unlink their temporary files at once: packaged programs are passed over, and vendors' programs count only for hidden names."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    let origin = picture.origin(of: process)
    guard origin >= .vendor, !picture.isDeveloperWork(process) else { return nil }
    let held = process.descriptors.filter { $0.isDeleted && isTelling($0.plainTarget, origin) }
    guard let first = held.first else { return nil }
    return card.finding(
      "\(process.label) holds the deleted file \(first.plainTarget) open", process,
      severity: origin == .stray || origin == .odd ? .medium : .low,
      evidence: held.prefix(4).map { process.evidence("fd/\($0.number)", $0.target.text) })
  }

  private func isTelling(_ path: String, _ origin: Origin) -> Bool {
    guard path.hasPrefix("/"), !path.hasPrefix("/memfd:"), !path.hasPrefix("/dev/zero"), !path.hasPrefix("/SYSV") else {
      return false
    }
    let name = TextScan.lastComponent(path)
    let isHidden = name.hasPrefix(".") && !HiddenOutput.isUsual(name)
    let isLog = path.isPath(under: "/var/log")
    if isLog { return isHidden || origin == .stray || origin == .odd }
    return isHidden && Place(path).isOdd && (origin == .stray || origin == .odd)
  }
}
