public import CaseModel

/// How a workflow stands when nothing more can be done by itself.
public enum WorkflowOutcome: Sendable, Hashable {
  /// Every step is done.
  case finished
  /// Everything that could run has run; these failed (those that needed them were skipped).
  case finishedWithFailures([StepName])
  /// Cancelled, and everything is taken back.
  case cancelled
  /// Released: everything is taken back.
  case released
  /// These could not be taken back. `held` are what they may still need, and so were left alone. Asking again tries again.
  case stuck([StepName], held: [StepName])
}

/// What to do next.
public enum WorkflowAction: Sendable, Hashable {
  /// Call `carryOut` (again).
  case carryOut(StepName)
  /// Call `undo` (again).
  case undo(StepName)
  /// Nothing before that time.
  case sleep(until: Timestamp)
  /// Nothing more by itself.
  case finished(WorkflowOutcome)
}

/// An event that does not fit: a journal that was altered, a plan that cannot be, or a mistake of ours.
public struct WorkflowFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// For programs.
  public enum Code: String, Sendable {
    /// A plan names a step twice with different content.
    case duplicateStep
    /// A plan waits for a step that is not there.
    case unknownPredecessor
    /// Steps wait for each other.
    case cycle
    /// No kind of that name.
    case unknownKind
    /// A name is empty or too long, one edge is given twice, or there are too many steps.
    case badPlan
    /// There is no such step.
    case unknownStep
    /// The event cannot follow the state.
    case illegalTransition
    /// There is nothing to retry.
    case nothingToRetry
  }
  /// For programs.
  public var code: Code
  /// For people.
  public var message: String

  /// A fault.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  public var description: String { message }
}
