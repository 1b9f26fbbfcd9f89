/// The names and ceilings of docs/formats/bundle.md.
enum BundleFormat {
  static let version: Int64 = 1
  static let entry = "bundle.json"
  static let manifest = "manifest.jsonl"
  static let content = "content.tar.zst"
  static let facts = "facts.jsonl.zst"
  static let ledger = "ledger.jsonl"
  static let receipt = "receipt.json"
  static let volatileSeal = "seal-volatile.json"
  static let seal = "seal.json"
  static let sealDigest = "seal.sha256"

  /// What the final seal lists, in name order; the volatile seal is listed where it exists.
  static let sealedFiles = [entry, content, facts, ledger, manifest, receipt]
  static let files: Set<String> = Set(sealedFiles).union([volatileSeal, seal, sealDigest])
  static let partials = Set([entry, volatileSeal, receipt, seal].map { "\($0).partial" })

  /// A line of the manifest or the ledger, and `bundle.json`; bytes, line feed not counted.
  static let lineLength = 65_536
  /// `receipt.json` and the seals, bytes.
  static let documentLength = 16 << 20
  /// One segment, bytes.
  static let segmentLength = 8 << 20
  /// A tar header and its segment.
  static let contentPlain = segmentLength + 512
  /// Decompressed bytes of a content frame with more than one member.
  static let sharedPlain = 61_440
  /// Stored bytes of a content frame with more than one member; also the longest range that locates a fault.
  static let locatable: UInt64 = 65_536
  /// Decompressed bytes of a facts frame with more than one line.
  static let factsPlain = 65_536
  /// Decompressed bytes of a facts frame with a single line.
  static let factsLinePlain = 8 << 20
  /// Stored bytes of any frame.
  static let storedFrame: UInt64 = (8 << 20) + 65_536

  static func blockSize(of file: String) -> UInt64 {
    [content, facts, manifest].contains(file) ? 67_108_864 : 65_536
  }

  static let coverageIDs: [String] = (1...124).map { number in
    let digits = String(number)
    return "C" + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
