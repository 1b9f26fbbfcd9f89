import AWSClients
import AWSSigning
import AWSTransport
import Digests
import Foundation
import JSONText
import Testing

/// The real transport against a server on loopback that misbehaves.
@Suite(.serialized, .enabled(if: Python.has("http.server"), "there is no python3"))
struct TransportTests {
  private func with(
    _ options: HTTPTransport.Options = HTTPTransport.Options(), _ work: (HTTPTransport, Endpoint) async throws -> Void
  ) async throws {
    let server = try PythonServer("broken_server.py")
    let port = try #require(server.greeting.integer)
    try await HTTPTransport.with(options) {
      try await work($0, Endpoint(scheme: "http", host: "127.0.0.1", port: Int(port)))
    }
    withExtendedLifetime(server) {}
  }

  private func code(_ work: () async throws -> Void) async -> TransportError.Code? {
    do {
      try await work()
      return nil
    } catch {
      return (error as? TransportError)?.code
    }
  }

  @Test func aResetIsALostConnection() async throws {
    try await with { transport, endpoint in
      let found = await code {
        _ = try await transport.send(HTTPRequest(method: "POST", endpoint: endpoint, path: "/reset", body: "x"))
      }
      #expect(found == .connectionLost)
    }
  }

  @Test func aCutBodyIsNeverAWholeOne() async throws {
    try await with { transport, endpoint in
      let found = await code {
        let response = try await transport.send(HTTPRequest(method: "GET", endpoint: endpoint, path: "/cut"))
        _ = try await response.body.collect()
      }
      #expect(found == .bodyCut)
    }
  }

  @Test func silenceEndsAfterTheTimeGiven() async throws {
    try await with { transport, endpoint in
      let found = await code {
        _ = try await transport.send(
          HTTPRequest(method: "GET", endpoint: endpoint, path: "/silent", timeoutSeconds: 0.2))
      }
      #expect(found == .timedOut)
    }
  }

  @Test func silenceDuringAnUploadEndsToo() async throws {
    var options = HTTPTransport.Options()
    options.readIdleSeconds = 0.3
    try await with(options) { transport, endpoint in
      let found = await code {
        let body = HTTPBody.stream(ByteStream([1, 2, 3]))
        _ = try await transport.send(HTTPRequest(method: "PUT", endpoint: endpoint, path: "/silent", body: body))
      }
      #expect(found == .timedOut)
    }
  }

  @Test func nobodyListeningIsNotConnected() async throws {
    var port = 0
    try await with { _, endpoint in port = endpoint.port ?? 0 }
    // The server of that port is gone.
    let transport = HTTPTransport()
    let endpoint = Endpoint(scheme: "http", host: "127.0.0.1", port: port)
    let found = await code { _ = try await transport.send(HTTPRequest(method: "GET", endpoint: endpoint, path: "/")) }
    await transport.shutdown()
    #expect(found == .notConnected)
  }

  @Test func plainTextIsNotTLS() async throws {
    try await with { transport, endpoint in
      var secure = endpoint
      secure.scheme = "https"
      let found = await code { _ = try await transport.send(HTTPRequest(method: "GET", endpoint: secure, path: "/")) }
      #expect(found == .insecure || found == .notConnected)
    }
  }

  @Test func noRedirectIsFollowed() async throws {
    try await with { transport, endpoint in
      let response = try await transport.send(HTTPRequest(method: "GET", endpoint: endpoint, path: "/redirect"))
      #expect(response.status == 302 && response.header("location") == "/zeros/3")
      _ = try await response.body.collect()
    }
  }

  @Test func theRequestGoesOutAsItWasSigned() async throws {
    try await with { transport, endpoint in
      let path = "/headers"
      let query = "b=%2B%20%C3%A9&a=&X=%252F"
      let request = HTTPRequest(
        method: "GET", endpoint: endpoint, path: path, query: query, headers: [NamedValue("X-One", "a  b")])
      let text = String(decoding: try await transport.send(request).body.collect(), as: UTF8.self)
      #expect(text.hasPrefix("GET \(path)?\(query) HTTP/1.1"))
      #expect(text.lowercased().contains("host: \(endpoint.authority)"))
      #expect(text.contains("X-One: a  b"))
    }
  }

  @Test func aCeilingEndsABodyThatIsTooLong() async throws {
    try await with { transport, endpoint in
      let response = try await transport.send(HTTPRequest(method: "GET", endpoint: endpoint, path: "/zeros/2000000"))
      let error = await #expect(throws: AWSError.self) { try await response.body.collect(limit: 1_000_000) }
      #expect(error?.kind == .tooLong)
    }
  }

  @Test func aFileIsSentInPiecesAndAllOfIt() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("upload-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("file").path
    let content = (0..<3_500_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try Data(content).write(to: URL(fileURLWithPath: file))
    try await with { transport, endpoint in
      for (offset, length) in [(Int64(0), Int64?.none), (1_000_001, 2_000_000), (3_500_000, 0)] {
        let body = try HTTPBody.file(file, offset: offset, length: length)
        let response = try await transport.send(
          HTTPRequest(method: "PUT", endpoint: endpoint, path: "/digest", body: body))
        let answer = try JSONReader.parse(try await response.body.collect())
        let sent = content.dropFirst(Int(offset)).prefix(length.map { Int($0) } ?? .max)
        #expect(answer["sha256"]?.string == SHA256.digest(sent).hex)
      }
    }
    #expect(throws: AWSError.self) { try HTTPBody.file(file, offset: 3_000_000, length: 600_000) }
    #expect(throws: AWSError.self) { try HTTPBody.file(file + "-none") }
  }

  @Test func manyMegabytesPassWithFlatMemory() async throws {
    try await with { transport, endpoint in
      let size: Int64 = 512 << 20
      let before = try residentKiB()
      let piece = [UInt8](repeating: 0, count: 1 << 20)
      let upload = HTTPBody.stream(
        ByteStream(length: size) {
          var left = size
          return {
            guard left > 0 else { return nil }
            left -= Int64(piece.count)
            return piece
          }
        })
      let sent = try await transport.send(
        HTTPRequest(method: "PUT", endpoint: endpoint, path: "/digest", body: upload))
      let answer = try JSONReader.parse(try await sent.body.collect())
      #expect(answer["count"]?.integer == size)
      let response = try await transport.send(HTTPRequest(method: "GET", endpoint: endpoint, path: "/zeros/\(size)"))
      var got: Int64 = 0
      for try await piece in response.body.pieces { got += Int64(piece.count) }
      #expect(got == size)
      let grown = try residentKiB() - before
      #expect(grown < 128 << 10, "the peak grew by \(grown) KiB for twice \(size >> 20) MiB")
    }
  }

  /// The highest the process ever had in memory.
  private func residentKiB() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return try #require(Int(line.split(whereSeparator: \.isWhitespace)[1]))
  }
}
