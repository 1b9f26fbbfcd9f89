internal import AWSSigning
internal import Digests

extension S3 {
  /// The value of `copySource`, which goes into a header and must be encoded by the caller.
  public static func copySource(bucket: String, key: String, versionID: String? = nil) -> String {
    let path = "\(bucket)/\(PercentEncoding.encode(key, keepsSlash: true))"
    return versionID.map { "\(path)?versionId=\(PercentEncoding.encode($0))" } ?? path
  }

  /// The value of `checksumSHA256` and its relatives: base64 of the digest.
  public static func checksum(_ digest: [UInt8]) -> String { Base64.encode(digest) }

  /// The digest in a `checksumSHA256`; `nil` for one over the parts of an object (`…-3`) and for what is no base64.
  public static func digest(checksum: String) -> [UInt8]? { Base64.decode(checksum) }
}
