import CaseModel
import Foundation
import HostKit
import IncidentResponse
import JSONText
import Testing

@Suite struct TargetStackTests {
  /// Two targets, one with two interfaces, given in the wrong order. NEEDLETAIL_GOLDEN=1 writes the file anew.
  @Test func theTemplateIsTheGoldenOne() throws {
    let targets = [Samples.target(2), Samples.target(1, addresses: ["10.0.0.20", "10.0.0.3"])]
    let text = try Samples.template(targets).prettyText + "\n"
    let path = "\(Samples.golden)/two-targets.json"
    if ProcessInfo.processInfo.environment["NEEDLETAIL_GOLDEN"] == "1" {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
  }

  @Test func theTextDependsOnTheInputAloneAndNotOnItsOrder() throws {
    let targets = (1...20).map { Samples.target($0, addresses: ["10.0.0.\($0)", "10.0.1.\($0)"]) }
    let mixed = targets.shuffled().map { target in
      var target = target
      target.addresses = (target.addresses + target.addresses).shuffled()
      return target
    }
    #expect(try Samples.template(targets).text == Samples.template(mixed).text)
  }

  /// Mistake 2 of the original: only the first suspect's group was admitted. Here every address of every suspect is, and to its own files only.
  @Test func mistake2EveryAddressOfATargetAndNoOtherReachesItsEvidence() throws {
    let targets = (1...30).map { Samples.target($0, addresses: ["10.0.0.\($0)", "10.0.1.\($0)"]) }
    let resources = try #require(JSONReader.parse(Samples.template(targets).text)["Resources"])
    for target in targets {
      let suffix = target.instanceID.dropFirst(2)
      let ingress = try #require(resources["Group\(suffix)"]?["Properties"]?["SecurityGroupIngress"]?.array)
      let admitted = ingress.compactMap { $0["CidrIp"]?.string }
      #expect(admitted == target.addresses.map { "\($0)/32" })
      #expect(
        ingress.compactMap { $0["SourceSecurityGroupId"]?["Fn::GetAtt"]?.array?.first?.string } == ["TransferGroup"])
      #expect(ingress.allSatisfy { $0["FromPort"]?.integer == 2049 && $0["ToPort"]?.integer == 2049 })
    }
  }

  /// Mistake 9: bursting throughput, shared by all. Mistake 14: root on one suspect rewrites the others' evidence and the tools.
  @Test func mistake9And14EachTargetHasItsOwnElasticEncryptedFileSystemWithItsPolicyFromTheStart() throws {
    let template = try Samples.template((1...3).map { Samples.target($0) })
    let resources = try #require(JSONReader.parse(template.text)["Resources"])
    let files = try #require(resources.members).filter { $0.name.hasPrefix("Files") }.map(\.value)
    #expect(files.count == 3)
    for one in files {
      let properties = try #require(one["Properties"])
      #expect(properties["ThroughputMode"]?.string == "elastic" && properties["Encrypted"]?.bool == true)
      #expect(properties["KmsKeyId"]?.string?.hasPrefix("arn:aws:kms:") == true)
      #expect(properties["BackupPolicy"]?["Status"]?.string == "DISABLED")
      let statements = try #require(properties["FileSystemPolicy"]?["Statement"]?.array)
      #expect(statements.allSatisfy { $0["Condition"]?["Bool"]?["elasticfilesystem:AccessedViaMountTarget"] != nil })
      let transfer = try #require(statements.first { $0["Sid"]?.string == "TransferReads" })
      #expect(transfer["Action"]?.array?.contains("elasticfilesystem:ClientWrite") == false)
    }
  }

  /// Mistake 12: two groups that refer to each other can be removed by hand only. Each may name those before it in this order, and no other.
  @Test func mistake12NoTwoGroupsOfAStackReferToEachOther() throws {
    let template = try Samples.template((1...3).map { Samples.target($0) })
    let resources = try #require(JSONReader.parse(template.text)["Resources"]?.members)
    let groups = resources.filter { $0.value["Type"]?.string == "AWS::EC2::SecurityGroup" }
    let order = ["SharesGroup", "TransferGroup"]
    let sorted = groups.sorted { order.firstIndex(of: $0.name) ?? 9 < order.firstIndex(of: $1.name) ?? 9 }
    #expect(groups.count == 5 && sorted.map(\.name).starts(with: order))
    for (index, group) in sorted.enumerated() {
      for other in sorted[index...] { #expect(!group.value.compactText.contains("\"\(other.name)\"")) }
    }
  }

  @Test func eightyTargetsStayBelowTheLimitsOfAStack() throws {
    let full = try Samples.template((1...80).map { Samples.target($0, addresses: ["10.0.0.\($0)", "10.0.1.\($0)"]) })
    #expect(full.resourceCount == 242 && full.text.utf8.count < 1_000_000)
    #expect(try JSONReader.parse(full.text)["Outputs"]?.members?.count == 81)
    let plan = try TargetStackPlan.stacks(
      surroundings: Samples.surroundings(), targets: (1...200).map { Samples.target($0) }, byteLimit: 1_000_000)
    #expect(plan.map(\.targets.count) == [80, 80, 40] && plan.allSatisfy { $0.resourceCount < 500 })
  }

  @Test func inlineTemplatesFitIntoACall() throws {
    let plan = try TargetStackPlan.stacks(
      surroundings: Samples.surroundings(), targets: (1...100).map { Samples.target($0) })
    #expect(plan.allSatisfy { $0.text.utf8.count <= 51_200 })
    #expect(plan.flatMap(\.targets).map(\.instanceID) == (1...100).map { Samples.target($0).instanceID })
  }

  @Test func wrongInputIsRefusedWithItsReason() throws {
    let good = Samples.target(1)
    func code(_ change: (inout StackTarget) -> Void) -> TemplateError.Code? {
      var target = good
      change(&target)
      do { _ = try Samples.template([target]) } catch { return (error as? TemplateError)?.code }
      return nil
    }
    #expect(code { _ in } == nil)
    #expect(code { $0.instanceID = "i-\",\"x" } == .malformed)
    #expect(code { $0.instanceID = "i-0123456" } == .malformed)
    #expect(code { $0.vpcID = "vpc-XYZ00000" } == .malformed)
    #expect(code { $0.subnetID = "10.0.0.0/8" } == .malformed)
    #expect(code { $0.zoneID = "EU\u{1b}" } == .malformed)
    #expect(code { $0.addresses = [] } == .malformed)
    for address in ["0.0.0.0/0", "10.0.0.256", "10.0.0.01", "10.0.0", "::1", " 10.0.0.1", "10.0.0.1\n"] {
      #expect(code { $0.addresses = [address] } == .malformed, "\(address)")
    }
    #expect(code { $0.addresses = (1...60).map { "10.0.2.\($0)" } } == .tooLarge)
  }

  @Test func targetsThatDoNotBelongTogetherAreRefused() {
    func code(_ targets: [StackTarget]) -> TemplateError.Code? {
      do { _ = try Samples.template(targets) } catch { return (error as? TemplateError)?.code }
      return nil
    }
    #expect(code([]) == .empty)
    #expect(code([Samples.target(1), Samples.target(1)]) == .duplicate)
    #expect(code([Samples.target(1), Samples.target(2, vpc: "vpc-0fedcba9876543210")]) == .mixedVPCs)
    #expect(code((1...81).map { Samples.target($0) }) == .tooLarge)
    #expect(throws: TemplateError.self) {
      try TargetStackTemplate(
        surroundings: Samples.surroundings(keyARN: "alias/needletail"), targets: [Samples.target(1)])
    }
    #expect(throws: TemplateError.self) {
      try TargetStackTemplate(
        surroundings: Samples.surroundings(prefix: "Needle*"), targets: [Samples.target(1)])
    }
  }

  @Test func outputsAreReadBack() throws {
    let places = try TargetStackTemplate.places([
      ("Target0123456789abcdef0", "fs-0123456789abcdef0/fsmt-0123456789abcdef0/10.0.0.9"), ("Other", "x"),
    ])
    let place = try #require(places["i-0123456789abcdef0"])
    #expect(place.fileSystemID == "fs-0123456789abcdef0" && place.mountTargetID == "fsmt-0123456789abcdef0")
    #expect(place.address == "10.0.0.9")
    #expect(throws: TemplateError.self) { try TargetStackTemplate.places([("Target0123456789abcdef0", "fs-1/2")]) }
  }
}
