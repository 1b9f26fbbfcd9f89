internal import CaseModel
internal import HostFacts

/// Logs that go nowhere.
struct RedirectedLog: PictureHeuristic {
  let card = HeuristicCard(
    id: "log.redirected", abnormal: "A system log is a link to /dev/null, or is deleted while its daemon still writes.",
    why: "The daemon is content and nothing is kept.", techniques: ["T1070.002", "T1562.006"], severity: .high,
    benign:
      "Application logs in containers are links to standard output; a rotated application log stays open until the daemon is told."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    picture.logFiles.compactMap { file in
      if let target = file.linkTarget?.text, ["/dev/null", "/dev/zero", "/dev/full"].contains(target), file.isSystemLog
      {
        return card.finding("\(file.path.text) is a link to \(target)", evidence: [file.evidence])
      }
      guard let pid = file.deletedOpenBy else { return nil }
      let isLogin = ["auth", "syslog", "audit", "wtmp", "btmp", "secure", "messages", "lastlog"].contains(file.kind)
      let severity: Severity = isLogin && file.isCurrent ? .high : .info
      return card.finding(
        "\(file.path.text) is deleted but written by process \(pid)", evidence: [file.evidence], severity: severity,
        techniques: ["T1070.004", "T1070.002"])
    }
  }
}
