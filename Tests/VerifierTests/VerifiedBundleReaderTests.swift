import Digests
import JSONText
import Testing

@testable import Verifier

@Suite struct VerifiedBundleReaderTests {
  private func open(_ bundle: TestBundle) throws -> VerifiedBundleReader {
    try #require(try BundleVerifier().examine(bundle.directory).bundle)
  }

  private func bytes(_ exhibit: VerifiedExhibit, of bundle: VerifiedBundleReader) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try bundle.extract(exhibit) { bytes += $0 }
    return bytes
  }

  @Test func exhibitsComeBackWithTheirBytes() throws {
    let bundle = try open(.complete())
    let exhibits = try bundle.exhibits()
    #expect(
      exhibits.map(\.source) == [
        "/etc/passwd", "/etc/empty", #"/tmp/\x1b[31m"#, "/copy/of/passwd", "/var/log/syslog",
      ])
    for exhibit in exhibits {
      let bytes = try bytes(exhibit, of: bundle)
      #expect(UInt64(bytes.count) == exhibit.size)
      #expect(SHA256.digest(bytes) == exhibit.sha256)
      #expect(try bundle.exhibit(line: exhibit.line)?.source == exhibit.source)
    }
    #expect(exhibits[4].entries == ["C052"])
    #expect(exhibits[4].json["truncated"]?.string == "limit")
    #expect(try bundle.exhibit(sha256: exhibits[4].sha256)?.line == exhibits[4].line)
    #expect(try bundle.exhibit(line: 0) == nil)
  }

  @Test func factsRowsAndDocumentsComeBack() throws {
    let bundle = try open(.complete())
    var facts: [String] = []
    try bundle.forEachFact { facts.append(String(decoding: $0, as: UTF8.self)) }
    #expect(facts.count == 3)
    #expect(facts.last == #"{"type":"socket","local":"0.0.0.0:22"}"#)
    var rows = 0
    try bundle.forEachLedgerRow { row in
      rows += 1
      #expect(row["status"]?.string == "obtained")
    }
    #expect(rows == 124)
    #expect(try bundle.entry()?["case"]?.string == "C-7")
    #expect(try bundle.seal()?["scope"]?.string == "final")
    #expect(try bundle.receipt()?["written"]?.integer == 0)
  }

  @Test func aPrefixIsReadAsFarAsItGoes() throws {
    var prefix = TestBundle.complete(sealed: false)
    prefix.ledgerRow("C001")
    prefix.append("ledger.jsonl", Array(#"{"id":"C0"#.utf8))
    prefix.append("receipt.json.partial", Array(#"{"wri"#.utf8))
    let bundle = try open(prefix)
    var rows = 0
    try bundle.forEachLedgerRow { _ in rows += 1 }
    #expect(rows == 1)
    #expect(try bundle.seal() == nil)
    #expect(try bundle.receipt() == nil)
    #expect(bundle.exhibitCount == 5)
  }

  @Test func aFailedBundleIsNotOpened() throws {
    var directory = TestBundle.complete().directory
    directory.files["seal.sha256"]?[0] ^= 1
    #expect(try BundleVerifier().examine(directory).bundle == nil)
  }

  /// The share can be written to between the verification and the reading.
  @Test(arguments: [
    "content.tar.zst", "facts.jsonl.zst", "manifest.jsonl", "ledger.jsonl", "receipt.json", "bundle.json",
  ])
  func whatChangesAfterTheVerificationIsNotHandedOut(name: String) throws {
    let directory = ChangingDirectory(TestBundle.complete().directory)
    let bundle = try #require(try BundleVerifier().examine(directory).bundle)
    directory.change(name)
    #expect(throws: ChangedSinceVerification.self) {
      for exhibit in try bundle.exhibits() { try bundle.extract(exhibit) { _ in } }
      try bundle.forEachFact { _ in }
      try bundle.forEachLedgerRow { _ in }
      _ = try (bundle.entry(), bundle.receipt())
    }
  }

  @Test func differencesAreBySourceAndDigest() throws {
    var old = TestBundle()
    old.frame([[1], [2]])
    old.exhibit("/same", [[1]])
    old.exhibit("/changed", [[1]])
    old.exhibit("/gone", [[2]])
    // Two names that Swift's String equality takes for one.
    old.exhibit("/caf\u{e9}", [[1]])
    var new = TestBundle()
    new.frame([[1], [2]])
    new.exhibit("/changed", [[2]])
    new.exhibit("/same", [[1]])
    new.exhibit("/new", [[2]])
    new.exhibit("/cafe\u{301}", [[1]])
    let difference = try BundleDifference(from: open(old), to: open(new))
    #expect(difference.added.map { Array($0.utf8) } == ["/cafe\u{301}", "/new"].map { Array($0.utf8) })
    #expect(difference.removed.map { Array($0.utf8) } == ["/caf\u{e9}", "/gone"].map { Array($0.utf8) })
    #expect(
      difference.changed == [
        .init(source: "/changed", before: [SHA256.digest([1])], after: [SHA256.digest([2])])
      ])
    #expect(difference.unchangedCount == 1)
  }
}

/// A directory whose open files can change behind the reader's back. Used from one task only.
private final class ChangingDirectory: EvidenceDirectory, @unchecked Sendable {
  private let good: MemoryDirectory
  fileprivate var changed: String?

  init(_ good: MemoryDirectory) { self.good = good }

  func change(_ name: String) { changed = name }

  func entries(limit: Int) throws(EvidenceReadError) -> [EvidenceEntry] { try good.entries(limit: limit) }

  func open(_ name: String) throws(EvidenceReadError) -> any EvidenceFile {
    ChangingFile(name: name, file: try good.open(name), directory: self)
  }
}

private struct ChangingFile: EvidenceFile {
  let name: String
  let file: any EvidenceFile
  let directory: ChangingDirectory
  var length: UInt64 { file.length }

  func read(at offset: UInt64, count: Int) throws(EvidenceReadError) -> [UInt8] {
    var bytes = try file.read(at: offset, count: count)
    // Inside a text or a number, so that it still parses: only its digest can tell.
    if directory.changed == name, bytes.count > 1 {
      let isText = !name.hasSuffix(".zst")
      bytes[bytes.count - (isText ? min(20, bytes.count) : 2)] ^= 1
    }
    return bytes
  }
}
