internal import JSONText

/// One line of `manifest.jsonl`, by its `kind`.
enum ManifestLine {
  case frame(FrameLine)
  case exhibit(ExhibitLine)
  case facts(FactsLine)
  /// A `kind` that this version does not know.
  case unknown(String)

  init(_ members: Members) throws(MemberError) {
    try members.requireIntegers()
    switch try members.string("kind") {
    case "frame": self = .frame(try FrameLine(members))
    case "exhibit": self = .exhibit(try ExhibitLine(members))
    case "facts": self = .facts(try FactsLine(members))
    case let kind: self = .unknown(EscapedText.escape(Array(kind.utf8)))
    }
  }
}

/// Where a frame is stored, and what its stored bytes hash to.
struct StoredFrame {
  let offset: UInt64
  let length: UInt64
  let sha256: DigestKey
  let plain: Int

  init(_ members: Members, plainLimit: Int) throws(MemberError) {
    offset = try members.count("offset")
    length = try members.count("length")
    sha256 = try members.digest("sha256")
    guard length > 0, length <= BundleFormat.storedFrame else {
      throw MemberError(message: "`length` is outside 1…\(BundleFormat.storedFrame)")
    }
    guard let plain = Int(exactly: try members.count("plain")), plain <= plainLimit else {
      throw MemberError(message: "`plain` is above \(plainLimit)")
    }
    guard !offset.addingReportingOverflow(length).overflow else { throw MemberError(message: "`offset` is too large") }
    self.plain = plain
  }

  var range: Range<UInt64> { offset..<(offset + length) }
}

/// `kind` `frame`.
struct FrameLine {
  let stored: StoredFrame
  let members: UInt64

  init(_ line: Members) throws(MemberError) {
    stored = try StoredFrame(line, plainLimit: BundleFormat.contentPlain)
    members = try line.count("members")
    if members == 0, stored.plain != 1_024 {
      throw MemberError(message: "a frame without members that ends no archive")
    }
    if members > 1 {
      guard stored.plain <= BundleFormat.sharedPlain, stored.length <= BundleFormat.locatable else {
        throw MemberError(message: "a frame with several members is too long")
      }
    }
  }

  /// The frame that ends the tar archive.
  var isLast: Bool { members == 0 }
}

/// `kind` `facts`.
struct FactsLine {
  let stored: StoredFrame
  let plainSHA256: DigestKey
  let records: UInt64

  init(_ line: Members) throws(MemberError) {
    stored = try StoredFrame(line, plainLimit: BundleFormat.factsLinePlain)
    plainSHA256 = try line.digest("plain_sha256")
    records = try line.count("records")
    guard records > 0 else { throw MemberError(message: "a facts frame without records") }
    guard records == 1 || stored.plain <= BundleFormat.factsPlain else {
      throw MemberError(message: "a facts frame with several records is too long")
    }
  }
}

/// `kind` `exhibit`.
struct ExhibitLine {
  let source: String
  let size: UInt64
  let sha256: DigestKey
  let segments: [DigestKey]
  let entries: [String]

  init(_ line: Members) throws(MemberError) {
    source = try line.escapedText("source")
    size = try line.count("size")
    sha256 = try line.digest("sha256")
    segments = try line.digests("segments")
    entries = try line.strings("entries")
    _ = try (line.string("method"), line.integer("started"), line.integer("ended"))
    if line.optional("truncated") != nil { _ = try line.string("truncated") }
    if line.optional("stat") != nil { _ = try line.object("stat") }
    try line.checkRanges("gaps", within: size)
    try line.checkRanges("masked", within: size)
  }
}
