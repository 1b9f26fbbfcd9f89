internal import CaseModel
internal import CLinuxShims
internal import HostFacts

/// The stages of a collection, in order of volatility (RFC 3227).
final class CollectionStages {
  private let options: CollectionOptions
  private let source: LiveHostSource
  private let identity: HostIdentity
  private let run: CollectionRun
  private var packages = PackageIndex()
  private let mounts: MountFamily

  init(options: CollectionOptions, source: LiveHostSource, identity: HostIdentity, run: CollectionRun) {
    self.options = options
    self.source = source
    self.identity = identity
    self.run = run
    self.mounts = MountFamily(source: source)
  }

  /// What is gone in seconds. Sealed before anything else is read.
  func volatileSet() throws {
    run.phase = "processes"
    let processes = ProcessFamily(source: source, options: options)
    try processes.read(sink: run)
    run.phase = "mounts"
    try mounts.collect(representatives: processes.representatives(of: "mnt"), into: run)
    run.phase = "deleted files"
    try DeletedFiles(source: source).collect(from: processes.readings, into: run)
    run.phase = "packages"
    try readPackages()
    try processes.emit(packages: packages, into: run)
  }

  /// Files: what an intruder changes to come back, what they left, what was logged.
  func rest() throws {
    run.phase = "files"
    let walk = TreeWalk(
      source: source, options: options, packages: packages, mounts: mounts.mounts, users: [], groups: [], run: run)
    walk.walk(covered: mounts.covered)
    walk.note(into: run)
  }

  private func readPackages() throws {
    packages.isMerged = (try? source.link("/bin"))?.text == "usr/bin"
    packages.reserve(65_536)
    let faults = try DpkgReader(source: source).read(into: &packages) { try run.breathe() }
    if let faults, !faults.isEmpty {
      run.note("C117", .partial, count: 0, tried: [HostString(DpkgReader.root)], why: "\(faults.count) lists of dpkg could not be read")
    }
  }
}
