/// How the targets of a group are spread over stacks.
public enum TargetStackPlan {
  /// The stacks of a group, in a stable order.
  ///
  /// - Parameters:
  ///   - surroundings: What all targets share.
  ///   - targets: All targets of one VPC.
  ///   - byteLimit: Bytes of one template. The default lets a template go with the call, so that no bucket is needed.
  /// - Throws: `TemplateError`.
  public static func stacks(
    surroundings: TargetStackTemplate.Surroundings, targets: [StackTarget],
    byteLimit: Int = TargetStackTemplate.inlineLimit
  ) throws(TemplateError) -> [TargetStackTemplate] {
    guard !targets.isEmpty else { throw TemplateError(.empty, "no target") }
    for target in targets { try target.check() }
    let ordered = targets.sorted { $0.instanceID < $1.instanceID }
    func stack(_ targets: [StackTarget]) throws(TemplateError) -> TargetStackTemplate {
      try TargetStackTemplate(surroundings: surroundings, targets: targets)
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
}
