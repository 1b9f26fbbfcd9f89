internal import CaseModel
internal import Compression
internal import Digests
internal import EvidenceBundle
internal import HostFacts
internal import JSONText
internal import Verifier

extension FuzzTargets {
  /// Bundles: frames, and a good bundle changed here and there.
  static let bundleTargets: [FuzzTarget] = [
    FuzzTarget("zstd-frame", seeds: { [(try? ZstdFrame.compress(Array(repeating: 65, count: 500))) ?? []] }) { bytes in
      guard let plain = try? ZstdFrame.decompress(bytes, limit: 1 << 16) else { return }
      precondition(plain.count <= 1 << 16, "no more than the limit")
    },
    FuzzTarget(
      "bundle", seeds: { [[0, 0, 0, 0], [1, 7, 0, 99, 3, 0, 9, 200], [4, 128, 255, 1]] }, run: verifyChanged),
    FuzzTarget(
      "bundle-files", seeds: { [[0] + Array("{}".utf8), [2, 40, 181, 47, 253], [3] + Array("{\"n\":0}".utf8)] }
    ) { bytes in
      guard let first = bytes.first else { return }
      var files = GoodBundle.files
      let names = files.keys.sorted()
      files[names[Int(first) % names.count]] = Array(bytes.dropFirst())
      examine(files)
    },
  ]

  /// Each four bytes are one change: the file, where in it (of 65,536 parts), and what becomes of the byte there.
  private static func verifyChanged(_ bytes: [UInt8]) {
    var files = GoodBundle.files
    let names = files.keys.sorted()
    for start in stride(from: 0, to: min(bytes.count, 64) - 3, by: 4) {
      let name = names[Int(bytes[start] & 0x7f) % names.count]
      guard var content = files[name], !content.isEmpty else { continue }
      let place = (Int(bytes[start + 1]) << 8 | Int(bytes[start + 2])) * content.count >> 16
      if bytes[start] & 0x80 != 0 {
        content.removeLast(content.count - place)
      } else {
        content[place] ^= bytes[start + 3]
      }
      files[name] = content
    }
    examine(files)
  }

  private static func examine(_ files: [String: [UInt8]]) {
    guard let examined = try? BundleVerifier(expectedSeal: GoodBundle.seal).examine(MemoryDirectory(files: files))
    else { return }
    precondition(examined.report.outcome != .verified || files == GoodBundle.files, "a changed bundle does not verify")
    guard let bundle = examined.bundle else { return }
    try? bundle.forEachFact { _ in }
    for exhibit in (try? bundle.exhibits()) ?? [] { try? bundle.extract(exhibit) { _ in } }
  }
}

/// A small bundle as the collector's writer makes it.
private enum GoodBundle {
  static let files = made.files
  static let seal = made.seal

  private static let made: (files: [String: [UInt8]], seal: SHA256Digest?) = {
    let storage = MemoryStorage()
    return (try? write(to: storage)).map { (storage.files, $0) } ?? (storage.files, nil)
  }()

  private static func write(to storage: MemoryStorage) throws -> SHA256Digest? {
    guard let id = CaseID("C-7") else { return nil }
    let moment = Timestamp(nanoseconds: 1_764_000_000_000_000_000)
    let header = BundleHeader(
      caseID: id, profile: "standard", nonce: String(repeating: "0a", count: 16), created: moment, toolVersion: "0.1.0")
    let writer = try BundleWriter(storage: storage, header: header)
    for (source, text) in [("/etc/hosts", "127.0.0.1 localhost\n"), ("/etc/motd", "welcome\n"), ("/empty", "")] {
      let metadata = ExhibitMetadata(
        source: HostString(source), method: "read", entries: ["C041"], started: moment, ended: moment)
      try writer.add(exhibit: Array(text.utf8), metadata)
      for pid in 1..<5 { try writer.add(.process(ProcessRecord(pid: pid))) }
    }
    try writer.sealVolatile(at: moment)
    for entry in CoverageEntry.all { try writer.add(LedgerRow(id: entry.id, name: entry.name, status: .absent)) }
    return try writer.finish(receipt: ["written": 0], at: moment)
  }
}

/// A share in memory.
private final class MemoryStorage: BundleStorage {
  var files: [String: [UInt8]] = [:]

  func create(_ name: String) throws(BundleError) { files[name] = [] }
  func append(_ bytes: [UInt8], to name: String) throws(BundleError) { files[name, default: []] += bytes }
  func rename(_ name: String, to newName: String) throws(BundleError) {
    files[newName] = files.removeValue(forKey: name)
  }
  func synchronise(_ name: String) throws(BundleError) {}
}
