internal import BinaryCursor
internal import CLinuxShims
internal import CaseModel

/// A numeric address and port; nothing is ever resolved.
public struct MetadataEndpoint: Sendable, Hashable {
  /// Four or sixteen bytes in network order.
  public var address: [UInt8]
  /// TCP port.
  public var port: UInt16

  /// An endpoint.
  public init(address: [UInt8], port: UInt16) {
    self.address = address
    self.port = port
  }

  /// 169.254.169.254, port 80.
  public static let instanceMetadata = MetadataEndpoint(address: [169, 254, 169, 254], port: 80)

  var hostHeader: String {
    let text = AddressText.address(address).text
    return address.count == 16 ? "[\(text)]" : text
  }
}

/// The instance metadata service, version 2: a session token first, then questions with it. Every step is bounded in time
/// and bytes. The paths that give credentials are not among its questions.
struct MetadataService {
  private let endpoint: MetadataEndpoint
  private let timeoutMilliseconds: Int32
  private var token: [UInt8] = []
  /// The service's `Date` header of the last answer.
  private(set) var date: HostString?

  init(_ endpoint: MetadataEndpoint, timeoutMilliseconds: Int32 = 1000) {
    self.endpoint = endpoint
    self.timeoutMilliseconds = timeoutMilliseconds
  }

  /// Gets a token that is good for one minute.
  mutating func open() throws(SourceError) {
    let answer = try exchange("PUT", "/latest/api/token", header: "X-aws-ec2-metadata-token-ttl-seconds: 60")
    guard answer.status == 200, !answer.body.isEmpty, answer.body.count <= 1024,
      answer.body.allSatisfy({ $0 > 32 && $0 < 127 })
    else { throw SourceError(.denied, "the metadata service gave no token: status \(answer.status)") }
    token = answer.body
  }

  /// - Throws: `.absent` for status 404, `.denied` for 401 and 403, `.failed` for other refusals.
  mutating func get(_ path: String) throws(SourceError) -> [UInt8] {
    let answer = try exchange("GET", path, header: "X-aws-ec2-metadata-token: \(KernelText.text(token))")
    switch answer.status {
    case 200: return answer.body
    case 404: throw SourceError(.absent, "the metadata service does not have it")
    case 401, 403: throw SourceError(.denied, "the metadata service refused: status \(answer.status)")
    default: throw SourceError(.failed, "the metadata service answered with status \(answer.status)")
    }
  }

  private mutating func exchange(_ method: String, _ path: String, header: String) throws(SourceError) -> HTTPAnswer {
    let head = "\(method) \(path) HTTP/1.1\r\nHost: \(endpoint.hostHeader)\r\n\(header)\r\n"
    let request = Array("\(head)Content-Length: 0\r\nConnection: close\r\n\r\n".utf8)
    let bytes = try transport(request)
    do throws(ParseError) {
      let answer = try HTTPAnswer(bytes)
      date = answer.headers["date"].map { HostString(bytes: $0) } ?? date
      return answer
    } catch {
      throw SourceError(.failed, "the metadata service's answer: \(error.message)")
    }
  }

  private func transport(_ request: [UInt8]) throws(SourceError) -> [UInt8] {
    let connection = endpoint.address.withUnsafeBufferPointer {
      nt_tcp_connect($0.baseAddress, $0.count, endpoint.port, timeoutMilliseconds)
    }
    guard connection >= 0 else { throw KernelRefusal.error(connection, "connecting to the metadata service") }
    defer { nt_descriptor_close(connection) }
    let sent = request.withUnsafeBytes { nt_tcp_send(connection, $0.baseAddress, $0.count) }
    guard sent == 0 else { throw KernelRefusal.error(sent, "asking the metadata service") }
    return try receive(connection)
  }

  private func receive(_ connection: Int32) throws(SourceError) -> [UInt8] {
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    let deadline = nt_milliseconds() + 2 * Int64(timeoutMilliseconds)
    while result.count < 256 << 10, !HTTPAnswer.isWhole(result) {
      let length = buffer.withUnsafeMutableBytes { nt_tcp_receive(connection, $0.baseAddress, $0.count) }
      guard length >= 0 else {
        throw KernelRefusal.error(Int32(truncatingIfNeeded: length), "answer of the metadata service")
      }
      if length == 0 { break }
      result += buffer[..<min(Int(length), buffer.count)]
      if nt_milliseconds() > deadline { throw SourceError(.stalled, "the metadata service is too slow") }
    }
    return result
  }
}
