import CaseModel
import Digests
import Foundation
import HostKit
import IncidentResponse
import JSONText
import Testing

/// Many targets at once: nothing but the work itself grows with their number, and throttling changes the outcome in nothing.
@Suite(.serialized, .enabled(if: Needs.has("python3"), "needs python3"))
struct ScaleTests {
  @Test func fiftyTargetsAreVerifiedAndReleasedWithAndWithoutThrottling() async throws {
    try await LabCloud.with("scale:50:10:4") { cloud in
      try await cloud.install()
      let all = Self.instances(cloud)
      let plain = try await Self.run(cloud, "plain", .auto, all)
      // The pacing of the clients makes throttled calls take minutes: both lanes only where there is time.
      let lane = Needs.slow ? LaneChoice.auto : .direct
      let throttled = try await Self.throttled(cloud) { try await Self.run(cloud, "throttled", lane, all) }
      #expect(throttled.verdicts == plain.verdicts.filter { throttled.verdicts[$0.key] != nil })
    }
  }

  @Test(.enabled(if: Needs.slow, "slow"))
  func aThousandTargetsInFiftyNetworksOfTwentyAccountsTakeNoMoreOfEachThanAHundred() async throws {
    try await LabCloud.with("scale:1000:50:20") { cloud in
      try await cloud.install()
      let all = Self.instances(cloud)
      let few = try await Self.run(cloud, "hundred", .direct, Array(all.prefix(100)))
      let many = try await Self.run(cloud, "thousand", .direct, all)
      #expect(many.calls / 1000 <= few.calls / 100)
      // The plan and the journal of nine hundred more targets, and nothing else.
      #expect(many.memory < few.memory + 64 << 20, "\(few.memory >> 20) and \(many.memory >> 20) MiB")
      try await Self.run(cloud, "shared", .share, Array(all.prefix(200)))
    }
  }

  /// With every tenth call throttled.
  private static func throttled<Result>(_ cloud: LabCloud, _ body: () async throws -> Result) async throws -> Result {
    try await cloud.control("POST", "faults", ["kind": "throttle", "every": 10, "times": -1])
    let result = try await body()
    try await cloud.control("DELETE", "faults")
    return result
  }

  /// Names of all instances, in order.
  static func instances(_ cloud: LabCloud) -> [String] {
    (cloud.facts["instances"]?.members ?? []).map(\.name).sorted()
  }

  /// One case from its plan to its release; everything is verified, and nothing is left.
  @discardableResult static func run(_ cloud: LabCloud, _ name: String, _ lane: LaneChoice, _ instances: [String])
    async throws -> ScaleCase.Result
  {
    let before = try await cloud.inventory()
    let one = ScaleCase(cloud: cloud, caseID: try #require(CaseID(name)), lane: lane)
    let result = try await one.carryOut(instances)
    #expect(result.failures.isEmpty, "\(result.failures.prefix(10))")
    #expect(result.targets == instances.count)
    #expect(result.verified.count == instances.count * (lane == .auto ? 2 : 1))
    #expect(result.residue.isEmpty, "\(result.residue.prefix(10))")
    let left = try await cloud.inventory().subtracting(before).filter(Self.isResidue)
    #expect(left.isEmpty, "\(left.sorted().prefix(20))")
    return result
  }

  /// Evidence in the vault and tools in the toolset stay on purpose.
  private static func isResidue(_ item: String) -> Bool {
    !item.contains("needletail-vault-") && !item.contains("needletail-toolset-")
  }
}
