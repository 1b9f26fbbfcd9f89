internal import AWSSigning
internal import Digests

/// Gives a request its endpoint and its signature.
struct RequestSigner {
  let session: AWSSession
  let model: ServiceModel

  func signed(
    _ plain: PlainRequest, _ target: EndpointTable.Resolved, _ credentials: Credentials?, at time: AWSInstant
  ) -> HTTPRequest {
    var request = addressed(plain, target)
    guard let credentials else { return request }
    let signer = Signer(credentials: credentials, region: target.signingRegion, service: model.signingName)
    let signable = SignableRequest(
      method: request.method, host: request.endpoint.authority, path: request.path, query: plain.query,
      headers: request.headers, payloadHash: payloadHash(plain.body))
    request.headers += signer.headers(for: signable, at: time)
    return request
  }

  func presigned(
    _ plain: PlainRequest, _ target: EndpointTable.Resolved, _ credentials: Credentials, at time: AWSInstant,
    expiresInSeconds: Int
  ) -> PresignedRequest {
    var request = addressed(plain, target)
    let signer = Signer(credentials: credentials, region: target.signingRegion, service: model.signingName)
    let signable = SignableRequest(
      method: request.method, host: request.endpoint.authority, path: request.path, query: plain.query,
      headers: request.headers, payloadHash: AWSSigning.unsignedPayload)
    // Temporary credentials take their URLs with them: the URL says so itself.
    let asked = time.adding(seconds: Double(min(max(expiresInSeconds, 1), 604_800)))
    let end = min(asked, credentials.expiration ?? asked)
    request.query = signer.presignedQuery(
      for: signable, at: time, expiresInSeconds: Int((end.epoch - time.epoch).rounded(.down)))
    return PresignedRequest(method: request.method, url: request.url, headers: request.headers, expires: end)
  }

  private func addressed(_ plain: PlainRequest, _ target: EndpointTable.Resolved) -> HTTPRequest {
    var endpoint = target.endpoint
    var path = plain.path
    if let bucket = plain.bucket, !target.isOverridden, !session.endpoints.usesPathStyle, Self.isHostLabel(bucket) {
      endpoint.host = "\(bucket).\(endpoint.host)"
      path = String(path.dropFirst(bucket.utf8.count + 1))
      if path.isEmpty { path = "/" }
    }
    return HTTPRequest(
      method: plain.method, endpoint: endpoint, path: endpoint.pathPrefix + path, query: Self.text(plain.query),
      headers: plain.headers, body: plain.body, timeoutSeconds: session.timeoutSeconds)
  }

  private static func text(_ query: [NamedValue]) -> String {
    query.map { "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))" }.joined(separator: "&")
  }

  /// A stream is not read twice; TLS guards it on its way.
  private func payloadHash(_ body: HTTPBody) -> String {
    switch body {
    case .empty: SHA256.digest([]).hex
    case .bytes(let bytes): SHA256.digest(bytes).hex
    case .stream: AWSSigning.unsignedPayload
    }
  }

  /// Dots are left out too: the certificate of S3 covers one label.
  private static func isHostLabel(_ bucket: String) -> Bool {
    (3...63).contains(bucket.utf8.count) && !bucket.hasPrefix("-") && !bucket.hasSuffix("-")
      && bucket.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || $0 == UInt8(ascii: "-")
      }
  }
}
