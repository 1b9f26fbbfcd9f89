internal import CaseModel
internal import HostFacts

/// A daemon of root's that no package brought, among the system's own files.
struct StrangerDaemon: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.stranger",
    abnormal: "A detached program of root's lies in a system directory where only packages put files, and no package owns it.",
    why: "Among thousands of packaged files a further program is overlooked.", techniques: ["T1036.005", "T1543"],
    severity: .medium,
    benign:
      "Clouds and vendors copy agents into /usr/bin and /usr/sbin (kubelet, dockerd, node_exporter): known names are info, others low. Directories of settings and data hold no programs."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    guard picture.origin(of: process) == .stray, process.isRoot, process.terminal == 0, !process.executableWasReplaced
    else { return nil }
    let path = process.path
    let severity: Severity
    if PersistenceScale.isUsualStranger(process.fileName) {
      severity = .info
    } else if FilePlace.isCommandPlace(path) || TextScan.first(of: ["/libexec/", "/lib/jvm/"], in: path) != nil {
      severity = .low
    } else {
      severity = .medium
    }
    return card.finding("program of no package among the system's: \(process.label)", process, severity: severity)
  }
}
