/// How the targets of a group are spread over stacks and tools groups.
///
/// A security group takes 60 rules, so the response stack has four tools groups; a stack gives all its rules to one of them.
public enum TargetStackPlan {
  /// The stacks of a group, in a stable order.
  ///
  /// - Parameters:
  ///   - surroundings: What all targets share.
  ///   - toolsGroupIDs: The response stack's output ToolsGroupIds, split.
  ///   - targets: All targets of one VPC.
  ///   - byteLimit: Bytes of one template. The default lets a template go with the call, so that no bucket is needed.
  /// - Throws: `TemplateError`; `.tooLarge` if the tools groups cannot take all addresses.
  public static func stacks(
    surroundings: TargetStackTemplate.Surroundings, toolsGroupIDs: [String], targets: [StackTarget],
    byteLimit: Int = TargetStackTemplate.inlineLimit
  ) throws(TemplateError) -> [TargetStackTemplate] {
    guard !targets.isEmpty else { throw TemplateError(.empty, "no target") }
    for target in targets { try target.check() }
    var room = toolsGroupIDs.map { (group: $0, rules: TargetStackTemplate.toolsGroupRules) }
    var stacks: [TargetStackTemplate] = []
    for target in targets.sorted(by: { $0.instanceID < $1.instanceID }) {
      let wanted = target.orderedAddresses.count
      if let last = stacks.last, let index = room.firstIndex(where: { $0.group == last.toolsGroupID }),
        room[index].rules >= wanted, last.targets.count < TargetStackTemplate.targetLimit
      {
        let grown = try TargetStackTemplate(
          surroundings: surroundings, toolsGroupID: last.toolsGroupID, targets: last.targets + [target])
        if grown.text.utf8.count <= byteLimit {
          stacks[stacks.count - 1] = grown
          room[index].rules -= wanted
          continue
        }
      }
      guard let index = room.firstIndex(where: { $0.rules >= wanted }) else {
        throw TemplateError(.tooLarge, "the tools groups of one VPC take no more addresses: target \(target.instanceID)")
      }
      let single = try TargetStackTemplate(
        surroundings: surroundings, toolsGroupID: room[index].group, targets: [target])
      guard single.text.utf8.count <= byteLimit else {
        throw TemplateError(.tooLarge, "the template of one target is larger than \(byteLimit) bytes")
      }
      stacks.append(single)
      room[index].rules -= wanted
    }
    return stacks
  }
}
