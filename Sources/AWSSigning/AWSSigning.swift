/// Signature Version 4 of AWS: credentials, header signing, presigned URLs. Pure functions; the time is passed in.
public enum AWSSigning {
  /// The only algorithm that is spoken: HMAC with SHA-256 over a key derived for day, region and service.
  public static let algorithm = "AWS4-HMAC-SHA256"
  /// Stands for the digest of a body that is not signed: presigned requests and streams, S3 only.
  public static let unsignedPayload = "UNSIGNED-PAYLOAD"
}
