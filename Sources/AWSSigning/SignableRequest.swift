/// One name and value, of a header or of a query.
public struct NamedValue: Sendable, Equatable {
  /// As written; header names are compared without case.
  public var name: String
  /// Not encoded.
  public var value: String

  /// A pair.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// The parts of an HTTP request that a signature covers.
public struct SignableRequest: Sendable {
  /// In capitals.
  public var method: String
  /// Value of the Host header: with the port if it is not the scheme's own.
  public var host: String
  /// As it goes on the wire: already percent-encoded once, begins with a slash.
  public var path: String
  /// Pairs, not encoded; order does not matter.
  public var query: [NamedValue]
  /// All headers to sign, without `host`, `x-amz-date` and `x-amz-security-token`, which the signer adds.
  public var headers: [NamedValue]
  /// Lower-case hex of the body's SHA-256, or `AWSSigning.unsignedPayload`.
  public var payloadHash: String

  /// - Parameters:
  ///   - path: Percent-encoded once.
  ///   - query: Not encoded.
  ///   - payloadHash: Hex, or `AWSSigning.unsignedPayload`.
  public init(
    method: String, host: String, path: String, query: [NamedValue] = [], headers: [NamedValue] = [],
    payloadHash: String
  ) {
    self.method = method
    self.host = host
    self.path = path
    self.query = query
    self.headers = headers
    self.payloadHash = payloadHash
  }
}
