internal import CaseModel

/// What the driver needs in order to call a step.
extension WorkflowMachine {
  /// What has to be journalled before `carryOut` is called; `nil` if it is there already.
  func begunEvent(_ step: StepName) -> WorkflowEvent? {
    guard let record = numbers[step].map({ records[$0] }), record.state == .planned else { return nil }
    return .begun(step, kind: record.plan.kind, input: record.plan.input, attempt: record.attempt + 1)
  }

  /// What has to be journalled before `undo` is called; `nil` if it is there already.
  func undoingEvent(_ step: StepName) -> WorkflowEvent? {
    guard let record = numbers[step].map({ records[$0] }), ![.undoing, .undoWaiting].contains(record.state) else {
      return nil
    }
    return .undoing(step, attempt: record.undoAttempt + 1)
  }

  /// The call that an action asks for; `nil` for one that asks for none.
  func job(for action: WorkflowAction, in caseID: CaseID, catalogue: StepCatalogue, now: Timestamp) -> StepJob? {
    let step: StepName
    let isUndo: Bool
    switch action {
    case .carryOut(let name): (step, isUndo) = (name, false)
    case .undo(let name): (step, isUndo) = (name, true)
    case .sleep, .finished: return nil
    }
    guard let record = numbers[step].map({ records[$0] }), let kind = catalogue[record.plan.kind] else { return nil }
    var predecessors: [StepName: StepResult] = [:]
    for number in record.after + record.tolerates {
      let other = records[number]
      predecessors[other.plan.name] = StepResult(
        state: other.state, output: other.output, failure: other.failure, endedAt: other.endedAt)
    }
    let context = StepContext(
      caseID: caseID, step: step, attempt: isUndo ? record.undoAttempt : record.attempt, now: now,
      memory: isUndo ? record.undoMemory : record.memory,
      carryOutMemory: isUndo ? record.lastMemory : record.memory, predecessors: predecessors)
    return StepJob(kind: kind, input: record.plan.input, output: record.output, context: context, isUndo: isUndo)
  }
}
