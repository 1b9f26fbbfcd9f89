public import Digests
public import JSONText

/// A bundle that was verified, for reading. Only `BundleVerifier` makes one.
///
/// Everything that is read is compared again with the digests that were verified, so that a bundle which changes in
/// between gives `ChangedSinceVerification` and never other bytes. One frame is in memory at a time.
public struct VerifiedBundleReader: Sendable {
  /// What the verification said.
  public let report: VerificationReport

  let files: [String: any EvidenceFile]
  let digests: [String: DigestKey]
  let ledgerRows: [DigestKey]
  let entryDigest: DigestKey?
  let exhibitPlaces: [ExhibitPlace]
  let segments: [DigestKey: SegmentPlace]
  let contentFrames: [FramePlace]
  let factsFrames: [FramePlace]

  /// How many exhibits there are.
  public var exhibitCount: Int { exhibitPlaces.count }

  /// `bundle.json`; `nil` in an empty prefix.
  public func entry() throws -> JSONValue? {
    try document(BundleFormat.entry, digest: entryDigest).map { try JSONReader.parse($0) }
  }

  /// `seal.json`; `nil` in a prefix.
  public func seal() throws -> JSONValue? {
    try document(BundleFormat.seal, digest: report.seal.map(DigestKey.init)).map { try JSONReader.parse($0) }
  }

  /// `receipt.json`; `nil` in a prefix without one.
  public func receipt() throws -> JSONValue? {
    try document(BundleFormat.receipt, digest: digests[BundleFormat.receipt]).map { try JSONReader.parse($0) }
  }

  /// Calls with each record of the facts, without its line feed, in stored order.
  public func forEachFact(_ body: (ArraySlice<UInt8>) throws -> Void) throws {
    guard let file = files[BundleFormat.facts] else { return }
    let store = FrameStore(file: file, frames: factsFrames)
    for index in factsFrames.indices {
      let plain = try store.plain(index)
      var start = 0
      while let end = ByteSearch.lineFeed(in: plain, from: start) {
        try body(plain[start..<end])
        start = end + 1
      }
    }
  }

  /// Calls with each row of the ledger, in stored order. A cut last row of a prefix is left out.
  ///
  /// - Throws: `ChangedSinceVerification` before a row that is not the one that was verified.
  public func forEachLedgerRow(_ body: (JSONValue) throws -> Void) throws {
    guard let file = files[BundleFormat.ledger] else { return }
    var scanner = LineScanner(file, limit: BundleFormat.lineLength)
    for digest in ledgerRows {
      guard let line = try scanner.next(), DigestKey(of: line.bytes) == digest else {
        throw ChangedSinceVerification(what: BundleFormat.ledger)
      }
      try body(try JSONReader.parse(line.bytes))
    }
  }

  /// Calls with each exhibit, in the order of the manifest.
  public func forEachExhibit(_ body: (VerifiedExhibit) throws -> Void) throws {
    for place in exhibitPlaces { try body(exhibit(at: place)) }
  }

  /// All exhibits. Their number is bounded only by the bundle; `forEachExhibit` needs no memory for them.
  public func exhibits() throws -> [VerifiedExhibit] { try exhibitPlaces.map(exhibit(at:)) }

  /// The exhibit on a line of the manifest, or `nil` if that line lists none.
  public func exhibit(line: Int) throws -> VerifiedExhibit? {
    try exhibitPlaces.first { $0.line == line }.map(exhibit(at:))
  }

  /// The first exhibit with that digest, or `nil`.
  public func exhibit(sha256: SHA256Digest) throws -> VerifiedExhibit? {
    for place in exhibitPlaces {
      let exhibit = try exhibit(at: place)
      if exhibit.sha256 == sha256 { return exhibit }
    }
    return nil
  }

  /// Hands over an exhibit's bytes in order, in parts of at most 8 MiB.
  ///
  /// - Throws: `ChangedSinceVerification`, also after the last part, if they are not the bytes that were verified;
  ///   then what was handed over must be thrown away.
  public func extract(_ exhibit: VerifiedExhibit, _ body: (ArraySlice<UInt8>) throws -> Void) throws {
    var hasher = SHA256()
    let places = exhibit.segments.compactMap { segments[$0] }
    if places.count == exhibit.segments.count, let file = files[BundleFormat.content] {
      try FrameStore(file: file, frames: contentFrames).forEachPart(places) { part in
        hasher.update(part)
        try body(part)
      }
    }
    guard hasher.finish() == exhibit.sha256 else {
      throw ChangedSinceVerification(what: "the exhibit on manifest line \(exhibit.line)")
    }
  }

  private func exhibit(at place: ExhibitPlace) throws -> VerifiedExhibit {
    guard let file = files[BundleFormat.manifest] else { throw ChangedSinceVerification(what: BundleFormat.manifest) }
    let bytes = try file.read(at: place.offset, count: place.length)
    guard DigestKey(of: bytes) == place.digest else {
      throw ChangedSinceVerification(what: "manifest line \(place.line)")
    }
    return try VerifiedExhibit(line: place.line, bytes: bytes)
  }

  private func document(_ name: String, digest: DigestKey?) throws -> [UInt8]? {
    guard let file = files[name] else { return nil }
    let bytes = try file.read(at: 0, count: Int(file.length))
    guard DigestKey(of: bytes) == digest else { throw ChangedSinceVerification(what: name) }
    return bytes
  }
}
