internal import CaseModel
internal import HostFacts

/// A process whose effective user is root while its real user is not.
struct GainedRoot: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.gained-root",
    abnormal: "A set-user-id program of no package, or a shell, runs as root for an ordinary user.",
    why: "A planted set-user-id file or shell (`bash -p`) is a way back to root.", techniques: ["T1548.001"],
    severity: .critical,
    benign:
      "sudo, su, passwd, ping and the like belong to packages and are no shells: not reported. Vendors' helpers in /opt are info."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    guard let real = process.uids.first, real != 0, process.isRoot, !picture.isInContainer(process) else { return nil }
    let origin = picture.origin(of: process)
    let isShell = process.isShell || process.isInterpreter
    guard isShell || origin > .packaged else { return nil }
    let severity: Severity = isShell || origin >= .own ? .critical : origin <= .vendor ? .info : .high
    return card.finding(
      "uid \(real) is root in \(process.label)", process, severity: severity,
      evidence: [process.evidence("status", "Uid: \(process.uids.map(String.init).joined(separator: " "))")])
  }
}
