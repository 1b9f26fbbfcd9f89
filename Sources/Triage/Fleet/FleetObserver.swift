public import CaseModel
public import HostFacts

/// Takes the facts of one host in passing and keeps its indicators, and nothing else. The same fact may come twice.
///
/// What is kept is bounded: `entryLimit` values of each kind, packaged ones apart from the others so that a crowd of one
/// never keeps out the other. Ceilings that were reached stand in the profile; what a finding names is kept in any case.
public struct FleetObserver: Sendable {
  /// Entries of one kind that are kept, those that a package owns apart from the others.
  public static let entryLimit = 512
  /// Names of packages that are kept.
  public static let packageLimit = 8_192
  /// Bytes of a value.
  public static let valueLimit = 512
  /// Findings that are kept in short.
  public static let findingLimit = 200

  let host: FleetHost
  private var shelf = FleetShelf()
  /// Processes whose program a package owns unchanged.
  private var packagedPIDs: Set<Int> = []
  private var packages: Set<HostString> = []
  private var packagesLeftOut = 0
  private var sources: Set<FleetProfile.Source> = []

  /// An observer that has seen nothing.
  ///
  /// - Parameter host: Names the host.
  public init(_ host: FleetHost) { self.host = host }

  /// Takes one fact.
  public mutating func observe(_ fact: HostFact) {
    guard let source = take(fact) else { return }
    sources.insert(source)
  }

  private mutating func take(_ fact: HostFact) -> FleetProfile.Source? {
    switch fact {
    case .process(let record):
      take(record)
      return .process
    case .socket(let record):
      take(record)
      return .socket
    case .module(let record):
      take(record)
      return .module
    case .login(let record):
      take(record)
      return .login
    case .logEvent(let record):
      take(record)
      return nil
    case .account(let record):
      take(record)
      return .account
    case .sshKey(let record):
      take(record)
      return .key
    case .persistence(let record):
      take(record)
      return .persistence
    case .package(let record):
      take(record)
      return .package
    case .file(let record):
      take(record)
      return .file
    case .host, .network, .bpfProgram, .property, .mount, .discrepancy, .group, .history, .logFile, .webRequest,
      .container:
      return nil
    }
  }

  /// The profile of what was seen so far, its entries marked with the findings that rest on them.
  public func profile(_ judgement: Judgement) -> FleetProfile {
    let grave = judgement.findings.filter { $0.severity >= .medium }.prefix(Self.findingLimit)
    let links = FindingLinks(Array(grave))
    var shelf = shelf
    links.addNamedValues(to: &shelf)
    let listening = Set(shelf.held.lazy.filter { $0.key.kind == .listener }.flatMap(\.value.ports))
    let entries = shelf.held.map { indicator, held in
      // Whoever talks to a port that the host serves came to it, and not the other way round.
      let isInbound =
        held.isConnection && indicator.kind == .address && !held.ports.isEmpty
        && held.ports.allSatisfy(listening.contains)
      let finding = links.finding(of: indicator, held, isInbound: isInbound)
      return entry(indicator, held, finding: finding, isInbound: isInbound)
    }
    var counts: [String: Int] = [:]
    for finding in judgement.findings { counts[finding.severity.rawValue, default: 0] += 1 }
    return FleetProfile(
      host: host, verdict: judgement.verdict, confidence: judgement.confidence, provisional: judgement.provisional,
      reasons: Array(judgement.reasons.prefix(5)),
      findings: grave.map {
        FleetProfile.Reason(id: $0.id, severity: $0.severity, title: FleetShelf.bounded($0.title))
      },
      findingCounts: counts, entries: entries.sorted { $0.indicator < $1.indicator }, packages: packages.sorted(),
      sources: FleetProfile.Source.allCases.filter(sources.contains), omissions: omissions(shelf))
  }

  private func entry(
    _ indicator: FleetIndicator, _ held: FleetShelf.Held, finding: Int?, isInbound: Bool
  ) -> FleetEntry {
    let isPackaged =
      held.isConnection ? !held.pids.isEmpty && held.pids.allSatisfy(packagedPIDs.contains) : held.isPackaged
    return FleetEntry(
      indicator, role: isInbound ? .inbound : held.role, evidence: held.evidence, isPackaged: isPackaged,
      seenAt: held.seenAt, finding: finding)
  }

  private func omissions(_ shelf: FleetShelf) -> [FleetProfile.Omission] {
    var counts = shelf.leftOut
    if packagesLeftOut > 0 { counts[.package, default: 0] += packagesLeftOut }
    return FleetIndicator.Kind.allCases.compactMap { kind in
      counts[kind].map { FleetProfile.Omission(kind: kind, count: $0) }
    }
  }
}

extension FleetObserver {
  private mutating func take(_ process: ProcessRecord) {
    guard !process.isKernelThread, !process.isCollector, let digest = process.executableDigest else { return }
    let isPackaged = process.executablePackage != nil && !process.executableDiffersFromPackage
    if isPackaged, packagedPIDs.count < 65_536 { packagedPIDs.insert(process.pid) }
    let evidence = Evidence(
      source: HostString("/proc/\(process.pid)/exe"), text: process.executable ?? process.comm, exhibit: digest)
    shelf.put(
      .digest, HostString(digest), .running, evidence, isPackaged: isPackaged, seenAt: process.startedAt,
      pid: process.pid,
      isInterpreter: (process.isShell || process.isInterpreter) && !Place(process.executable?.text ?? "/tmp").isOdd)
    if process.executableDiffersFromPackage, let path = process.executable {
      shelf.put(
        .changedFile, Self.changed(path, digest), .running, evidence, seenAt: process.startedAt, pid: process.pid)
    }
  }

  private mutating func take(_ socket: SocketRecord) {
    guard socket.isInternet else { return }
    if socket.isListening {
      // Datagram clients are bound to a port of the ephemeral range for each question they ask.
      if socket.transport != .tcp, socket.localPort >= 32_768 { return }
      let scope = Address.isLoopback(socket.localAddress.text) ? " (loopback)" : ""
      shelf.put(
        .listener, HostString("\(socket.transport.rawValue) \(socket.localPort)\(scope)"), .present, socket.evidence,
        pids: socket.pids, port: socket.localPort, isConnection: true)
    } else if let address = NumericAddress(socket.remoteAddress.text), socket.hasPeer, address.isWorthComparing {
      shelf.put(
        .address, HostString(address.text), .outbound, socket.evidence, pids: socket.pids, port: socket.localPort,
        isConnection: true)
    }
  }

  private mutating func take(_ module: ModuleRecord) {
    // Built outside the kernel's tree, unsigned, or forced: the letters of /proc/modules.
    let isForeign = module.taint.utf8.contains { "OEF".utf8.contains($0) }
    shelf.put(
      .module, module.name, .present, Evidence(source: "/proc/modules", text: module.name), isPackaged: !isForeign)
  }

  private mutating func take(_ login: LoginRecord) {
    guard login.kind == "user", login.book != "btmp" else { return }
    take(login: login.address, of: login.user, source: login.source, time: login.time)
  }

  private mutating func take(_ event: LogEventRecord) {
    guard event.kind == .loginAccepted, let address = event.address else { return }
    take(login: address.text, of: event.account ?? "", source: event.source, time: event.time)
  }

  private mutating func take(login text: String, of user: HostString, source: HostString, time: Timestamp?) {
    guard let address = NumericAddress(text), address.isWorthComparing else { return }
    shelf.put(
      .address, HostString(address.text), .login,
      Evidence(source: source, text: HostString(escaped: "\(user.text) from \(address.text)")), seenAt: time)
  }

  private mutating func take(_ account: AccountRecord) {
    guard !account.source.hasSuffix("-") else { return }
    let isSecondRoot = account.uid == 0 && account.name.text != "root"
    guard isSecondRoot || (account.uid != 0 && account.hasLoginShell) else { return }
    let value = isSecondRoot ? HostString(escaped: "\(account.name.text) (uid 0)") : account.name
    shelf.put(.account, value, .present, account.evidence, seenAt: account.homeBornAt)
  }

  private mutating func take(_ key: SSHKeyRecord) {
    guard key.role == "authorized", !key.fingerprint.isEmpty else { return }
    shelf.put(
      .key, HostString(escaped: key.fingerprint), .present, key.evidence, seenAt: key.changedAt ?? key.modifiedAt)
  }

  private mutating func take(_ entry: PersistenceRecord) {
    guard !entry.isPackaged else { return }
    let isTelling = entry.command != nil || Self.mechanismsWithoutCommand.contains(entry.mechanism)
    guard isTelling else { return }
    let seenAt = entry.changedAt ?? entry.modifiedAt
    let what = entry.command ?? entry.text
    shelf.put(
      .persistence,
      HostString(escaped: "\(entry.mechanism.rawValue) \(entry.path.lastComponent): \(what.text)"), .persistence,
      entry.evidence, seenAt: seenAt)
    if let digest = entry.exhibit, entry.command != nil {
      shelf.put(.digest, HostString(digest), .persistence, entry.evidence, seenAt: seenAt)
    }
    if let target = entry.target, let digest = target.digest {
      shelf.put(
        .digest, HostString(digest), .persistence,
        Evidence(source: target.path, text: what, exhibit: digest), isPackaged: target.package != nil,
        seenAt: target.changedAt)
    }
    takeNames(in: "\(what.text) \(entry.target?.excerpt?.text ?? "")", evidence: entry.evidence, seenAt: seenAt)
  }

  private mutating func takeNames(in text: String, evidence: Evidence, seenAt: Timestamp?) {
    for address in NetworkNames.addresses(in: text).prefix(8) where address.isPublic {
      shelf.put(.address, HostString(address.text), .persistence, evidence, seenAt: seenAt)
    }
    for web in WebAddress.all(in: text).prefix(8) where !web.isNumeric && !web.isLoopback {
      shelf.put(.domain, HostString(escaped: web.host), .persistence, evidence, seenAt: seenAt)
    }
  }

  /// These change who may do what, or load code, without a command.
  private static let mechanismsWithoutCommand: Set<PersistenceRecord.Mechanism> = [
    .dynamicLinker, .moduleLoad, .pam, .sudoers, .doas, .binfmt,
  ]

  private mutating func take(_ package: PackageRecord) {
    let name = HostString(escaped: "\(package.manager) \(package.name.text)")
    if packages.count < Self.packageLimit {
      packages.insert(FleetShelf.bounded(name))
    } else if !packages.contains(name) {
      packagesLeftOut += 1
    }
  }

  private mutating func take(_ file: FileRecord) {
    guard !file.isPlainlyPackaged, file.kind == .file, let digest = file.sha256 else { return }
    let evidence = Evidence(source: file.path, text: file.path, exhibit: digest)
    if file.packageState == .differs {
      shelf.put(.changedFile, Self.changed(file.path, digest), .file, evidence, seenAt: file.changed)
    }
    let isCode = file.isExecutable || file.content == "elf" || file.content == "script" || !file.signs.isEmpty
    guard isCode, file.package == nil || file.packageState == .differs else { return }
    shelf.put(.digest, HostString(digest), .file, evidence, seenAt: file.changed)
  }

  private static func changed(_ path: HostString, _ digest: String) -> HostString {
    HostString(escaped: "\(path.text) \(digest)")
  }
}

extension NumericAddress {
  /// Neither this host itself nor a neighbour on the link, which the metadata service and the time service are too.
  var isWorthComparing: Bool {
    if isIPv4 {
      let first = low >> 24
      return first != 0 && first != 127 && first < 224 && low >> 16 != 0xa9fe
    }
    return high != 0 && high >> 54 != 0x3fa && high >> 56 != 0xff
  }

  /// Reachable from anywhere.
  var isPublic: Bool { isWorthComparing && Address.isPublic(text) }
}
