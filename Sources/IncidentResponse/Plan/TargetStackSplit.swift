internal import CaseModel

/// How a group's targets are spread over stacks, before any stack is there.
enum TargetStackSplit {
  /// The suspects of each stack.
  ///
  /// - Throws: `TemplateError`; `.tooLarge` if the tools of one VPC cannot admit all of their addresses.
  static func parts(_ suspects: [Suspect], prefix: String, caseID: CaseID, key: String) throws(TemplateError)
    -> [[Suspect]]
  {
    _ = try ResponseTemplate.admissions(suspects.map(\.stackTarget))
    let stacks = try TargetStackPlan.stacks(
      surroundings: TargetStackTemplate.Surroundings(prefix: prefix, caseID: caseID, keyARN: key),
      targets: suspects.map(\.stackTarget))
    let known = Dictionary(suspects.map { ($0.target.instance.text, $0) }) { first, _ in first }
    return stacks.map { stack in stack.targets.compactMap { known[$0.instanceID] } }
  }
}

extension Suspect {
  /// As the generator of target stacks needs it.
  var stackTarget: StackTarget {
    StackTarget(
      instanceID: target.instance.text, vpcID: vpc, subnetID: subnet, zoneID: zoneID,
      addresses: interfaces.flatMap(\.addresses))
  }
}
