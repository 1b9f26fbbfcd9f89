import CaseModel
import Testing

@testable import IncidentResponse

/// What stands in the way of a live collection, and what would help. The good suspect is collectable in both lanes; each test spoils one thing.
@Suite struct PreflightTests {
  static let suspect = ModelCase.suspects[0]
  static let everything = ["s3", "ssm", "ssmmessages"]

  static func network(
    wayOut: Bool = true, endpoints: [String] = [], tenancy: String = "default", free: Int = 200,
    sharedBy: String? = nil
  ) -> NetworkFacts {
    NetworkFacts(
      vpc: suspect.vpc, ranges: ["10.1.0.0/16"], tenancy: tenancy, owner: suspect.target.account,
      subnets: [
        NetworkFacts.SubnetFacts(
          id: suspect.subnet, zoneID: suspect.zoneID, freeAddresses: free,
          sharedBy: sharedBy.flatMap { AccountID($0) }, hasWayOut: wayOut)
      ], endpoints: endpoints)
  }

  private func judge(
    _ suspect: Suspect = suspect, network: NetworkFacts? = network(),
    managed: Management? = Management(isOnline: true, agentVersion: "3.3.1"),
    installation: MemberInstallation = MemberInstallation(directDocumentHash: "d", collectDocumentHash: "c"),
    ahead: Int = 0, neighbours: Int = 0
  ) -> Readiness {
    Preflight(
      networks: network.map { [$0] } ?? [],
      management: managed.map { [suspect.target.instance: $0] } ?? [:], installation: installation
    ).judge(suspect, ahead: ahead, neighbours: neighbours)
  }

  @Test func aGoodSuspectIsCollectableInBothLanesWithoutANote() {
    let readiness = judge()
    #expect(readiness.canDirect && readiness.canShare && readiness.notes.isEmpty)
  }

  @Test(arguments: [
    ("stopped", "do not start it"), ("stopping", "do not start it"), ("pending", "do not start it"),
    ("terminated", "look for snapshots"), ("shutting-down", "look for snapshots"),
  ])
  func anInstanceThatDoesNotRunIsBlockedAndToldWhatToDo(state: String, fix: String) {
    var suspect = Self.suspect
    suspect.state = state
    let readiness = judge(suspect)
    #expect(!readiness.isCollectable && readiness.notes.count == 1)
    #expect(readiness.notes[0].found.text.contains("is \(state)") && readiness.notes[0].fix.text.contains(fix))
  }

  @Test func windowsAndArmAreBlockedAndDisksAreOffered() {
    var windows = Self.suspect
    windows.platform = .windows
    #expect(!judge(windows).isCollectable && judge(windows).notes[0].found.text.contains("Windows"))
    var arm = Self.suspect
    arm.architecture = "arm64"
    #expect(!judge(arm).isCollectable && judge(arm).notes[0].found.text.contains("arm64"))
    #expect(judge(arm).notes[0].fix.text.contains("disks"))
  }

  @Test func anInstanceWithoutAProfileIsToldThatItNeedsOne() {
    let readiness = judge(managed: nil)
    #expect(!readiness.isCollectable && readiness.notes[0].found.text.contains("no instance profile"))
    #expect(readiness.notes[0].fix.text.contains("AmazonSSMManagedInstanceCore"))
  }

  @Test func anInstanceWithAProfileWhoseAgentNeverRegisteredIsToldThat() {
    var suspect = Self.suspect
    suspect.instanceProfile = "arn:aws:iam::111122223333:instance-profile/web"
    let readiness = judge(suspect, managed: nil)
    #expect(readiness.notes[0].found.text.contains("never registered"))
    #expect(readiness.notes[0].fix.text.contains("check the agent"))
  }

  /// Mistake 13: nothing told the responder that a private VPC cannot be reached.
  @Test func mistake13APrivateNetworkIsToldExactlyWhichEndpointsAreMissing() {
    let bare = judge(network: Self.network(wayOut: false), managed: nil)
    #expect(bare.notes[0].found.text.contains("no way out and the VPC has no endpoint for ssm, ssmmessages"))
    #expect(bare.notes[0].fix.text == "add endpoints to vpc-0000000a: ssm, ssmmessages, s3")
    let half = judge(network: Self.network(wayOut: false, endpoints: ["ssm", "s3"]), managed: nil)
    #expect(half.notes[0].found.text.contains("endpoint for ssmmessages"))
    #expect(half.notes[0].fix.text == "add endpoints to vpc-0000000a: ssmmessages")
  }

  @Test func mistake13APrivateNetworkWithEndpointsIsNotBlamedForAMissingProfile() {
    let readiness = judge(network: Self.network(wayOut: false, endpoints: ["ssm", "ssmmessages"]), managed: nil)
    #expect(readiness.notes[0].found.text.contains("no instance profile"))
    #expect(readiness.notes[0].fix.text.contains("attach an instance profile"), "\(readiness.notes[0].fix.text)")
    #expect(judge(network: Self.network(wayOut: false, endpoints: Self.everything)).notes.isEmpty)
  }

  @Test func anAgentThatDoesNotAnswerIsToldSinceWhenAndNotToReboot() {
    let readiness = judge(
      managed: Management(isOnline: false, agentVersion: "3.3.1", lastPing: Timestamp(seconds: 1_764_000_000)))
    #expect(!readiness.isCollectable && readiness.notes[0].found.text.contains("does not answer since 2025-11-24T"))
    #expect(readiness.notes[0].fix.text.contains("do not reboot"))
    #expect(
      readiness.notes[0].fix.text.contains("needletail respond --target 111122223333/eu-central-1=i-0000000a"))
  }

  @Test(arguments: [("2.2.9", 1), ("2.3.0", 0), ("3.3.1802.0", 0), ("", 0)])
  func anOldAgentIsARemarkAndNoHindrance(version: String, notes: Int) {
    let readiness = judge(managed: Management(isOnline: true, agentVersion: version))
    #expect(readiness.notes.count == notes && readiness.canDirect && readiness.canShare)
  }

  @Test func aMissingDocumentClosesItsLaneOnly() {
    let direct = judge(installation: MemberInstallation(directDocumentHash: nil, collectDocumentHash: "c"))
    #expect(!direct.canDirect && direct.canShare)
    #expect(direct.notes[0].fix.text.contains("member-min.yaml in account 111122223333, region eu-central-1"))
    let share = judge(installation: MemberInstallation(directDocumentHash: "d", collectDocumentHash: nil))
    #expect(share.canDirect && !share.canShare)
  }

  @Test func dedicatedTenancySharedSubnetsAndFewAddressesCloseTheShareOnly() {
    for (network, told) in [
      (Self.network(tenancy: "dedicated"), "dedicated tenancy"),
      (Self.network(sharedBy: "777788889999"), "shared by account 777788889999"),
      (Self.network(free: 4), "has 4 free addresses"),
    ] {
      let readiness = judge(network: network)
      #expect(readiness.canDirect && !readiness.canShare)
      #expect(readiness.notes.contains { $0.found.text.contains(told) }, "\(readiness.notes)")
    }
    #expect(judge(network: Self.network(free: 5)).canShare)
  }

  @Test func addressesOfNeighboursInTheSameSubnetAreCounted() {
    #expect(judge(network: Self.network(free: 7), neighbours: 2).canShare)
    let full = judge(network: Self.network(free: 7), neighbours: 3)
    #expect(!full.canShare && full.notes[0].found.text.contains("3 other suspects"))
  }

  @Test func theToolsOfOneNetworkAdmitSoManyAddressesAndNoMore() {
    #expect(judge(ahead: ResponseTemplate.addressLimit - 1).canShare)
    let full = judge(ahead: ResponseTemplate.addressLimit)
    #expect(!full.canShare && full.canDirect)
  }

  @Test func aSuspectThatCannotReachS3UsesTheShare() {
    let readiness = judge(network: Self.network(wayOut: false, endpoints: ["ssm", "ssmmessages"]))
    #expect(!readiness.canDirect && readiness.canShare)
    #expect(readiness.notes[0].fix.text.contains("S3 gateway endpoint"))
  }

  @Test func twoNetworksAreJudgedEachByItself() {
    var other = Self.network(wayOut: false)
    other.vpc = "vpc-0000000c"
    let preflight = Preflight(
      networks: [Self.network(), other],
      management: [Self.suspect.target.instance: Management(isOnline: true, agentVersion: "3.3.1")],
      installation: MemberInstallation(directDocumentHash: "d", collectDocumentHash: "c"))
    #expect(preflight.judge(Self.suspect).canDirect)
    var moved = Self.suspect
    moved.vpc = "vpc-0000000c"
    #expect(!preflight.judge(moved).canDirect)
  }
}
