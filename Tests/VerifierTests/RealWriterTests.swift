import CaseModel
import Digests
import EvidenceBundle
import JSONText
import Testing

@testable import Verifier

/// What the collector's own writer writes is what the verifier, which was not written from it, calls a bundle.
@Suite struct RealWriterTests {
  @Test func aBundleOfTheWriterVerifiesWithItsSeal() throws {
    let (storage, seal) = try write()
    let examined = try BundleVerifier(expectedSeal: seal).examine(MemoryDirectory(files: storage.files))
    #expect(examined.report.faults == [])
    #expect(examined.report.outcome == .verified)
    #expect(examined.report.volatileSeal == .holds)
    let bundle = try #require(examined.bundle)
    let sources = try bundle.exhibits().map(\.source)
    #expect(sources == ["/etc/hosts", "/etc/hosts2", "/empty", "/large", #"/odd\x0aname"#])
    for exhibit in try bundle.exhibits() { try bundle.extract(exhibit) { _ in } }
    #expect(bundle.report.counts.records == 300)
  }

  /// Whatever write the collector dies in, and whatever part of it arrives.
  @Test func theWritersWorkIsAPrefixAtEveryMoment() throws {
    let (storage, _) = try write(large: 70_000)
    var files: [String: [UInt8]] = [:]
    func check(_ what: String) throws {
      var verifier = BundleVerifier()
      verifier.coverageIDs = ["C001"]
      let report = try verifier.verify(MemoryDirectory(files: files))
      #expect(report.outcome == (files["seal.json"] == nil ? .prefix : .consistent), "\(what): \(report.faults)")
    }
    for write in storage.writes {
      switch write {
      case .append(let name, let bytes):
        let before = files[name] ?? []
        for length in Set([0, 1, bytes.count / 2, bytes.count - 1, bytes.count])
        where (0...bytes.count).contains(length) {
          files[name] = before + bytes.prefix(length)
          try check("\(length) of \(bytes.count) bytes to \(name)")
        }
        files[name] = before + bytes
      case .rename(let partial, let name):
        files[name] = files.removeValue(forKey: partial)
        try check("\(name) named")
      }
    }
  }

  func write(large: Int = 9 << 20) throws -> (RecordingStorage, SHA256Digest) {
    let storage = RecordingStorage()
    var header = BundleHeader(
      caseID: try #require(CaseID("C-7")), profile: "standard", nonce: String(repeating: "0a", count: 16),
      created: Timestamp(nanoseconds: 1), toolVersion: "0.1.0")
    header.host.bootID = "b-1"
    header.host.hostname = HostString(bytes: [0xff, 0x1b, UInt8(ascii: "h")])
    header.invocation = ("i-1", "c-1")
    let writer = try BundleWriter(storage: storage, header: header)
    try writer.add(exhibit: Array("127.0.0.1 localhost\n".utf8), metadata("/etc/hosts"))
    try writer.add(exhibit: Array("127.0.0.1 localhost\n".utf8), metadata("/etc/hosts2"))
    for number in 0..<200 { try writer.add(factLine: Array(#"{"type":"process","pid":\#(number)}"#.utf8)) }
    try writer.sealVolatile(at: Timestamp(nanoseconds: 2))
    try writer.add(exhibit: [], metadata("/empty"))
    var random = SeededGenerator(state: 4)
    let block = random.bytes(70_000)
    var exhibit = ExhibitInProgress()
    var size = 0
    while size < large {
      try writer.append(block.map { $0 &+ UInt8(truncatingIfNeeded: size) }, to: &exhibit)
      size += block.count
    }
    try writer.finish(exhibit, metadata("/large"))
    try writer.add(exhibit: [1, 2, 3], metadata(HostString(bytes: Array("/odd\nname".utf8))))
    for number in 0..<100 { try writer.add(factLine: Array(#"{"type":"file","inode":\#(number)}"#.utf8)) }
    for id in BundleFormat.coverageIDs {
      try writer.add(LedgerRow(id: id, name: "entry", status: .absent, why: "not there", tried: ["/x"]))
    }
    let seal = try writer.finish(receipt: ["written": 0], at: Timestamp(nanoseconds: 3))
    return (storage, seal)
  }

  private func metadata(_ source: HostString) -> ExhibitMetadata {
    var metadata = ExhibitMetadata(
      source: source, method: "read", entries: ["C041"], started: Timestamp(nanoseconds: 1),
      ended: Timestamp(nanoseconds: 2))
    metadata.masked = [(0, 0)]
    return metadata
  }
}

/// Keeps what the writer writes, and in which order.
final class RecordingStorage: BundleStorage {
  var files: [String: [UInt8]] = [:]
  var writes: [TestBundle.Write] = []

  func create(_ name: String) throws(BundleError) { try append([], to: name) }

  func append(_ bytes: [UInt8], to name: String) throws(BundleError) {
    files[name, default: []] += bytes
    writes.append(.append(name, bytes))
  }

  func rename(_ name: String, to newName: String) throws(BundleError) {
    files[newName] = files.removeValue(forKey: name)
    writes.append(.rename(name, to: newName))
  }

  func synchronise(_ name: String) throws(BundleError) {}
}
