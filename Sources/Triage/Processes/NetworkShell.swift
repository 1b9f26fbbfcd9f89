internal import CaseModel
internal import HostFacts

/// A shell or interpreter whose input and output are a network connection: a reverse or bind shell.
struct NetworkShell: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.network-shell",
    abnormal: "A shell or interpreter has a network connection as its input and output.",
    why: "Whoever is at the other end types commands on this host: a reverse or bind shell.",
    techniques: ["T1059.004", "T1071", "T1095"], severity: .critical,
    benign:
      "Services started for each connection by inetd or a systemd socket (an agent script on its own port) also have the socket as input; they are told by the script they run and the packaged listener (info). sshd gives a terminal or pipes, never the socket."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    guard process.isShell || process.isInterpreter || process.isRelay || picture.origin(of: process) == .odd else {
      return nil
    }
    let picture = picture.indexed()
    let held = picture.internetSockets(of: process).filter(\.hasPeer)
    let standard = process.descriptors.filter { (0...2).contains($0.number) }
    guard
      let socket = held.first(where: { socket in
        standard.filter { $0.socketInode == socket.inode }.count >= 2
          || (process.isBareShell && standard.contains { $0.number == 0 && $0.socketInode == socket.inode })
      })
    else { return nil }
    return finding(process, socket, picture)
  }

  private func finding(_ process: ProcessRecord, _ socket: SocketRecord, _ picture: HostPicture) -> Finding {
    let isInbound = picture.tables.listenersByPort[socket.localPort, default: []].contains {
      picture.sockets[$0].networkNamespace == socket.networkNamespace
    }
    let isService = isInbound && isSuperserved(process, socket, picture)
    let severity: Severity = isService ? .info : Address.isLoopback(socket.remoteAddress.text) ? .high : .critical
    let numbers = process.descriptors.filter { $0.socketInode == socket.inode }.map { String($0.number) }
    return card.finding(
      "\(isInbound ? "bind" : "reverse") shell: \(process.label) talks to \(socket.remoteAddress.text):\(socket.remotePort)",
      process, severity: severity, techniques: Self.techniques(process),
      evidence: [
        socket.evidence,
        process.evidence(
          "fd/\(numbers.first ?? "0")", "descriptors \(numbers.joined(separator: ", ")) are this socket"),
      ])
  }

  /// inetd or systemd listens on that port, and a script file answers.
  private func isSuperserved(_ process: ProcessRecord, _ socket: SocketRecord, _ picture: HostPicture) -> Bool {
    guard let script = process.scriptPath, [.system, .vendor].contains(Place(script)),
      let parent = picture.processes[process.ppid],
      parent.pid == 1 || (parent.isPackaged && ["inetd", "xinetd", "systemd", "tcpserver"].contains(parent.program))
    else { return false }
    return picture.sockets(of: parent.pid).contains { $0.isListening && $0.localPort == socket.localPort }
  }

  private static func techniques(_ process: ProcessRecord) -> [Technique] {
    let interpreter: Technique =
      process.program == "python" ? "T1059.006" : process.program.hasPrefix("node") ? "T1059.007" : "T1059.004"
    return (interpreter == "T1059.004" ? [] : [interpreter]) + ["T1059.004", "T1071", "T1095"]
  }
}
