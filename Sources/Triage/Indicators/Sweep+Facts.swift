internal import CaseModel
internal import HostFacts

/// What of each kind of record is compared.
extension Sweep {
  mutating func compare(_ fact: HostFact) {
    switch fact {
    case .process(let record): compare(record)
    case .socket(let record): compare(record)
    case .network(let record): compare(record)
    case .login(let record): compare(record)
    case .account(let record): account(record.name, "account", record.evidence, record.homeBornAt)
    case .sshKey(let record): compare(record)
    case .persistence(let record): compare(record)
    case .history(let record): compare(record)
    case .logEvent(let record): compare(record)
    case .webRequest(let record): compare(record)
    case .file(let record): compare(record)
    case .logFile(let record):
      let evidence = Evidence(source: record.path, text: HostString(record.kind), exhibit: record.exhibit)
      digest(record.exhibit, "log file", evidence, record.changedAt)
      path(record.path, "log file", evidence, record.changedAt)
    case .container(let record):
      let text = HostString(escaped: "\(record.image?.text ?? "") \(record.command?.text ?? "")")
      names(in: text, "container", Evidence(source: record.source, text: text), nil)
    case .mount(let record):
      let evidence = Evidence(source: record.path, text: record.source)
      names(in: record.source, "mount", evidence, nil)
    case .discrepancy(let record):
      path(record.subject, "hidden thing", Evidence(source: record.subject, text: record.detail), nil)
    case .host, .module, .bpfProgram, .property, .group, .package: break
    }
  }

  private mutating func compare(_ process: ProcessRecord) {
    guard !process.isCollector else { return }
    let started = process.startedAt
    let exe = Evidence(
      source: HostString("/proc/\(process.pid)/exe"), text: process.executable ?? process.comm,
      exhibit: process.executableDigest)
    digest(process.executableDigest, "running program", exe, started)
    path(process.executable, "running program", exe, started)
    for name in Set([
      process.comm.text, process.executable?.lastComponent ?? "", process.arguments.first?.lastComponent ?? "",
    ]) {
      hit(index.find(.process, name), "process name", exe, started)
    }
    let line = process.commandLine
    names(in: line, "arguments", Evidence(source: HostString("/proc/\(process.pid)/cmdline"), text: line), started)
    guard index.asksForPaths else { return }
    for mapped in process.libraries.prefix(256) + process.mappings.prefix(64).map(\.path)
    where mapped != process.executable {
      path(mapped, "mapped file", Evidence(source: HostString("/proc/\(process.pid)/maps"), text: mapped), started)
    }
    for open in process.descriptors.prefix(4_096) where open.target.hasPrefix("/") {
      path(
        open.target, "open file",
        Evidence(source: HostString("/proc/\(process.pid)/fd/\(open.number)"), text: open.target), started)
    }
  }

  private mutating func compare(_ socket: SocketRecord) {
    if socket.transport == .unix {
      path(socket.localAddress, "unix socket", socket.evidence, nil)
    } else {
      address(socket.remoteAddress.text, "peer of a socket", socket.evidence, nil)
    }
  }

  private mutating func compare(_ record: NetworkRecord) {
    guard [.conntrack, .neighbour, .resolver, .route, .tunnel].contains(record.kind) else { return }
    for (name, value) in record.attributes.sorted(by: { $0.key < $1.key }).prefix(64) {
      let evidence = Evidence(
        source: HostString("network \(record.kind.rawValue)"),
        text: HostString(escaped: "\(record.name.text) \(name) \(value.text)"))
      names(in: value, "network state", evidence, nil)
    }
  }

  private mutating func compare(_ login: LoginRecord) {
    let evidence = Evidence(
      source: login.source, text: HostString(escaped: "\(login.user.text) from \(login.address) \(login.host.text)"))
    let matched = login.book == "btmp" ? "failed login" : "login"
    address(login.address, matched, evidence, login.time)
    names(in: login.host, matched, evidence, login.time)
    account(login.user, matched, evidence, login.time)
  }

  private mutating func compare(_ key: SSHKeyRecord) {
    let evidence = key.evidence
    let time = key.changedAt ?? key.modifiedAt
    hit(index.find(.sshKey, key.fingerprint), "\(key.role) ssh key", evidence, time)
    digest(key.exhibit, "key file", evidence, time)
    names(in: key.forcedCommand, "forced command", evidence, time)
  }

  private mutating func compare(_ entry: PersistenceRecord) {
    let evidence = entry.evidence
    let time = entry.changedAt ?? entry.modifiedAt
    digest(entry.exhibit, "persistence file", evidence, time)
    path(entry.path, "persistence file", evidence, time)
    names(in: entry.command ?? entry.text, "persistence entry", evidence, time)
    account(entry.account, "persistence entry", evidence, time)
    guard let target = entry.target else { return }
    let started = Evidence(source: target.path, text: entry.command ?? entry.text, exhibit: target.digest)
    digest(target.digest, "what a persistence entry starts", started, target.changedAt)
    path(target.path, "what a persistence entry starts", started, target.changedAt)
    names(in: target.excerpt, "script that a persistence entry starts", started, target.changedAt)
  }

  private mutating func compare(_ line: HistoryRecord) {
    let evidence = Evidence(source: HostString(escaped: "\(line.path.text):\(line.line)"), text: line.command)
    names(in: line.command, "history", evidence, line.time)
  }

  private mutating func compare(_ event: LogEventRecord) {
    let evidence = Evidence(source: HostString(escaped: "\(event.source.text):\(event.line)"), text: event.message)
    address(event.address?.text ?? "", "log event", evidence, event.time)
    account(event.account, "log event", evidence, event.time)
    names(in: event.message, "log event", evidence, event.time)
  }

  private mutating func compare(_ request: WebRequestRecord) {
    let text = HostString(escaped: "\(request.method.text) \(request.target.text) \(request.agent.text)")
    let evidence = Evidence(source: HostString(escaped: "\(request.source.text):\(request.line)"), text: text)
    address(request.address.text, "client of a web server", evidence, request.time)
    names(in: text, "web request", evidence, request.time)
  }

  private mutating func compare(_ file: FileRecord) {
    let isAsked = file.sha256 != nil || file.exhibit != nil || index.asksForPaths
    guard isAsked else { return }
    let evidence = Evidence(source: file.path, text: file.path, exhibit: file.exhibit ?? file.sha256)
    digest(file.sha256 ?? file.exhibit, "file", evidence, file.changed)
    path(file.path, "file", evidence, file.changed)
    path(file.linkTarget, "target of a link", evidence, file.changed)
  }
}
