import AWSSigning
import Digests
import Testing

/// The examples that AWS has published: the "aws4_testsuite", and the examples of the S3 documentation.
@Suite struct SignerTests {
  private static let empty = SHA256.digest([]).hex
  private static let suite = Signer(
    credentials: Credentials(
      accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
    region: "us-east-1", service: "service")
  private static let s3 = Signer(
    credentials: Credentials(
      accessKeyID: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
    region: "us-east-1", service: "s3")
  private static let s3Time = AWSInstant(text: "20130524T000000Z")!
  private static let suiteTime = AWSInstant(text: "20150830T123600Z")!
  private static let bucketHost = "examplebucket.s3.amazonaws.com"

  private func signature(_ headers: [NamedValue]) -> String? {
    headers.first { $0.name == "Authorization" }?.value.split(separator: "=").last.map(String.init)
  }

  @Test func theVanillaRequestOfTheSuiteIsSigned() {
    let request = SignableRequest(method: "GET", host: "example.amazonaws.com", path: "/", payloadHash: Self.empty)
    let headers = Self.suite.headers(for: request, at: Self.suiteTime)
    #expect(signature(headers) == "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")
    #expect(
      headers.last?.value.hasPrefix(
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
          + "SignedHeaders=host;x-amz-date, Signature=") == true)
  }

  @Test func aRequestToIAMWithQueryAndTypeIsSigned() {
    var signer = Self.suite
    signer.service = "iam"
    let request = SignableRequest(
      method: "GET", host: "iam.amazonaws.com", path: "/",
      query: [NamedValue("Version", "2010-05-08"), NamedValue("Action", "ListUsers")],
      headers: [NamedValue("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")],
      payloadHash: Self.empty)
    let headers = signer.headers(for: request, at: Self.suiteTime)
    #expect(signature(headers) == "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7")
  }

  @Test func partOfAnObjectIsAskedFor() {
    let request = SignableRequest(
      method: "GET", host: Self.bucketHost, path: "/test.txt", headers: [NamedValue("Range", "bytes=0-9")],
      payloadHash: Self.empty)
    let headers = Self.s3.headers(for: request, at: Self.s3Time)
    #expect(signature(headers) == "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")
  }

  @Test func anObjectWithADollarInItsNameIsStored() {
    let request = SignableRequest(
      method: "PUT", host: Self.bucketHost, path: "/" + PercentEncoding.encode("test$file.text", keepsSlash: true),
      headers: [
        NamedValue("Date", "Fri, 24 May 2013 00:00:00 GMT"),
        NamedValue("x-amz-storage-class", "REDUCED_REDUNDANCY"),
      ], payloadHash: SHA256.digest("Welcome to Amazon S3.".utf8).hex)
    let headers = Self.s3.headers(for: request, at: Self.s3Time)
    #expect(signature(headers) == "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")
  }

  @Test func aSubresourceWithoutAValueIsSigned() {
    let request = SignableRequest(
      method: "GET", host: Self.bucketHost, path: "/", query: [NamedValue("lifecycle", "")], payloadHash: Self.empty)
    let headers = Self.s3.headers(for: request, at: Self.s3Time)
    #expect(signature(headers) == "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")
  }

  @Test func aListingWithParametersIsSigned() {
    let request = SignableRequest(
      method: "GET", host: Self.bucketHost, path: "/",
      query: [NamedValue("prefix", "J"), NamedValue("max-keys", "2")], payloadHash: Self.empty)
    let headers = Self.s3.headers(for: request, at: Self.s3Time)
    #expect(signature(headers) == "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")
  }

  @Test func aURLIsPresignedForADay() {
    let request = SignableRequest(
      method: "GET", host: Self.bucketHost, path: "/test.txt", payloadHash: AWSSigning.unsignedPayload)
    let query = Self.s3.presignedQuery(for: request, at: Self.s3Time, expiresInSeconds: 86_400)
    #expect(query.hasSuffix("&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"))
    #expect(query.hasPrefix("X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2F"))
  }

  @Test func aSessionTokenIsSignedInHeadersAndInQueries() {
    var signer = Self.s3
    signer.credentials.sessionToken = "a+token/="
    let request = SignableRequest(
      method: "PUT", host: Self.bucketHost, path: "/k", headers: [NamedValue("If-None-Match", "*")],
      payloadHash: AWSSigning.unsignedPayload)
    let headers = signer.headers(for: request, at: Self.s3Time)
    #expect(headers.contains(NamedValue("X-Amz-Security-Token", "a+token/=")))
    #expect(headers.last?.value.contains("x-amz-security-token") == true)
    let query = signer.presignedQuery(for: request, at: Self.s3Time, expiresInSeconds: 60)
    #expect(query.contains("X-Amz-Security-Token=a%2Btoken%2F%3D"))
    #expect(query.contains("X-Amz-SignedHeaders=host%3Bif-none-match"))
  }

  @Test func printingCredentialsShowsNoSecret() {
    var credentials = Self.s3.credentials
    credentials.sessionToken = "token-secret"
    var dumped = ""
    dump(credentials, to: &dumped)
    for text in ["\(credentials)", String(reflecting: credentials), dumped, "\([credentials])", "\(Self.s3)"] {
      #expect(!text.contains("wJalr") && !text.contains("token-secret"), "shown: \(text)")
    }
  }
}
