internal import Artifacts
internal import CLinuxShims
internal import CaseModel
internal import CollectionPlans
internal import HostFacts

/// The stages of a collection, in order of volatility (RFC 3227).
final class CollectionStages {
  private let options: CollectionOptions
  private let source: LiveHostSource
  private let identity: HostIdentity
  private let run: CollectionRun
  private var packages = PackageIndex()
  private let mounts: MountFamily
  private var loginIDs: [Int: Int] = [:]
  private var rpmPackages: [PackageRecord] = []

  init(options: CollectionOptions, source: LiveHostSource, identity: HostIdentity, run: CollectionRun) {
    self.options = options
    self.source = source
    self.identity = identity
    self.run = run
    self.mounts = MountFamily(source: source)
  }

  /// What is gone in seconds. Sealed before anything else is read.
  func volatileSet() throws {
    run.phase = "host"
    try HostFamily(isPrivileged: nt_is_privileged() == 1).collect(from: source, into: run)
    run.phase = "processes"
    let processes = ProcessFamily(source: source, options: options)
    try processes.read(sink: run)
    let bootedAt = Timestamp(nanoseconds: nt_clock(0) - nt_clock(1))
    let namespaces = processes.representatives(of: "net").map { NetworkNamespace(inode: $0.inode, pid: $0.pid) }
    run.phase = "network"
    try SocketFamily(namespaces: namespaces, holders: processes.socketOwners).collect(from: source, into: run)
    try NetworkStateFamily(namespaces: namespaces).collect(from: source, into: run)
    run.phase = "kernel"
    try ModuleFamily().collect(from: source, into: run)
    try BPFFamily(holders: processes.programOwners, bootedAt: bootedAt).collect(from: source, into: run)
    run.phase = "mounts"
    try mounts.collect(representatives: processes.representatives(of: "mnt"), into: run)
    run.phase = "deleted files"
    try DeletedFiles(source: source).collect(from: processes.readings, into: run)
    run.phase = "packages"
    try readPackages()
    try processes.emit(packages: packages, into: run)
    loginIDs = processes.loginIDs
  }

  /// Files: what an intruder changes to come back, what they left, what was logged.
  func rest() throws {
    run.phase = "kernel state"
    try KernelStateFamily(bootedAt: Timestamp(nanoseconds: nt_clock(0) - nt_clock(1))).collect(from: source, into: run)
    try CloudIdentityFamily(endpoint: options.metadataEndpoint ?? .instanceMetadata, permission: metadataPermission)
      .collect(from: source, into: run)
    run.phase = "package records"
    emitPackages()
    run.phase = "accounts"
    let completion = RecordCompletion(source: source, packages: packages)
    let reader = ArtifactReader(
      source: source, options: options, run: run, completion: completion, key: fingerprintKey,
      utcOffsetSeconds: identity.utcOffsetSeconds)
    let accounts = AccountFamily(source: source, reader: reader)
    accounts.collect(into: run)
    let files = PlanFamily(source: source, reader: reader, run: run, plan: options.plan, homes: accounts.homes)
    SessionComparison(source: source, loginIDs: loginIDs, accounts: accounts.accounts).collect(into: run)
    run.phase = "persistence"
    try files.collect { Self.isPersistence($0.id) }
    if options.profile != .quick {
      run.phase = "logs"
      try files.collect { !Self.isPersistence($0.id) }
      run.phase = "files"
      let walk = TreeWalk(
        source: source, options: options, packages: packages, mounts: mounts.mounts,
        users: Set(accounts.accounts.map(\.uid)), groups: accounts.groupIDs, run: run)
      walk.walk(covered: mounts.covered)
      walk.note(into: run)
    }
  }

  /// Coverage section C, and what the quick profile takes of the others.
  private static func isPersistence(_ id: String) -> Bool { id >= "C073" && id <= "C104" }

  private var metadataPermission: CloudIdentityFamily.Permission {
    options.asksMetadata ? options.metadataEndpoint == nil ? .ifEC2 : .always : .never
  }

  /// The case's key, or one that is thrown away with this run.
  private var fingerprintKey: [UInt8] {
    if let key = options.fingerprintKey { return key }
    var key = [UInt8](repeating: 0, count: 32)
    _ = nt_random(&key, key.count)
    return key
  }

  private func readPackages() throws {
    packages.isMerged = (try? source.link("/bin"))?.text == "usr/bin"
    packages.reserve(65_536)
    let faults = try DpkgReader(source: source).read(into: &packages) { try run.breathe() }
    if let faults, !faults.isEmpty {
      run.note(
        "C117", .partial, count: 0, tried: [HostString(DpkgReader.root)],
        why: "\(faults.count) lists of dpkg could not be read")
    }
    guard let rpm = try RPMReader(source: source).read(into: &packages, breathe: { try run.breathe() }) else { return }
    rpmPackages = rpm.packages
    for fault in rpm.faults { run.note("C117", .partial, count: 0, tried: RPMReader.databases, why: fault) }
    if let older = rpm.unsupported {
      run.note(
        "C117", .unsupported, count: 0, tried: [older], why: "this form of rpm's database is not read: \(older.text)")
    }
  }

  /// Installed packages, as records.
  private func emitPackages() {
    for package in rpmPackages { run.emit(.package(package)) }
    rpmPackages = []
    guard let status = try? source.read("/var/lib/dpkg/status", limit: 64 << 20) else { return }
    let input = ArtifactInput(
      path: "/var/lib/dpkg/status", bytes: status.bytes, now: Timestamp(nanoseconds: nt_clock(0)))
    for fact in DpkgStatusParser.parse(input).facts { run.emit(fact) }
  }
}
