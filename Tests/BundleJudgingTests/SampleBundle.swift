import CaseModel
import Digests
import EvidenceBundle
import HostFacts
import JSONText
import Testing

/// A small bundle as the collector's writer makes it, with an implant among its facts.
struct SampleBundle {
  static let implant = String(repeating: "1", count: 64)

  var files: [String: [UInt8]]
  var seal: SHA256Digest

  init(records: [HostFact] = Self.facts) throws {
    let storage = MemoryStorage()
    let moment = Timestamp(nanoseconds: 1_764_000_000_000_000_000)
    let header = BundleHeader(
      caseID: try #require(CaseID("C-7")), profile: "standard", nonce: String(repeating: "0a", count: 16),
      created: moment, toolVersion: "0.1.0")
    let writer = try BundleWriter(storage: storage, header: header)
    let metadata = ExhibitMetadata(
      source: "/etc/hosts", method: "read", entries: ["C041"], started: moment, ended: moment)
    try writer.add(exhibit: Array("127.0.0.1 localhost\n".utf8), metadata)
    for record in records { try writer.add(record) }
    try writer.sealVolatile(at: moment)
    for entry in CoverageEntry.all { try writer.add(LedgerRow(id: entry.id, name: entry.name, status: .absent)) }
    seal = try writer.finish(receipt: ["written": 0], at: moment)
    files = storage.files
  }

  static var facts: [HostFact] {
    var host = HostRecord(hostname: "web-1", now: Timestamp(nanoseconds: 1_764_000_000_000_000_000))
    host.instanceID = "i-0abc"
    var process = ProcessRecord(pid: 4242)
    process.ppid = 1
    process.comm = "kworker"
    process.executable = "/tmp/.x/kworker"
    process.arguments = ["/tmp/.x/kworker"]
    process.executableDigest = implant
    process.uids = [0, 0, 0, 0]
    return [
      .host(host), .process(process), .package(PackageRecord(manager: "dpkg", name: "coreutils", version: "9")),
    ]
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
