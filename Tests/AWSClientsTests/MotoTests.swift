import AWSSigning
import AWSTransport
import Digests
import Foundation
import JSONText
import Testing

@testable import AWSClients

/// Against a moto server on loopback that checks signatures and policies.
@Suite(.serialized, .enabled(if: Python.hasMoto, "python3 has no moto"))
struct MotoTests {
  // Starting one takes seconds; they end with this process, whose end closes their standard input.
  private static let guarded = Result { try PythonServer("moto_server.py") }
  private static let open = Result { try PythonServer("moto_server.py", ["--open"]) }

  private func withSession(isOpen: Bool = false, _ work: (AWSSession) async throws -> Void) async throws {
    let server = try (isOpen ? Self.open : Self.guarded).get()
    let port = try #require(server.greeting["port"]?.integer)
    let credentials = Credentials(
      accessKeyID: try #require(server.greeting["key"]?.string),
      secretAccessKey: try #require(server.greeting["secret"]?.string))
    try await HTTPTransport.with { transport in
      var session = AWSSession(
        region: "eu-central-1", credentials: StaticCredentials(credentials), transport: transport, retry: .never)
      session.endpoints.override = Endpoint(scheme: "http", host: "127.0.0.1", port: Int(port))
      try await work(session)
    }
  }

  @Test func signaturesOfAllProtocolsAreAccepted() async throws {
    try await withSession { (session: AWSSession) async throws in
      // query, ec2, json, rest-xml; rest-json below, since moto cannot check it.
      #expect(try await STS(session).getCallerIdentity().account == "123456789012")
      #expect(try await EC2(session).describeVpcs().vpcs?.isEmpty == false)
      #expect(try await EC2(session).describeAvailabilityZones().availabilityZones?.first?.zoneId?.isEmpty == false)
      #expect(try await SSM(session).listCommands().commands?.isEmpty == true)
      #expect(try await S3(session).listBuckets().buckets != nil)
      #expect(try await IAM(session).getRole(.init(roleName: "helper")).role?.arn?.hasSuffix("role/helper") == true)
      #expect(try await CloudFormation(session).listStacks().stackSummaries != nil)
      #expect(try await AutoScaling(session).describeAutoScalingGroups().autoScalingGroups?.isEmpty == true)
    }
  }

  @Test func theFileSystemsAreListed() async throws {
    try await withSession(isOpen: true) { (session: AWSSession) async throws in
      #expect(try await EFS(session).describeFileSystems().fileSystems?.isEmpty == true)
    }
  }

  @Test func aWrongSecretAndAnUnknownKeyAreRefused() async throws {
    try await withSession { (session: AWSSession) async throws in
      let right = try await session.credentials.credentials()
      let wrong = Credentials(accessKeyID: right.accessKeyID, secretAccessKey: right.secretAccessKey + "x")
      for (credentials, code) in [
        (wrong, "SignatureDoesNotMatch"),
        (Credentials(accessKeyID: "AKIAUNKNOWN", secretAccessKey: "x"), "InvalidClientTokenId"),
      ] {
        let other = session.acting(with: StaticCredentials(credentials))
        let error = await #expect(throws: AWSError.self) { try await STS(other).getCallerIdentity() }
        #expect(error?.isInvalidCredentials == true && error?.code == code, "\(String(describing: error))")
      }
    }
  }

  @Test func aRoleIsAssumedAndItsTokenSigned() async throws {
    try await withSession { (session: AWSSession) async throws in
      let role = AssumedRole(
        roleARN: "arn:aws:iam::123456789012:role/helper", sessionName: "case-1", externalID: "e",
        sourceIdentity: "analyst", tags: ["needletail:case": "case-1", "b": "c d"], durationSeconds: 900)
      let inside = session.assuming(role)
      #expect(try await STS(inside).getCallerIdentity().arn?.contains("assumed-role/helper/case-1") == true)
      #expect(try await S3(inside).listBuckets().buckets != nil)
      #expect(inside.account == "123456789012")
    }
  }

  @Test func objectsWithTroublesomeKeysGoThereAndBack() async throws {
    try await withSession(isOpen: true) { (session: AWSSession) async throws in
      let s3 = S3(session)
      let keys = ["plain", "a/b c/+plus", "ü~日本", "per%20cent", "q?=&#;,:@$", "dots/../x", "double//slash", "end/"]
      try await makeBucket(session, "bucket-one")
      for key in keys {
        let body = HTTPBody.bytes(Array("content of \(key)".utf8))
        let put = try await s3.putObject(.init(body: body, bucket: "bucket-one", key: key, metadata: ["case": "1 2"]))
        #expect(put.eTag?.isEmpty == false, "\(key)")
        let got = try await s3.getObject(.init(bucket: "bucket-one", key: key))
        #expect(try await got.body?.collect() == Array("content of \(key)".utf8), "\(key)")
        #expect(got.metadata == ["case": "1 2"], "\(key)")
      }
      let listed = try await s3.listObjectsV2(.init(bucket: "bucket-one")).contents?.compactMap(\.key)
      #expect(Set(listed ?? []) == Set(keys))
      let source = S3.copySource(bucket: "bucket-one", key: "a/b c/+plus")
      let copied = try await s3.copyObject(.init(bucket: "bucket-one", copySource: source, key: "copy"))
      #expect(copied.copyObjectResult?.eTag?.isEmpty == false)
      let deletion = S3.Delete(objects: keys.map { S3.ObjectIdentifier(key: $0) })
      let deleted = try await s3.deleteObjects(.init(bucket: "bucket-one", delete: deletion))
      #expect(deleted.deleted?.count == keys.count && (deleted.errors ?? []).isEmpty)
    }
  }

  @Test func anObjectIsNeverOverwrittenWhenItMayOnlyBeCreated() async throws {
    try await withSession { (session: AWSSession) async throws in
      try await makeBucket(session, "bucket-two")
      let input = S3.PutObjectInput(body: "first", bucket: "bucket-two", ifNoneMatch: "*", key: "k")
      _ = try await S3(session).putObject(input)
      let error = await #expect(throws: AWSError.self) { try await S3(session).putObject(input) }
      #expect(error?.isPreconditionFailed == true)
      let missing = await #expect(throws: AWSError.self) {
        try await S3(session).headObject(.init(bucket: "bucket-two", key: "nothing"))
      }
      #expect(missing?.isNotFound == true && missing?.code == "NotFound")
    }
  }

  @Test func partsAreUploadedAsStreamsAndJoined() async throws {
    try await withSession { (session: AWSSession) async throws in
      try await makeBucket(session, "bucket-three")
      let s3 = S3(session)
      let started = try await s3.createMultipartUpload(.init(bucket: "bucket-three", key: "big"))
      let first = HTTPBody.stream(
        ByteStream(length: 5 << 20, isRepeatable: true) {
          var left = 5
          return {
            guard left > 0 else { return nil }
            left -= 1
            return [UInt8](repeating: 7, count: 1 << 20)
          }
        })
      var parts: [S3.CompletedPart] = []
      for (number, body) in [first, .bytes([1, 2, 3])].enumerated() {
        let part = try await s3.uploadPart(
          .init(body: body, bucket: "bucket-three", key: "big", partNumber: number + 1, uploadId: started.uploadId))
        var completed = S3.CompletedPart()
        (completed.eTag, completed.partNumber) = (part.eTag, number + 1)
        parts.append(completed)
      }
      let done = try await s3.completeMultipartUpload(
        .init(
          bucket: "bucket-three", key: "big", multipartUpload: .init(parts: parts), uploadId: started.uploadId))
      #expect(done.eTag?.contains("-2") == true)
      let range = try await s3.getObject(.init(bucket: "bucket-three", key: "big", range: "bytes=5242879-"))
      #expect(try await range.body?.collect() == [7, 1, 2, 3])
    }
  }

  @Test func aPresignedPutStoresOnce() async throws {
    try await withSession(isOpen: true) { (session: AWSSession) async throws in
      try await makeBucket(session, "bucket-four")
      let presigned = try await S3(session).presignedPutObject(
        .init(bucket: "bucket-four", ifNoneMatch: "*", key: "CASE/a b+c.tar"), expiresInSeconds: 600)
      #expect(presigned.headers == [NamedValue("If-None-Match", "*")])
      #expect(presigned.expires.epoch - Date().timeIntervalSince1970 > 590)
      #expect(try await put(presigned.url, presigned.headers, session) == 200)
      #expect(try await put(presigned.url, presigned.headers, session) == 412)
      let got = try await S3(session).presignedGetObject(
        .init(bucket: "bucket-four", key: "CASE/a b+c.tar"), expiresInSeconds: 600)
      let response = try await session.transport.send(request("GET", got.url, []))
      #expect(try await response.body.collect() == Array("evidence".utf8))
    }
  }

  @Test func pagesOfARealListingAreRead() async throws {
    try await withSession { (session: AWSSession) async throws in
      try await makeBucket(session, "bucket-five")
      for number in 0..<7 {
        _ = try await S3(session).putObject(.init(body: "x", bucket: "bucket-five", key: "k\(number)"))
      }
      var keys: [String] = []
      for try await page in S3(session).listObjectsV2Pages(.init(bucket: "bucket-five", maxKeys: 3)) {
        keys += (page.contents ?? []).compactMap(\.key)
      }
      #expect(keys == (0..<7).map { "k\($0)" })
    }
  }

  @Test func aPageOfHTMLBecomesAnError() async throws {
    try await withSession { (session: AWSSession) async throws in
      let error = await #expect(throws: AWSError.self) {
        try await SSM(session).describeInstanceInformation()
      }
      #expect(error?.status == 500 && error?.kind == .service, "\(String(describing: error))")
    }
  }

  @Test func aStackIsMadeDescribedAndDeleted() async throws {
    try await withSession { (session: AWSSession) async throws in
      let template = "{\"Resources\":{\"T\":{\"Type\":\"AWS::SNS::Topic\"}}}"
      let cloud = CloudFormation(session)
      _ = try await cloud.createStack(.init(stackName: "s", templateBody: template))
      let made = try await cloud.waitUntilStackCreateComplete(.init(stackName: "s"))
      #expect(made?.stacks?.first?.stackStatus == "CREATE_COMPLETE")
      let error = await #expect(throws: AWSError.self) { try await cloud.describeStacks(.init(stackName: "other")) }
      #expect(error?.isNotFound == true)
      _ = try await cloud.deleteStack(.init(stackName: "s"))
    }
  }

  private func request(_ method: String, _ url: String, _ headers: [NamedValue]) throws -> HTTPRequest {
    let parts = url.split(separator: "?", maxSplits: 1)
    let whole = try #require(Endpoint(url: String(parts[0])))
    let endpoint = Endpoint(scheme: whole.scheme, host: whole.host, port: whole.port)
    return HTTPRequest(
      method: method, endpoint: endpoint, path: whole.pathPrefix, query: parts.count > 1 ? String(parts[1]) : "",
      headers: headers)
  }

  private func put(_ url: String, _ headers: [NamedValue], _ session: AWSSession) async throws -> Int {
    var request = try request("PUT", url, headers)
    request.body = "evidence"
    return try await session.transport.send(request).status
  }

  /// CreateBucket is no operation of ours: a stack makes it.
  private func makeBucket(_ session: AWSSession, _ name: String) async throws {
    let template = "{\"Resources\":{\"B\":{\"Type\":\"AWS::S3::Bucket\",\"Properties\":{\"BucketName\":\"\(name)\"}}}}"
    _ = try await CloudFormation(session).createStack(.init(stackName: "stack-\(name)", templateBody: template))
  }
}
