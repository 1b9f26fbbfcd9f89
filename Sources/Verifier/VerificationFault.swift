/// One thing about a bundle that is not as the format says, and where.
public struct VerificationFault: Sendable, Equatable, CustomStringConvertible {
  /// For programs.
  public enum Code: String, Sendable {
    /// A name in the directory that the format does not know, or not in this state of the bundle.
    case foreignFile
    /// A directory, link or special file.
    case notARegularFile
    /// A file that must be there is not.
    case missingFile
    /// The system refused, or the file became shorter.
    case unreadable
    /// A line or document above its ceiling.
    case tooLong
    /// No JSON, or members that are missing or of the wrong kind.
    case badStatement
    /// A manifest line with a `kind` that this version does not know.
    case unknownKind
    /// A manifest line's `n` is not its number.
    case wrongNumber
    /// A stored line is not the one that the next line, or the seal, was chained to.
    case brokenChain
    /// Frames overlap, leave a gap, or reach past the file.
    case misplacedFrame
    /// The stored bytes of a frame are not those that were listed.
    case damagedFrame
    /// A decompressed frame is no part of the tar archive that the format describes.
    case badArchive
    /// A segment's bytes do not hash to its name.
    case segmentMismatch
    /// A segment is stored twice.
    case repeatedSegment
    /// An exhibit lists a segment that no earlier frame holds.
    case missingSegment
    /// A sealed bundle holds a segment that no exhibit uses.
    case unusedSegment
    /// An exhibit's segments do not give its size or digest.
    case exhibitMismatch
    /// A facts frame does not hold the lines that were listed.
    case factsMismatch
    /// The archive's end is missing, repeated, or not last.
    case badEnd
    /// Bytes that nothing lists.
    case leftOver
    /// A seal does not fit the bundle, its own digest, or the digest that was given.
    case sealMismatch
    /// A file or a block of it does not have the digest that is sealed.
    case digestMismatch
    /// A file does not have the length that is sealed.
    case lengthMismatch
    /// Rows of the ledger are missing or repeated.
    case badLedger
  }

  /// The file of the bundle, escaped.
  public var file: String
  /// The line of a JSON Lines file, from 0; for a fault in `content.tar.zst` or `facts.jsonl.zst` the manifest line
  /// that lists the place.
  public var line: Int?
  /// The source of the exhibit that is hit, as *escaped text*.
  public var exhibit: String?
  /// Bytes of the file, half-open.
  public var range: Range<UInt64>?
  /// For programs.
  public var code: Code
  /// For people: what was expected and what was found.
  public var message: String

  public var description: String {
    var text = file
    if let line { text += " line \(line)" }
    if let range { text += " bytes \(range.lowerBound)..<\(range.upperBound)" }
    if let exhibit { text += " exhibit \(exhibit)" }
    return "\(text): \(message)"
  }
}
