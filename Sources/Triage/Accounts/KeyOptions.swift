internal import CaseModel
internal import HostFacts

/// What a key makes run.
struct KeyOptions: PictureHeuristic {
  let card = HeuristicCard(
    id: "account.key-options", abnormal: "An authorized key runs a suspicious command or loads a library at login.",
    why: "The command runs at each login with that key, before any shell.",
    techniques: ["T1098.004", "T1546"], severity: .high,
    benign: "git shells, rsync, backup tools and the hint \"Please login as the user …\" of cloud images.")

  func examine(_ picture: HostPicture) -> [Finding] {
    picture.sshKeys.filter { $0.role == "authorized" }.compactMap { key in
      let options = key.options.text
      if let name = TextScan.first(
        of: [
          "environment=\"LD_PRELOAD", "environment=\"LD_AUDIT", "environment=\"BASH_ENV",
          "environment=\"LD_LIBRARY_PATH",
        ], in: options)
      {
        return card.finding(
          "key in \(key.path.text):\(key.line) sets \(name)\"", evidence: [key.evidence],
          techniques: ["T1574.006", "T1098.004"])
      }
      guard let command = key.forcedCommand else { return nil }
      let opinion = CommandJudge.judge(String(decoding: command.bytes, as: UTF8.self), setting: .persistence)
      guard let severity = opinion.severity, severity >= .low else { return nil }
      return card.finding(
        "key in \(key.path.text):\(key.line): \(opinion.summary)",
        evidence: [key.evidence, Evidence(source: key.path, text: command)], severity: severity,
        techniques: card.techniques + opinion.techniques)
    }
  }
}
