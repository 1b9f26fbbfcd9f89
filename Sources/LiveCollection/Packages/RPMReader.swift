internal import Artifacts
internal import CLinuxShims
internal import CaseModel
internal import HostFacts

/// Fills the index from rpm's database in its SQLite form (rpm 4.16 and later). Older forms (Berkeley DB, ndb) are named, not read.
struct RPMReader {
  /// Where distributions keep it.
  static let databases: [HostString] = ["/usr/lib/sysimage/rpm/rpmdb.sqlite", "/var/lib/rpm/rpmdb.sqlite"]
  /// The older forms.
  static let olderForms: [HostString] = [
    "/var/lib/rpm/Packages", "/usr/lib/sysimage/rpm/Packages", "/var/lib/rpm/Packages.db",
    "/usr/lib/sysimage/rpm/Packages.db",
  ]

  let source: LiveHostSource

  /// What came of it.
  struct Result {
    var packages: [PackageRecord] = []
    var faults: [String] = []
    /// An older form was found.
    var unsupported: HostString?
  }

  func read(into index: inout PackageIndex, breathe: () throws -> Void) throws -> Result? {
    for path in Self.databases {
      guard let file = try? source.open(path) else { continue }
      defer { closeDescriptor(file) }
      return try read(file, path, into: &index, breathe: breathe)
    }
    guard let older = Self.olderForms.first(where: { (try? source.status($0, followLinks: true))?.kind == .file })
    else { return nil }
    return Result(unsupported: older)
  }

  private func read(
    _ file: Int32, _ path: HostString, into index: inout PackageIndex, breathe: () throws -> Void
  ) throws -> Result {
    var result = Result()
    if let log = try? source.status(HostString(escaped: "\(path.text)-wal"), followLinks: false), log.size > 0 {
      result.faults.append("\(path.text)-wal holds changes that were not read")
    }
    do {
      let table = try SQLiteTable(named: "Packages") { offset, length in
        var bytes = [UInt8](repeating: 0, count: length)
        let count = nt_pread(file, &bytes, length, offset)
        return count == length ? bytes : nil
      }
      let damaged = try table.forEachRow { _, columns throws(any Error) in
        try breathe()
        guard case .blob(let blob)? = columns.last, let header = try? RPMHeader(blob) else {
          result.faults.append("a package header that cannot be read")
          return
        }
        result.packages.append(header.package)
        let number = index.add(package: header.package.name)
        header.files { index.add($0, package: number) }
      }
      if damaged > 0 { result.faults.append("\(damaged) damaged pages or rows in \(path.text)") }
    } catch let budget as BudgetExceeded {
      throw budget
    } catch {
      result.faults.append("\(path.text): \(error)")
    }
    return result
  }
}

extension PackageIndex {
  /// Adds a file as its package describes it. Digests of 32 bytes are SHA-256; older ones are not compared.
  mutating func add(_ file: PackagedFile, package: UInt32) {
    var digest: Digest?
    if file.algorithm == .sha256, file.digest.count == 32 {
      func word(_ start: Int) -> UInt64 { file.digest[start..<(start + 8)].reduce(0) { $0 << 8 | UInt64($1) } }
      digest = .sha256Prefix(word(0), word(8))
    }
    add(path: file.path.bytes, package: package, digest: digest, isConfiguration: file.isConfiguration)
  }
}
