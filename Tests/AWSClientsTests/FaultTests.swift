import AWSSigning
import Synchronization
import Testing

@testable import AWSClients

/// What a network and a service can do to a call.
@Suite struct FaultTests {
  private static let identity = """
    <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
    <Arn>arn:aws:iam::111122223333:user/a</Arn><UserId>U</UserId><Account>111122223333</Account>
    </GetCallerIdentityResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetCallerIdentityResponse>
    """
  private static func queryError(_ code: String, _ message: String = "no") -> String {
    "<ErrorResponse><Error><Type>Sender</Type><Code>\(code)</Code><Message>\(message)</Message></Error>"
      + "<RequestId>req-7</RequestId></ErrorResponse>"
  }

  private func failure<T>(_ work: () async throws -> T) async -> AWSError? {
    do {
      _ = try await work()
      return nil
    } catch {
      return error as? AWSError
    }
  }

  @Test func throttlingIsWaitedForAndThenForgotten() async throws {
    let clock = FakeClock()
    let transport = FakeTransport([
      .response(400, Self.queryError("Throttling", "Rate exceeded")), .response(503, "<html>busy</html>"),
      .response(200, Self.identity),
    ])
    let output = try await STS(.test(transport, clock: clock)).getCallerIdentity()
    #expect(output.account == "111122223333")
    #expect(await transport.count == 3)
    #expect(clock.slept.contains(1) && clock.slept.contains(2))
  }

  @Test func whatTheServiceAsksToWaitIsWaited() async throws {
    let clock = FakeClock()
    let transport = FakeTransport([
      .response(503, "", [NamedValue("Retry-After", "17")]),
      .response(429, "", [NamedValue("x-amz-retry-after", "2500")]),
      .response(500, "", [NamedValue("Retry-After", "86400")]), .response(200, Self.identity),
    ])
    _ = try await STS(.test(transport, clock: clock)).getCallerIdentity()
    #expect(clock.slept.contains(17) && clock.slept.contains(2.5) && clock.slept.contains(120))
  }

  @Test func attemptsEndWithTheErrorOfTheLast() async {
    let transport = FakeTransport([], then: .response(500, Self.queryError("InternalFailure")))
    let error = await failure { try await STS(.test(transport)).getCallerIdentity() }
    #expect(error?.code == "InternalFailure" && error?.attempts == 6 && error?.status == 500)
    #expect(error?.requestID == "req-7" && error?.service == "STS" && error?.operation == "GetCallerIdentity")
    #expect(await transport.count == 6)
  }

  @Test func anEmptyBudgetStopsRepetition() async {
    let transport = FakeTransport([], then: .response(500, ""))
    let session = AWSSession.test(transport, retry: RetryPolicy(maxAttempts: 100, bucketTokens: 50))
    _ = await failure { try await STS(session).getCallerIdentity() }
    #expect(await transport.count == 11)
    _ = await failure { try await STS(session.inRegion("eu-west-1")).getCallerIdentity() }
    #expect(await transport.count == 22, "another region has a budget of its own")
    _ = await failure { try await STS(session).getCallerIdentity() }
    #expect(await transport.count == 23)
  }

  @Test(arguments: [TransportError.Code.connectionLost, .timedOut, .notConnected, .bodyCut])
  func aLostReadIsRepeated(_ code: TransportError.Code) async throws {
    let transport = FakeTransport([.fails(code), .response(200, Self.identity)])
    #expect(try await STS(.test(transport)).getCallerIdentity().userId == "U")
  }

  @Test func aCutBodyIsRepeated() async throws {
    let transport = FakeTransport([
      .cut(200, String(Self.identity.prefix(80))), .response(200, String(Self.identity.prefix(200))),
      .response(200, ""),
      .response(200, Self.identity),
    ])
    #expect(try await STS(.test(transport)).getCallerIdentity().userId == "U")
    #expect(await transport.count == 4)
  }

  @Test func anAnswerThatStaysUnreadableIsSaidToBeSo() async {
    let transport = FakeTransport([], then: .response(200, "<html><body>Welcome to the hotel</body></html>"))
    let error = await failure { try await STS(.test(transport)).getCallerIdentity() }
    #expect(error?.kind == .badResponse && error?.message == "the answer has no GetCallerIdentityResult")
  }

  @Test(arguments: [TransportError.Code.connectionLost, .timedOut])
  func aCommandOfUnknownOutcomeIsNotSentTwice(_ code: TransportError.Code) async {
    let transport = FakeTransport([.fails(code)], then: .response(200, "{}"))
    let error = await failure { try await SSM(.test(transport)).sendCommand(.init(documentName: "d")) }
    #expect(error?.isOutcomeUnknown == true)
    #expect(error.map { "\($0)" }?.contains("it may have taken effect") == true)
    #expect(await transport.count == 1)
  }

  @Test func aCommandAnsweredWith500OrCutIsNotSentTwice() async {
    for answer in [FakeTransport.Answer.response(500, "{\"__type\":\"InternalServerError\"}"), .cut(200, "{")] {
      let transport = FakeTransport([answer], then: .response(200, "{}"))
      let error = await failure { try await SSM(.test(transport)).sendCommand(.init(documentName: "d")) }
      #expect(error?.isOutcomeUnknown == true)
      #expect(await transport.count == 1)
    }
  }

  @Test func aCommandThatSurelyDidNotArriveIsSentAgain() async throws {
    let transport = FakeTransport([
      .fails(.notConnected), .response(400, "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}"),
      .response(503, ""), .response(200, "{\"Command\":{\"CommandId\":\"c-1\"}}"),
    ])
    let output = try await SSM(.test(transport)).sendCommand(.init(documentName: "d"))
    #expect(output.command?.commandId == "c-1")
  }

  @Test func aRefusalIsNotRepeated() async {
    let transport = FakeTransport([
      .response(
        403, "{\"__type\":\"com.amazon.x#AccessDeniedException\",\"Message\":\"User is not authorized\\u0007\"}")
    ])
    let session = AWSSession.test(transport).acting(
      with: StaticCredentials(Credentials(accessKeyID: "a", secretAccessKey: "b")), account: "111122223333",
      actor: "arn:aws:iam::111122223333:role/needletail-member")
    let error = await failure { try await SSM(session).listCommands() }
    #expect(error?.isAccessDenied == true && error?.code == "AccessDeniedException")
    #expect(error?.message == "User is not authorized ")
    #expect(
      error.map { "\($0)" }
        == "SSM ListCommands: AccessDeniedException: User is not authorized  (as arn:aws:iam::111122223333:role/"
        + "needletail-member, account 111122223333, eu-central-1, HTTP 403)")
  }

  @Test func cancellationStaysCancellation() async {
    let transport = FakeTransport([.cancelled])
    await #expect(throws: CancellationError.self) { try await STS(.test(transport)).getCallerIdentity() }
  }

  @Test func aWrongClockIsCorrectedOnceAndKept() async throws {
    let clock = FakeClock("2026-01-02T03:04:05Z")
    let date = NamedValue("Date", "Fri, 02 Jan 2026 09:04:05 GMT")
    let transport = FakeTransport([
      .response(403, Self.queryError("SignatureDoesNotMatch", "Signature expired"), [date]),
      .response(200, Self.identity, [date]), .response(200, Self.identity, [date]),
    ])
    let session = AWSSession.test(transport, clock: clock)
    _ = try await STS(session).getCallerIdentity()
    _ = try await STS(session).getCallerIdentity()
    let stamps = await transport.requests.map { $0.header("x-amz-date") }
    #expect(stamps == ["20260102T030405Z", "20260102T090405Z", "20260102T090405Z"])
    #expect(clock.slept.isEmpty)
  }

  @Test func aWrongKeyIsNoWrongClock() async {
    let transport = FakeTransport([
      .response(403, Self.queryError("SignatureDoesNotMatch"), [NamedValue("Date", "Fri, 02 Jan 2026 03:04:00 GMT")])
    ])
    let error = await failure { try await STS(.test(transport)).getCallerIdentity() }
    #expect(error?.isInvalidCredentials == true)
    #expect(await transport.count == 1)
  }

  @Test func endedCredentialsAreRenewedOnce() async throws {
    let clock = FakeClock()
    let made = Mutex(0)
    let provider = CachedCredentials(clock: clock) {
      let number = made.withLock {
        $0 += 1
        return $0
      }
      return Credentials(
        accessKeyID: "KEY\(number)", secretAccessKey: "s", expiration: clock.now().adding(seconds: 3_600))
    }
    let transport = FakeTransport([
      .response(403, Self.queryError("ExpiredToken")), .response(200, Self.identity),
      .response(403, Self.queryError("ExpiredToken")), .response(403, Self.queryError("ExpiredToken")),
    ])
    let session = AWSSession.test(transport, clock: clock, credentials: provider)
    _ = try await STS(session).getCallerIdentity()
    let keys = await transport.requests.map { $0.header("authorization")?.contains("KEY2") }
    #expect(keys == [false, true])
    let error = await failure { try await STS(session).getCallerIdentity() }
    #expect(error?.isExpiredCredentials == true)
    #expect(await transport.count == 4)
  }

  @Test func anS3CopyThatFailsInsideItsSuccessIsAFailure() async {
    let inside = "<Error><Code>AccessDenied</Code><Message>no</Message><RequestId>q</RequestId></Error>"
    let transport = FakeTransport([.response(200, inside)])
    let error = await failure {
      try await S3(.test(transport)).copyObject(.init(bucket: "bucket", copySource: "a/b", key: "k"))
    }
    #expect(error?.isAccessDenied == true && error?.status == 200 && error?.requestID == "q")
  }

  @Test func anS3CopyThatIsSlowedInsideItsSuccessIsRepeated() async throws {
    let transport = FakeTransport([
      .response(200, "<Error><Code>InternalError</Code></Error>"),
      .response(200, "<Error><Code>SlowDown</Code></Error>"),
      .response(200, "<CopyObjectResult><ETag>&quot;e&quot;</ETag></CopyObjectResult>"),
    ])
    let output = try await S3(.test(transport)).copyObject(.init(bucket: "bucket", copySource: "a/b", key: "k"))
    #expect(output.copyObjectResult?.eTag == "\"e\"")
    #expect(await transport.count == 3)
  }

  @Test func aMissingMemberIsToldBeforeAnythingIsSent() async {
    let transport = FakeTransport([])
    let error = await failure { try await S3(.test(transport)).putObject(.init(bucket: "b")) }
    #expect(error?.kind == .badInput && error?.message == "PutObject needs Key")
    let other = await failure {
      try await S3(.test(transport)).putObject(.init(bucket: "b", contentType: "a\r\nx-amz-acl: public", key: "k"))
    }
    #expect(other?.kind == .badInput)
    let region = await failure { try await STS(AWSSession.test(transport).inRegion("evil.com/#")).getCallerIdentity() }
    #expect(region?.kind == .badInput)
    #expect(await transport.count == 0)
  }

  @Test func aStreamThatCannotBeSentAgainIsNot() async {
    let transport = FakeTransport([.response(500, "")], then: .response(200, ""))
    let stream = ByteStream(length: 1) { { nil } }
    let error = await failure {
      try await S3(.test(transport)).putObject(.init(body: .stream(stream), bucket: "bucket", key: "k"))
    }
    #expect(error?.status == 500)
    #expect(await transport.count == 1)
  }

  @Test func everyAttemptIsTold() async throws {
    let seen = Mutex<[String]>([])
    let transport = FakeTransport([.response(500, ""), .fails(.connectionLost), .response(200, Self.identity)])
    var session = AWSSession.test(transport)
    session.observer = { record in
      seen.withLock { $0.append("\(record.service).\(record.operation) \(record.attempt) \(record.errorCode ?? "ok")") }
    }
    _ = try await STS(session).getCallerIdentity()
    #expect(
      seen.withLock { $0 } == [
        "STS.GetCallerIdentity 1 HTTP500", "STS.GetCallerIdentity 2 connectionLost", "STS.GetCallerIdentity 3 ok",
      ])
  }
}
