import AWSSigning
import Testing

@testable import AWSClients

@Suite struct ScaleTests {
  @Test func aThousandInstancesAreReadQuickly() async throws {
    let item = """
      <item><instanceId>i-0123456789abcdef0</instanceId><imageId>ami-1</imageId><instanceState><code>16</code>
      <name>running</name></instanceState><privateDnsName>ip-10-0-0-1</privateDnsName><launchTime>2026-01-02T03:04:05Z
      </launchTime><placement><availabilityZone>eu-central-1a</availabilityZone><tenancy>default</tenancy></placement>
      <networkInterfaceSet><item><networkInterfaceId>eni-1</networkInterfaceId><privateIpAddress>10.0.0.1
      </privateIpAddress><groupSet><item><groupId>sg-1</groupId><groupName>x &amp; y</groupName></item></groupSet></item>
      </networkInterfaceSet><tagSet><item><key>Name</key><value>web</value></item></tagSet></item>
      """
    let sets = String(
      repeating: "<item><reservationId>r-1</reservationId><instancesSet>\(item)</instancesSet></item>", count: 1_000)
    let body = "<DescribeInstancesResponse><reservationSet>\(sets)</reservationSet></DescribeInstancesResponse>"
    let transport = FakeTransport([.response(200, body)])
    let clock = ContinuousClock()
    let begun = clock.now
    let output = try await EC2(.test(transport)).describeInstances()
    let took = clock.now - begun
    #expect(output.reservations?.count == 1_000)
    #expect(output.reservations?.last?.instances?.first?.networkInterfaces?.first?.groups?.first?.groupName == "x & y")
    #expect(took < .seconds(20), "\(took) for \(body.utf8.count) bytes")
  }
}
