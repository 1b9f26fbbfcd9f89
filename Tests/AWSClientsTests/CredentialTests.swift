import AWSSigning
import Synchronization
import Testing

@testable import AWSClients

/// Where credentials come from, and what is said when they do not.
@Suite struct CredentialTests {
  private func environment(_ variables: [String: String], files: [String: String] = [:]) -> AWSEnvironment {
    AWSEnvironment(
      variables: variables, homeDirectory: "/home/a", readFile: { files[$0].map { Array($0.utf8) } },
      listDirectory: { folder in
        files.keys.filter { $0.hasPrefix("\(folder)/") }.map { String($0.dropFirst(folder.count + 1)) }
      })
  }

  private func session(
    _ variables: [String: String], files: [String: String] = [:], profile: String? = nil,
    transport: FakeTransport = FakeTransport([]), clock: FakeClock = FakeClock()
  ) throws -> AWSSession {
    var all = ["AWS_REGION": "eu-central-1", "AWS_EC2_METADATA_DISABLED": "true"]
    all.merge(variables) { $1 }
    return try AWSSession(
      environment: environment(all, files: files), profile: profile, transport: transport, clock: clock, retry: .never)
  }

  private func message(_ work: () async throws -> Void) async -> String {
    do {
      try await work()
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  private static let role = """
    <AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA1</AccessKeyId>
    <SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2026-01-02T04:04:05Z</Expiration>
    </Credentials><AssumedRoleUser><Arn>arn:aws:sts::222233334444:assumed-role/r/n</Arn></AssumedRoleUser>
    </AssumeRoleResult></AssumeRoleResponse>
    """

  @Test func theKeysOfTheEnvironmentComeFirst() async throws {
    let files = ["/home/a/.aws/credentials": "[default]\naws_access_key_id=FILE\naws_secret_access_key=f\n"]
    let session = try session(
      ["AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "e", "AWS_SESSION_TOKEN": "t"], files: files)
    let credentials = try await session.credentials.credentials()
    #expect(credentials.accessKeyID == "ENV" && credentials.sessionToken == "t")
    #expect(session.actor == "the environment")
    let asked = try self.session(
      ["AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "e"], files: files, profile: "default")
    #expect(try await asked.credentials.credentials().accessKeyID == "FILE")
  }

  @Test func halfAKeyIsAnError() async {
    let text = await message { _ = try session(["AWS_ACCESS_KEY_ID": "ENV"]) }
    #expect(text == "only one of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY is set")
  }

  @Test func nothingAtAllSaysWhatWasTried() async {
    let text = await message { _ = try session([:]) }
    #expect(text.hasPrefix("no credentials: none in the environment, no profile"))
    let other = await message { _ = try session([:], profile: "absent") }
    #expect(other == "no such profile: absent")
    let region = await message { _ = try session(["AWS_REGION": ""]) }
    #expect(region.hasPrefix("no region"))
  }

  @Test func theFilesAreReadAsTheToolsReadThem() throws {
    let text = """
      # comment
      [default]
      region = eu-west-1 # here
      [profile two words]
      role_arn= arn:aws:iam::1:role/x
      s3 =
        addressing_style = path
      endpoint_url = http://127.0.0.1:1
      [sso-session s]
      sso_region = eu-north-1
      [broken
      no equals sign
      """
    let config = try SharedConfig(
      environment(
        [:], files: ["/home/a/.aws/config": text, "/home/a/.aws/credentials": "[default]\naws_access_key_id = A\n"]))
    #expect(config.profiles["default"] == ["region": "eu-west-1", "aws_access_key_id": "A"])
    #expect(config.profiles["two words"]?["s3.addressing_style"] == "path")
    #expect(config.profiles["two words"]?["endpoint_url"] == "http://127.0.0.1:1")
    #expect(config.ssoSessions["s"]?["sso_region"] == "eu-north-1")
    for count in 0..<text.utf8.count { _ = SharedConfig.sections(String(text.prefix(count))) }
  }

  private static let chained = """
    [profile base]
    aws_access_key_id = BASE
    aws_secret_access_key = b
    [profile middle]
    role_arn = arn:aws:iam::111122223333:role/middle
    source_profile = base
    external_id = ext
    [profile round]
    role_arn = arn:aws:iam::111122223333:role/x
    source_profile = other
    [profile other]
    role_arn = arn:aws:iam::111122223333:role/y
    source_profile = round
    [profile device]
    role_arn = arn:aws:iam::111122223333:role/x
    source_profile = base
    mfa_serial = arn:aws:iam::111122223333:mfa/a
    [profile program]
    credential_process = /usr/bin/anything
    [profile lonely]
    role_arn = arn:aws:iam::111122223333:role/x
    [profile empty]
    region = eu-central-1
    """

  @Test func aRoleIsAssumedThroughItsSourceOnceForItsLife() async throws {
    let clock = FakeClock("2026-01-02T03:04:05Z")
    let transport = FakeTransport([], then: .response(200, Self.role))
    let session = try session(
      [:], files: ["/home/a/.aws/config": Self.chained], profile: "middle", transport: transport, clock: clock)
    let first = try await session.credentials.credentials()
    #expect(first.accessKeyID == "ASIA1" && first.accountID == "222233334444")
    #expect(first.expiration == AWSInstant(text: "2026-01-02T04:04:05Z"))
    _ = try await session.credentials.credentials()
    #expect(await transport.count == 1)
    clock.advance(seconds: 3_400)
    _ = try await session.credentials.credentials()
    #expect(await transport.count == 2, "with less than five minutes left they are fetched anew")
    let request = try #require(await transport.requests.first)
    #expect(request.header("authorization")?.contains("Credential=BASE/") == true)
    guard case .bytes(let body) = request.body else { return }
    #expect(String(decoding: body, as: UTF8.self).contains("ExternalId=ext"))
  }

  @Test(arguments: [
    ("round", "source_profile goes round: round, other, round"), ("device", "profile device wants a code of a device"),
    ("program", "profile program gets its credentials from a program"),
    ("lonely", "profile lonely has a role and neither source_profile nor credential_source"),
    ("empty", "profile empty holds no credentials"),
  ])
  func aProfileThatWillNotDoSaysWhy(_ name: String, _ wanted: String) async {
    let text = await message {
      _ = try session([:], files: ["/home/a/.aws/config": Self.chained], profile: name)
    }
    #expect(text.hasPrefix(wanted), "\(text)")
  }

  @Test func aProgramIsOnlyAskedWhenAllowed() async throws {
    var environment = environment(["AWS_REGION": "eu-central-1"], files: ["/home/a/.aws/config": Self.chained])
    environment.runProcess = { line in
      #expect(line == "/usr/bin/anything")
      return Array("{\"Version\":1,\"AccessKeyId\":\"P\",\"SecretAccessKey\":\"p\",\"SessionToken\":\"t\"}".utf8)
    }
    let session = try AWSSession(environment: environment, profile: "program", transport: FakeTransport([]))
    #expect(try await session.credentials.credentials().sessionToken == "t")
  }

  @Test func theTokenOfSSOIsFoundByItsAddress() async throws {
    let config = """
      [profile sso]
      sso_session = corp
      sso_account_id = 111122223333
      sso_role_name = Responder
      [sso-session corp]
      sso_start_url = https://corp.example/start
      sso_region = eu-north-1
      """
    func cached(_ url: String, _ token: String, _ end: String) -> String {
      "{\"startUrl\":\"\(url)\",\"accessToken\":\"\(token)\",\"expiresAt\":\"\(end)\"}"
    }
    var files = [
      "/home/a/.aws/config": config,
      "/home/a/.aws/sso/cache/1.json": cached("https://corp.example/start", "old", "2026-01-02T03:00:00Z"),
      "/home/a/.aws/sso/cache/2.json": cached("https://corp.example/start", "new", "2026-01-02T09:00:00UTC"),
      "/home/a/.aws/sso/cache/3.json": cached("https://other.example/start", "other", "2027-01-02T09:00:00Z"),
      "/home/a/.aws/sso/cache/4.json": "not json",
    ]
    let answer =
      "{\"roleCredentials\":{\"accessKeyId\":\"S\",\"secretAccessKey\":\"s\",\"sessionToken\":\"t\","
      + "\"expiration\":1767330000000}}"
    let transport = FakeTransport([.response(200, answer), .response(401, "{\"message\":\"Session token not found\"}")])
    let session = try session([:], files: files, profile: "sso", transport: transport)
    let credentials = try await session.credentials.credentials()
    #expect(credentials.accessKeyID == "S" && credentials.expiration == AWSInstant(seconds: 1_767_330_000))
    let request = try #require(await transport.requests.first)
    #expect(request.url.hasPrefix("https://portal.sso.eu-north-1.amazonaws.com/federation/credentials?"))
    #expect(request.header("x-amz-sso_bearer_token") == "new" && request.header("authorization") == nil)
    let refused = try self.session([:], files: files, profile: "sso", transport: transport)
    let text = await message { _ = try await refused.credentials.credentials() }
    #expect(text.contains("is not accepted any more: run `aws sso login --profile sso`"), "\(text)")
    files["/home/a/.aws/sso/cache/2.json"] = nil
    let ended = try self.session([:], files: files, profile: "sso", transport: transport)
    #expect(await message { _ = try await ended.credentials.credentials() }.contains("ended at 2026-01-02T03:00:00Z"))
  }

  @Test func aWebIdentityIsReadAnewEachTime() async throws {
    let transport = FakeTransport([
      .response(200, Self.role.replacing("AssumeRoleRes", with: "AssumeRoleWithWebIdentityRes"))
    ])
    let session = try session(
      ["AWS_WEB_IDENTITY_TOKEN_FILE": "/run/token", "AWS_ROLE_ARN": "arn:aws:iam::222233334444:role/r"],
      files: ["/run/token": "ey.J\n"], transport: transport)
    #expect(try await session.credentials.credentials().accessKeyID == "ASIA1")
    let request = try #require(await transport.requests.first)
    #expect(request.header("authorization") == nil)
    guard case .bytes(let body) = request.body else { return }
    #expect(String(decoding: body, as: UTF8.self).contains("WebIdentityToken=ey.J"))
  }

  private static let document =
    "{\"Code\":\"Success\",\"AccessKeyId\":\"I\",\"SecretAccessKey\":\"i\",\"Token\":\"t\",\"Expiration\":\"2026-01-02T04:04:05Z\"}"

  @Test func theContainersCredentialsAreFetchedWithItsToken() async throws {
    let transport = FakeTransport([.response(500, ""), .response(200, Self.document)])
    let session = try session(
      [
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://169.254.170.23/v1/credentials?x=1",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/run/t",
      ], files: ["/run/t": "Bearer x"], transport: transport)
    #expect(try await session.credentials.credentials().accessKeyID == "I")
    let request = try #require(await transport.requests.last)
    #expect(request.url == "http://169.254.170.23/v1/credentials?x=1" && request.header("authorization") == "Bearer x")
  }

  @Test(arguments: [
    "http://evil.example/", "http://127.0.0.1.evil.example/", "ftp://127.0.0.1/", "http://169.254.169.254/", "x",
  ])
  func aContainerAddressThatIsNotLocalIsRefused(_ address: String) async {
    let text = await message { _ = try session(["AWS_CONTAINER_CREDENTIALS_FULL_URI": address]) }
    #expect(text.hasPrefix("the container's credentials"), "\(text)")
  }

  @Test func theInstancesRoleIsFetchedByVersion2Only() async throws {
    let transport = FakeTransport([
      .response(200, "TOKEN"), .response(200, "needletail-role"), .response(200, Self.document),
    ])
    let session = try session(
      ["AWS_EC2_METADATA_DISABLED": "false", "AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:1338/"],
      transport: transport)
    #expect(try await session.credentials.credentials().accessKeyID == "I")
    let seen = await transport.requests.map { "\($0.method) \($0.url) \($0.header("x-aws-ec2-metadata-token") ?? "-")" }
    let folder = "http://127.0.0.1:1338/latest/meta-data/iam/security-credentials/"
    #expect(
      seen == [
        "PUT http://127.0.0.1:1338/latest/api/token -", "GET \(folder) TOKEN", "GET \(folder)needletail-role TOKEN",
      ])
    let without = FakeTransport([.response(200, "TOKEN"), .response(404, "")])
    let other = try self.session(["AWS_EC2_METADATA_DISABLED": "false"], transport: without)
    #expect(await message { _ = try await other.credentials.credentials() } == "the instance's role: HTTP 404")
  }

  @Test func oldCredentialsServeWhenNewOnesCannotBeHad() async throws {
    let clock = FakeClock()
    let made = Mutex(0)
    let provider = CachedCredentials(clock: clock) {
      let count = made.withLock {
        $0 += 1
        return $0
      }
      guard count == 1 else { throw AWSError(.credentials, "gone") }
      return Credentials(accessKeyID: "A", secretAccessKey: "s", expiration: clock.now().adding(seconds: 1_000))
    }
    _ = try await provider.credentials()
    clock.advance(seconds: 900)
    #expect(try await provider.credentials().accessKeyID == "A")
    clock.advance(seconds: 80)
    await #expect(throws: AWSError.self) { try await provider.credentials() }
  }

  @Test func manyWhoWaitFetchOnce() async throws {
    let transport = FakeTransport([], then: .response(200, Self.role))
    let inside = AWSSession.test(transport).assuming(
      AssumedRole(roleARN: "arn:aws:iam::222233334444:role/r", sessionName: "n"))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<50 { group.addTask { _ = try await inside.credentials.credentials() } }
      try await group.waitForAll()
    }
    #expect(await transport.count == 1)
    #expect(inside.account == "222233334444")
  }

  @Test func anErrorOfAssumingIsNotTakenForOneOfTheCall() async {
    let denied = "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>"
    let inside = AWSSession.test(FakeTransport([.response(403, denied)])).assuming(
      AssumedRole(roleARN: "arn:aws:iam::222233334444:role/r", sessionName: "n"))
    let text = await message { _ = try await EC2(inside).describeVpcs() }
    #expect(text.hasPrefix("STS AssumeRole: AccessDenied"), "\(text)")
  }

  @Test func attemptsOfAssumingAreNotMultiplied() async {
    let transport = FakeTransport([], then: .response(500, ""))
    let inside = AWSSession.test(transport).assuming(
      AssumedRole(roleARN: "arn:aws:iam::222233334444:role/r", sessionName: "n"))
    let text = await message { _ = try await SSM(inside).sendCommand(.init(documentName: "d")) }
    #expect(text.hasPrefix("STS AssumeRole: HTTP500") && !text.contains("may have taken effect"), "\(text)")
    #expect(await transport.count == 6)
  }
}
