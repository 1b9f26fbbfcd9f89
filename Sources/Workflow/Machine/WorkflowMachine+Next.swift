public import CaseModel

/// What to do next. The queue may hold steps whose state has changed since; they are looked at when they come up.
extension WorkflowMachine {
  /// Everything that can be done now, as if nobody were at work on anything.
  ///
  /// - Parameter now: Steps that wait until then or earlier are called again.
  /// - Returns: `carryOut` or `undo` for each step, in the order of the plan; else one `sleep` or `finished`.
  public func next(at now: Timestamp) -> [WorkflowAction] {
    var copy = self
    let actions = copy.take(at: now, limit: .max)
    return actions.isEmpty ? [rest(at: now)] : actions
  }

  /// Hands out steps that can be worked on now; they are not handed out again before their answer is applied or `putBack`.
  ///
  /// - Parameters:
  ///   - limit: Most steps at work, those handed out earlier included.
  ///   - limitOfKind: The same for one kind.
  mutating func take(
    at now: Timestamp, limit: Int, limitOfKind: (String) -> Int = { _ in .max }
  ) -> [WorkflowAction] {
    wake(at: now)
    var actions: [WorkflowAction] = []
    let kinds = runnable.keys.sorted()
    while takenCount < limit {
      var best: (kind: String, number: Int)?
      for kind in kinds where takenOfKind[kind, default: 0] < limitOfKind(kind) {
        if let number = firstRunnable(of: kind, at: now), number < best?.number ?? .max { best = (kind, number) }
      }
      guard let best, runnable[best.kind]?.removeFirst() != nil else { return actions }
      records[best.number].isQueued = false
      records[best.number].isTaken = true
      takenCount += 1
      takenOfKind[best.kind, default: 0] += 1
      let name = records[best.number].plan.name
      actions.append(unwinding == nil ? .carryOut(name) : .undo(name))
    }
    return actions
  }

  /// What is left when nothing can be handed out and nothing is at work.
  func rest(at now: Timestamp) -> WorkflowAction {
    if openCount == 0 { return .finished(outcome) }
    return .sleep(until: nextWake ?? now)
  }

  /// The earliest time at which a waiting step can be called again.
  var nextWake: Timestamp? {
    var wakes = wakes
    while let wake = wakes.first {
      if isDue(wake) { return wake.time }
      _ = wakes.removeFirst()
    }
    return nil
  }

  /// A step is no longer handed out; what it can do now is queued.
  mutating func rest(_ number: Int) {
    guard records[number].isTaken else { return }
    records[number].isTaken = false
    takenCount -= 1
    takenOfKind[records[number].plan.kind, default: 1] -= 1
    if unwinding != nil { enqueue(number) }
  }

  /// Takes back a step from a driver that was interrupted: it stands as the journal says.
  mutating func putBack(_ step: StepName) {
    guard let number = numbers[step], records[number].isTaken else { return }
    rest(number)
    enqueue(number)
  }

  /// How the workflow stands, if nothing more can be done by itself; `nil` while work is left.
  public var end: WorkflowOutcome? { openCount == 0 && takenCount == 0 ? outcome : nil }

  private var outcome: WorkflowOutcome {
    guard let unwinding else {
      let failed = records.filter { $0.state == .failed }.map(\.plan.name)
      return failed.isEmpty ? .finished : .finishedWithFailures(failed)
    }
    let stuck = records.filter(\.isStuck).map(\.plan.name)
    guard stuck.isEmpty else { return .stuck(stuck, held: held) }
    return unwinding == .cancel ? .cancelled : .released
  }

  private mutating func wake(at now: Timestamp) {
    while let wake = wakes.first, wake.time <= now || !isDue(wake) {
      _ = wakes.removeFirst()
      if isDue(wake) { enqueue(wake.step) }
    }
  }

  /// Whether the step still waits for that moment.
  private func isDue(_ wake: Wake) -> Bool {
    let record = records[wake.step]
    return record.state == (unwinding == nil ? .waiting : .undoWaiting) && record.wait?.until == wake.time
  }

  private mutating func firstRunnable(of kind: String, at now: Timestamp) -> Int? {
    while let number = runnable[kind]?.first {
      if canRun(number, at: now) { return number }
      _ = runnable[kind]?.removeFirst()
      records[number].isQueued = false
    }
    return nil
  }

  private func canRun(_ number: Int, at now: Timestamp) -> Bool {
    let record = records[number]
    guard !record.isTaken else { return false }
    guard unwinding == nil else {
      return record.mayHaveEffects && record.pendingUndo == 0 && !record.isStuck
        && (record.state != .undoWaiting || record.wait.map { $0.until <= now } ?? true)
    }
    switch record.state {
    case .planned: return record.pending == 0
    case .running: return true
    case .waiting: return record.wait.map { $0.until <= now } ?? true
    default: return false
    }
  }
}
