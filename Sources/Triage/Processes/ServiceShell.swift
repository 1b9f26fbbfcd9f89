internal import CaseModel
internal import HostFacts

/// A network service has started a shell, an interpreter or a network tool: a web shell or an exploited service.
struct ServiceShell: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.service-shell", abnormal: "A web, cache or database server has a shell or network tool as its child.",
    why: "Services answer requests; a shell below one is what a web shell or an exploited service looks like.",
    techniques: ["T1505.003", "T1190", "T1059.004"], severity: .high,
    benign:
      "Application servers run a helper with `sh -c` now and then (mail, pictures, archive commands, piped logs): info. A shell that reads commands, has a terminal or a connection, or a network or account tool, is not a helper. Build servers on Java run scripts (info)."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    let isTool = process.isRelay || Program.fetchers.contains(process.program)
    guard process.isShell || process.isInterpreter || isTool || Self.looksAround.contains(process.program),
      let service = service(above: process, picture)
    else { return nil }
    let severity = severity(of: process, under: service, isTool: isTool, picture)
    let database = ["postgres", "mysqld", "mariadbd", "redis-server", "mongod", "valkey-server"].contains(
      service.program)
    var finding = card.finding(
      "\(service.program) has started \(process.label): \(process.commandLine.text)", process, severity: severity,
      techniques: database ? ["T1190", "T1059.004"] : ["T1505.003", "T1190", "T1059.004"],
      evidence: service.usualEvidence)
    finding.processes.append(service.pid)
    return finding
  }

  private func service(above process: ProcessRecord, _ picture: HostPicture) -> ProcessRecord? {
    for parent in picture.ancestors(of: process).prefix(4) {
      if Program.closedServices.contains(parent.program) || Program.openServices.contains(parent.program) {
        return parent.program == process.program ? nil : parent
      }
      // Only what interpreters and shells hand down still counts as the service's.
      guard parent.isShell || parent.isInterpreter || ["env", "timeout", "setsid", "nohup"].contains(parent.program)
      else {
        return nil
      }
    }
    return nil
  }

  private func severity(
    of process: ProcessRecord, under service: ProcessRecord, isTool: Bool, _ picture: HostPicture
  ) -> Severity {
    let isRuntime = service.program == "java" || service.program == "beam.smp" || service.program == "gunicorn"
    let works =
      process.terminal != 0 || picture.internetSockets(of: process).contains { $0.hasPeer && standsOn($0, process) }
    if works || (process.isBareShell && !isRuntime) { return .high }
    if Program.closedServices.contains(service.program) { return .high }
    if isTool { return isRuntime ? .info : .medium }
    if Self.looksAround.contains(process.program) { return isRuntime ? .info : .medium }
    if process.isBareShell { return .medium }
    if let code = process.inlineCode {
      if FetchAndRun.fetchesAndRuns(code) || code.contains("/dev/tcp/") { return .high }
      return code.words.contains { Self.looksAround.contains($0) } && !isRuntime ? .medium : .info
    }
    return .info
  }

  private func standsOn(_ socket: SocketRecord, _ process: ProcessRecord) -> Bool {
    process.descriptors.contains { (0...2).contains($0.number) && $0.socketInode == socket.inode }
  }

  /// First things an intruder types, and no helper of a service does.
  private static let looksAround: Set<String> = [
    "id", "whoami", "uname", "ps", "netstat", "ss", "ifconfig", "w", "last", "nmap", "su", "sudo", "chattr", "ssh",
    "passwd",
    "useradd", "lsof", "arp", "script", "pkexec", "iptables",
  ]
}
