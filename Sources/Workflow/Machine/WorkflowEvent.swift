public import CaseModel
public import JSONText

/// What can happen in a workflow. The journal is the list of these; the machine is what follows from them. Legal transitions:
/// docs/formats/journal.md.
public enum WorkflowEvent: Sendable, Hashable {
  /// Steps are known from here on.
  case planned([StepPlan])
  /// `carryOut` is about to be called for the first time (of this attempt). Kind and input are repeated, so that this line alone tells what has to be taken back.
  case begun(StepName, kind: String, input: JSONValue, attempt: Int)
  /// `carryOut` asks to be called again.
  case waiting(StepName, StepWait)
  /// `carryOut` is done; further steps are known from here on.
  case done(StepName, output: JSONValue, adding: [StepPlan])
  /// `carryOut` threw. Steps that need it are skipped; no entry says so of each.
  case failed(StepName, StepFailure)
  /// These steps are carried out again: failed ones, what was skipped because of them, and what ran on the strength of their failure.
  case reopened([StepName])
  /// From here on nothing is carried out and everything is taken back. A second one takes up again what is stuck.
  case unwinding(UnwindReason)
  /// `undo` is about to be called for the first time (of this attempt).
  case undoing(StepName, attempt: Int)
  /// `undo` asks to be called again.
  case undoWaiting(StepName, StepWait)
  /// `undo` is done.
  case undone(StepName, nothingToUndo: Bool)
  /// `undo` threw: somebody has to look.
  case stuck(StepName, StepFailure)

  /// The word for it in the journal.
  public var word: String {
    switch self {
    case .planned: "planned"
    case .begun: "begun"
    case .waiting: "waiting"
    case .done: "done"
    case .failed: "failed"
    case .reopened: "reopened"
    case .unwinding: "unwinding"
    case .undoing: "undoing"
    case .undoWaiting: "undo-waiting"
    case .undone: "undone"
    case .stuck: "stuck"
    }
  }

  /// The step that it is about, if it is about one.
  public var step: StepName? {
    switch self {
    case .planned, .reopened, .unwinding: nil
    case .begun(let step, _, _, _), .waiting(let step, _), .done(let step, _, _), .failed(let step, _),
      .undoing(let step, _), .undoWaiting(let step, _), .undone(let step, _), .stuck(let step, _):
      step
    }
  }
}

/// Until when a step waits, and what it remembers.
public struct StepWait: Sendable, Hashable, Codable {
  /// Not called again before.
  public var until: Timestamp
  /// Given back to the step.
  public var memory: JSONValue
  /// What is waited for, one line.
  public var note: HostString

  /// A wait.
  public init(until: Timestamp, memory: JSONValue = .null, note: HostString) {
    self.until = until
    self.memory = memory
    self.note = note
  }
}

/// Why everything is taken back.
public enum UnwindReason: String, Sendable, Codable {
  /// The case is over; what it made is not needed any more.
  case release
  /// Somebody stopped the case before its end.
  case cancel
}
