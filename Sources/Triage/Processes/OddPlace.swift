internal import CaseModel
internal import HostFacts

/// A program runs from where no program is installed.
struct OddPlace: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.odd-place", abnormal: "A program runs from a hidden, temporary, device or data directory.",
    why: "Such directories are writable without privilege or overlooked; nothing is installed there ordinarily.",
    techniques: ["T1564.001", "T1036.005"], severity: .medium,
    benign:
      "Build tools, test runners and self-extracting installers run things from temporary directories: under a build tool or at an ordinary user's terminal this is info. AppImages run from their FUSE mount. Well-known tool directories in homes (.cargo, .nvm, …) are not hidden places."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    guard !process.isMemoryFile, !process.path.isEmpty else { return nil }
    if process.place == .web { return webRoot(process, picture) }
    guard picture.origin(of: process) == .odd else { return nil }
    return card.finding(
      "program runs from \(words(process)): \(process.label)", process, severity: severity(of: process, picture),
      techniques: isHidden(process) ? ["T1564.001", "T1036.005"] : ["T1036.005", "T1564.001"])
  }

  private func severity(of process: ProcessRecord, _ picture: HostPicture) -> Severity {
    if PathShape.isTrick(process.path) || [.device, .kernel].contains(process.place) { return .high }
    let isDeveloper = picture.isDeveloperWork(process)
    if PathShape.isConcealed(process.path) {
      if process.place == .home || process.place == .vendor { return isDeveloper ? .info : .medium }
      return .high
    }
    if isDeveloper { return .info }
    if process.place == .data { return .high }
    guard process.isRoot || process.uids.isEmpty else {
      return picture.externalPeers(of: process).isEmpty ? .low : .medium
    }
    return process.isDetached || !picture.externalPeers(of: process).isEmpty ? .high : .medium
  }

  /// A program in a web root counts when the web server's own account or its children run it.
  private func webRoot(_ process: ProcessRecord, _ picture: HostPicture) -> Finding? {
    guard !process.isPackaged, !process.path.contains("/node_modules/"), !process.path.contains("/vendor/") else {
      return nil
    }
    let isServed = picture.ancestors(of: process).contains {
      Program.openServices.contains($0.program) || Program.closedServices.contains($0.program)
    }
    return card.finding(
      "program runs from a web root: \(process.label)", process, severity: isServed ? .high : .info,
      techniques: ["T1505.003", "T1036.005"])
  }

  private func isHidden(_ process: ProcessRecord) -> Bool {
    PathShape.isTrick(process.path) || PathShape.isConcealed(process.path) || process.place == .device
  }

  private func words(_ process: ProcessRecord) -> String {
    PathShape.isTrick(process.path) || PathShape.isConcealed(process.path)
      ? "a hidden directory or file" : process.place.words
  }
}
