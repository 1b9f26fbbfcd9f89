public import AWSSigning

/// A request that anybody who holds it may send until it expires: hand it over as carefully as a key.
public struct PresignedRequest: Sendable {
  /// In capitals.
  public var method: String
  /// With the signature in its query.
  public var url: String
  /// They are signed: the sender must send exactly these, besides `Host`.
  public var headers: [NamedValue]
  /// When it ends: as asked, or with the credentials if they end earlier.
  public var expires: AWSInstant
}

extension S3 {
  /// A PUT of one object, at most 5 GB, by somebody without credentials.
  ///
  /// - Parameters:
  ///   - input: Without a body. `ifNoneMatch: "*"` lets it create and never overwrite.
  ///   - endpoint: The host to sign for, if it is another than the session's, as in a lab.
  public func presignedPutObject(
    _ input: PutObjectInput, expiresInSeconds: Int, endpoint: Endpoint? = nil
  ) async throws -> PresignedRequest {
    try await presigned("PutObject", input, expiresInSeconds, endpoint)
  }

  /// A GET of one object.
  ///
  /// - Parameter endpoint: The host to sign for, if it is another than the session's.
  public func presignedGetObject(
    _ input: GetObjectInput, expiresInSeconds: Int, endpoint: Endpoint? = nil
  ) async throws -> PresignedRequest {
    try await presigned("GetObject", input, expiresInSeconds, endpoint)
  }

  /// A HEAD of one object.
  ///
  /// - Parameter endpoint: The host to sign for, if it is another than the session's.
  public func presignedHeadObject(
    _ input: HeadObjectInput, expiresInSeconds: Int, endpoint: Endpoint? = nil
  ) async throws -> PresignedRequest {
    try await presigned("HeadObject", input, expiresInSeconds, endpoint)
  }

  /// A PUT of one part of a larger object.
  ///
  /// - Parameter endpoint: The host to sign for, if it is another than the session's.
  public func presignedUploadPart(
    _ input: UploadPartInput, expiresInSeconds: Int, endpoint: Endpoint? = nil
  ) async throws -> PresignedRequest {
    try await presigned("UploadPart", input, expiresInSeconds, endpoint)
  }

  private func presigned(
    _ name: String, _ input: some AWSShape, _ expiresInSeconds: Int, _ endpoint: Endpoint?
  ) async throws -> PresignedRequest {
    guard let operation = S3.model.operations[name] else { throw AWSError(.badInput, "no such operation: \(name)") }
    let plain = try RequestWriter(model: S3.model, operation: operation).request(input.value)
    var target = try session.endpoints.resolve(
      prefix: S3.model.endpointPrefix, serviceID: S3.model.serviceID, region: session.region)
    if let endpoint {
      target.endpoint = endpoint
      target.isOverridden = true
    }
    let credentials = try await session.credentials.credentials()
    return RequestSigner(session: session, model: S3.model).presigned(
      plain, target, credentials, at: session.clock.now(), expiresInSeconds: expiresInSeconds)
  }
}
