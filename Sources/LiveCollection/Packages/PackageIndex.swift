internal import CaseModel
internal import HostFacts

/// Which package owns a path, and what digest the package manager keeps for it. Filled by a reader per manager.
///
/// Paths are kept as 64-bit hashes, so that a host with half a million owned paths costs some 20 MB; two paths that share a hash would be taken for
/// each other once in about 10^8 hosts, and a digest that then differs is checked by the responder.
struct PackageIndex {
  /// A digest as the package manager keeps it.
  enum Digest: Hashable {
    /// MD5 of dpkg: two halves, big-endian.
    case md5(UInt64, UInt64)
    /// SHA-256 of rpm: first 16 bytes are kept, which is enough to compare.
    case sha256Prefix(UInt64, UInt64)
  }

  /// What is known of a path.
  struct Owner {
    var package: HostString
    var digest: Digest?
    var isConfiguration: Bool
  }

  private struct Entry {
    var package: UInt32
    var digest: Digest?
    var isConfiguration: Bool
  }

  private var entries: [UInt64: Entry] = [:]
  private(set) var packages: [HostString] = []
  /// `/bin`, `/sbin`, `/lib` … are links into `/usr`, so that packages' paths lead there.
  var isMerged = false

  var isEmpty: Bool { entries.isEmpty }
  var count: Int { entries.count }

  /// A number for a package, to add paths under.
  mutating func add(package: HostString) -> UInt32 {
    packages.append(package)
    return UInt32(packages.count - 1)
  }

  mutating func reserve(_ count: Int) { entries.reserveCapacity(count) }

  /// Adds a path, or completes what is known of it.
  mutating func add(path: some Collection<UInt8>, package: UInt32, digest: Digest? = nil, isConfiguration: Bool = false)
  {
    let key = hash(path)
    var entry = entries[key] ?? Entry(package: package, digest: nil, isConfiguration: false)
    if let digest {
      entry.digest = digest
      entry.package = package
    }
    if isConfiguration { entry.isConfiguration = true }
    entries[key] = entry
  }

  func owner(of path: HostString) -> Owner? { owner(ofBytes: path.bytes) }

  func owner(ofBytes path: some Collection<UInt8>) -> Owner? {
    guard let entry = entries[hash(path)] else { return nil }
    return Owner(package: packages[Int(entry.package)], digest: entry.digest, isConfiguration: entry.isConfiguration)
  }

  /// FNV-1a over the path as it is after the `/usr` merge, without a leading slash.
  private func hash(_ path: some Collection<UInt8>) -> UInt64 {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325
    let relative = path.first == UInt8(ascii: "/") ? path.dropFirst() : path.dropFirst(0)
    if isMerged, Self.isMovedByMerge(relative) {
      for byte in "usr/".utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    for byte in relative { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return value
  }

  private static let merged = ["bin/", "sbin/", "lib/", "lib32/", "lib64/", "libx32/"].map { Array($0.utf8) }

  private static func isMovedByMerge(_ path: some Collection<UInt8>) -> Bool {
    merged.contains { path.starts(with: $0) }
  }
}
