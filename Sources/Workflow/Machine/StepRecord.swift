internal import CaseModel
internal import JSONText

/// One step inside the machine. Steps are numbered in the order in which they were planned; numbers stand for steps here.
struct StepRecord: Sendable {
  var plan: StepPlan
  var state = StepState.planned
  var attempt = 0
  var undoAttempt = 0
  var output: JSONValue?
  var failure: StepFailure?
  var skippedBecause: StepName?
  var wait: StepWait?
  /// Of this attempt's last wait.
  var memory = JSONValue.null
  /// Of the last wait of any attempt, for the undo.
  var lastMemory = JSONValue.null
  var undoMemory = JSONValue.null
  var begunAt: Timestamp?
  var endedAt: Timestamp?
  var hadNothingToUndo = false
  /// Its undo has failed since everything was last asked to be taken back.
  var isStuck = false

  /// Begun at least once and not undone: something of it may be there.
  var mayHaveEffects = false
  /// Handed to the driver, who has not answered yet. Not part of the journal.
  var isTaken = false
  /// Stands in the queue of what can run. Not part of the journal.
  var isQueued = false

  /// Steps in `after` and in `tolerates`.
  var after: [Int] = []
  var tolerates: [Int] = []
  /// Steps that name this one.
  var dependants: [Dependant] = []

  /// Forward: predecessors that have not come to what this step waits for.
  var pending = 0
  /// Unwinding: dependants that may have effects.
  var pendingUndo = 0

  init(_ plan: StepPlan) { self.plan = plan }

  /// A step that waits for this one.
  struct Dependant: Sendable {
    var step: Int
    /// It runs even if this one fails.
    var isTolerant: Bool
  }

  var standing: StepStanding {
    StepStanding(
      plan: plan, state: state, attempt: attempt, output: output, failure: failure, skippedBecause: skippedBecause,
      wait: state == .waiting || state == .undoWaiting ? wait : nil, begunAt: begunAt, endedAt: endedAt,
      mayHaveEffects: mayHaveEffects, hadNothingToUndo: hadNothingToUndo)
  }
}

extension StepState {
  /// Whether a step in this state will not go on by itself while the workflow goes forward.
  var hasEnded: Bool {
    switch self {
    case .planned, .running, .waiting: false
    default: true
    }
  }
}
