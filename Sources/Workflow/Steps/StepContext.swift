public import CaseModel
public import JSONText

/// What a step is told about its run, besides its input.
public struct StepContext: Sendable {
  /// The case.
  public let caseID: CaseID
  /// The step.
  public let step: StepName
  /// 1 for the first time, one more after each `retry` (for an undo: after each time it was stuck). Not raised by a crash or a wait.
  public let attempt: Int
  /// The time of this call by the driver's clock.
  public let now: Timestamp
  /// What the last `.waiting` of this direction left; `.null` on the first call.
  public let memory: JSONValue
  /// For an undo: what the last `.waiting` of `carryOut` left. In `carryOut` the same as `memory`.
  public let carryOutMemory: JSONValue
  /// How the steps named in `after` and `tolerates` stand.
  public let predecessors: [StepName: StepResult]

  /// A context; made by the driver, and by tests of a kind.
  public init(
    caseID: CaseID, step: StepName, attempt: Int = 1, now: Timestamp, memory: JSONValue = .null,
    carryOutMemory: JSONValue = .null, predecessors: [StepName: StepResult] = [:]
  ) {
    self.caseID = caseID
    self.step = step
    self.attempt = attempt
    self.now = now
    self.memory = memory
    self.carryOutMemory = carryOutMemory
    self.predecessors = predecessors
  }

  /// What a predecessor handed on.
  ///
  /// - Throws: `StepFailure` `no-such-output` if the step is not in `after` or `tolerates` or has no output, `output-unreadable` if it has another shape.
  public func output<T: Decodable>(of step: StepName, as type: T.Type) throws -> T {
    guard let output = predecessors[step]?.output else {
      throw StepFailure("no-such-output", "\(self.step) asks for what \(step) handed on, and there is nothing")
    }
    do { return try StepJSON.value(type, output) } catch {
      throw StepFailure("output-unreadable", "\(self.step) cannot read what \(step) handed on: \(error)")
    }
  }

  /// As `output(of:as:)`, or `nil` where a tolerated step failed or was skipped.
  public func outputIfDone<T: Decodable>(of step: StepName, as type: T.Type) throws -> T? {
    guard predecessors[step]?.output != nil else { return nil }
    return try output(of: step, as: type)
  }

  /// Why a tolerated step failed; `nil` if it did not.
  public func failure(of step: StepName) -> StepFailure? { predecessors[step]?.failure }

  /// The memory of the last wait as a typed value; `nil` on the first call.
  ///
  /// - Throws: `JSONError` if it has another shape.
  public func memory<T: Decodable>(as type: T.Type) throws -> T? {
    memory == .null ? nil : try StepJSON.value(type, memory)
  }

  /// Text for a service's idempotency token: 32 hex digits that depend on case, step and `purpose` only, so that a repeated
  /// call after a crash gives the same. Not secret and not a cryptographic digest (FNV-1a, 128 bits).
  ///
  /// - Parameter purpose: Tells several calls of one step apart; put `attempt` in where a service remembers failed attempts.
  public func token(_ purpose: String = "") -> String {
    var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
    for byte in "\(caseID.text)\n\(step.text)\n\(purpose)".utf8 {
      hash = (hash ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 32 - digits.utf8.count) + digits
  }

  /// To be called between the parts of long work.
  ///
  /// - Throws: `CancellationError` if the driver has been told to stop, or the case is being cancelled.
  public func checkCancelled() throws { try Task.checkCancellation() }
}

/// How a step stands, for those that come after it.
public struct StepResult: Sendable, Hashable {
  /// Its state.
  public var state: StepState
  /// What it handed on, if it is done.
  public var output: JSONValue?
  /// Why it failed, if it did.
  public var failure: StepFailure?
  /// When it ended: done, failed, undone or stuck.
  public var endedAt: Timestamp?

  /// A result.
  public init(state: StepState, output: JSONValue? = nil, failure: StepFailure? = nil, endedAt: Timestamp? = nil) {
    self.endedAt = endedAt
    self.state = state
    self.output = output
    self.failure = failure
  }
}
