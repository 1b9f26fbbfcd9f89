import CaseModel
import Testing

@testable import IncidentResponse

/// From requests to a plan: whatever is wrong with one account leaves the others alone.
@Suite struct ResponsePlannerTests {
  private static let shop = AccountID("111122223333")!
  private static let bank = AccountID("444455556666")!
  private static let europe = RegionName("eu-central-1")!
  private static let ireland = RegionName("eu-west-1")!

  private func cloud(_ suspects: [Suspect] = ModelCase.suspects) -> DirectoryCloud {
    var cloud = DirectoryCloud(suspects: suspects)
    for suspect in suspects {
      cloud.management[suspect.target.instance] = Management(isOnline: true, agentVersion: "3.3.1")
    }
    return cloud
  }

  private func plan(_ text: String, _ cloud: DirectoryCloud, regions: [RegionName] = [europe]) async throws
    -> ResponsePlan
  {
    try await plan(text, ResponsePlanner(cloud: cloud), regions: regions)
  }

  private func plan(_ text: String, _ planner: ResponsePlanner, regions: [RegionName] = [europe]) async throws
    -> ResponsePlan
  {
    let file = TargetsFile(Array(text.utf8))
    return try await planner.plan(
      ResponsePlanner.Wish(
        caseID: ModelCase.caseID, requests: file.requests, problems: file.problems, regions: regions, lane: .auto,
        wallSeconds: 60, secret: "5e", openedAt: Timestamp(seconds: 1)))
  }

  @Test func everythingThatIsNamedIsFoundInOrder() async throws {
    let plan = try await plan("444455556666=i-0000000c\n111122223333=i-0000000b,i-0000000a", cloud())
    #expect(plan.suspects.map(\.target.instance.text) == ["i-0000000a", "i-0000000b", "i-0000000c"])
    #expect(plan.suspects.map(\.lines) == [[2], [2], [1]])
    #expect(plan.problems.isEmpty && plan.direct.count == 3 && plan.share.count == 3 && plan.groups.count == 2)
  }

  @Test func anAccountThatCannotBeEnteredIsToldAndTheOthersGoOn() async throws {
    var cloud = cloud()
    cloud.closed[Self.bank] = CloudError(
      .denied, "the role needletail-member of account 444455556666 cannot be assumed",
      next: "deploy infrastructure/member-min.yaml")
    let plan = try await plan("444455556666=i-0000000c\n111122223333=i-0000000a", cloud)
    #expect(plan.suspects.map(\.target.instance.text) == ["i-0000000a"])
    #expect(plan.problems.map(\.line) == [1])
    let told = plan.problems[0].message.text
    #expect(told.contains("account 444455556666") && told.contains("cannot be assumed"))
    #expect(told.contains("deploy infrastructure/member-min.yaml"))
  }

  @Test func aSuspectWhosePreflightBreaksOffIsNotTakenForReady() async throws {
    var cloud = cloud()
    cloud.unreadable[Self.bank] = CloudError(.denied, "needletail-member may not ssm:DescribeDocument")
    let plan = try await plan("444455556666=i-0000000c\n111122223333=i-0000000a", cloud)
    #expect(plan.suspects.count == 2 && plan.direct.map(\.target.instance.text) == ["i-0000000a"])
    #expect(plan.unreached.first?.notes.first?.found.text.contains("ssm:DescribeDocument") == true)
    #expect(plan.problems.count == 1)
  }

  @Test func anInstanceOfAnotherAccountIsToldWithItsLineAndWhereItWasLookedFor() async throws {
    let plan = try await plan("#\n444455556666=i-0000000a,i-0000000c", cloud(), regions: [Self.europe, Self.ireland])
    #expect(plan.suspects.map(\.target.instance.text) == ["i-0000000c"])
    #expect(plan.problems.map(\.line) == [2])
    #expect(
      plan.problems[0].message.text
        == "nothing in account 444455556666 is i-0000000a (looked in eu-central-1, eu-west-1)")
  }

  @Test func everyInstanceThatAnswersASelectorIsASuspect() async throws {
    let many = (1...7).map { ModelCase.suspect("111122223333", "i-0000000\($0)", vpc: "vpc-0000000a", zone: 1) }
    var cloud = cloud(many)
    cloud.tagged["Name=web*"] = many.map(\.target.instance)
    cloud.tagged["api"] = [many[0].target.instance]
    let plan = try await plan("111122223333=tag:Name=web*\n111122223333=asg:api,i-00000007", cloud)
    #expect(plan.suspects == plan.suspects.sorted { $0.target < $1.target } && plan.suspects.count == 7)
    #expect(Set(plan.suspects.map(\.target)).count == 7 && plan.readiness.map(\.target) == plan.suspects.map(\.target))
    #expect(plan.suspects[6].lines == [2], "an instance's own line goes before a pattern's")
  }

  @Test func severalRegionsAreLookedInAndASelectorWithARegionOnlyThere() async throws {
    var there = ModelCase.suspect("111122223333", "i-0000000d", vpc: "vpc-0000000d", zone: 1)
    there.target.region = Self.ireland
    let cloud = cloud(ModelCase.suspects + [there])
    let both = try await plan("111122223333=i-0000000a,i-0000000d", cloud, regions: [Self.europe, Self.ireland])
    #expect(both.suspects.count == 2 && both.problems.isEmpty)
    let one = try await plan("111122223333/eu-west-1=i-0000000a,i-0000000d", cloud, regions: [Self.europe])
    #expect(one.suspects.map(\.target.region) == [Self.ireland] && one.problems.count == 1)
    #expect(one.problems[0].message.text.hasSuffix("(looked in eu-west-1)"))
  }

  @Test func aSelectorThatMatchesNothingIsToldInItsOwnWords() async throws {
    let plan = try await plan("111122223333=tag:Name=nobody*,asg:none,i-0000000a", cloud())
    #expect(plan.suspects.count == 1 && plan.problems.count == 2)
    #expect(plan.problems.contains { $0.message.text.contains("tag:Name=nobody*") })
    #expect(plan.problems.contains { $0.message.text.contains("asg:none") })
  }

  /// Mistake 3: state of one run leaked into the next.
  @Test func mistake3OnePlannerGivesTwoRunsNothingOfEachOther() async throws {
    let planner = ResponsePlanner(cloud: cloud())
    let first = try await plan("111122223333=i-0000000a", planner)
    let other = try await plan("444455556666=i-0000000c\nnonsense", planner)
    let again = try await plan("111122223333=i-0000000a", planner)
    #expect(other.suspects.map(\.target.account) == [Self.bank] && other.problems.count == 1)
    #expect(first == again && again.problems.isEmpty && again.documents.map(\.account) == [Self.shop])
  }
}
