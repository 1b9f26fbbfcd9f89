/// Taking back: dependants first. A step that is stuck holds what it waits for, which it may still need.
extension WorkflowMachine {
  /// Starts taking back, or takes up again what is stuck.
  mutating func unwind(_ reason: UnwindReason) {
    unwinding = reason
    runnable = [:]
    openCount = 0
    for number in records.indices {
      records[number].isQueued = false
      records[number].isStuck = false
    }
    for number in records.indices {
      records[number].pendingUndo = records[number].dependants.count { records[$0.step].mayHaveEffects }
      if records[number].mayHaveEffects, records[number].pendingUndo == 0 { openToUndo(number) }
    }
  }

  /// Nothing stands on the step any more: it can be taken back.
  private mutating func openToUndo(_ number: Int) {
    openCount += 1
    enqueue(number)
  }

  /// A step is undone: those that it waited for come nearer.
  mutating func undone(_ number: Int) {
    openCount -= 1
    for other in records[number].after + records[number].tolerates {
      records[other].pendingUndo -= 1
      if records[other].pendingUndo == 0, records[other].mayHaveEffects { openToUndo(other) }
    }
  }

  /// Steps that may have effects and were left alone, because a stuck step may still need them.
  var held: [StepName] {
    records.filter { $0.mayHaveEffects && !$0.isStuck }.map(\.plan.name)
  }
}
