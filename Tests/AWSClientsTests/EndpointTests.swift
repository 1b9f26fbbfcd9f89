import AWSSigning
import Testing

@testable import AWSClients

@Suite struct EndpointTests {
  private func host(_ prefix: String, _ region: String, _ table: EndpointTable = EndpointTable()) throws -> String {
    try table.resolve(prefix: prefix, serviceID: prefix, region: region).endpoint.description
  }

  @Test func everyPartitionHasItsNames() throws {
    #expect(try host("ec2", "eu-central-1") == "https://ec2.eu-central-1.amazonaws.com")
    #expect(try host("elasticfilesystem", "cn-north-1") == "https://elasticfilesystem.cn-north-1.amazonaws.com.cn")
    #expect(try host("ssm", "us-gov-west-1") == "https://ssm.us-gov-west-1.amazonaws.com")
    #expect(try host("iam", "eu-central-1") == "https://iam.amazonaws.com")
    #expect(try host("iam", "cn-northwest-1") == "https://iam.cn-north-1.amazonaws.com.cn")
    #expect(try host("iam", "us-gov-east-1") == "https://iam.us-gov.amazonaws.com")
    #expect(try host("organizations", "eu-central-1") == "https://organizations.us-east-1.amazonaws.com")
  }

  @Test func fipsAndDualStackChangeTheName() throws {
    #expect(
      try host("kms", "us-east-1", EndpointTable(usesFIPS: true)) == "https://kms-fips.us-east-1.amazonaws.com")
    #expect(
      try host("ec2", "us-east-1", EndpointTable(usesDualStack: true)) == "https://ec2.us-east-1.api.aws")
    #expect(
      try host("s3", "us-east-1", EndpointTable(usesFIPS: true, usesDualStack: true))
        == "https://s3-fips.dualstack.us-east-1.amazonaws.com")
  }

  @Test func oneRegionSignsForServicesWithOneEndpoint() throws {
    let table = EndpointTable(override: Endpoint(url: "http://127.0.0.1:5000"))
    #expect(try table.resolve(prefix: "iam", serviceID: "IAM", region: "eu-west-1").signingRegion == "us-east-1")
    #expect(try table.resolve(prefix: "sts", serviceID: "STS", region: "eu-west-1").signingRegion == "eu-west-1")
  }

  @Test func theEnvironmentOverridesTheProfileAndAServiceOverridesAll() throws {
    let environment = AWSEnvironment(variables: [
      "AWS_ENDPOINT_URL": "http://127.0.0.1:1", "AWS_ENDPOINT_URL_AUTO_SCALING": "http://127.0.0.1:2/base/",
      "AWS_USE_FIPS_ENDPOINT": "true",
    ])
    let table = try EndpointTable(
      environment, profile: ["endpoint_url": "http://127.0.0.1:3", "services": "lab"],
      services: ["lab": ["s3.endpoint_url": "http://127.0.0.1:4"]])
    #expect(table.usesFIPS)
    #expect(
      try table.resolve(prefix: "autoscaling", serviceID: "Auto Scaling", region: "eu-west-1").endpoint.description
        == "http://127.0.0.1:2/base")
    #expect(try host("s3", "eu-west-1", table) == "http://127.0.0.1:1")
    let file = try EndpointTable(
      AWSEnvironment(variables: [:]), profile: ["endpoint_url": "http://127.0.0.1:3", "services": "lab"],
      services: ["lab": ["s3.endpoint_url": "http://127.0.0.1:4"]])
    #expect(try file.resolve(prefix: "s3", serviceID: "S3", region: "eu-west-1").endpoint.port == 4)
    #expect(throws: AWSError.self) {
      try EndpointTable(AWSEnvironment(variables: ["AWS_ENDPOINT_URL": "127.0.0.1:5000"]), profile: [:], services: [:])
    }
  }

  @Test(arguments: [
    "", "http://", "ftp://a", "http://a b", "http://a?x", "http://a#x", "http://u@a", "http://a:0", "http://a:70000",
    "http://a:x", "http://ä",
  ])
  func whatIsNoAddressIsRefused(_ text: String) {
    #expect(Endpoint(url: text) == nil)
  }

  @Test func addressesAreRead() {
    #expect(Endpoint(url: "HTTPS://Host:8443/a/b/")?.description == "https://Host:8443/a/b")
    #expect(Endpoint(url: "http://[::1]:80")?.authority == "[::1]")
    #expect(Endpoint(url: "http://[fd00:ec2::254]")?.host == "[fd00:ec2::254]")
    #expect(Endpoint(url: "http://10.0.0.1")?.isAddress == true)
    #expect(Endpoint(url: "http://s3.example")?.isAddress == false)
  }

  @Test func theBucketGoesIntoTheHostWhereItCan() async throws {
    let transport = FakeTransport([], then: .response(200, ""))
    let session = AWSSession.test(transport)
    for bucket in ["needletail-vault", "with.dots", "UPPER", "ab"] {
      _ = try await S3(session).headObject(.init(bucket: bucket, key: "a/b c"))
    }
    _ = try await S3(session).headBucket(.init(bucket: "needletail-vault"))
    var lab = session
    lab.endpoints.override = Endpoint(url: "http://203.0.113.1:5000")
    _ = try await S3(lab).headObject(.init(bucket: "needletail-vault", key: "k"))
    let urls = await transport.requests.map(\.url)
    #expect(
      urls == [
        "https://needletail-vault.s3.eu-central-1.amazonaws.com/a/b%20c",
        "https://s3.eu-central-1.amazonaws.com/with.dots/a/b%20c",
        "https://s3.eu-central-1.amazonaws.com/UPPER/a/b%20c",
        "https://s3.eu-central-1.amazonaws.com/ab/a/b%20c", "https://needletail-vault.s3.eu-central-1.amazonaws.com/",
        "http://203.0.113.1:5000/needletail-vault/k",
      ])
  }

  @Test func aPresignedURLIsForTheHostGivenAndEndsWithTheCredentials() async throws {
    let clock = FakeClock("2026-01-02T03:04:05Z")
    let keys = Credentials(
      accessKeyID: "A", secretAccessKey: "s", sessionToken: "t", expiration: AWSInstant(text: "2026-01-02T03:14:05Z"))
    let session = AWSSession.test(FakeTransport([]), clock: clock, credentials: StaticCredentials(keys))
    let presigned = try await S3(session).presignedPutObject(
      .init(bucket: "landing", ifNoneMatch: "*", key: "k"), expiresInSeconds: 3_600,
      endpoint: Endpoint(url: "http://203.0.113.1:5000"))
    #expect(presigned.url.hasPrefix("http://203.0.113.1:5000/landing/k?X-Amz-Algorithm="))
    #expect(presigned.url.contains("X-Amz-SignedHeaders=host%3Bif-none-match"))
    #expect(presigned.url.contains("&X-Amz-Expires=600&"))
    #expect(presigned.expires == AWSInstant(text: "2026-01-02T03:14:05Z"))
    // It stands inside single quotes of a shell command, between words.
    #expect(!presigned.url.contains { "'\"\\$`; ".contains($0) })
  }
}
