internal import AWSClients
internal import AsyncHTTPClient
internal import Glibc
internal import NIOCore

/// Puts the errors of the libraries below into the terms of `TransportError`.
enum Failure {
  static func translated(_ error: any Error, of request: HTTPRequest, inBody: Bool) -> any Error {
    if error is CancellationError { return error }
    if error is TransportError { return error }
    if let failure = error as? HTTPClientError, failure == .cancelled { return CancellationError() }
    let host = request.endpoint.authority
    if inBody { return TransportError(.bodyCut, "the answer of \(host) broke off", cause: error) }
    if let failure = error as? IOError, unreached.contains(failure.errnoCode) {
      return TransportError(.notConnected, "no connection to \(host): errno \(failure.errnoCode)", cause: error)
    }
    // These types are of modules that are not this room's to import; their names tell them apart.
    let type = String(reflecting: type(of: error))
    if type.hasSuffix(".NIOConnectionError") || type.hasSuffix(".ChannelError") || type.hasSuffix(".SocketAddressError")
    {
      return TransportError(.notConnected, "no connection to \(host)", cause: error)
    }
    if type.hasPrefix("NIOSSL") {
      return TransportError(.insecure, "TLS with \(host) failed: \(error)", cause: error)
    }
    if let failure = error as? HTTPClientError { return translated(failure, host: host) }
    return TransportError(.connectionLost, "the connection to \(host) broke", cause: error)
  }

  /// What connect(2) says when nothing was sent.
  private static let unreached = [ECONNREFUSED, ENETUNREACH, EHOSTUNREACH, ENETDOWN, EADDRNOTAVAIL]

  private static func translated(_ error: HTTPClientError, host: String) -> TransportError {
    switch error {
    case .connectTimeout, .getConnectionFromPoolTimeout, .httpProxyHandshakeTimeout, .socksHandshakeTimeout,
      .invalidProxyResponse, .proxyAuthenticationRequired:
      TransportError(.notConnected, "no connection to \(host)", cause: error)
    case .tlsHandshakeTimeout: TransportError(.insecure, "TLS with \(host) was not agreed in time", cause: error)
    case .deadlineExceeded, .readTimeout, .writeTimeout:
      TransportError(.timedOut, "no answer of \(host) in time", cause: error)
    case .invalidURL, .emptyHost, .emptyScheme, .bodyLengthMismatch, .alreadyShutdown:
      TransportError(.badRequest, "the request to \(host) cannot be sent: \(error)", cause: error)
    default: TransportError(.connectionLost, "the connection to \(host) broke", cause: error)
    }
  }
}
