/// Places in the manifest that are needed after its walk.
struct ManifestState {
  /// Bytes of its whole lines.
  var length: UInt64 = 0
  /// SHA-256 of the last line; `nil` for none.
  var head: DigestKey?
  /// Digest and counts when the volatile seal was made.
  var atVolatileSeal: ManifestMark?
  /// Where the exhibits' lines are.
  var exhibits: [ExhibitPlace] = []
}

/// How far the manifest was at some line.
struct ManifestMark {
  let length: UInt64
  let head: DigestKey
  let exhibits: Int
  let records: Int
}

/// A line of the manifest that lists an exhibit.
struct ExhibitPlace: Sendable {
  let line: Int
  let offset: UInt64
  let length: Int
  let digest: DigestKey
}

/// Where a frame lies, and what it hashes to.
struct FramePlace: Sendable {
  let line: Int
  let range: Range<UInt64>
  let sha256: DigestKey
  let plain: Int
}

/// Where a segment lies: a part of a decompressed frame.
struct SegmentPlace: Sendable {
  let frame: Int
  let start: Int
  let size: Int
  var isUsed = false
}

/// What the walk learned of `content.tar.zst`.
struct ContentState {
  /// Where the next frame must start; `nil` after a line that did not tell.
  var next: UInt64? = 0
  /// The end of what was listed.
  var end: UInt64 = 0
  var frames: [FramePlace] = []
  var segments: [DigestKey: SegmentPlace] = [:]
  /// Indices in `frames` of those whose segments could not be had.
  var lost: [Int] = []
  /// Exhibits that miss segments: source and manifest line.
  var maimed: [(source: String, line: Int, range: Range<UInt64>)] = []
  /// The manifest line of the frame that ends the archive.
  var endLine: Int?
}

/// What the walk learned of `facts.jsonl.zst`.
struct FactsState {
  var next: UInt64? = 0
  var end: UInt64 = 0
  var frames: [FramePlace] = []
}
