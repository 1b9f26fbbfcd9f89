public import AWSClients
internal import AWSSigning
internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1

/// HTTP/1.1 over TCP and TLS for the clients, on async-http-client.
///
/// One for a program: it holds the pool of connections. TLS is checked against the machine's trust store; nothing is
/// redirected, decompressed, repeated or sent through a proxy that was not asked for. Call `shutdown` at the end.
public final class HTTPTransport: Transport {
  private let client: HTTPClient

  /// What can be chosen.
  public struct Options: Sendable {
    /// For name, TCP and TLS together.
    public var connectSeconds = 10.0
    /// Silence of the server, after the request was sent, or between two pieces of a body.
    public var readIdleSeconds = 120.0
    /// A server that takes nothing.
    public var writeIdleSeconds = 60.0
    /// Open connections to one host.
    public var connectionsPerHost = 32
    /// An HTTP proxy that speaks CONNECT; `nil` for none. The environment is not looked at.
    public var proxy: (host: String, port: Int)?

    /// The usual ones.
    public init() {}
  }

  /// A transport with its own pool.
  public init(_ options: Options = Options()) {
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow,
      timeout: .init(
        connect: Self.amount(options.connectSeconds), read: Self.amount(options.readIdleSeconds),
        write: Self.amount(options.writeIdleSeconds)),
      decompression: .disabled)
    configuration.httpVersion = .http1Only
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = options.connectionsPerHost
    configuration.connectionPool.retryConnectionEstablishment = false
    // Shorter than the servers' own: a request on a connection that the server is just closing is a lost one.
    configuration.connectionPool.idleTimeout = .seconds(10)
    configuration.proxy = options.proxy.map { .server(host: $0.host, port: $0.port) }
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  private static func amount(_ seconds: Double) -> TimeAmount { .milliseconds(Int64(seconds * 1_000)) }

  /// Ends open connections and waits for it. Nothing can be sent after it.
  public func shutdown() async {
    // It fails only if it was called before, and then there is nothing to end.
    try? await client.shutdown()
  }

  /// A transport that ends with the work.
  public static func with<Result: Sendable>(
    _ options: Options = Options(), _ work: (HTTPTransport) async throws -> Result
  ) async throws -> Result {
    let transport = HTTPTransport(options)
    do {
      let result = try await work(transport)
      await transport.shutdown()
      return result
    } catch {
      await transport.shutdown()
      throw error
    }
  }

  /// Sends one request.
  public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    do {
      let response = try await client.execute(wire(request), deadline: deadline(request))
      return HTTPResponse(
        status: Int(response.status.code), headers: response.headers.map { NamedValue($0.name, $0.value) },
        body: body(response, of: request))
    } catch {
      throw Failure.translated(error, of: request, inBody: false)
    }
  }

  private func wire(_ request: HTTPRequest) -> HTTPClientRequest {
    var wire = HTTPClientRequest(url: request.url)
    wire.method = .init(rawValue: request.method)
    for header in request.headers { wire.headers.add(name: header.name, value: header.value) }
    switch request.body {
    case .empty:
      // Some servers wait for a length on methods that usually have a body.
      if request.method == "PUT" || request.method == "POST" { wire.body = .bytes(ByteBuffer()) }
    case .bytes(let bytes): wire.body = .bytes(ByteBuffer(bytes: bytes))
    case .stream(let stream):
      let pieces = stream.map { ByteBuffer(bytes: $0) }
      wire.body = .stream(pieces, length: stream.length.map { .known($0) } ?? .unknown)
    }
    return wire
  }

  /// The client's deadline ends with the response's headers. A streamed upload may take hours; silence ends it instead.
  private func deadline(_ request: HTTPRequest) -> NIODeadline {
    if case .stream = request.body { return .distantFuture }
    return .now() + Self.amount(request.timeoutSeconds)
  }

  private func body(_ response: HTTPClientResponse, of request: HTTPRequest) -> HTTPBody {
    let length = response.headers.first(name: "content-length").flatMap { Int64($0) }
    let body = response.body
    return .stream(
      ByteStream(length: length) {
        var iterator = body.makeAsyncIterator()
        return {
          do {
            guard var piece = try await iterator.next() else { return nil }
            return piece.readBytes(length: piece.readableBytes) ?? []
          } catch {
            throw Failure.translated(error, of: request, inBody: true)
          }
        }
      })
  }
}
