/// How far a target came, and what can be done about it.
public struct CaseTargetState: Sendable, Hashable {
  /// For programs.
  public enum Kind: String, Sendable, CaseIterable {
    /// Collected, verified and judged.
    case done
    /// Something is still going on: `why` says what.
    case running
    /// It waits for something: `why` says for what.
    case waiting
    /// It could not be collected live: `why`, and `alternatives`.
    case notCollected = "not_collected"
    /// Something failed: `why`, what is `safe`, and the next command.
    case failed
    /// It ended in a state that nobody could confirm: `why`, and `alternatives` as advice.
    case stuck
  }
  /// For programs.
  public var kind: Kind
  /// What happened: a sentence; empty for `done`.
  public var why: String
  /// What is safe in spite of it: a sentence; may be empty.
  public var safe: String
  /// What else can be done, a line each.
  public var alternatives: [String]
  /// The next thing to type, as arguments; may be empty.
  public var nextCommand: [String]

  /// A state.
  public init(
    _ kind: Kind, why: String = "", safe: String = "", alternatives: [String] = [], nextCommand: [String] = []
  ) {
    self.kind = kind
    self.why = why
    self.safe = safe
    self.alternatives = alternatives
    self.nextCommand = nextCommand
  }

  /// In words.
  var words: String {
    switch kind {
    case .done: "done"
    case .running: "running"
    case .waiting: "waiting"
    case .notCollected: "could not be collected"
    case .failed: "failed"
    case .stuck: "stuck"
    }
  }
}
