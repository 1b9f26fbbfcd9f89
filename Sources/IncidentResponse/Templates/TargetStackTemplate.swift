public import CaseModel
internal import JSONText

/// The CloudFormation template of a target stack: for each target one evidence file system, its mount target and its security group. It needs
/// nothing of the response stack, and neither waits for the other.
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

  /// What all targets of the stack share.
  public struct Surroundings: Sendable, Hashable {
    /// Begins the name of everything.
    public var prefix: String
    /// The case.
    public var caseID: CaseID
    /// The home stack's output KeyArn, of this region.
    public var keyARN: String

    /// - Parameters:
    ///   - prefix: Begins the name of everything.
    ///   - caseID: The case.
    ///   - keyARN: The home stack's output KeyArn, of this region.
    public init(prefix: String, caseID: CaseID, keyARN: String) {
      self.prefix = prefix
      self.caseID = caseID
      self.keyARN = keyARN
    }
  }

  /// What all targets share.
  public let surroundings: Surroundings
  /// Ordered by instance id.
  public let targets: [StackTarget]

  /// - Parameters:
  ///   - surroundings: What all targets share.
  ///   - targets: 1 to 80 targets of one VPC, in any order.
  /// - Throws: `TemplateError`: a word malformed, a target twice, several VPCs, none or too many.
  public init(surroundings: Surroundings, targets: [StackTarget]) throws(TemplateError) {
    guard AWSWords.isPrefix(surroundings.prefix) else {
      throw TemplateError(.malformed, "not a prefix: \(AWSWords.shown(surroundings.prefix))")
    }
    guard AWSWords.isKeyARN(surroundings.keyARN) else {
      throw TemplateError(.malformed, "not the ARN of a key: \(AWSWords.shown(surroundings.keyARN))")
    }
    for target in targets { try target.check() }
    self.surroundings = surroundings
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
    guard resourceCount < Self.resourceLimit else {
      throw TemplateError(.tooLarge, "\(resourceCount) resources, fewer than \(Self.resourceLimit) are possible")
    }
  }

  /// Resources of the stack: three a target, and two groups of the whole stack.
  public var resourceCount: Int { targets.count * 3 + 2 }

  /// The template, one line of JSON without a line feed.
  public var text: String { json.compactText }

  /// The same, indented, for people and for the linter's messages.
  public var prettyText: String { json.prettyText }

  private var json: JSONValue {
    [
      "AWSTemplateFormatVersion": "2010-09-09",
      "Description": .string("Needletail, evidence file systems of case \(surroundings.caseID.text)"),
      "Resources": .object(targets.flatMap(resources) + sharedResources),
      "Outputs": .object(targets.map(output) + [transferOutput]),
    ]
  }
}
