import AWSClients
import AWSSigning
import CaseModel
import Foundation

/// Answers what finding instances asks: STS tells who calls, EC2 gives two pages of two reservations of two instances an account, each
/// instance with two interfaces of two addresses and two groups.
struct ScriptedAccount: Transport {
  static let home = "999988887777"

  /// The eight instances of an account, in order.
  static func instances(_ account: String) -> [String] {
    (0..<8).map { "i-\(account.suffix(4))000\($0)" }
  }

  func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    var body = ""
    for try await piece in request.body.pieces { body += String(decoding: piece, as: UTF8.self) }
    let fields = Dictionary(
      body.split(separator: "&").map { pair in
        let halves = pair.split(separator: "=", maxSplits: 1).map { $0.removingPercentEncoding ?? "" }
        return (halves[0], halves.count > 1 ? halves[1] : "")
      }
    ) { first, _ in first }
    let text =
      switch fields["Action"] {
      case "GetCallerIdentity":
        """
        <GetCallerIdentityResponse><GetCallerIdentityResult><Account>\(Self.home)</Account>\
        <Arn>arn:aws:iam::\(Self.home):user/x</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>
        """
      case "AssumeRole": Self.assumed(fields["RoleArn"] ?? "")
      case "DescribeInstances": Self.page(Self.caller(request), isSecond: fields["NextToken"] == "second")
      case "DescribeSubnets": Self.subnets(Self.caller(request))
      default: throw TransportError(.badRequest, "not in the script: \(fields["Action"] ?? body)")
      }
    return HTTPResponse(status: 200, body: .bytes(Array(text.utf8)))
  }

  /// The account whose keys signed the request: an assumed role's key names it.
  private static func caller(_ request: HTTPRequest) -> String {
    let signature = request.headers.first { $0.name.lowercased() == "authorization" }?.value ?? ""
    return String(signature.split(separator: "ASIA").last?.prefix(12) ?? "nobody")
  }

  private static func assumed(_ role: String) -> String {
    let account = role.split(separator: ":").dropFirst(3).first ?? ""
    return """
      <AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA\(account)</AccessKeyId>\
      <SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>\
      <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
      """
  }

  private static func page(_ account: String, isSecond: Bool) -> String {
    let ids = instances(account)[isSecond ? 4..<8 : 0..<4]
    let reservations = [ids.prefix(2), ids.suffix(2)].map { pair in
      "<item><instancesSet>\(pair.map { instance($0, account) }.joined())</instancesSet></item>"
    }
    return """
      <DescribeInstancesResponse><reservationSet>\(reservations.joined())</reservationSet>\
      \(isSecond ? "" : "<nextToken>second</nextToken>")</DescribeInstancesResponse>
      """
  }

  private static func instance(_ id: String, _ account: String) -> String {
    let number = id.suffix(1)
    let interfaces = (1...2).map { index in
      """
      <item><networkInterfaceId>eni-\(number)\(index)</networkInterfaceId><subnetId>subnet-\(index)</subnetId>\
      <privateIpAddressesSet><item><privateIpAddress>10.\(index).\(number).1</privateIpAddress></item>\
      <item><privateIpAddress>10.\(index).\(number).2</privateIpAddress></item></privateIpAddressesSet>\
      <groupSet><item><groupId>sg-\(number)\(index)a</groupId></item><item><groupId>sg-\(number)\(index)b</groupId></item></groupSet></item>
      """
    }
    return """
      <item><instanceId>\(id)</instanceId><instanceState><name>running</name></instanceState>\
      <architecture>x86_64</architecture><vpcId>vpc-\(account)</vpcId><subnetId>subnet-1</subnetId>\
      <networkInterfaceSet>\(interfaces.joined())</networkInterfaceSet></item>
      """
  }

  private static func subnets(_ account: String) -> String {
    """
    <DescribeSubnetsResponse><subnetSet><item><subnetId>subnet-1</subnetId>\
    <availabilityZoneId>az1-of-\(account)</availabilityZoneId></item></subnetSet></DescribeSubnetsResponse>
    """
  }
}
