internal import Digests

/// Signs requests to one service in one region with one set of credentials.
///
/// - SeeAlso: AWS, "Create a signed AWS API request"; for S3 "Authenticating Requests (AWS Signature Version 4)".
public struct Signer: Sendable {
  /// Who signs.
  public var credentials: Credentials
  /// For example `eu-central-1`.
  public var region: String
  /// The signing name, which may differ from the host: `elasticfilesystem`, `monitoring`, `s3`.
  public var service: String

  /// - Parameter service: The signing name.
  public init(credentials: Credentials, region: String, service: String) {
    self.credentials = credentials
    self.region = region
    self.service = service
  }

  /// S3 signs the path as sent and names the body's digest in a header; all others encode the path a second time.
  private var isS3: Bool { service == "s3" || service == "s3-outposts" || service == "s3express" }

  /// The headers to add to a request so that it is signed in its headers.
  ///
  /// - Parameter time: The service refuses what is more than five minutes off its own clock.
  public func headers(for request: SignableRequest, at time: AWSInstant) -> [NamedValue] {
    var added = [NamedValue("X-Amz-Date", time.basic)]
    if isS3 { added.append(NamedValue("X-Amz-Content-SHA256", request.payloadHash)) }
    if let token = credentials.sessionToken { added.append(NamedValue("X-Amz-Security-Token", token)) }
    var whole = request
    whole.headers += added + [NamedValue("host", request.host)]
    let canonical = CanonicalRequest(whole, encodesPathTwice: !isS3)
    let scope = scope(time)
    let signature = signature(of: canonical, scope: scope, at: time)
    let authorization =
      "\(AWSSigning.algorithm) Credential=\(credentials.accessKeyID)/\(scope), "
      + "SignedHeaders=\(canonical.signedHeaders), Signature=\(signature)"
    return added + [NamedValue("Authorization", authorization)]
  }

  /// The query of a request that anybody who holds it may send until it expires.
  ///
  /// - Parameters:
  ///   - request: Its headers become part of the signature: the sender must send them exactly. For S3 its
  ///     `payloadHash` should be `AWSSigning.unsignedPayload`.
  ///   - expiresInSeconds: 1 to 604,800; the credentials' own end comes first if it is earlier.
  /// - Returns: The whole query, encoded and in the order that was signed, the signature last.
  public func presignedQuery(for request: SignableRequest, at time: AWSInstant, expiresInSeconds: Int) -> String {
    var whole = request
    whole.headers.append(NamedValue("host", request.host))
    let scope = scope(time)
    let names = CanonicalRequest.headerNames(whole.headers)
    whole.query += [
      NamedValue("X-Amz-Algorithm", AWSSigning.algorithm),
      NamedValue("X-Amz-Credential", "\(credentials.accessKeyID)/\(scope)"),
      NamedValue("X-Amz-Date", time.basic),
      NamedValue("X-Amz-Expires", String(min(max(expiresInSeconds, 1), 604_800))),
      NamedValue("X-Amz-SignedHeaders", names),
    ]
    if let token = credentials.sessionToken { whole.query.append(NamedValue("X-Amz-Security-Token", token)) }
    let canonical = CanonicalRequest(whole, encodesPathTwice: !isS3)
    return canonical.query + "&X-Amz-Signature=" + signature(of: canonical, scope: scope, at: time)
  }

  private func scope(_ time: AWSInstant) -> String { "\(time.day)/\(region)/\(service)/aws4_request" }

  private func signature(of canonical: CanonicalRequest, scope: String, at time: AWSInstant) -> String {
    let digest = SHA256.digest(canonical.text.utf8).hex
    let toSign = "\(AWSSigning.algorithm)\n\(time.basic)\n\(scope)\n\(digest)"
    var key = Array("AWS4\(credentials.secretAccessKey)".utf8)
    for part in [time.day, region, service, "aws4_request"] {
      key = HMACSHA256.authenticate(Array(part.utf8), key: key).bytes
    }
    return HMACSHA256.authenticate(Array(toSign.utf8), key: key).hex
  }
}
