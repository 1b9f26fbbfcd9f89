public import AWSSigning

/// One request as a transport sends it: signed, and sent exactly so.
public struct HTTPRequest: Sendable {
  /// In capitals.
  public var method: String
  /// Where to connect.
  public var endpoint: Endpoint
  /// Percent-encoded, begins with a slash; any prefix of the endpoint is in it already.
  public var path: String
  /// Encoded, without the question mark; empty for none.
  public var query: String
  /// In order. `Host` and `Content-Length` are the transport's to add.
  public var headers: [NamedValue]
  /// What is sent after the headers.
  public var body: HTTPBody
  /// From connecting until the response's headers are there.
  public var timeoutSeconds: Double

  /// - Parameters:
  ///   - path: Percent-encoded.
  ///   - query: Encoded.
  ///   - timeoutSeconds: Until the response's headers are there.
  public init(
    method: String, endpoint: Endpoint, path: String, query: String = "", headers: [NamedValue] = [],
    body: HTTPBody = .empty, timeoutSeconds: Double = 60
  ) {
    self.method = method
    self.endpoint = endpoint
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.timeoutSeconds = timeoutSeconds
  }

  /// The whole URL.
  public var url: String { endpoint.origin + path + (query.isEmpty ? "" : "?\(query)") }

  /// The first header of that name, compared without case.
  public func header(_ name: String) -> String? { headers.first(named: name) }
}

/// A response whose body is still on the wire.
public struct HTTPResponse: Sendable {
  /// 100 to 599.
  public var status: Int
  /// In order of arrival; names may repeat.
  public var headers: [NamedValue]
  /// Read it once, or drop it.
  public var body: HTTPBody

  /// - Parameter status: 100 to 599.
  public init(status: Int, headers: [NamedValue] = [], body: HTTPBody = .empty) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first header of that name, compared without case.
  public func header(_ name: String) -> String? { headers.first(named: name) }
}

extension [NamedValue] {
  func first(named name: String) -> String? {
    let wanted = name.lowercased()
    return first { $0.name.lowercased() == wanted }?.value
  }

  func all(named name: String) -> [String] {
    let wanted = name.lowercased()
    return filter { $0.name.lowercased() == wanted }.map(\.value)
  }
}
