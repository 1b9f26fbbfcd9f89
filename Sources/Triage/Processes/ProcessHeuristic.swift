internal import CaseModel
internal import HostFacts

/// A heuristic that asks one question of each process.
protocol ProcessHeuristic: PictureHeuristic {
  /// - Returns: The finding about this process, if it is abnormal.
  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding?
}

extension ProcessHeuristic {
  func examine(_ picture: HostPicture) -> [Finding] {
    let picture = picture.indexed()
    return picture.suspects.compactMap { examine($0, in: picture) }
  }
}

extension HeuristicCard {
  /// A finding about one process, with its executable and arguments as evidence before what is given.
  func finding(
    _ title: String, _ process: ProcessRecord, severity: Severity? = nil, techniques: [Technique]? = nil,
    evidence: [Evidence] = []
  ) -> Finding {
    finding(
      title, evidence: process.usualEvidence + evidence, severity: severity, techniques: techniques,
      processes: [process.pid], occurred: process.startedAt)
  }
}
