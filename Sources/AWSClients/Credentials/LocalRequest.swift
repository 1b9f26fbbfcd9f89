internal import AWSSigning

/// A request to the agent or the metadata service beside us: three attempts, a small answer.
struct LocalRequest {
  let session: AWSSession
  let source: String

  /// - Throws: `AWSError` `.credentials` with what was found; the answer's text is not shown.
  func send(_ request: HTTPRequest) async throws -> [UInt8] {
    var problem = "no answer"
    for attempt in 1...3 {
      do {
        let response = try await session.transport.send(request)
        let body = try await response.body.collect(limit: 1 << 16)
        if response.status == 200 { return body }
        problem = "HTTP \(response.status)"
        guard response.status >= 500 || response.status == 429 else { break }
      } catch let error as TransportError {
        problem = error.message
      }
      if attempt < 3 { try await session.clock.sleep(seconds: session.random() * Double(attempt)) }
    }
    throw AWSError(.credentials, "\(source): \(problem)")
  }
}
