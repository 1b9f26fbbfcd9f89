internal import CaseModel
internal import HostFacts

/// A process works in a hidden or removed directory, or as root in a world-writable one.
struct OddWorkingDirectory: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.odd-working-directory",
    abnormal: "A detached process works in a hidden, removed or world-writable directory.",
    why: "The working directory shows where a program was unpacked and started, also when its file is gone.",
    techniques: ["T1564.001", "T1074.001"], severity: .low,
    benign: "Somebody at a terminal, builds, and packaged services that keep their scratch there (info)."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    guard let directory = process.workingDirectory?.text, process.terminal == 0, !picture.isInContainer(process) else {
      return nil
    }
    let bare = directory.hasSuffix(" (deleted)") ? String(directory.dropLast(10)) : directory
    let isHidden =
      PathShape.isTrick(bare) || (PathShape.isConcealed(bare) && Place(bare) != .home) || bare.isPath(under: "/dev")
    let isWritable = Place(bare) == .temporary && !bare.isPath(under: "/run") && process.isRoot
    guard isHidden || isWritable, !picture.isDeveloperWork(process) else { return nil }
    let severity: Severity = isHidden ? .medium : picture.origin(of: process) >= .stray ? .low : .info
    return card.finding(
      "\(process.label) works in \(directory)", process, severity: severity,
      evidence: [process.evidence("cwd", directory)])
  }
}
