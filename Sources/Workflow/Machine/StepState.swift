public import CaseModel
public import JSONText

/// The state of one step.
///
/// Legal: planned → running ⇄ waiting → done | failed; planned → skipped; failed, skipped, done → planned (by `retry`);
/// running, waiting, done, failed → undoing ⇄ undoWaiting → undone | stuck; stuck → undoing (asked for again). A reopened step
/// that was begun before counts as begun: it is taken back from planned or skipped as well.
public enum StepState: String, Sendable, Codable, CaseIterable {
  /// Known, not begun.
  case planned
  /// A step that it needs failed or was skipped.
  case skipped
  /// Begun, not ended.
  case running
  /// Begun, to be called again.
  case waiting
  /// Carried out.
  case done
  /// Carrying it out failed.
  case failed
  /// Being taken back.
  case undoing
  /// Being taken back, to be called again.
  case undoWaiting
  /// Taken back.
  case undone
  /// Taking it back failed.
  case stuck
}

/// One step as it stands, for views and reports.
public struct StepStanding: Sendable, Hashable {
  /// What was planned.
  public var plan: StepPlan
  /// Its state.
  public var state: StepState
  /// Times that it was begun, `retry` included; 0 if never.
  public var attempt: Int
  /// What it handed on, if it is done.
  public var output: JSONValue?
  /// Why it failed or is stuck.
  public var failure: StepFailure?
  /// Why it is skipped: the step that failed.
  public var skippedBecause: StepName?
  /// The wait that it is in.
  public var wait: StepWait?
  /// When it was begun, last.
  public var begunAt: Timestamp?
  /// When it ended: done, failed, undone or stuck.
  public var endedAt: Timestamp?
  /// Whether anything of it may be there: begun and not undone.
  public var mayHaveEffects: Bool
  /// Whether its `undo` said that there was nothing to take back.
  public var hadNothingToUndo: Bool
}
