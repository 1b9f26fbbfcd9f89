public import Digests
public import JSONText

/// An exhibit of a verified bundle, as its manifest line says.
public struct VerifiedExhibit: Sendable {
  /// The manifest line, from 0.
  public var line: Int
  /// Path or object on the suspect, *escaped text*.
  public var source: String
  /// Bytes.
  public var size: UInt64
  /// Of all its bytes.
  public var sha256: SHA256Digest
  /// Ids of the ledger rows that it serves.
  public var entries: [String]
  /// The whole line: metadata, gaps, masked parts, and what a later format added.
  public var json: JSONValue

  let segments: [DigestKey]

  init(line: Int, bytes: [UInt8]) throws {
    let members = try Members(parsing: bytes, limit: BundleFormat.lineLength)
    let exhibit = try ExhibitLine(members)
    self.line = line
    source = exhibit.source
    size = exhibit.size
    sha256 = exhibit.sha256.digest
    entries = exhibit.entries
    json = members.value
    segments = exhibit.segments
  }
}
