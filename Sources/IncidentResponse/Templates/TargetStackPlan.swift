/// How the targets of a group are spread over stacks and tools groups.
///
/// A security group takes 60 rules, so the response stack has four tools groups, and each target's rules go to the first with room.
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
    let ordered = targets.sorted { $0.instanceID < $1.instanceID }
    let groups = try toolsGroups(toolsGroupIDs, for: ordered)
    func stack(_ targets: [StackTarget]) throws(TemplateError) -> TargetStackTemplate {
      try TargetStackTemplate(surroundings: surroundings, toolsGroups: groups, targets: targets)
    }
    var stacks: [TargetStackTemplate] = []
    var waiting: [StackTarget] = []
    var (bytes, resources) = (0, 0)
    for target in ordered {
      // Templates of one target together are a little longer than the template of all: a safe measure, and a cheap one.
      let alone = try stack([target])
      let size = alone.text.utf8.count
      guard size <= byteLimit else {
        throw TemplateError(.tooLarge, "the template of one target is larger than \(byteLimit) bytes")
      }
      if waiting.count == TargetStackTemplate.targetLimit || bytes + size > byteLimit
        || resources + alone.resourceCount >= TargetStackTemplate.resourceLimit
      {
        stacks.append(try stack(waiting))
        (waiting, bytes, resources) = ([], 0, 0)
      }
      waiting.append(target)
      bytes += size
      resources += alone.resourceCount
    }
    stacks.append(try stack(waiting))
    return stacks
  }

  private static func toolsGroups(
    _ ids: [String], for targets: [StackTarget]
  ) throws(TemplateError) -> [String: String] {
    var room = ids.map { (id: $0, rules: TargetStackTemplate.toolsGroupRules) }
    var chosen: [String: String] = [:]
    for target in targets {
      let wanted = target.orderedAddresses.count
      guard let index = room.firstIndex(where: { $0.rules >= wanted }) else {
        throw TemplateError(
          .tooLarge, "the tools groups of one VPC take no more addresses: target \(target.instanceID)")
      }
      room[index].rules -= wanted
      chosen[target.instanceID] = room[index].id
    }
    return chosen
  }
}
