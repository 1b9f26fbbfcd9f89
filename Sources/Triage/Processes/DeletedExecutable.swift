internal import CaseModel
internal import HostFacts

/// A program runs whose file is gone.
struct DeletedExecutable: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.deleted-executable", abnormal: "A program is running whose file has been deleted.",
    why: "Intruders delete a program after starting it, so that nothing is left on disk to find.",
    techniques: ["T1070.004"], severity: .high,
    benign:
      "A package upgrade replaces files under running programs (a new file stands there, the path is a package's); a developer rebuilds a running program in a home or build directory. Both are reported as info; a replaced file in a temporary directory is not taken for an upgrade."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    guard process.executableIsDeleted, !process.isMemoryFile else { return nil }
    return card.finding(
      "deleted executable is running: \(process.label)", process, severity: severity(of: process, picture))
  }

  private func severity(of process: ProcessRecord, _ picture: HostPicture) -> Severity {
    switch picture.origin(of: process) {
    case .packaged, .image: return .info
    case .vendor, .own:
      if process.executableWasReplaced || picture.isDeveloperWork(process) { return .info }
      return process.isRoot || process.isDetached ? .medium : .low
    case .stray: return process.executableWasReplaced ? .info : .medium
    case .odd:
      let isOrdinary = process.executableWasReplaced || TextScan.contains(process.path, "/go-build")
      return isOrdinary && picture.isDeveloperWork(process) ? .info : .high
    }
  }
}
