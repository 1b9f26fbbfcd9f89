internal import CaseModel
internal import JSONText

/// The transitions. Each checks all before it changes anything.
extension WorkflowMachine {
  mutating func apply(_ event: WorkflowEvent, at time: Timestamp) throws(WorkflowFault) {
    switch event {
    case .planned(let plans): try add(plans)
    case .begun(let step, let kind, let input, let attempt): try begin(step, kind, input, attempt, time)
    case .waiting(let step, let wait): try rememberWait(step, wait)
    case .done(let step, let output, let adding): try finish(step, output, adding, time)
    case .failed(let step, let failure): try fail(step, failure, time)
    case .reopened(let steps):
      try forward("reopened")
      try reopen(steps)
    case .unwinding(let reason): unwind(reason)
    case .undoing(let step, let attempt): try beginUndo(step, attempt, time)
    case .undoWaiting(let step, let wait): try waitInUndo(step, wait)
    case .undone(let step, let nothing): try finishUndo(step, nothing, time)
    case .stuck(let step, let failure): try stick(step, failure, time)
    }
  }

  /// The step's number, if the step is in one of these states.
  private func number(of step: StepName, in states: Set<StepState>, for word: String) throws(WorkflowFault) -> Int {
    let number = try number(of: step)
    guard states.contains(records[number].state) else {
      throw WorkflowFault(.illegalTransition, "\(step) cannot be \(word): it is \(records[number].state.rawValue)")
    }
    return number
  }

  private func forward(_ word: String) throws(WorkflowFault) {
    guard unwinding == nil else {
      throw WorkflowFault(.illegalTransition, "nothing can be \(word): the case is being taken back")
    }
  }

  private func backward(_ word: String) throws(WorkflowFault) {
    guard unwinding != nil else {
      throw WorkflowFault(.illegalTransition, "nothing can be \(word): the case is not being taken back")
    }
  }

  private mutating func begin(
    _ step: StepName, _ kind: String, _ input: JSONValue, _ attempt: Int, _ time: Timestamp
  ) throws(WorkflowFault) {
    try forward("begun")
    let number = try number(of: step, in: [.planned], for: "begun")
    let record = records[number]
    guard record.pending == 0 else {
      throw WorkflowFault(.illegalTransition, "\(step) cannot be begun: it waits for other steps")
    }
    guard record.plan.kind == kind, record.plan.input == input, record.attempt + 1 == attempt else {
      throw WorkflowFault(.illegalTransition, "\(step) is begun with other than what was planned")
    }
    records[number].state = .running
    records[number].attempt = attempt
    records[number].memory = .null
    // What an earlier attempt handed on says nothing about this one.
    records[number].output = nil
    records[number].begunAt = time
    records[number].endedAt = nil
    records[number].mayHaveEffects = true
    enqueue(number)
  }

  private mutating func rememberWait(_ step: StepName, _ wait: StepWait) throws(WorkflowFault) {
    let number = try number(of: step, in: [.running, .waiting], for: "waiting")
    records[number].state = .waiting
    records[number].wait = wait
    records[number].memory = wait.memory
    records[number].lastMemory = wait.memory
    rest(number)
    if unwinding == nil { wakes.insert(Wake(time: wait.until, step: number)) }
  }

  private mutating func finish(
    _ step: StepName, _ output: JSONValue, _ adding: [StepPlan], _ time: Timestamp
  ) throws(WorkflowFault) {
    let number = try number(of: step, in: [.running, .waiting], for: "done")
    try check(adding)
    records[number].state = .done
    records[number].output = output
    records[number].endedAt = time
    rest(number)
    if unwinding == nil { ended(number) }
    try add(adding)
  }

  private mutating func fail(_ step: StepName, _ failure: StepFailure, _ time: Timestamp) throws(WorkflowFault) {
    let number = try number(of: step, in: [.running, .waiting], for: "failed")
    records[number].state = .failed
    records[number].failure = failure
    records[number].endedAt = time
    rest(number)
    if unwinding == nil { ended(number) }
  }

  private mutating func beginUndo(_ step: StepName, _ attempt: Int, _ time: Timestamp) throws(WorkflowFault) {
    try backward("undone")
    let number = try number(of: step)
    let record = records[number]
    guard record.mayHaveEffects, record.pendingUndo == 0, !record.isStuck, record.undoAttempt + 1 == attempt,
      ![.undoing, .undoWaiting].contains(record.state)
    else {
      throw WorkflowFault(.illegalTransition, "\(step) cannot be taken back now: it is \(record.state.rawValue)")
    }
    records[number].state = .undoing
    records[number].undoAttempt = attempt
    records[number].undoMemory = .null
    records[number].endedAt = nil
    enqueue(number)
  }

  private mutating func waitInUndo(_ step: StepName, _ wait: StepWait) throws(WorkflowFault) {
    let number = try number(of: step, in: [.undoing, .undoWaiting], for: "waiting")
    records[number].state = .undoWaiting
    records[number].wait = wait
    records[number].undoMemory = wait.memory
    rest(number)
    wakes.insert(Wake(time: wait.until, step: number))
  }

  private mutating func finishUndo(_ step: StepName, _ nothing: Bool, _ time: Timestamp) throws(WorkflowFault) {
    let number = try number(of: step, in: [.undoing, .undoWaiting], for: "undone")
    records[number].state = .undone
    records[number].hadNothingToUndo = nothing
    records[number].mayHaveEffects = false
    records[number].endedAt = time
    rest(number)
    undone(number)
  }

  private mutating func stick(_ step: StepName, _ failure: StepFailure, _ time: Timestamp) throws(WorkflowFault) {
    let number = try number(of: step, in: [.undoing, .undoWaiting], for: "stuck")
    records[number].state = .stuck
    records[number].isStuck = true
    records[number].failure = failure
    records[number].endedAt = time
    rest(number)
    openCount -= 1
  }
}
