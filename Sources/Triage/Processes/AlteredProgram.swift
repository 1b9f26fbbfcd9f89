internal import CaseModel
internal import HostFacts

/// A packaged program runs whose bytes are not the package's.
struct AlteredProgram: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.altered-program", abnormal: "A running program's file differs from what its package installed.",
    why: "Replaced sshd, login or sudo steal passwords and open doors.", techniques: ["T1554"], severity: .critical,
    benign: "An upgrade under way (the file is replaced or gone: info), prelinking, and local rebuilds over a package."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    guard process.executableDiffersFromPackage, let package = process.executablePackage else { return nil }
    let isUpgrade = process.executableIsDeleted || process.executableWasReplaced
    return card.finding(
      "program differs from package \(package.text): \(process.label)", process,
      severity: isUpgrade || picture.isInContainer(process) ? .info : .critical)
  }
}
