internal import AWSSigning

extension S3 {
  /// An object, or a range of one, as a stream that goes on where it broke off.
  ///
  /// Each new request asks for the same version and the same ETag: what is altered meanwhile ends the stream with an
  /// error (`isPreconditionFailed`), so that one stream is never two objects.
  ///
  /// - Parameters:
  ///   - input: Its `range` is not used.
  ///   - offset: Bytes from the start of the object.
  ///   - length: Bytes, at least 1; to the end if left out.
  /// - Returns: The answer to the first request, whose `body` is the whole stream.
  /// - Throws: `AWSError`; while reading, the error of the last attempt when several in a row brought nothing.
  public func getObjectResuming(
    _ input: GetObjectInput, offset: Int64 = 0, length: Int64? = nil
  ) async throws -> GetObjectOutput {
    guard offset >= 0, length.map({ $0 > 0 && $0 <= Int64.max - offset }) ?? true else {
      throw AWSError(.badInput, "not a range of an object: \(offset), \(length ?? 0)")
    }
    var first = input
    first.range = nil
    if offset > 0 || length != nil { first.range = Self.range(offset, length) }
    var output = try await getObject(first)
    guard let body = output.body, let count = output.contentLength, let tag = output.eTag else { return output }
    var rest = input
    rest.ifMatch = tag
    rest.versionId = output.versionId ?? input.versionId
    let again = rest
    output.body = .stream(
      ByteStream(length: Int64(count)) {
        let reader = ResumingReader(client: self, input: again, body: body, offset: offset, count: Int64(count))
        return { try await reader.next() }
      })
    return output
  }

  static func range(_ offset: Int64, _ length: Int64?) -> String {
    length.map { "bytes=\(offset)-\(offset + $0 - 1)" } ?? "bytes=\(offset)-"
  }
}

/// One pass over an object, over as many requests as it takes.
private final class ResumingReader {
  private let client: S3
  private let input: S3.GetObjectInput
  private var pieces: ByteStream.Iterator
  private var offset: Int64
  private var left: Int64
  private var failures = 0

  init(client: S3, input: S3.GetObjectInput, body: HTTPBody, offset: Int64, count: Int64) {
    self.client = client
    self.input = input
    pieces = body.pieces.makeAsyncIterator()
    self.offset = offset
    left = count
  }

  func next() async throws -> [UInt8]? {
    while left > 0 {
      do {
        guard let piece = try await pieces.next() else {
          throw TransportError(.bodyCut, "the object ended \(left) bytes early")
        }
        guard piece.count <= left else { throw AWSError(.badResponse, "the object is longer than it was said to be") }
        guard !piece.isEmpty else { continue }
        offset += Int64(piece.count)
        left -= Int64(piece.count)
        failures = 0
        return piece
      } catch let error as TransportError {
        try await goOn(after: error)
      }
    }
    return nil
  }

  private func goOn(after error: TransportError) async throws {
    failures += 1
    let policy = client.session.retry
    guard failures < policy.maxAttempts else { throw error }
    let wait = policy.delay(
      after: failures, random: client.session.random(), error: AWSError(.transport, error.message, cause: error))
    try await client.session.clock.sleep(seconds: wait)
    var next = input
    next.range = S3.range(offset, left)
    pieces = (try await client.getObject(next).body ?? .empty).pieces.makeAsyncIterator()
  }
}
