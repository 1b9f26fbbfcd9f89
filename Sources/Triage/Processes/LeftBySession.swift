internal import CaseModel
internal import HostFacts

/// A login left a process behind that runs an unknown program.
struct LeftBySession: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.left-by-session",
    abnormal: "A person's login left a detached program behind that runs from an odd place or for root.",
    why: "Backdoors started by hand outlive the session; the login's mark (loginuid) stays on them.",
    techniques: ["T1036.009", "T1059.004"], severity: .medium,
    benign: "Nohup, tmux and screen of users: their own programs in homes are info, packaged ones are not reported."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    guard let login = process.loginUID, process.isDetached, !picture.isInContainer(process) else { return nil }
    let origin = picture.origin(of: process)
    guard origin >= .stray else { return nil }
    let isRaised = process.isRoot && login != 0
    let severity: Severity = origin == .odd ? .medium : origin == .stray && isRaised ? .medium : isRaised ? .low : .info
    return card.finding(
      "login of uid \(login) left \(process.label) running", process, severity: severity,
      evidence: [process.evidence("loginuid", "\(login)")])
  }
}
