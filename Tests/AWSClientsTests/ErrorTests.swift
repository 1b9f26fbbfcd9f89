import AWSSigning
import Testing

@testable import AWSClients

@Suite struct ErrorTests {
  private func decode(_ status: Int, _ body: String, _ wire: WireProtocol, _ headers: [NamedValue] = []) -> AWSError {
    ErrorDecoder.decode(HTTPResponse(status: status, headers: headers), body: Array(body.utf8), wire: wire)
  }

  @Test func everyProtocolPutsItsCodeElsewhere() {
    let query =
      "<ErrorResponse><Error><Code>A</Code><Message>m</Message></Error><RequestId>r</RequestId></ErrorResponse>"
    let ec2 =
      "<Response><Errors><Error><Code>B</Code><Message>m</Message></Error></Errors><RequestID>r</RequestID></Response>"
    let s3 = "<?xml version=\"1.0\"?><Error><Code>C</Code><Message>m</Message><RequestId>r</RequestId></Error>"
    for (body, wire, code) in [(query, WireProtocol.query, "A"), (ec2, .ec2, "B"), (s3, .restXML, "C")] {
      let error = decode(400, body, wire)
      #expect(error.code == code && error.message == "m" && error.requestID == "r")
    }
    let json = decode(400, "{\"__type\":\"com.amazonaws#D\",\"message\":\"m\"}", .json)
    #expect(json.code == "D" && json.message == "m")
    let header = NamedValue("x-amzn-ErrorType", "E:http://internal.amazon.com/x")
    let rest = decode(404, "{\"Message\":\"m\"}", .restJSON, [header, NamedValue("x-amzn-RequestId", "q")])
    #expect(rest.code == "E")
    #expect(rest.message == "m")
    #expect(rest.requestID == "q" && rest.isNotFound)
    let body = decode(409, "{\"ErrorCode\":\"x\",\"code\":\"F\"}", .restJSON)
    #expect(body.code == "F")
  }

  @Test func whatIsNoErrorDocumentStillBecomesAnError() {
    let html = decode(502, "<html><head><title>502 Bad</title></head><body><h1>Bad Gateway</h1></body></html>", .json)
    #expect(html.code == "HTTP502" && html.message == "502 Bad Bad Gateway" && html.isRetryable)
    let empty = decode(403, "", .restXML)
    #expect(empty.code == "AccessDenied" && empty.isAccessDenied && !empty.message.isEmpty)
    #expect(decode(404, "", .restXML).isNotFound)
    #expect(decode(503, "\u{0}\u{1b}[31mred", .query).message == "  [31mred")
    #expect(decode(500, "{\"__type\":7}", .json).code == "HTTP500")
    #expect(decode(400, "<Error></Error>", .restXML).code == "BadRequest")
    // A lab that answers JSON services in XML.
    let mixed = decode(400, "<ErrorResponse><Error><Code>Z</Code></Error></ErrorResponse>", .json)
    #expect(mixed.code == "Z")
  }

  @Test func everyPrefixOfAnErrorDocumentBecomesAnError() {
    let xml = "<Response><Errors><Error><Code>B</Code><Message>m&amp;</Message></Error></Errors></Response>"
    for count in 0..<xml.utf8.count { #expect(!decode(400, String(xml.prefix(count)), .ec2).code.isEmpty) }
    let json = "{\"__type\":\"a#B\",\"message\":\"\\u0041\"}"
    for count in 0..<json.utf8.count { #expect(!decode(400, String(json.prefix(count)), .json).code.isEmpty) }
  }

  @Test func aMessageIsCutAndHoldsNoControlCharacters() {
    let error = AWSError(.service, code: "a\nb", String(repeating: "x\u{202e}", count: 5_000))
    #expect(error.message.unicodeScalars.count == 2_000 && !error.message.unicodeScalars.contains("\u{202e}"))
    #expect(error.code == "a b")
  }

  @Test(arguments: [
    "Throttling", "ThrottlingException", "RequestLimitExceeded", "SlowDown", "TooManyRequestsException",
  ])
  func throttlingIsKnown(_ code: String) {
    let error = AWSError(.service, code: code, "x", status: 400)
    #expect(error.isThrottling && error.isRetryable && !error.isAccessDenied)
  }

  @Test func aQuotaIsNoThrottling() {
    #expect(!AWSError(.service, code: "LimitExceededException", "too many stacks", status: 400).isThrottling)
    #expect(AWSError(.service, code: "LimitExceededException", "Rate exceeded", status: 400).isThrottling)
  }

  @Test func whatIsNotThereIsKnown() {
    for code in [
      "NoSuchKey", "InvalidInstanceID.NotFound", "FileSystemNotFound", "NoSuchEntity", "InvocationDoesNotExist",
    ] { #expect(AWSError(.service, code: code, "x", status: 400).isNotFound, "\(code)") }
    #expect(AWSError(.service, code: "ValidationError", "Stack with id s does not exist", status: 400).isNotFound)
    #expect(!AWSError(.service, code: "ValidationError", "No updates", status: 400).isNotFound)
  }
}

@Suite struct PacerTests {
  @Test func nothingIsSlowedBeforeTheFirstThrottling() {
    var pacer = Pacer()
    for number in 0..<1_000 { #expect(pacer.reserve(at: Double(number) / 1_000) == 0) }
  }

  @Test func afterThrottlingCallsComeAtALowerRateAndThenFasterAgain() throws {
    var pacer = Pacer()
    for number in 0..<20 { _ = pacer.reserve(at: 10 + Double(number) / 20) }
    pacer.throttled(at: 10.99)
    pacer.throttled(at: 10.99)
    let first = try #require(pacer.rate)
    #expect(abs(first - 14) < 0.01, "seven tenths of twenty a second, and once for calls throttled together")
    let waits = (0..<14).map { _ in pacer.reserve(at: 11) }
    #expect(abs((waits.last ?? 0) - 13 / first) < 0.001)
    pacer.succeeded(at: 11)
    #expect(pacer.rate == first, "not within a second")
    for second in 12..<40 { pacer.succeeded(at: Double(second)) }
    #expect(pacer.rate == nil)
  }

  @Test func theRateNeverFallsToNothing() throws {
    var pacer = Pacer()
    for second in 0..<100 {
      _ = pacer.reserve(at: Double(second))
      pacer.throttled(at: Double(second))
    }
    #expect(try #require(pacer.rate) == 0.5)
  }
}

@Suite struct Base64Tests {
  @Test func digestsGoThereAndBack() {
    for count in 0..<70 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) }
      #expect(S3.digest(checksum: S3.checksum(bytes)) == bytes)
    }
    #expect(S3.checksum(Array("foobar".utf8)) == "Zm9vYmFy" && S3.checksum(Array("foob".utf8)) == "Zm9vYg==")
  }

  @Test(arguments: ["abc", "a===", "ab=c", "abcd-3", "ab\u{e9}=", "===="])
  func whatIsNoBase64IsRefused(_ text: String) {
    #expect(S3.digest(checksum: text) == nil)
  }
}
