public import CaseModel
public import HostFacts

/// The bytes of one artifact and what is known about where they came from.
public struct ArtifactInput: Sendable {
  /// Path on the suspect.
  public var path: HostString
  /// What was read: all of it, its head or its tail.
  public var bytes: [UInt8]
  /// Metadata of the file, where the caller has it.
  public var file: FileRecord?
  /// Only the head was read: what stands at the end may be cut in the middle.
  public var isTruncated: Bool = false
  /// Only the last part was read: a first partial line is dropped, and line numbers count from there.
  public var isTail: Bool = false
  /// Position of `bytes[0]` in the file, in bytes; above 0 only for a tail.
  public var offset: Int64 = 0
  /// Account whose home directory holds the file.
  public var account: HostString?
  /// When it was read, the suspect's clock. Completes years that a log leaves out.
  public var now: Timestamp
  /// The host's offset from UTC in seconds; logs without a zone are read with it.
  public var utcOffsetSeconds: Int = 0
  /// SHA-256 of the copied exhibit, if it was copied.
  public var exhibit: String?
  /// Digests and decompression, which this room does not link.
  public var services: ArtifactServices = .unavailable

  /// An input of which path, bytes and time are known.
  public init(path: HostString, bytes: [UInt8], now: Timestamp) {
    self.path = path
    self.bytes = bytes
    self.now = now
  }

  /// The file's size: as the metadata says, else what is known from the bytes.
  public var size: Int64 { file?.size ?? offset &+ Int64(bytes.count) }

  /// The lines of the bytes, without a partial first line of a tail or a partial last line of a head.
  public var lines: ByteLines {
    ByteLines(bytes, dropsFirst: isTail && offset > 0, dropsCutEnd: isTruncated)
  }
}
