internal import CaseModel
internal import JSONText

/// What a journal comes to: a value without input, output or clock. Events go in, actions come out; a machine that is given the
/// same events again is the same machine.
public struct WorkflowMachine: Sendable {
  /// Most steps that a case may have.
  public static let mostSteps = 200_000

  var records: [StepRecord] = []
  var numbers: [StepName: Int] = [:]
  /// Why everything is being taken back; `nil` while the workflow goes forward.
  public internal(set) var unwinding: UnwindReason?
  /// Entries applied.
  public internal(set) var entryCount = 0

  /// Forward: steps that have not ended. Unwinding: steps that can be, or are being, taken back.
  var openCount = 0
  /// Steps handed to the driver.
  var takenCount = 0
  /// What can run, by kind, in the order of the plan.
  var runnable: [String: Heap<Int>] = [:]
  var takenOfKind: [String: Int] = [:]
  var wakes = Heap<Wake>()
  /// Skips that came about and have not been told yet.
  var untoldSkips: [(step: StepName, because: StepName?)] = []

  /// A moment at which a waiting step can be called again. Out of date if the step's state says otherwise.
  struct Wake: Comparable, Sendable {
    var time: Timestamp
    var step: Int
    static func < (left: Wake, right: Wake) -> Bool { (left.time, left.step) < (right.time, right.step) }
  }

  /// A workflow without steps.
  public init() {}

  /// The machine of a whole journal.
  ///
  /// - Throws: `WorkflowFault` for an entry that cannot follow, with its number in the message.
  public init(replaying entries: [JournalEntry]) throws {
    for entry in entries {
      do { try apply(entry) } catch {
        throw WorkflowFault(error.code, "entry \(entry.number) of the journal cannot follow: \(error.message)")
      }
    }
  }

  /// Takes an entry in.
  ///
  /// - Throws: `WorkflowFault`; the machine is as before.
  public mutating func apply(_ entry: JournalEntry) throws(WorkflowFault) {
    guard entry.number == entryCount else {
      throw WorkflowFault(.illegalTransition, "number \(entry.number) where \(entryCount) is due")
    }
    try apply(entry.event, at: entry.time)
    entryCount += 1
  }

  /// Every step, in the order of the plan.
  public var standings: [StepStanding] { records.map(\.standing) }

  /// Every step's plan, in order.
  public var plans: [StepPlan] { records.map(\.plan) }

  /// How one step stands; `nil` if there is none of that name.
  public subscript(step: StepName) -> StepStanding? { numbers[step].map { records[$0].standing } }

  /// How many steps are in each state.
  public var counts: [StepState: Int] {
    var result: [StepState: Int] = [:]
    for record in records { result[record.state, default: 0] += 1 }
    return result
  }

  func number(of step: StepName) throws(WorkflowFault) -> Int {
    guard let number = numbers[step] else { throw WorkflowFault(.unknownStep, "there is no step \(step)") }
    return number
  }
}
