internal import Digests
internal import JSONText

/// One verification: the state that its steps share. The steps are in the extensions, a chapter of the format each.
struct Examination {
  let expectedSeal: SHA256Digest?
  let coverageIDs: [String]
  let files: [String: any EvidenceFile]
  var faults: FaultLog
  var holds: [String] = []
  var counts = BundleCounts()
  var ledger: [LedgerStatus: Int] = [:]
  var ledgerIDs: Set<String> = []
  /// SHA-256 of each row, for the reader.
  var ledgerRows: [DigestKey] = []
  /// Ids that exhibits name, with the manifest line that names each first.
  var namedEntries: [String: StoredLineReference] = [:]

  var entry: EntryFile?
  /// SHA-256 of the stored bytes of `bundle.json`.
  var entryDigest: DigestKey?
  var seal: SealStatement?
  var sealDigest: SHA256Digest?
  var volatileSeal: SealStatement?
  var manifest = ManifestState()
  var content = ContentState()
  var facts = FactsState()
  var digests: [String: DigestKey] = [:]

  var isSealed: Bool { files[BundleFormat.seal] != nil }

  /// Lists and opens the files, and reads the version.
  ///
  /// - Throws: `NotABundle` if this is no bundle, or a newer one.
  init(
    _ directory: any EvidenceDirectory, expectedSeal: SHA256Digest?, coverageIDs: [String]
  ) throws(NotABundle) {
    self.expectedSeal = expectedSeal
    self.coverageIDs = coverageIDs
    var log = FaultLog()
    files = try Self.open(directory, &log)
    faults = log
    counts.storedBytes = files.values.reduce(0) { $0 &+ $1.length }
    try readEntry()
  }

  mutating func run() -> ExaminedBundle {
    readSeals()
    walkManifest()
    checkLedger()
    checkReceipt()
    checkSealed()
    return conclude()
  }

  /// A whole small file, or `nil` with a fault.
  mutating func document(_ name: String, limit: Int) -> [UInt8]? {
    guard let file = files[name] else { return nil }
    guard file.length <= UInt64(limit) else {
      faults.add(.tooLong, name, "\(file.length) bytes, at most \(limit) are allowed")
      return nil
    }
    do { return try file.read(at: 0, count: Int(file.length)) } catch {
      faults.add(.unreadable, name, error.message)
      return nil
    }
  }

  /// One JSON object on one line, with or without a line feed at its end.
  mutating func lineObject(_ name: String, _ bytes: [UInt8], limit: Int) -> Members? {
    let range = UInt64(0)..<UInt64(bytes.count)
    do throws(MemberError) {
      if let end = ByteSearch.lineFeed(in: bytes, from: 0), end != bytes.count - 1 {
        throw MemberError(message: "more than one line")
      }
      return try Members(parsing: bytes, limit: limit + 1)
    } catch {
      faults.add(.badStatement, name, range: range.locatable, error.message)
      return nil
    }
  }
}

/// Where something was said first.
struct StoredLineReference {
  let line: Int
  let range: Range<UInt64>
}
