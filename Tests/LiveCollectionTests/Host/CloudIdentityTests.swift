import CaseModel
import HostFacts
import TestKit
import Testing

@testable import LiveCollection

@Suite struct CloudIdentityTests {
  private static let host: [HostString: String] = ["/proc/net/protocols": "protocol size\nTCP 2304\n"]

  private static func collect(
    _ service: StandInMetadataService, _ files: [HostString: String] = host,
    permission: CloudIdentityFamily.Permission = .always
  ) throws -> CollectingSink {
    let sink = CollectingSink()
    let endpoint = MetadataEndpoint(address: [127, 0, 0, 1], port: service.port)
    try CloudIdentityFamily(endpoint: endpoint, permission: permission).collect(
      from: RecordedHostSource(files), into: sink)
    service.stop()
    return sink
  }

  private static let document = "{\"instanceId\":\"i-0123\",\"region\":\"eu-west-1\",\"accountId\":\"123456789012\"}"

  private static func answers() -> [String: String] {
    [
      "PUT /latest/api/token": StandInMetadataService.ok("TOKEN=="),
      "GET /latest/dynamic/instance-identity/document": StandInMetadataService.ok(document),
      "GET /latest/dynamic/instance-identity/pkcs7": StandInMetadataService.ok("MIAG"),
      "GET /latest/dynamic/instance-identity/rsa2048": StandInMetadataService.ok("MIAH"),
      "GET /latest/dynamic/instance-identity/signature": StandInMetadataService.ok("SIG"),
      "GET /latest/meta-data/instance-id": StandInMetadataService.ok("i-0123"),
      "GET /latest/meta-data/tags/instance": StandInMetadataService.ok("Name\n../../iam"),
      "GET /latest/meta-data/tags/instance/Name": StandInMetadataService.ok("web 1"),
      "GET /latest/meta-data/iam/info": StandInMetadataService.ok("{\"InstanceProfileArn\":\"arn:x\"}"),
    ]
  }

  @Test func theIdentityDocumentAndItsSignaturesAreKept() throws {
    let service = try StandInMetadataService(Self.answers())
    let sink = try Self.collect(service)
    #expect(sink.properties("imds")["instanceId"] == "i-0123" && sink.properties("imds")["region"] == "eu-west-1")
    #expect(sink.properties("imds_tag") == ["Name": "web 1"])
    let exhibits = sink.exhibits.map(\.source.lastComponent)
    #expect(exhibits.prefix(4).elementsEqual(["document", "pkcs7", "rsa2048", "signature"]))
    #expect(sink.exhibits.first?.bytes == Array(Self.document.utf8))
    #expect(sink.note("C049")?.status == .obtained)
  }

  @Test func everyQuestionCarriesTheTokenAndNoneIsForCredentials() throws {
    let service = try StandInMetadataService(Self.answers())
    let sink = try Self.collect(service)
    let requests = service.requests
    #expect(requests.first?.hasPrefix("PUT /latest/api/token HTTP/1.1\r\n") == true)
    #expect(requests.dropFirst().allSatisfy { $0.contains("X-aws-ec2-metadata-token: TOKEN==\r\n") })
    #expect(!requests.contains { $0.contains("security-credentials") || $0.contains("..") })
    #expect(!sink.exhibits.contains { $0.bytes.elementsEqual("TOKEN==".utf8) }, "the token is a secret")
  }

  @Test func aServiceWithoutTokensIsAskedNothingMore() throws {
    let service = try StandInMetadataService(["PUT /latest/api/token": "HTTP/1.1 403 Forbidden\r\n\r\n"])
    let sink = try Self.collect(service)
    #expect(service.requests.count == 1 && sink.note("C049")?.status == .denied)
  }

  @Test func aMachineThatDoesNotNameEC2IsNotAsked() throws {
    let service = try StandInMetadataService(Self.answers())
    let sink = try Self.collect(service, permission: .ifEC2)
    #expect(service.requests.isEmpty && sink.note("C049")?.status == .absent)
    let other = try StandInMetadataService(Self.answers())
    let named = Self.host.merging(["/sys/class/dmi/id/sys_vendor": "Amazon EC2\n"]) { $1 }
    #expect(try Self.collect(other, named, permission: .ifEC2).note("C049")?.status == .obtained)
  }

  @Test func withoutProofOfTCPNoSocketIsMade() throws {
    let service = try StandInMetadataService(Self.answers())
    let sink = try Self.collect(service, [:])
    #expect(service.requests.isEmpty && sink.note("C049")?.status == .unsupported)
  }

  @Test func nobodyListeningIsNoted() throws {
    let service = try StandInMetadataService([:])
    service.stop()
    let sink = try Self.collect(service)
    #expect(sink.note("C049") != nil && sink.exhibits.isEmpty)
  }

  @Test(arguments: [
    "", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort",
    "HTTP/1.1 abc\r\n\r\n", "SSH-2.0-x\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n",
  ])
  func whatIsNoAnswerIsRefused(text: String) {
    #expect(throws: (any Error).self) { try HTTPAnswer(Array(text.utf8)) }
  }

  @Test func anAnswerIsReadToItsLength() throws {
    let answer = try HTTPAnswer(Array("HTTP/1.1 200 OK\r\nContent-LENGTH: 2\r\n\r\nabc".utf8))
    #expect(answer.status == 200 && answer.body == Array("ab".utf8))
  }
}
