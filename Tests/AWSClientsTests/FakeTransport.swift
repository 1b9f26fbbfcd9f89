import AWSSigning
import Synchronization

@testable import AWSClients

/// Answers from a list, and remembers what was asked.
actor FakeTransport: Transport {
  enum Answer: Sendable {
    case response(Int, String, [NamedValue] = [])
    case fails(TransportError.Code)
    /// Headers and part of a body, then the connection is gone.
    case cut(Int, String, [NamedValue] = [])
    case cancelled
  }

  private var answers: [Answer]
  private let fallback: Answer?
  private(set) var requests: [HTTPRequest] = []

  /// - Parameter fallback: Given when the list is used up.
  init(_ answers: [Answer], then fallback: Answer? = nil) {
    self.answers = answers
    self.fallback = fallback
  }

  var count: Int { requests.count }

  func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    requests.append(request)
    guard let answer = answers.isEmpty ? fallback : answers.removeFirst() else {
      throw TransportError(.notConnected, "the list of answers is used up")
    }
    switch answer {
    case .response(let status, let body, let headers):
      return HTTPResponse(status: status, headers: headers, body: .bytes(Array(body.utf8)))
    case .fails(let code): throw TransportError(code, "made to fail: \(code)")
    case .cut(let status, let part, let headers):
      let stream = ByteStream(length: 1_000) {
        var pieces = [Array(part.utf8)]
        return {
          guard let piece = pieces.popLast() else { throw TransportError(.bodyCut, "made to break off") }
          return piece
        }
      }
      return HTTPResponse(status: status, headers: headers, body: .stream(stream))
    case .cancelled: throw CancellationError()
    }
  }
}

/// A clock that stands still until somebody sleeps.
final class FakeClock: AWSClock {
  private struct State {
    var now: AWSInstant
    var slept: [Double] = []
  }

  private let state: Mutex<State>

  init(_ text: String = "2026-01-02T03:04:05Z") {
    state = Mutex(State(now: AWSInstant(text: text) ?? AWSInstant(seconds: 0)))
  }

  var slept: [Double] { state.withLock(\.slept) }

  func now() -> AWSInstant { state.withLock(\.now) }

  func advance(seconds: Double) {
    state.withLock { $0.now = $0.now.adding(seconds: seconds) }
  }

  func sleep(seconds: Double) async throws {
    try Task.checkCancellation()
    state.withLock {
      $0.now = $0.now.adding(seconds: seconds)
      $0.slept.append(seconds)
    }
  }
}

extension AWSSession {
  /// A session in a test: fixed keys, no spread in the waits.
  static func test(
    _ transport: any Transport, clock: FakeClock = FakeClock(), credentials: (any CredentialsProvider)? = nil,
    retry: RetryPolicy = RetryPolicy()
  ) -> AWSSession {
    let keys = Credentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "secret")
    return AWSSession(
      region: "eu-central-1", credentials: credentials ?? StaticCredentials(keys), transport: transport, clock: clock,
      retry: retry, random: { 1 })
  }
}
