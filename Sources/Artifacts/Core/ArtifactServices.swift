/// What parsers need from libraries that this room does not link, handed in by whoever calls them.
public struct ArtifactServices: Sendable {
  /// SHA-256 of bytes: 32 bytes, or none if it cannot be computed here.
  public var sha256: @Sendable ([UInt8]) -> [UInt8]
  /// HMAC-SHA-256 under the case key in hex, for secrets that must compare but not be kept; empty if it cannot be computed.
  public var fingerprint: @Sendable ([UInt8]) -> String
  /// Decompresses one zstd frame to at most the given number of bytes; `nil` if it is damaged or larger.
  public var zstd: @Sendable ([UInt8], Int) -> [UInt8]?

  /// Services.
  public init(
    sha256: @escaping @Sendable ([UInt8]) -> [UInt8], fingerprint: @escaping @Sendable ([UInt8]) -> String,
    zstd: @escaping @Sendable ([UInt8], Int) -> [UInt8]?
  ) {
    self.sha256 = sha256
    self.fingerprint = fingerprint
    self.zstd = zstd
  }

  /// No service: digests and fingerprints stay empty, compressed parts are noted as unread.
  public static let unavailable = ArtifactServices(
    sha256: { _ in [] }, fingerprint: { _ in "" }, zstd: { _, _ in nil })
}
