import CaseModel
import Digests
import EvidenceBundle
import Foundation
import HostFacts
import JSONText

/// Makes real bundles with the real writer, small ones, so that what comes home can really be verified and judged.
enum BundleForge {
  /// A bundle's files by name, and its seal.
  static func bundle(caseID: CaseID, nonce: String, host: String) throws -> (files: [String: [UInt8]], seal: String) {
    let storage = Shelf()
    var header = BundleHeader(
      caseID: caseID, profile: "quick", nonce: nonce, created: Timestamp(seconds: 1_000_000_000), toolVersion: "0.1.0")
    header.host.hostname = HostString(host)
    header.host.bootID = "b-1"
    let writer = try BundleWriter(storage: storage, header: header)
    try writer.add(
      exhibit: Array("127.0.0.1 localhost\n".utf8),
      ExhibitMetadata(
        source: "/etc/hosts", method: "read", entries: ["C091"], started: Timestamp(nanoseconds: 1),
        ended: Timestamp(nanoseconds: 2)))
    for number in 1...20 {
      try writer.add(factLine: Array(#"{"type":"process","pid":\#(number),"command":"sleeper"}"#.utf8))
    }
    try writer.sealVolatile(at: Timestamp(nanoseconds: 3))
    for number in 1...124 {
      let id = "C" + String(repeating: "0", count: 3 - String(number).count) + String(number)
      try writer.add(LedgerRow(id: id, name: "entry", status: .absent, why: "not there", tried: ["/x"]))
    }
    let seal = try writer.finish(receipt: ["written": 0], at: Timestamp(nanoseconds: 4))
    return (storage.files, seal.hex)
  }

  /// The same as one archive.
  static func packed(_ files: [String: [UInt8]]) throws -> [UInt8] {
    let folder = NSTemporaryDirectory() + "forge-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: "\(folder)/b", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, bytes) in files { try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/b/\(name)")) }
    _ = try PackedBundle.pack(directory: "\(folder)/b", to: "\(folder)/out.tar")
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/out.tar")))
  }

  /// What the collector and its script print.
  static func output(caseID: CaseID, nonce: String, seal: String, transport: JSONValue) -> String {
    let summary: JSONValue = [
      "verdict": "watch", "confidence": "medium", "provisional": true, "reasons": ["odd thing"], "not_seen": [],
      "seal": .string(seal), "nonce": .string(nonce), "case": .string(caseID.text), "incomplete": false,
      "milliseconds": 900,
      "findings_total": 1, "findings": [],
    ]
    return summary.compactText + "\n" + transport.compactText + "\n"
  }

  private final class Shelf: BundleStorage {
    var files: [String: [UInt8]] = [:]
    func create(_ name: String) throws(BundleError) { files[name] = [] }
    func append(_ bytes: [UInt8], to name: String) throws(BundleError) { files[name, default: []] += bytes }
    func rename(_ name: String, to newName: String) throws(BundleError) {
      files[newName] = files.removeValue(forKey: name)
    }
    func synchronise(_ name: String) throws(BundleError) {}
  }
}
