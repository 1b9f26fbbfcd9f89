internal import AWSSigning
internal import JSONText

/// The JSON in which containers, instances and programs give credentials.
enum CredentialsDocument {
  /// - Parameters:
  ///   - source: For messages.
  ///   - token: The name of the session token's member, which differs.
  /// - Throws: `AWSError` `.credentials`; the text itself is never shown.
  static func read(
    _ bytes: [UInt8], source: String, secret: String = "SecretAccessKey", token: String = "Token"
  ) throws -> Credentials {
    guard let tree = try? JSONReader.parse(bytes, limits: JSONLimits(length: 1 << 16, depth: 8)) else {
      throw AWSError(.credentials, "\(source): the answer is no JSON")
    }
    if let code = tree["Code"]?.string, code != "Success" {
      throw AWSError(.credentials, "\(source): \(code)")
    }
    guard let key = tree["AccessKeyId"]?.string, let secret = tree[secret]?.string else {
      throw AWSError(.credentials, "\(source): the answer holds no key")
    }
    let end = tree["Expiration"]?.string
    let expiration = end.flatMap { AWSInstant(text: $0) }
    guard end == nil || expiration != nil else { throw AWSError(.credentials, "\(source): the end is no time") }
    return Credentials(
      accessKeyID: key, secretAccessKey: secret, sessionToken: tree[token]?.string, expiration: expiration,
      accountID: tree["AccountId"]?.string)
  }
}
