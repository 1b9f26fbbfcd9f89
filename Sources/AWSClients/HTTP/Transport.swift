/// Sends one request and gives the response. Everything that reaches AWS goes through one of these.
///
/// An implementation retries nothing, follows no redirect and adds nothing but `Host` and `Content-Length`.
public protocol Transport: Sendable {
  /// - Throws: `TransportError`, which says whether the server can have seen the request; `CancellationError`.
  func send(_ request: HTTPRequest) async throws -> HTTPResponse
}

/// Why there is no response.
public struct TransportError: Error, Sendable, CustomStringConvertible {
  /// For programs.
  public enum Code: String, Sendable {
    /// The name has no address, or nothing listens there: the server has seen nothing.
    case notConnected
    /// TLS refused: the server has seen nothing.
    case insecure
    /// No answer in time.
    case timedOut
    /// The connection broke after something was sent.
    case connectionLost
    /// The body ended early or broke while it was read.
    case bodyCut
    /// The address is not one.
    case badRequest
  }

  /// For programs.
  public var code: Code
  /// For people: what was attempted and what was found.
  public var message: String
  /// What was below.
  public var cause: (any Error)?

  /// - Parameter cause: Kept, not printed.
  public init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.cause = cause
  }

  /// Whether the request may have taken effect although no answer came.
  public var mayHaveTakenEffect: Bool {
    switch code {
    case .timedOut, .connectionLost, .bodyCut: true
    case .notConnected, .insecure, .badRequest: false
    }
  }

  public var description: String { message }
}
