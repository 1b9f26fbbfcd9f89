internal import Artifacts
internal import CLinuxShims
internal import CaseModel
internal import HostFacts

/// Adds to parsed records what only the host knows: owning packages, what a command starts, whether a unit is pulled in.
final class RecordCompletion {
  private let source: LiveHostSource
  private let packages: PackageIndex
  private let enabledUnits: Set<String>
  private var targets: [HostString: PersistenceRecord.CommandTarget] = [:]
  private var differences: [HostString: Bool] = [:]

  /// Where a command without a slash is looked for. The suspect's own PATH is not believed.
  private static let searchPath = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]
  private static let wantedBy = [
    "/etc/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system", "/usr/local/lib/systemd/system",
    "/run/systemd/system",
    "/etc/systemd/user", "/usr/lib/systemd/user",
  ]

  init(source: LiveHostSource, packages: PackageIndex) {
    self.source = source
    self.packages = packages
    self.enabledUnits = Self.enabledUnits(source)
  }

  func complete(_ fact: HostFact) -> HostFact {
    guard case .persistence(var record) = fact else { return fact }
    if let owner = packages.owner(of: record.path) {
      record.package = owner.package
      record.differsFromPackage = differs(record.path, from: owner.digest)
    }
    if [.systemdUnit, .systemdTimer].contains(record.mechanism), record.isEnabled == nil {
      record.isEnabled = enabledUnits.contains(record.path.lastComponent)
    }
    if record.target == nil, let command = record.command { record.target = target(of: command) }
    return .persistence(record)
  }

  private func differs(_ path: HostString, from digest: PackageIndex.Digest?) -> Bool {
    guard let digest else { return false }
    if let known = differences[path] { return known }
    let differs = FileHasher(source: source).compare(path, with: digest, limit: 8 << 20) == .differs
    differences[path] = differs
    return differs
  }

  private func target(of command: HostString) -> PersistenceRecord.CommandTarget? {
    guard let program = CommandText.program(of: command), !program.isEmpty else { return nil }
    if let known = targets[program] { return known }
    let candidates =
      program.hasPrefix("/")
      ? [program] : program.contains("/") ? [] : Self.searchPath.map { HostString(escaped: "\($0)/\(program.text)") }
    guard !candidates.isEmpty else { return nil }
    var target = PersistenceRecord.CommandTarget(path: candidates[0], exists: false)
    for path in candidates {
      guard let status = try? source.status(path, followLinks: true) else { continue }
      target = describe(path, status)
      break
    }
    targets[program] = target
    return target
  }

  private func describe(_ path: HostString, _ status: FileRecord) -> PersistenceRecord.CommandTarget {
    var target = PersistenceRecord.CommandTarget(path: path, exists: true)
    target.package = packages.owner(of: path)?.package
    target.uid = status.uid
    target.mode = status.mode
    target.changedAt = status.changed
    guard status.kind == .file, let head = try? source.read(path, limit: 2048) else { return target }
    if head.bytes.starts(with: [0x23, 0x21]) || head.bytes.allSatisfy({ $0 >= 9 && $0 != 0x7f }) {
      target.excerpt = HostString(bytes: SecretMask.mask(head.bytes).bytes)
    }
    return target
  }

  /// Names of units that a `.wants`, `.requires` or `.upholds` directory links to.
  private static func enabledUnits(_ source: LiveHostSource) -> Set<String> {
    var names: Set<String> = []
    for root in wantedBy {
      for entry in (try? source.list(HostString(root), limit: 8192)) ?? [] {
        let name = entry.name.text
        guard name.hasSuffix(".wants") || name.hasSuffix(".requires") || name.hasSuffix(".upholds") else { continue }
        for link in (try? source.list(HostString(escaped: "\(root)/\(name)"), limit: 4096)) ?? [] {
          names.insert(link.name.text)
        }
      }
    }
    return names
  }
}
