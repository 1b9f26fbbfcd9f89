import Foundation

/// A small HTTP server on 127.0.0.1 that a test makes: it answers as the instance metadata service would and keeps the
/// requests. Each connection is one request.
final class StandInMetadataService: @unchecked Sendable {
  /// Request lines and headers, in order. Guarded by `lock`, because the server runs on a thread of its own.
  private var received: [String] = []
  private var isRunning = true
  private let lock = NSLock()
  private let listener: Int32
  private let answers: [String: String]
  let port: UInt16

  /// - Parameter answers: Whole answers by request line without the version, such as `GET /latest/x`.
  init(_ answers: [String: String]) throws {
    struct NoSocket: Error {}
    self.answers = answers
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.listener = listener
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 16) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    guard listener >= 0, bound else { throw NoSocket() }
    Thread.detachNewThread { [self] in serve() }
  }

  var requests: [String] { lock.withLock { received } }

  /// Ends the server, whose thread then leaves.
  func stop() {
    lock.withLock {
      // Once only: the thread closes the descriptor, whose number may be another's by the second time.
      if isRunning { shutdown(listener, Int32(SHUT_RDWR)) }
      isRunning = false
    }
  }

  static func ok(_ body: String) -> String { "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)" }

  private func serve() {
    while true {
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else { break }
      answer(connection)
      close(connection)
    }
    close(listener)
  }

  private func answer(_ connection: Int32) {
    var request: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !String(decoding: request, as: UTF8.self).contains("\r\n\r\n") {
      let length = recv(connection, &buffer, buffer.count, 0)
      guard length > 0 else { return }
      request += buffer[..<length]
    }
    let text = String(decoding: request, as: UTF8.self)
    lock.withLock { received.append(text) }
    let line = text.split(separator: "\r\n").first?.split(separator: " ").prefix(2).joined(separator: " ") ?? ""
    let bytes = Array((answers[line] ?? "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n").utf8)
    _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }
}
