import AWSClients
import AWSSigning
import AWSTransport
import Foundation
import Testing

@Suite struct SmokeTests {
  @Test func smoke() async throws {
    guard let text = ProcessInfo.processInfo.environment["SMOKE"], let endpoint = Endpoint(url: text) else { return }
    try await HTTPTransport.with { transport in
      var session = AWSSession(
        region: "eu-central-1",
        credentials: StaticCredentials(Credentials(accessKeyID: "testing", secretAccessKey: "testing")),
        transport: transport)
      session.endpoints.override = endpoint
      session.retry = .never
      let me = try await STS(session).getCallerIdentity()
      print(me)
      let vpcs = try await EC2(session).describeVpcs()
      print(vpcs.vpcs?.map { ($0.vpcId, $0.cidrBlock) } as Any)
      let s3 = S3(session)
      print(try await s3.listBuckets())
      print(try await SSM(session).listCommands())
      let role = session.assuming(AssumedRole(roleARN: "arn:aws:iam::111122223333:role/x", sessionName: "abc"))
      print(try await STS(role).getCallerIdentity())
      print(try await EFS(session).describeFileSystems())
      do { print(try await s3.getObject(.init(bucket: "aaa", key: "b/ c"))) } catch { print(error) }
    }
  }
}
