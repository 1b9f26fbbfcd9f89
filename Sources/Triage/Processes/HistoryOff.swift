internal import CaseModel
internal import HostFacts

/// A session that keeps no history.
struct HistoryOff: PictureHeuristic {
  let card = HeuristicCard(
    id: "process.history-off", abnormal: "A session was told to keep no shell history.",
    why: "Switching the history off is among the first things an intruder types.",
    techniques: ["T1070.003", "T1562.003"], severity: .medium,
    benign:
      "Container images and some automation set it for good reasons: low in a container or without a terminal under a packaged service. Options that only skip duplicates or lines with a leading space are ordinary and not reported."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    let picture = picture.indexed()
    var bySession: [Int: [(ProcessRecord, String)]] = [:]
    for process in picture.suspects {
      guard let setting = Self.setting(of: process) else { continue }
      bySession[process.session, default: []].append((process, setting))
    }
    return bySession.sorted { $0.key < $1.key }.compactMap { finding($0.value, picture) }
  }

  private func finding(_ members: [(ProcessRecord, String)], _ picture: HostPicture) -> Finding? {
    guard let (process, setting) = members.first(where: { $0.0.isShell }) ?? members.first else { return nil }
    let isBound = members.contains { $0.0.terminal != 0 || $0.0.loginUID != nil }
    let isQuiet =
      picture.isInContainer(process) || !isBound && picture.origin(of: process) <= .vendor && !process.isShell
    var finding = card.finding(
      "session keeps no history (\(setting)): \(process.label)", process, severity: isQuiet ? .low : .medium,
      evidence: [process.evidence("environ", setting)])
    finding.processes = members.prefix(16).map(\.0.pid)
    return finding
  }

  private static func setting(of process: ProcessRecord) -> String? {
    for name in ["HISTFILE", "HISTSIZE", "HISTFILESIZE", "SAVEHIST"] {
      guard let value = process.environmentValue(name)?.text else { continue }
      let isOff = name == "HISTFILE" ? value.isEmpty || value.isPath(under: "/dev") : value == "0"
      if isOff { return "\(name)=\(value)" }
    }
    return nil
  }
}
