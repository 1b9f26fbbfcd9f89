internal import Artifacts
internal import CLinuxShims
internal import CaseModel
internal import Digests
internal import HostFacts

/// Looks into regular files during the walk: digest, comparison with the package, content, copies of what nobody owns and can run.
final class FileInspector {
  private let source: LiveHostSource
  private let options: CollectionOptions
  private let packages: PackageIndex
  private let run: CollectionRun
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
  private var copyBudget: Int64 = 128 << 20
  private var hashBudget: Int64
  private(set) var isHashBudgetSpent = false

  /// More of a file than this is not searched for signs.
  private static let searchLimit = 1 << 18
  /// Larger files are not copied by the walk; a definition can ask for them.
  private static let copyLimit: Int64 = 8 << 20

  init(source: LiveHostSource, options: CollectionOptions, packages: PackageIndex, run: CollectionRun) {
    self.source = source
    self.options = options
    self.packages = packages
    self.run = run
    self.hashBudget = options.budgets.hashBytes
  }

  deinit { buffer.deallocate() }

  func inspect(_ record: inout FileRecord, directory: Int32, name: [CChar], counts: inout TreeWalk.Counts) throws {
    let isOwned = record.package != nil
    let isOdd = !isOwned && Places.isOdd(record.path)
    guard record.size > 0, isOwned || isOdd || record.isExecutable || options.hashesAll || Places.holdsCode(record.path)
    else { return }
    guard record.size <= hashBudget else {
      isHashBudgetSpent = true
      return
    }
    let file = nt_open_component(directory, name, 0, source.noatime)
    guard file >= 0 else { return }
    defer { closeDescriptor(file) }
    var status = nt_status()
    // The name may have become something else since; only the regular file that was seen is read.
    guard nt_statx(file, "", 0, &status) >= 0, status.inode == record.inode, status.mode & 0o170000 == 0o100000 else {
      return
    }
    let owner = isOwned ? packages.owner(of: record.path) : nil
    var wantsMD5 = false
    if case .md5 = owner?.digest { wantsMD5 = true }
    guard let result = FileHasher.hash(file, wantsMD5: wantsMD5, limit: hashBudget, buffer: buffer) else { return }
    hashBudget -= result.size
    counts.hashed += 1
    counts.hashedBytes += result.size
    try run.spend(readBytes: result.size)
    record.sha256 = result.sha256.hex
    if let owner, let digest = owner.digest {
      record.packageState = FileHasher.compare(result, with: digest, isConfiguration: owner.isConfiguration)
    }
    classify(&record, head: result.head)
    let isUnownedCode = !isOwned && (record.isExecutable || isOdd || Places.holdsCode(record.path))
    if isUnownedCode || record.packageState == .differs {
      lookInside(&record, file, head: result.head)
    }
    if isOdd && (record.isExecutable || !record.signs.isEmpty) || record.packageState == .differs
      || !record.signs.isEmpty
    {
      copy(&record, file)
    }
  }

  private func classify(_ record: inout FileRecord, head: [UInt8]) {
    record.content = ContentKind.classify(head, path: record.path)
    record.interpreter = ContentKind.interpreter(head)
  }

  private func lookInside(_ record: inout FileRecord, _ file: Int32, head: [UInt8]) {
    guard
      let bytes = try? LiveHostSource.readAll(
        file, record.path, limit: Self.searchLimit * (record.content == "elf" ? 16 : 1)
      ).bytes
    else { return }
    if record.content == "elf" {
      record.elf = ELFSummaryReader.read(bytes)
      return
    }
    let found = ContentSigns.find(bytes, path: record.path)
    record.signs = found.map(\.name)
    if let first = found.first {
      let start = max(0, first.offset - 80)
      let excerpt = Array(bytes[start..<min(bytes.count, first.offset + 240)])
      record.excerpt = HostString(bytes: SecretMask.mask(excerpt).bytes)
    }
  }

  private func copy(_ record: inout FileRecord, _ file: Int32) {
    guard record.size <= Self.copyLimit, record.size <= copyBudget,
      let bytes = try? LiveHostSource.readAll(file, record.path, limit: Int(Self.copyLimit)).bytes
    else { return }
    copyBudget -= Int64(bytes.count)
    record.exhibit = run.preserve(source: record.path, method: "read", bytes: bytes, entries: ["C112"], status: record)
  }
}

/// Places by what they are for.
enum Places {

  /// Where files that nobody installed can be left: anybody may write there, or a service may.
  static func isOdd(_ path: HostString) -> Bool {
    let bytes = path.text.utf8
    if ["/tmp/", "/var/tmp/", "/dev/", "/run/", "/var/spool/"].contains(where: { bytes.starts(with: $0.utf8) }) {
      return true
    }
    guard !bytes.starts(with: "/home/".utf8), !bytes.starts(with: "/root/".utf8) else { return false }
    return path.contains("/.")
  }

  /// Web roots, and places that hold what runs.
  static func holdsCode(_ path: HostString) -> Bool {
    let name = path.lastComponent
    let isScript = [
      ".php", ".phtml", ".php5", ".php7", ".phar", ".jsp", ".jspx", ".asp", ".aspx", ".cgi", ".pl", ".py", ".sh", ".so",
    ]
    .contains { name.hasSuffix($0) }
    let isModule = name.hasSuffix(".ko") || name.contains(".so.")
    if isScript || isModule { return !path.contains("/node_modules/") && !path.contains("/site-packages/") }
    return path.hasPrefix("/etc/") || path.hasPrefix("/var/spool/")
  }
}
