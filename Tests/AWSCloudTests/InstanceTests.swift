import AWSClients
import AWSSigning
import CaseModel
import IncidentResponse
import Testing

@testable import AWSCloud

/// What EC2 says of an account's instances becomes suspects, all of it and nothing of another account.
@Suite struct InstanceTests {
  private static let region = RegionName("eu-central-1")!
  private static let shop = AccountID("111122223333")!
  private static let bank = AccountID("444455556666")!

  private func cloud() -> AWSResponseCloud {
    let keys = Credentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "secret")
    let session = AWSSession(
      region: Self.region.text, credentials: StaticCredentials(keys), transport: ScriptedAccount())
    return AWSResponseCloud(session: session, settings: AWSResponseCloud.Settings(caseID: CaseID("Friday")!))
  }

  private func found(_ cloud: AWSResponseCloud, _ account: AccountID) async throws -> FoundInstances {
    try await cloud.instances([.tag(key: "Name", pattern: "*")], account: account, region: Self.region)
  }

  /// Mistake 1: only the first instance of each reservation was read.
  @Test func mistake1EveryInstanceOfEveryReservationOfEveryPageIsRead() async throws {
    let found = try await found(cloud(), Self.shop)
    #expect(found.suspects.map(\.target.instance.text) == ScriptedAccount.instances("111122223333"))
    let named = try ScriptedAccount.instances("111122223333").map {
      TargetSelector.instance(try #require(InstanceID($0)))
    }
    let byName = try await cloud().instances(named, account: Self.shop, region: Self.region)
    #expect(byName.suspects == found.suspects && byName.missing.isEmpty)
  }

  /// Mistake 2: only the first group of the first interface counted.
  @Test func mistake2EveryInterfaceAddressAndGroupIsRead() async throws {
    for suspect in try await found(cloud(), Self.shop).suspects {
      let number = suspect.target.instance.text.suffix(1)
      #expect(suspect.interfaces.map(\.id) == ["eni-\(number)1", "eni-\(number)2"])
      #expect(
        suspect.interfaces.flatMap(\.addresses) == [1, 2].flatMap { ["10.\($0).\(number).1", "10.\($0).\(number).2"] })
      #expect(suspect.interfaces.flatMap(\.groups) == [1, 2].flatMap { ["sg-\(number)\($0)a", "sg-\(number)\($0)b"] })
    }
  }

  /// Mistake 3: what one run had read leaked into the next. One cloud, with its sessions kept, serves both here.
  @Test func mistake3OneCloudGivesTwoAccountsNothingOfEachOther() async throws {
    let cloud = cloud()
    let first = try await found(cloud, Self.shop)
    let other = try await found(cloud, Self.bank)
    #expect(other.suspects.map(\.target.instance.text) == ScriptedAccount.instances("444455556666"))
    #expect(other.suspects.allSatisfy { $0.vpc == "vpc-444455556666" && $0.zoneID == "az1-of-444455556666" })
    #expect(try await found(cloud, Self.shop) == first)
  }
}
