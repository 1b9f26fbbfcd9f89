public import CaseModel
public import JSONText

/// What a step can be: how it is carried out and how it is taken back. A kind holds its means (a cloud, a host) and no state
/// of a run: what a run knows is in the journal.
///
/// Both functions are called again after a crash and on every wake, so each has to come to the same end when repeated: look
/// first whether the thing is there already, and make it with `context.token`.
public protocol StepKind: Sendable {
  /// What it is given.
  associatedtype Input: Codable & Sendable
  /// What it hands on.
  associatedtype Output: Codable & Sendable

  /// The name of the kind in the journal; never changed once cases exist.
  static var kind: String { get }

  /// How many steps of this kind may be at work at once in one process; no limit of its own by default.
  static var parallelLimit: Int { get }

  /// Does it, or does a part of it and says when to be called again. The journal says that it was begun before the first call.
  ///
  /// - Throws: `StepFailure`, or an error that becomes one: the step has failed. `CancellationError` stops the driver and leaves the step as it is.
  func carryOut(_ input: Input, _ context: StepContext) async throws -> StepProgress<Output>

  /// Takes it back. Called for a step that is done, failed, waiting or was interrupted at any point: what it made may be there
  /// wholly, partly or not at all.
  ///
  /// - Parameter output: What `carryOut` gave, if it came to an end.
  /// - Throws: `StepFailure`, or an error that becomes one: the step is stuck and somebody has to look.
  func undo(_ input: Input, _ output: Output?, _ context: StepContext) async throws -> UndoProgress
}

extension StepKind {
  /// No limit of its own.
  public static var parallelLimit: Int { .max }
}

/// Where carrying out a step stands.
public enum StepProgress<Output: Sendable>: Sendable {
  /// Done. What it hands on, and further steps that are now known to be needed; these are journalled together.
  case done(Output, adding: [StepPlan] = [])
  /// Not yet: call again at `until` (or later) with this `memory`. The memory is journalled before the next call, so
  /// `until: context.now` is the way to make something known before going on.
  case waiting(until: Timestamp, memory: JSONValue = .null, note: HostString)
}

/// Where taking back a step stands.
public enum UndoProgress: Sendable {
  /// What it made is gone.
  case undone
  /// It made nothing that is taken back (evidence is kept), or nothing of it was there.
  case nothingToUndo
  /// Not yet: call again at `until` (or later) with this `memory`.
  case waiting(until: Timestamp, memory: JSONValue = .null, note: HostString)
}

/// The input or output of a step that needs none.
public struct Nothing: Codable, Sendable, Hashable {
  /// Nothing.
  public init() {}
}
