import CaseModel
import EvidenceBundle
import HostFacts
import JSONText
import Testing
import Verifier

/// A collection whose share dies at every moment it can die at.
@Suite struct DyingShareTests {
  /// Mistake 15: a share that stalled left a hollow image with a matching digest. Here it leaves a prefix, which says that it is one.
  @Test func mistake15WhateverWriteTheShareDiesInAPrefixThatSaysSoIsLeft() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededRandom(seed: seed)
    let whole = DyingStorage(lastWrite: .max, kept: 1)
    try Self.write(to: whole)
    #expect(try BundleVerifier().verify(MemoryDirectory(files: whole.files)).outcome == .consistent)
    #expect(whole.writes > 150)
    for last in 0..<whole.writes {
      for kept in [Double.random(in: 0..<1, using: &random), 1] {
        let storage = DyingStorage(lastWrite: last, kept: kept)
        #expect(throws: BundleError.self) { try Self.write(to: storage) }
        let report = try BundleVerifier().verify(MemoryDirectory(files: storage.files))
        // The rename that names the seal may have been the write that died, after it was done.
        #expect(
          report.outcome == (storage.files["seal.json"] == nil ? .prefix : .consistent),
          "seed \(seed), write \(last), \(kept): \(report.faults)")
      }
    }
  }

  @Test func aWriterWhoseShareDiedSaysSoAgain() throws {
    let storage = DyingStorage(lastWrite: 8, kept: 0)
    let writer = try? BundleWriter(storage: storage, header: Self.header())
    #expect(throws: BundleError.self) { try writer?.sealVolatile(at: Timestamp(nanoseconds: 1)) }
  }

  private static func header() throws -> BundleHeader {
    var header = BundleHeader(
      caseID: try #require(CaseID("C-7")), profile: "standard", nonce: String(repeating: "5c", count: 16),
      created: Timestamp(nanoseconds: 1_764_000_000_000_000_000), toolVersion: "0.1.0")
    header.host.hostname = "web-1"
    header.host.bootID = "b-1"
    return header
  }

  /// A collection in small: processes, exhibits that repeat and exhibits of several frames, two seals, a whole ledger.
  private static func write(to storage: DyingStorage) throws {
    let writer = try BundleWriter(storage: storage, header: header())
    for pid in 1..<40 {
      try writer.add(.process(ProcessRecord(pid: pid)))
      try writer.add(exhibit: Array("== status\nPid: \(pid / 2)\n".utf8), metadata(HostString("/proc/\(pid)"), "C003"))
    }
    try writer.sealVolatile(at: Timestamp(nanoseconds: 2))
    var random = SeededRandom(seed: 1)
    for number in 0..<3 {
      let bytes = (0..<(number * 32_000)).map { _ in UInt8.random(in: 0...255, using: &random) }
      try writer.add(exhibit: bytes, metadata(HostString("/var/log/part-\(number)"), "C052"))
      for file in 0..<60 {
        var record = FileRecord(path: HostString("/srv/\(number)/\(file)"), kind: .file)
        record.size = Int64(file)
        try writer.add(.file(record))
      }
      try writer.flush()
    }
    for number in 1...124 {
      let id = "C" + String(repeating: "0", count: 3 - "\(number)".count) + "\(number)"
      try writer.add(LedgerRow(id: id, name: "entry", status: .absent, why: "not there", tried: ["/x"]))
    }
    _ = try writer.finish(receipt: ["format": "needletail-receipt"], at: Timestamp(nanoseconds: 3))
  }

  private static func metadata(_ source: HostString, _ entry: String) -> ExhibitMetadata {
    ExhibitMetadata(
      source: source, method: "read", entries: [entry], started: Timestamp(nanoseconds: 1),
      ended: Timestamp(nanoseconds: 2))
  }
}
