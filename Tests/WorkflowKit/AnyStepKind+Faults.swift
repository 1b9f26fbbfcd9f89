internal import Workflow

extension AnyStepKind {
  /// Fails one step, before it does anything or after it has done everything.
  func failing(_ step: StepName, isAfter: Bool) -> AnyStepKind {
    var changed = self
    let carryOut = carryOut
    changed.carryOut = { input, context in
      guard context.step == step else { return try await carryOut(input, context) }
      if isAfter, case .waiting(let until, let memory, let note) = try await carryOut(input, context) {
        return .waiting(until: until, memory: memory, note: note)
      }
      throw StepFailure("injected", "failed on purpose", isRetryable: true)
    }
    return changed
  }

  /// Fails the undo of one step, before it does anything or after it has done everything.
  func failingUndo(of step: StepName, isAfter: Bool) -> AnyStepKind {
    var changed = self
    let undo = undo
    changed.undo = { input, output, context in
      guard context.step == step else { return try await undo(input, output, context) }
      if isAfter, case .waiting(let until, let memory, let note) = try await undo(input, output, context) {
        return .waiting(until: until, memory: memory, note: note)
      }
      throw StepFailure("injected", "failed on purpose", isRetryable: true)
    }
    return changed
  }

  /// Calls everything twice; the second answer counts.
  func repeating() -> AnyStepKind {
    var changed = self
    let carryOut = carryOut
    let undo = undo
    changed.carryOut = { input, context in
      _ = try await carryOut(input, context)
      return try await carryOut(input, context)
    }
    changed.undo = { input, output, context in
      _ = try await undo(input, output, context)
      return try await undo(input, output, context)
    }
    return changed
  }
}
