internal import CaseModel

/// How a group's targets are spread over stacks and tools groups, before any stack is there: ids of security groups that do not exist yet
/// are stood for by words of the same length, since all that counts is bytes and rules.
struct TargetStackSplit {
  /// One stack.
  struct Part {
    var suspects: [Suspect]
    /// In the suspects' order, from 0.
    var toolsGroups: [Int]
  }

  /// Tools groups of a response stack.
  private static let groupCount = 4
  /// Addresses that the tools groups of one VPC admit.
  static let addressLimit = groupCount * TargetStackTemplate.toolsGroupRules

  /// - Throws: `TemplateError`.
  static func parts(_ suspects: [Suspect], prefix: String, caseID: CaseID, key: String) throws(TemplateError) -> [Part]
  {
    let stand = (1...groupCount + 2).map { "sg-0000000000000000\($0)" }
    let stacks = try TargetStackPlan.stacks(
      surroundings: TargetStackTemplate.Surroundings(
        prefix: prefix, caseID: caseID, keyARN: key, transferGroupID: stand[groupCount],
        sharesGroupID: stand[groupCount + 1]),
      toolsGroupIDs: Array(stand.prefix(groupCount)), targets: suspects.map(\.stackTarget))
    let known = Dictionary(suspects.map { ($0.target.instance.text, $0) }) { first, _ in first }
    return stacks.map { stack in
      let members = stack.targets.compactMap { known[$0.instanceID] }
      return Part(
        suspects: members,
        toolsGroups: members.map {
          stack.toolsGroups[$0.target.instance.text].flatMap { stand.firstIndex(of: $0) } ?? 0
        })
    }
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
