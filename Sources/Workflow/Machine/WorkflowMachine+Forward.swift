/// Going forward: what may run, what is skipped.
extension WorkflowMachine {
  /// Looks at a step that was planned just now: it waits, can run, or is skipped.
  mutating func settle(_ number: Int) {
    if !skipIfBlocked(number) { count(number) }
  }

  /// Skips a planned step if one that it needs failed or was skipped.
  private mutating func skipIfBlocked(_ number: Int) -> Bool {
    guard
      let blocker = records[number].after.first(where: { [.failed, .skipped].contains(records[$0].state) })
    else { return false }
    skip(number, because: records[blocker].skippedBecause ?? records[blocker].plan.name)
    return true
  }

  /// Counts what a planned step still waits for.
  private mutating func count(_ number: Int) {
    let record = records[number]
    records[number].pending =
      record.after.count { records[$0].state != .done } + record.tolerates.count { !records[$0].state.hasEnded }
    if records[number].pending == 0 { enqueue(number) }
  }

  /// A step has ended: those that wait for it come nearer, or are skipped.
  mutating func ended(_ number: Int) {
    openCount -= 1
    var changed = [number]
    while let number = changed.popLast() {
      let isDone = records[number].state == .done
      for dependant in records[number].dependants where records[dependant.step].state == .planned {
        if isDone || dependant.isTolerant {
          records[dependant.step].pending -= 1
          if records[dependant.step].pending == 0 { enqueue(dependant.step) }
        } else {
          skip(dependant.step, because: records[number].skippedBecause ?? records[number].plan.name)
          changed.append(dependant.step)
        }
      }
    }
  }

  private mutating func skip(_ number: Int, because cause: StepName) {
    records[number].state = .skipped
    records[number].skippedBecause = cause
    openCount -= 1
    untoldSkips.append((records[number].plan.name, cause))
  }

  mutating func enqueue(_ number: Int) {
    guard !records[number].isQueued, !records[number].isTaken else { return }
    records[number].isQueued = true
    runnable[records[number].plan.kind, default: Heap()].insert(number)
  }

  /// What `retry` of these steps reopens: themselves, what was skipped, and every step that has ended since and is downstream of
  /// them: it ran on the strength of their failure. What a step at work stands on is left as it is.
  ///
  /// - Parameter steps: Failed steps; `nil` for all of them.
  /// - Throws: `.unknownStep`, `.nothingToRetry` (one of them has not failed, or none has), `.illegalTransition` (being taken back).
  public func reopening(_ steps: [StepName]? = nil) throws(WorkflowFault) -> [StepName] {
    guard unwinding == nil else {
      throw WorkflowFault(.illegalTransition, "the case is being taken back; nothing can be retried")
    }
    var open: [Int] = []
    if let steps {
      for step in steps {
        let number = try number(of: step)
        guard records[number].state == .failed else {
          throw WorkflowFault(.nothingToRetry, "the step \(step) has not failed: \(records[number].state.rawValue)")
        }
        open.append(number)
      }
    } else {
      open = records.indices.filter { records[$0].state == .failed }
    }
    guard !open.isEmpty else { throw WorkflowFault(.nothingToRetry, "no step has failed") }
    let kept = standingUnderWork()
    var reopened = Set(open)
    while let number = open.popLast() {
      for dependant in records[number].dependants.map(\.step) where !reopened.contains(dependant) {
        guard records[dependant].state.hasEnded else { continue }
        if records[dependant].state == .done, kept.contains(dependant) { continue }
        reopened.insert(dependant)
        open.append(dependant)
      }
    }
    return reopened.sorted().map { records[$0].plan.name }
  }

  /// Steps at work and all that they wait for, directly or not.
  private func standingUnderWork() -> Set<Int> {
    var open = records.indices.filter { [.running, .waiting].contains(records[$0].state) }
    var found = Set(open)
    while let number = open.popLast() {
      for other in records[number].after + records[number].tolerates where found.insert(other).inserted {
        open.append(other)
      }
    }
    return found
  }

  /// Takes up steps again: everything that waits is counted anew.
  mutating func reopen(_ steps: [StepName]) throws(WorkflowFault) {
    var reopened: [Int] = []
    for step in steps {
      let number = try number(of: step)
      guard [.failed, .skipped, .done].contains(records[number].state) else {
        throw WorkflowFault(.illegalTransition, "\(step) cannot be reopened: \(records[number].state.rawValue)")
      }
      reopened.append(number)
    }
    for number in Set(reopened) {
      if records[number].state == .skipped { untoldSkips.append((records[number].plan.name, nil)) }
      records[number].state = .planned
      records[number].failure = nil
      records[number].skippedBecause = nil
      openCount += 1
    }
    // Steps stand after those that they wait for, so one pass knows all skips; only then can be counted.
    let planned = records.indices.filter { records[$0].state == .planned }
    let left = planned.filter { !skipIfBlocked($0) }
    for number in left { count(number) }
  }
}
