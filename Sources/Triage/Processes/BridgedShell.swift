internal import CaseModel
internal import HostFacts

/// A shell that is fed through pipes, sockets or a terminal by a program that holds a network connection.
struct BridgedShell: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.bridged-shell",
    abnormal: "A shell takes its commands through pipes or a terminal from a relay with a network connection.",
    why:
      "Netcat, socat, openssl or an interpreter between a shell and a connection is a reverse or bind shell in two parts.",
    techniques: ["T1059.004", "T1095", "T1071"], severity: .critical,
    benign:
      "sshd, container engines and management agents of packages do this by design and are not relays; editors' remote servers in homes are info. A fetcher piped into a shell is another finding."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    guard process.isShell, process.scriptPath == nil else { return nil }
    for partner in partners(of: process, picture) {
      guard let (socket, severity) = judge(partner, feeding: process, picture) else { continue }
      var finding = card.finding(
        "shell \(process.label) is worked over the network through \(partner.label)", process, severity: severity,
        evidence: partner.usualEvidence + [socket.evidence])
      finding.processes.append(partner.pid)
      return finding
    }
    return nil
  }

  private func partners(of process: ProcessRecord, _ picture: HostPicture) -> [ProcessRecord] {
    let pipes = process.descriptors.filter { (0...2).contains($0.number) && $0.isPipe }.map(\.target.text)
    let pids = pipes.flatMap { picture.tables.pipeHolders[$0, default: []].prefix(32) }
    return ([process.ppid] + pids).filter { $0 != process.pid && $0 > 1 }.compactMap { picture.processes[$0] }
  }

  private func judge(
    _ partner: ProcessRecord, feeding shell: ProcessRecord, _ picture: HostPicture
  ) -> (SocketRecord, Severity)? {
    guard let socket = picture.internetSockets(of: partner).first(where: { $0.hasPeer || $0.isListening }) else {
      return nil
    }
    if partner.isRelay { return (socket, .critical) }
    let origin = picture.origin(of: partner)
    if partner.isInterpreter {
      // Interactive work of an interpreter's child is abnormal when the interpreter itself was given code, not a
      // program.
      guard partner.inlineCode != nil || !partner.hasProgram || partner.oddScript != nil, shell.isBareShell,
        socket.hasPeer
      else {
        return nil
      }
      return (socket, .critical)
    }
    guard shell.isBareShell else { return nil }
    if origin == .odd { return (socket, .critical) }
    if origin == .stray, socket.hasPeer, !Address.isLoopback(socket.remoteAddress.text) { return (socket, .high) }
    return nil
  }
}
