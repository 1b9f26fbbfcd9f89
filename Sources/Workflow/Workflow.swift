public import CaseModel

/// One unit of a workflow. `carryOut` and `undo` may each run again after a crash, so both must come to the same end when repeated.
public struct WorkflowStep<State> {
  /// Unique in its workflow.
  public var name: String
  /// Does it, and says in one line what came of it.
  public var carryOut: (inout State) throws -> HostString
  /// Takes it back; `nil` if there is nothing to take back (evidence is kept).
  public var undo: ((inout State) throws -> Void)?

  /// A step.
  public init(
    _ name: String, carryOut: @escaping (inout State) throws -> HostString, undo: ((inout State) throws -> Void)? = nil
  ) {
    self.name = name
    self.carryOut = carryOut
    self.undo = undo
  }
}

/// What became of a run.
public enum WorkflowOutcome: Sendable, Equatable {
  /// Every step is done.
  case finished
  /// A step failed; everything before it that could be taken back was.
  case unwound(step: String, why: String)
  /// A step failed, and taking back these steps failed too.
  case stuck(steps: [String], why: String)
}

/// Runs steps in order, each journalled before it is begun. On a failure, what was begun is taken back in reverse order.
public struct Workflow<State> {
  private let steps: [WorkflowStep<State>]
  private let journal: any Journal
  private let clock: () -> Timestamp

  /// - Parameters:
  ///   - steps: With unique names.
  ///   - journal: Of this run; entries in it are from an earlier, interrupted run of the same workflow.
  ///   - clock: For the journal's times.
  public init(_ steps: [WorkflowStep<State>], journal: any Journal, clock: @escaping () -> Timestamp) {
    precondition(Set(steps.map(\.name)).count == steps.count, "step names must be unique")
    self.steps = steps
    self.journal = journal
    self.clock = clock
  }

  /// Runs to the end, or back to the start. A run that was interrupted while it was being taken back is taken back further.
  ///
  /// - Throws: Only what the journal throws: without a journal nothing may be changed.
  public func run(_ state: inout State) throws -> WorkflowOutcome {
    let earlier = try journal.entries()
    var number = earlier.count
    func write(_ step: String, _ event: JournalEntry.Event, _ detail: HostString = "") throws {
      try journal.append(JournalEntry(number: number, step: step, event: event, time: clock(), detail: detail))
      number += 1
    }
    if let failure = earlier.first(where: { $0.event == .failed }) {
      let undone = Set(earlier.filter { $0.event == .undone }.map(\.step))
      let begun = Set(earlier.map(\.step)).subtracting(undone)
      return try unwind(&state, begun: begun, failed: failure.step, why: failure.detail.text, write)
    }
    var begun: Set<String> = []
    for step in steps {
      begun.insert(step.name)
      try write(step.name, .begun)
      do {
        let detail = try step.carryOut(&state)
        try write(step.name, .done, detail)
      } catch let error as JournalError {
        throw error
      } catch {
        try write(step.name, .failed, HostString("\(error)"))
        return try unwind(&state, begun: begun, failed: step.name, why: "\(error)", write)
      }
    }
    return .finished
  }

  private func unwind(
    _ state: inout State, begun: Set<String>, failed: String, why: String,
    _ write: (String, JournalEntry.Event, HostString) throws -> Void
  ) throws -> WorkflowOutcome {
    var stuck: [String] = []
    for step in steps.reversed() where begun.contains(step.name) {
      guard let undo = step.undo else { continue }
      try write(step.name, .undoing, "")
      do {
        try undo(&state)
        try write(step.name, .undone, "")
      } catch let error as JournalError {
        throw error
      } catch {
        stuck.append(step.name)
        try write(step.name, .stuck, HostString("\(error)"))
      }
    }
    return stuck.isEmpty ? .unwound(step: failed, why: why) : .stuck(steps: stuck, why: why)
  }
}
