internal import CaseModel
internal import JSONText
internal import Workflow

/// Steps that meet a cloud which does not answer, or wants fewer calls, wait and try again instead of failing: a gap in the network must not end a
/// collection that goes on well without us.
enum Patience {
  /// Seconds that a step waits in all, from the first failure on.
  static let limitSeconds: Int64 = 900
  /// Faults that pass by themselves.
  private static let passing: [CloudError.Code] = [.throttled, .unreachable]

  /// The kind with patience, in both directions.
  static func added(to kind: AnyStepKind) -> AnyStepKind {
    var patient = kind
    patient.carryOut = { input, context in
      do { return try await kind.carryOut(input, unwrapped(context)) } catch let error as CloudError {
        let memory = try wrapped(context, error)
        return .waiting(until: context.now.adding(seconds: pause(context)), memory: memory, note: note(error))
      }
    }
    patient.undo = { input, output, context in
      do { return try await kind.undo(input, output, unwrapped(context)) } catch let error as CloudError {
        let memory = try wrapped(context, error)
        return .waiting(until: context.now.adding(seconds: pause(context)), memory: memory, note: note(error))
      }
    }
    return patient
  }

  /// What the step itself remembers, without the patience around it.
  private static func unwrapped(_ context: StepContext) -> StepContext {
    StepContext(
      caseID: context.caseID, step: context.step, attempt: context.attempt, now: context.now,
      memory: inner(context.memory), carryOutMemory: inner(context.carryOutMemory), predecessors: context.predecessors)
  }

  private static func inner(_ memory: JSONValue) -> JSONValue {
    memory["patient_since"] == nil ? memory : memory["memory"] ?? .null
  }

  /// - Throws: The error, if it is none that passes, or has lasted too long.
  private static func wrapped(_ context: StepContext, _ error: CloudError) throws -> JSONValue {
    let since = context.memory["patient_since"]?.integer ?? context.now.seconds
    guard passing.contains(error.code), error.isRetryable, context.now.seconds - since < limitSeconds else {
      throw error
    }
    return ["patient_since": .integer(since), "memory": inner(context.memory)]
  }

  /// Longer the longer it lasts, from 5 to 60 seconds.
  private static func pause(_ context: StepContext) -> Int64 {
    let since = context.memory["patient_since"]?.integer ?? context.now.seconds
    return min(60, max(5, (context.now.seconds - since) / 2))
  }

  private static func note(_ error: CloudError) -> HostString { HostString("trying again: \(error.message)") }
}
