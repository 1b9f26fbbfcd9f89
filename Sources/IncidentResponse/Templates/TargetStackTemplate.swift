public import CaseModel
internal import JSONText

/// The CloudFormation template of a target stack: for each target one evidence file system, its mount target, its security group, and
/// the rules that let the target read the tools.
///
/// The text depends on the input alone, byte for byte: targets are ordered by instance id, addresses by number. Nothing here is a wish:
/// every word is checked, and what a stack or a group cannot hold is refused before anything is made.
public struct TargetStackTemplate: Sendable, Hashable {
  /// Targets in a stack. The service takes 500 resources and 200 outputs.
  public static let targetLimit = 80
  /// Resources in a stack, by the service.
  public static let resourceLimit = 500
  /// Bytes of a template that is sent with the call; a larger one, up to 1,000,000 bytes, must lie in a bucket.
  public static let inlineLimit = 51_200
  /// Rules for addresses that one tools group takes: 60 of the service, less one for the transfer group.
  public static let toolsGroupRules = 59

  /// What all targets of the stack share: outputs and parameters of the home and the response stack.
  public struct Surroundings: Sendable, Hashable {
    /// Begins the name of everything.
    public var prefix: String
    /// The case.
    public var caseID: CaseID
    /// The home stack's output KeyArn, of this region.
    public var keyARN: String
    /// The response stack's output TransferGroupId.
    public var transferGroupID: String
    /// The response stack's output SharesGroupId.
    public var sharesGroupID: String

    /// - Parameters:
    ///   - prefix: Begins the name of everything.
    ///   - caseID: The case.
    ///   - keyARN: The home stack's output KeyArn, of this region.
    ///   - transferGroupID: The response stack's output TransferGroupId.
    ///   - sharesGroupID: The response stack's output SharesGroupId.
    public init(prefix: String, caseID: CaseID, keyARN: String, transferGroupID: String, sharesGroupID: String) {
      self.prefix = prefix
      self.caseID = caseID
      self.keyARN = keyARN
      self.transferGroupID = transferGroupID
      self.sharesGroupID = sharesGroupID
    }
  }

  /// What all targets share.
  public let surroundings: Surroundings
  /// By instance id, which of the response stack's ToolsGroupIds takes the target's rules.
  public let toolsGroups: [String: String]
  /// Ordered by instance id.
  public let targets: [StackTarget]

  /// - Parameters:
  ///   - surroundings: What all targets share.
  ///   - toolsGroups: For each target's instance id a tools group with room for its addresses; `TargetStackPlan` chooses them.
  ///   - targets: 1 to 80 targets of one VPC, in any order.
  /// - Throws: `TemplateError`: a word malformed, a target twice, several VPCs, none or too many.
  public init(surroundings: Surroundings, toolsGroups: [String: String], targets: [StackTarget]) throws(TemplateError) {
    guard AWSWords.isPrefix(surroundings.prefix) else {
      throw TemplateError(.malformed, "not a prefix: \(AWSWords.shown(surroundings.prefix))")
    }
    guard AWSWords.isKeyARN(surroundings.keyARN) else {
      throw TemplateError(.malformed, "not the ARN of a key: \(AWSWords.shown(surroundings.keyARN))")
    }
    for group in [surroundings.transferGroupID, surroundings.sharesGroupID] {
      try AWSWords.check(group, prefix: "sg-", "a security group id")
    }
    for target in targets {
      try target.check()
      try AWSWords.check(toolsGroups[target.instanceID] ?? "", prefix: "sg-", "the id of a tools group")
    }
    self.surroundings = surroundings
    self.toolsGroups = toolsGroups
    self.targets = targets.sorted { $0.instanceID < $1.instanceID }
    try checkTogether()
  }

  private func checkTogether() throws(TemplateError) {
    guard let first = targets.first else { throw TemplateError(.empty, "no target") }
    guard targets.count <= Self.targetLimit else {
      throw TemplateError(.tooLarge, "\(targets.count) targets, at most \(Self.targetLimit)")
    }
    for (one, next) in zip(targets, targets.dropFirst()) where one.instanceID == next.instanceID {
      throw TemplateError(.duplicate, "named twice: \(one.instanceID)")
    }
    if let other = targets.first(where: { $0.vpcID != first.vpcID }) {
      throw TemplateError(.mixedVPCs, "\(other.instanceID) lies in \(other.vpcID), not in \(first.vpcID)")
    }
    for (group, members) in Dictionary(grouping: targets, by: { toolsGroups[$0.instanceID] ?? "" }) {
      let rules = members.reduce(0) { $0 + $1.orderedAddresses.count }
      guard rules <= Self.toolsGroupRules else {
        throw TemplateError(.tooLarge, "\(rules) addresses for tools group \(group), at most \(Self.toolsGroupRules)")
      }
    }
    guard resourceCount < Self.resourceLimit else {
      throw TemplateError(.tooLarge, "\(resourceCount) resources, fewer than \(Self.resourceLimit) are possible")
    }
  }

  /// Rules that the stack adds to the tools groups.
  public var ruleCount: Int { targets.reduce(0) { $0 + $1.orderedAddresses.count } }

  /// Resources of the stack.
  public var resourceCount: Int { targets.count * 3 + ruleCount }

  /// The template, one line of JSON without a line feed.
  public var text: String { json.compactText }

  /// The same, indented, for people and for the linter's messages.
  public var prettyText: String { json.prettyText }

  private var json: JSONValue {
    [
      "AWSTemplateFormatVersion": "2010-09-09",
      "Description": .string("Needletail, evidence file systems of case \(surroundings.caseID.text)"),
      "Resources": .object(targets.flatMap(resources)),
      "Outputs": .object(targets.map(output)),
    ]
  }
}
