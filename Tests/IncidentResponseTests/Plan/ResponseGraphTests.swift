import CaseModel
import JSONText
import Testing
import Workflow

@testable import IncidentResponse

/// What waits for what.
@Suite struct ResponseGraphTests {
  private func steps(_ lane: LaneChoice, _ suspects: [Suspect] = ModelCase.suspects) throws -> [StepName: StepPlan] {
    Dictionary(uniqueKeysWithValues: try all(lane, suspects).map { ($0.name, $0) })
  }

  private func all(_ lane: LaneChoice, _ suspects: [Suspect]) throws -> [StepPlan] {
    try ResponseGraph(ModelCase.plan(lane, suspects)).steps()
  }

  @Test func theDirectLaneWaitsForNothingButTheTool() throws {
    let steps = try steps(.direct)
    for suspect in ModelCase.suspects {
      #expect(steps[ResponseGraph.collecting(suspect.target, .direct)]?.after == ["tool"])
    }
    #expect(!steps.values.contains { [ResponseStack.kind, TargetStack.kind, Transfer.kind].contains($0.kind) })
    #expect(try all(.direct, ModelCase.suspects).count == 2 + 2 * 3)
  }

  @Test func theShareWaitsForItsOwnGroupOnlyAndForTheEndOfTheDirectLane() throws {
    let steps = try steps(.auto)
    let last = ModelCase.suspects[2]
    let collect = try #require(steps[ResponseGraph.collecting(last.target, .collect)])
    let group = last.group.description
    #expect(collect.tolerates == [ResponseGraph.collecting(last.target, .direct)])
    for name in collect.after where name != "tool" { #expect(name.text.contains(group), "\(name)") }
  }

  /// Everything that a step needs to have gone well, directly or not.
  private func needs(_ name: StepName, _ steps: [StepName: StepPlan]) -> Set<StepName> {
    var found: Set<StepName> = []
    var open = [name]
    while let next = open.popLast() {
      for before in steps[next]?.after ?? [] where found.insert(before).inserted { open.append(before) }
    }
    return found
  }

  @Test func aFailedSuspectHoldsNobodyUp() throws {
    let steps = try steps(.auto)
    for suspect in ModelCase.suspects {
      for lane in [CommandOrder.Document.direct, .collect] {
        let needed = needs(ResponseGraph.verifying(suspect.target, lane), steps)
        for other in ModelCase.suspects where other != suspect {
          #expect(!needed.contains { $0.text.hasSuffix(other.target.description) })
        }
      }
    }
    let report = try #require(steps["report"])
    #expect(report.after.isEmpty && report.tolerates.count == steps.count - 1)
  }

  @Test func everythingThatAStepNamesIsThereAndPlannedBefore() throws {
    var known: Set<StepName> = []
    for step in try all(.auto, ModelCase.suspects) {
      #expect(known.isSuperset(of: step.after) && known.isSuperset(of: step.tolerates), "\(step.name)")
      #expect(known.insert(step.name).inserted, "planned twice: \(step.name)")
    }
  }

  private static func crowd(_ count: Int, zones: Int) -> [Suspect] {
    (0..<count).map { number in
      var suspect = ModelCase.suspect(
        "111122223333", "i-0" + String(0x10_0000_0 + number, radix: 16), vpc: "vpc-0000000a", zone: number % zones + 1)
      suspect.interfaces[0].addresses = ["10.1.\(number / 200).\(number % 200 + 4)"]
      return suspect
    }
  }

  /// Mistake 9: three zones at most.
  @Test func mistake9SixZonesAndEightyTargetsAreOneGroup() throws {
    let steps = try all(.share, Self.crowd(80, zones: 6))
    let stack = try #require(steps.first { $0.kind == ResponseStack.kind })
    let input = try JSONRecordDecoder.decode(ResponseStack.Input.self, from: stack.input)
    #expect(input.zones.count == 6 && Set(input.zones.map(\.id)).count == 6)
    let parts = try steps.filter { $0.kind == TargetStack.kind }.map {
      try JSONRecordDecoder.decode(TargetStack.Input.self, from: $0.input)
    }
    #expect(parts.reduce(0) { $0 + $1.suspects.count } == 80)
    #expect(parts.allSatisfy { $0.suspects.count <= 80 } && input.admitted.count == 80)
    #expect(Set(parts.flatMap(\.suspects).map(\.target)).count == 80)
    #expect(steps.count { $0.kind == ShareCollect.kind } == 80)
  }

  /// Mistake 2: only the first group of the first instance of a zone was admitted.
  @Test func mistake2EverySuspectIsAdmittedByEveryAddressOfItsOwn() throws {
    var suspects = Self.crowd(3, zones: 1)
    suspects[1].interfaces.append(
      Suspect.Interface(id: "eni-2", subnet: "subnet-2", addresses: ["10.1.9.9", "10.1.9.10"], groups: ["sg-0b"]))
    let parts = try TargetStackSplit.parts(
      suspects, prefix: "needletail", caseID: ModelCase.caseID, key: ModelCase.home.key)
    let template = try TargetStackTemplate(
      surroundings: TargetStackTemplate.Surroundings(
        prefix: "needletail", caseID: ModelCase.caseID, keyARN: ModelCase.home.key),
      targets: parts.flatMap(\.self).map(\.stackTarget))
    let resources = try #require(try JSONReader.parse(Array(template.text.utf8))["Resources"])
    for suspect in suspects {
      let group = try #require(resources["Group\(suspect.target.instance.text.dropFirst(2))"]?["Properties"])
      let admitted = try #require(group["SecurityGroupIngress"]?.array).compactMap { $0["CidrIp"]?.string }
      #expect(Set(admitted) == Set(suspect.interfaces.flatMap(\.addresses).map { "\($0)/32" }), "\(suspect.target)")
    }
    #expect(!template.text.contains("sg-0a") && !template.text.contains("sg-0b"), "never a customer's group")
  }

  /// Mistake 14: root on one suspect could read and rewrite the others' evidence.
  @Test func mistake14EveryTargetHasAFileSystemAndAGroupOfItsOwn() throws {
    let suspects = Self.crowd(4, zones: 2)
    let template = try TargetStackTemplate(
      surroundings: TargetStackTemplate.Surroundings(
        prefix: "needletail", caseID: ModelCase.caseID, keyARN: ModelCase.home.key),
      targets: suspects.map(\.stackTarget))
    let resources = try #require(try JSONReader.parse(Array(template.text.utf8))["Resources"]?.members)
    for (type, name) in [
      ("AWS::EFS::FileSystem", "Files"), ("AWS::EFS::MountTarget", "Mount"), ("AWS::EC2::SecurityGroup", "Group"),
    ] {
      let made = resources.filter { $0.value["Type"]?.string == type && $0.name.hasPrefix(name) }
      #expect(made.count == 4, "\(type)")
    }
    for group in resources where group.name.hasPrefix("Group") {
      let admitted = suspects.filter { group.value.compactText.contains("\($0.interfaces[0].addresses[0])/32") }
      #expect(admitted.count == 1, "a group admits one suspect: \(group.name)")
    }
  }
}
