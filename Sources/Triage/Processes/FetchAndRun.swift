internal import CaseModel
internal import HostFacts

/// A download that goes straight into an interpreter, while it happens.
struct FetchAndRun: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.fetch-and-run", abnormal: "What is being downloaded is run at once by a shell or interpreter.",
    why: "The first stage of most intrusions; what ran is never stored.", techniques: ["T1105", "T1059.004"],
    severity: .medium,
    benign:
      "Installers of developers' tools are meant to be used so: at a terminal or under cloud-init from a named https host they are info. From a bare address or a temporary name they are not."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    guard process.isShell || process.isInterpreter, !picture.tables.ours.contains(process.pid) else { return nil }
    if let code = process.inlineCode, Self.fetchesAndRuns(code) { return finding(process, [code], nil, picture) }
    guard let input = process.target(of: 0), input.isPipe else { return nil }
    let partner = picture.tables.pipeHolders[input.target.text, default: []].prefix(32).compactMap {
      picture.processes[$0]
    }
    .first { Program.fetchers.contains($0.program) && $0.pid != process.pid }
    return partner.map { finding(process, $0.arguments.map(\.text), $0, picture) }
  }

  private func finding(
    _ process: ProcessRecord, _ words: [String], _ partner: ProcessRecord?, _ picture: HostPicture
  ) -> Finding {
    let isBare = words.contains { Self.namesBareAddress($0) }
    let isOpen = words.contains { $0.contains("http://") || $0.contains("ftp://") }
    let isMeant =
      process.terminal != 0
      || picture.ancestors(of: process).contains { ["cloud-init", "packer"].contains($0.program) }
    let severity: Severity = isBare ? .high : isMeant ? .info : isOpen ? .high : .medium
    var finding = card.finding(
      "download is run at once: \(process.label)", process, severity: severity,
      evidence: partner?.usualEvidence ?? [])
    if let partner { finding.processes.append(partner.pid) }
    return finding
  }

  /// A fetcher's name as a word, and behind it a pipe into an interpreter; or its output substituted into one.
  static func fetchesAndRuns(_ code: String) -> Bool {
    let stages = code.split(separator: "|", maxSplits: 64, omittingEmptySubsequences: false).map(\.words)
    guard let first = stages.firstIndex(where: { $0.contains { Program.fetchers.contains(Program.family($0)) } }) else {
      return false
    }
    // Nothing stands between the bars of `||`, which is no pipe.
    let runsLater = stages.dropFirst(first + 1).prefix { !$0.isEmpty }.contains { stage in
      let verb = stage.first { !["sudo", "env", "nohup", "exec", "-E"].contains($0) && !$0.contains("=") }
      return verb.map {
        Program.shells.contains(Program.family($0)) || Program.interpreters.contains(Program.family($0))
      } ?? false
    }
    let substitutes =
      code.contains("$(curl") || code.contains("$(wget") || code.contains("`curl") || code.contains("`wget")
      || code.contains("<(curl") || code.contains("<(wget")
    return runsLater || (substitutes && ["eval", "sh", "bash", "source", "."].contains(stages[first].first ?? ""))
  }

  /// `http://192.0.2.7/x`
  static func namesBareAddress(_ text: String) -> Bool {
    text.words.contains { word in
      guard let rest = word.after("://") else { return false }
      let host = rest.prefix { $0 != "/" && $0 != ":" && $0 != "\"" && $0 != "'" }
      return Address.isIPv4(host) && Address.isPublic(String(host))
    }
  }
}
