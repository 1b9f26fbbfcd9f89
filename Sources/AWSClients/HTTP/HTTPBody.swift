/// The bytes of a request or response: in memory, or a stream that is never held whole.
public enum HTTPBody: Sendable {
  /// No bytes.
  case empty
  /// All of them.
  case bytes([UInt8])
  /// Pieces, one after the other.
  case stream(ByteStream)

  /// How many bytes there are, if that is known.
  public var length: Int64? {
    switch self {
    case .empty: 0
    case .bytes(let bytes): Int64(bytes.count)
    case .stream(let stream): stream.length
    }
  }

  /// The pieces; a body in memory is one piece.
  public var pieces: ByteStream {
    switch self {
    case .empty: ByteStream(length: 0, isRepeatable: true) { { nil } }
    case .bytes(let bytes): ByteStream(bytes)
    case .stream(let stream): stream
    }
  }

  /// All bytes.
  ///
  /// - Parameter limit: Bytes; a longer body is an error, so that a server cannot fill the memory.
  /// - Throws: `AWSError` `.tooLong`, or what the stream throws.
  public func collect(limit: Int = 64 << 20) async throws -> [UInt8] {
    if case .bytes(let bytes) = self, bytes.count <= limit { return bytes }
    var all: [UInt8] = []
    for try await piece in pieces {
      guard all.count + piece.count <= limit else {
        throw AWSError(.tooLong, "a body is longer than \(limit) bytes")
      }
      all += piece
    }
    return all
  }
}

extension HTTPBody: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self = .bytes(Array(value.utf8)) }
}

/// Pieces of bytes, made by a function so that a repeatable source can be sent again after a failure.
public struct ByteStream: AsyncSequence, Sendable {
  /// One piece.
  public typealias Element = [UInt8]

  /// Gives the next piece, or `nil` at the end.
  public typealias Next = () async throws -> [UInt8]?

  /// Bytes in all, if known. S3 wants it for an upload.
  public let length: Int64?
  /// Whether `start` may be called more than once: true for a file, false for a socket.
  public let isRepeatable: Bool
  private let start: @Sendable () -> Next

  /// - Parameters:
  ///   - length: Bytes in all, if known.
  ///   - isRepeatable: Whether a second pass gives the same bytes.
  ///   - start: Begins a pass.
  public init(length: Int64? = nil, isRepeatable: Bool = false, _ start: @escaping @Sendable () -> Next) {
    self.length = length
    self.isRepeatable = isRepeatable
    self.start = start
  }

  /// One piece in memory.
  public init(_ bytes: [UInt8]) {
    self.init(length: Int64(bytes.count), isRepeatable: true) {
      var rest: [UInt8]? = bytes.isEmpty ? nil : bytes
      return {
        defer { rest = nil }
        return rest
      }
    }
  }

  /// Begins a pass.
  public func makeAsyncIterator() -> Iterator { Iterator(next: start()) }

  /// One pass.
  public struct Iterator: AsyncIteratorProtocol {
    let next: Next

    public mutating func next() async throws -> [UInt8]? { try await next() }
  }
}
