internal import CaseModel
internal import JSONText

/// One call of a step, and what came of it.
struct StepJob: Sendable {
  var kind: AnyStepKind
  var input: JSONValue
  var output: JSONValue?
  var context: StepContext
  var isUndo: Bool

  /// What came of a call.
  enum Answer: Sendable {
    case carriedOut(StepProgress<JSONValue>)
    case takenBack(UndoProgress)
    case failed(StepFailure)
    /// It was told to stop and did: the step stands as before.
    case interrupted
  }

  func perform() async -> Answer {
    do {
      if isUndo { return .takenBack(try await kind.undo(input, output, context)) }
      return .carriedOut(try await kind.carryOut(input, context))
    } catch {
      // What a cancelled call throws says nothing about the step.
      if Task.isCancelled { return .interrupted }
      return .failed(StepFailure(error))
    }
  }
}
