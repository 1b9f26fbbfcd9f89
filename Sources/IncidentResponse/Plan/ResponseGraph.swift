public import CaseModel
public import Workflow

/// The steps of a response, as data, from its plan. What waits for what is told here and nowhere else:
/// ```
/// inventory/A ─▶ stack/G, shares/G/N (below); own-tools ─▶ tools/G (below)
/// tool ─▶ direct/T ─▶ direct-verified/T ─────────────────────────────────────────────┐
///   │                                                                                ├─▶ report
///   ├─▶ stack/G ─▶ tools/G ─┐                                                        │
///   ├─▶ shares/G/N ─────────┴▶ collect/T ─▶ transfer/T ─▶ verified/T ────────────────┘
/// ```
/// A step that fails stops what needs it, and nothing else: one suspect never holds up another.
public struct ResponseGraph: Sendable {
  let plan: ResponsePlan

  /// A graph.
  public init(_ plan: ResponsePlan) { self.plan = plan }

  /// Every step.
  ///
  /// - Throws: What encoding an input throws.
  public func steps() throws -> [StepPlan] {
    var steps = [try StepPlan("tool", KeepTool.self, Nothing())]
    for suspect in plan.direct { steps += try direct(suspect) }
    for place in Set(plan.groups.map { Place(account: $0.id.account, region: $0.id.region) }).sorted() {
      steps.append(
        try StepPlan(
          place.step, TakeInventory.self, TakeInventory.Input(account: place.account, region: place.region),
          scope: place.text))
    }
    if let ownTools = plan.ownTools, !plan.groups.isEmpty {
      steps.append(try StepPlan(KeepOwnTools.step, KeepOwnTools.self, ownTools))
    }
    for group in plan.groups { steps += try share(group.id, group.suspects) }
    steps.append(
      try StepPlan("report", CaseReportStep.self, CaseReportStep.Input(plan: plan), tolerates: steps.map(\.name)))
    return steps
  }

  /// An account and region that infrastructure is built in.
  private struct Place: Hashable, Comparable {
    var account: AccountID
    var region: RegionName
    var text: String { "\(account)/\(region)" }
    var step: StepName { "inventory/\(text)" }
    static func < (left: Place, right: Place) -> Bool { (left.account, left.region) < (right.account, right.region) }
  }

  /// Name of the step that collects a target in a lane.
  public static func collecting(_ target: Target, _ lane: CommandOrder.Document) -> StepName {
    lane == .direct ? "direct/\(target)" : "collect/\(target)"
  }

  /// Name of the step that verifies a target's evidence of a lane.
  public static func verifying(_ target: Target, _ lane: CommandOrder.Document) -> StepName {
    lane == .direct ? "direct-verified/\(target)" : "verified/\(target)"
  }

  private func direct(_ suspect: Suspect) throws -> [StepPlan] {
    let target = suspect.target
    let nonce = plan.nonce(target, lane: .direct)
    let collecting = Self.collecting(target, .direct)
    return [
      try StepPlan(
        collecting, DirectCollect.self,
        DirectCollect.Input(
          target: target, nonce: nonce, documentHash: documents(target)?.directDocumentHash,
          wallSeconds: plan.wallSeconds),
        after: [DirectCollect.tool], scope: target.description),
      try StepPlan(
        Self.verifying(target, .direct), DirectVerify.self,
        DirectVerify.Input(suspect: suspect, collected: collecting), after: [collecting],
        scope: target.description),
    ]
  }

  private func share(_ group: GroupID, _ suspects: [Suspect]) throws -> [StepPlan] {
    let stack: StepName = "stack/\(group)"
    let tools: StepName = "tools/\(group)"
    // One mount target of the tools a zone: the first suspect's subnet of each.
    let zones = Dictionary(suspects.map { ($0.zoneID, $0.subnet) }) { min($0, $1) }.sorted { $0.key < $1.key }
      .prefix(ResponseStack.zoneLimit).map { ResponseStack.Zone(id: $0.key, subnet: $0.value) }
    // Both stacks are made at once: what takes longest in them are mount targets.
    let before = [DirectCollect.tool, Place(account: group.account, region: group.region).step]
    var steps = [
      try StepPlan(
        stack, ResponseStack.self,
        ResponseStack.Input(
          group: group, zones: zones, home: plan.home,
          admitted: try ResponseTemplate.admissions(suspects.map(\.stackTarget))),
        after: before,
        scope: group.description),
      try StepPlan(
        tools, Transfer.self,
        Transfer.Input(group: group, responseStack: stack, evidence: nil, toolsetBucket: plan.home.toolsetBucket),
        after: [stack] + (plan.ownTools == nil ? [] : [KeepOwnTools.step]),
        scope: group.description),
    ]
    let parts = try TargetStackSplit.parts(suspects, prefix: plan.prefix, caseID: plan.caseID, key: plan.home.key)
    for (index, part) in parts.enumerated() {
      let shares: StepName = "shares/\(group)/\(index + 1)"
      steps.append(
        try StepPlan(
          shares, TargetStack.self,
          TargetStack.Input(
            group: group, number: index + 1, suspects: part, key: plan.home.key), after: before,
          scope: group.description))
      for suspect in part { steps += try collect(suspect, stack: stack, tools: tools, shares: shares) }
    }
    return steps
  }

  private func collect(_ suspect: Suspect, stack: StepName, tools: StepName, shares: StepName) throws -> [StepPlan] {
    let target = suspect.target
    let nonce = plan.nonce(target, lane: .collect)
    let collecting = Self.collecting(target, .collect)
    let moving: StepName = "transfer/\(target)"
    // Two collectors at once on one suspect would disturb each other's picture: the share waits for the direct lane's end, good or bad.
    let direct = plan.direct.contains(suspect) ? [Self.collecting(target, .direct)] : []
    return [
      try StepPlan(
        collecting, ShareCollect.self,
        ShareCollect.Input(
          suspect: suspect, nonce: nonce, documentHash: documents(target)?.collectDocumentHash,
          wallSeconds: plan.wallSeconds * 4,
          responseStack: stack, shares: shares, jobDigest: plan.ownTools?.digest, jobSeconds: plan.ownTools?.seconds),
        after: [DirectCollect.tool, stack, tools, shares], tolerates: direct,
        scope: target.description),
      try StepPlan(
        moving, Transfer.self,
        Transfer.Input(
          group: suspect.group, responseStack: stack, evidence: Transfer.Input.Evidence(target: target, shares: shares),
          toolsetBucket: plan.home.toolsetBucket), after: [stack, shares, collecting], scope: target.description),
      try StepPlan(
        Self.verifying(target, .collect), ShareVerify.self,
        ShareVerify.Input(suspect: suspect, collected: collecting, responseStack: stack),
        after: [stack, collecting, moving],
        scope: target.description),
    ]
  }

  private func documents(_ target: Target) -> MemberInstallation? {
    plan.documents.first { $0.account == target.account && $0.region == target.region }?.installation
  }
}
