internal import AWSSigning

extension S3 {
  /// The value of `copySource`, which goes into a header and must be encoded by the caller.
  public static func copySource(bucket: String, key: String, versionID: String? = nil) -> String {
    let path = "\(bucket)/\(PercentEncoding.encode(key, keepsSlash: true))"
    return versionID.map { "\(path)?versionId=\(PercentEncoding.encode($0))" } ?? path
  }
}
