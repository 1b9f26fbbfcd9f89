import BundleJudging
import CaseModel
import Digests
import EvidenceBundle
import Foundation
import HostFacts
import IncidentResponse
import JSONText
import Testing
import Triage
import Workflow

@testable import CloudCommands

/// Hits of a sweep, with where they stand.
@Suite struct SweepTests {
  /// A suspect whose verified bundle, in a folder of this machine, holds one process of a bad name and digest.
  private func held(_ folder: String) throws -> HeldEvidence {
    let shelf = Shelf(folder: folder)
    let caseID = try #require(CaseID("Friday"))
    let moment = Timestamp(seconds: 1_764_000_000)
    let writer = try BundleWriter(
      storage: shelf,
      header: BundleHeader(
        caseID: caseID, profile: "quick", nonce: String(repeating: "0a", count: 16), created: moment,
        toolVersion: "0.1.0"))
    var process = ProcessRecord(pid: 666)
    process.comm = "xmrig"
    process.executable = "/tmp/.x/xmrig"
    process.executableDigest = String(repeating: "ab", count: 32)
    try writer.add(.process(process))
    try writer.sealVolatile(at: moment)
    for entry in CoverageEntry.all {
      try writer.add(LedgerRow(id: entry.id, name: entry.name, status: .absent, why: "not there", tried: ["/x"]))
    }
    let seal = try writer.finish(receipt: ["written": 0], at: moment).hex
    let target = Target(
      account: try #require(AccountID("111122223333")), region: try #require(RegionName("eu-central-1")),
      instance: try #require(InstanceID("i-0000000a")))
    let record: JSONValue = [
      "verdict": [
        "verdict": "escalate", "confidence": "high", "reasons": [], "nextStep": "", "findings": 1, "standing": "v",
      ], "seal": .string(seal), "keys": ["Friday/x/share/b/seal.json"], "bytes": 1, "localPath": .string(folder),
      "isPacked": false,
    ]
    return HeldEvidence(
      suspect: Suspect(target: target, state: "running"), lane: "share",
      record: try JSONRecordDecoder.decode(VerifiedEvidence.self, from: record))
  }

  private func with<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = NSTemporaryDirectory() + "sweep-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }

  @Test func aHitIsToldWithTargetIndicatorSourceAndExhibit() throws {
    try with { folder in
      let list = IndicatorList.read(
        Array("sha256,\(String(repeating: "ab", count: 32)),miner\nfile,xmrig\nip,203.0.113.7\n".utf8))
      let evidence = try held(folder)
      let swept = SweptBundle(evidence: evidence, result: .success(try evidence.open().sweep(list)))
      let text = SweepText(caseID: try #require(CaseID("Friday")), list: list, bundles: [swept])
      #expect(text.text.contains("3 indicators, 1 bundles of 1 hosts, found on 1"))
      #expect(text.text.contains("111122223333/eu-central-1/i-0000000a, share: 2 hits"))
      #expect(text.text.contains("sha256 \(String(repeating: "ab", count: 32))  (miner)"))
      #expect(text.text.contains("running program: /proc/666/exe, exhibit abab"))
      let hits = text.json["bundles"]?.array?.first?["hits"]?.array ?? []
      #expect(hits.map { $0["kind"]?.string } == ["sha256", "file_name"] && text.unread.isEmpty)
      #expect(hits[0]["source"]?.string == "/proc/666/exe" && hits[0]["position"]?.string == "line 1")
    }
  }

  @Test func aCopyThatWasAlteredIsNotSearched() throws {
    try with { folder in
      let evidence = try held(folder)
      let path = "\(folder)/ledger.jsonl"
      var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      bytes[40] ^= 1
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      #expect(throws: (any Error).self) { try evidence.open() }
    }
  }

  /// A share in a folder of this machine.
  private final class Shelf: BundleStorage {
    let folder: String
    var files: [String: [UInt8]] = [:]
    init(folder: String) { self.folder = folder }
    func create(_ name: String) throws(BundleError) { keep([], name) }
    func append(_ bytes: [UInt8], to name: String) throws(BundleError) { keep((files[name] ?? []) + bytes, name) }
    func rename(_ name: String, to newName: String) throws(BundleError) {
      keep(files.removeValue(forKey: name) ?? [], newName)
      try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
    func synchronise(_ name: String) throws(BundleError) {}
    private func keep(_ bytes: [UInt8], _ name: String) {
      files[name] = bytes
      _ = FileManager.default.createFile(atPath: "\(folder)/\(name)", contents: Data(bytes))
    }
  }
}
