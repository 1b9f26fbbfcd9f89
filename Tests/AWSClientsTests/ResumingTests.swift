import AWSSigning
import Testing

@testable import AWSClients

@Suite struct ResumingTests {
  private static let head = [
    NamedValue("Content-Length", "10"), NamedValue("ETag", "\"e1\""), NamedValue("x-amz-version-id", "v1"),
  ]

  private func read(_ transport: FakeTransport, offset: Int64 = 0, length: Int64? = nil) async throws -> String {
    let session = AWSSession.test(transport, retry: RetryPolicy(maxAttempts: 3))
    let output = try await S3(session).getObjectResuming(
      .init(bucket: "bucket", key: "k"), offset: offset, length: length)
    return String(decoding: try await output.body?.collect() ?? [], as: UTF8.self)
  }

  @Test func anObjectThatBreaksOffGoesOnWhereItBroke() async throws {
    let transport = FakeTransport([
      .cut(200, "0123", Self.head), .fails(.connectionLost), .cut(206, "45"), .response(206, "6789"),
    ])
    #expect(try await read(transport) == "0123456789")
    let asked = await transport.requests.map { $0.header("range") }
    #expect(asked == [nil, "bytes=4-9", "bytes=4-9", "bytes=6-9"])
    let last = try #require(await transport.requests.last)
    #expect(last.header("if-match") == "\"e1\"" && last.query == "versionId=v1")
  }

  @Test func aRangeKeepsItsPlace() async throws {
    let transport = FakeTransport([.cut(206, "0123", Self.head), .response(206, "456789")])
    #expect(try await read(transport, offset: 100, length: 10) == "0123456789")
    #expect(await transport.requests.map { $0.header("range") } == ["bytes=100-109", "bytes=104-109"])
  }

  @Test func anAlteredObjectEndsTheStream() async throws {
    let transport = FakeTransport([.cut(200, "0123", Self.head), .response(412, "")])
    let error = await #expect(throws: AWSError.self) { try await read(transport) }
    #expect(error?.isPreconditionFailed == true)
  }

  @Test func anObjectThatNeverComesIsGivenUp() async {
    let transport = FakeTransport([.cut(200, "0123", Self.head)], then: .cut(206, ""))
    await #expect(throws: TransportError.self) { try await read(transport) }
    #expect(await transport.count == 3)
  }

  @Test func aStreamThatEndsEarlyWithoutAWordIsCut() async throws {
    let transport = FakeTransport([.response(200, "0123", Self.head), .response(206, "456789")])
    #expect(try await read(transport) == "0123456789")
  }

  @Test func aStreamThatIsTooLongIsRefused() async {
    let transport = FakeTransport([.response(200, "0123456789abc", Self.head)])
    await #expect(throws: AWSError.self) { try await read(transport) }
  }

  @Test(arguments: [(Int64(-1), Int64?.none), (Int64(0), Int64?.some(0)), (Int64.max, Int64?.some(2))])
  func whatIsNoRangeIsRefused(_ offset: Int64, _ length: Int64?) async {
    await #expect(throws: AWSError.self) { try await read(FakeTransport([]), offset: offset, length: length) }
  }
}
