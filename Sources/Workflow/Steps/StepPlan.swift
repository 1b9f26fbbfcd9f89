public import JSONText

/// One step as data: what is to be done, with what, after what. The graph of a workflow is a list of these, kept in the journal.
public struct StepPlan: Sendable, Hashable, Codable {
  /// Unique in its case.
  public var name: StepName
  /// Which `StepKind` carries it out.
  public var kind: String
  /// What the kind is given, as JSON.
  public var input: JSONValue
  /// Steps that must be done first. If one of them fails or is skipped, this step is skipped.
  public var after: [StepName]
  /// Steps that must have ended first, in whatever way: this step runs even if they failed or were skipped.
  public var tolerates: [StepName]
  /// What it belongs to, for views: a target, a group, or empty for the whole case.
  public var scope: String

  /// A step of a kind, with its typed input.
  ///
  /// - Throws: What the input's `encode(to:)` throws.
  public init<Kind: StepKind>(
    _ name: StepName, _ kind: Kind.Type, _ input: Kind.Input, after: [StepName] = [], tolerates: [StepName] = [],
    scope: String = ""
  ) throws {
    self.init(
      name: name, kind: Kind.kind, input: try StepJSON.tree(input), after: after, tolerates: tolerates, scope: scope)
  }

  /// A step whose input is JSON already.
  public init(
    name: StepName, kind: String, input: JSONValue, after: [StepName] = [], tolerates: [StepName] = [],
    scope: String = ""
  ) {
    self.name = name
    self.kind = kind
    self.input = input
    self.after = after
    self.tolerates = tolerates
    self.scope = scope
  }
}
