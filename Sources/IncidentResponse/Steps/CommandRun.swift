internal import CaseModel
internal import Digests
internal import JSONText
internal import Workflow

/// One command on one suspect, from sending to its answer, over as many wakes as it takes. Both lanes use it.
struct CommandRun: Sendable {
  let means: ResponseMeans
  let target: Target
  let lane: CommandOrder.Document
  /// Of the step, from its plan.
  let seed: String
  /// Seconds that the script may run.
  var runSeconds: Int64 = 3_600

  /// Seconds for delivery and for the service to tell.
  private static let patienceSeconds: Int64 = 900

  /// The nonce of one attempt: a repeated collection is another run, with another nonce and another object.
  static func nonce(_ seed: String, attempt: Int) -> String {
    attempt <= 1 ? seed : String(SHA256.digest(Array("\(seed) \(attempt)".utf8)).hex.prefix(32))
  }

  /// Marks the commands of this step as ours; under 100 characters.
  private func comment(_ context: StepContext, attempt: Int?) -> String {
    means.names(context.caseID).comment(lane.rawValue, nonce: seed) + (attempt.map { " run \($0)" } ?? "")
  }

  /// What is remembered between two wakes.
  struct Memory: Codable, Sendable {
    var command: CommandID
    /// Attempt that the command belongs to: an earlier one's is taken over while it still runs.
    var run: Int
    var sentAt: Timestamp
    var phase: CommandState.Phase
  }

  /// Where the run stands after a wake.
  enum Standing {
    case answered(CommandID, nonce: String, CommandState)
    case waiting(until: Timestamp, memory: Memory, note: HostString)
  }

  /// Sends the command, unless it was sent, or looks where it stands.
  ///
  /// - Parameter order: Makes the order for a nonce, only when it is needed: its addresses are valid for minutes.
  func advance(_ context: StepContext, order: (_ nonce: String) async throws -> CommandOrder) async throws -> Standing {
    guard let memory = try context.memory(as: Memory.self) else { return try await begin(context, order) }
    let state = try await means.cloud.state(of: memory.command, on: target)
    if state.isOver { return .answered(memory.command, nonce: Self.nonce(seed, attempt: memory.run), state) }
    guard context.now.seconds - memory.sentAt.seconds < Self.patienceSeconds + runSeconds else {
      throw StepFailure(
        "stuck",
        "the command \(memory.command) on \(target) has not ended in its time, and nobody can confirm what it does",
        safe: "what it has written is on its share or in the suspect's memory; nothing is taken away under it",
        next: "look at the host by another way, then: needletail resume \(context.caseID) --retry-failed",
        isRetryable: true)
    }
    var now = memory
    now.phase = state.phase
    let note = state.phase == .running ? "the collector is at work" : "waiting for the agent"
    return .waiting(until: context.now.adding(seconds: means.pace.command), memory: now, note: HostString(note))
  }

  /// Sending knows no idempotency token: a run that died, or whose calls failed, finds its commands by their comments. One that still runs,
  /// or has a good answer, is taken over, so that two collectors never run on one suspect.
  private func begin(_ context: StepContext, _ order: (String) async throws -> CommandOrder) async throws -> Standing {
    let sent = try await means.cloud.commands(commentPrefix: comment(context, attempt: nil), on: target)
    for run in stride(from: context.attempt, to: 0, by: -1) {
      guard let command = sent.first(where: { $0.comment == comment(context, attempt: run) })?.id else { continue }
      let state = try await means.cloud.state(of: command, on: target)
      let isUsable = run == context.attempt || !state.isOver || isAnswer(state, run: run, context)
      if isUsable { return taken(command, run: run, context, "command \(command) is taken up again") }
    }
    var order = try await order(Self.nonce(seed, attempt: context.attempt))
    order.comment = comment(context, attempt: context.attempt)
    let command = try await means.cloud.send(order, to: target)
    return taken(command, run: context.attempt, context, "command \(command) was sent")
  }

  private func isAnswer(_ state: CommandState, run: Int, _ context: StepContext) -> Bool {
    (try? CollectorAnswer(
      output: state.output, nonce: Self.nonce(seed, attempt: run), caseID: context.caseID)) != nil
  }

  private func taken(_ command: CommandID, run: Int, _ context: StepContext, _ note: String) -> Standing {
    .waiting(
      until: context.now, memory: Memory(command: command, run: run, sentAt: context.now, phase: .pending),
      note: HostString(note))
  }

  /// Ends every command of this step that may still run. A share is never taken away under a running command, so this waits for their end.
  func withdraw(_ context: StepContext) async throws -> UndoProgress {
    var commands = Set(
      try await means.cloud.commands(commentPrefix: comment(context, attempt: nil), on: target).map(\.id))
    if let memory = try StepMemory.read(Memory.self, context.carryOutMemory) { commands.insert(memory.command) }
    var isRunning = false
    for command in commands.sorted(by: { $0.text < $1.text }) {
      let state = try await means.cloud.state(of: command, on: target)
      if state.isOver { continue }
      isRunning = true
      if context.memory == .null { try await means.cloud.cancel(command, on: target) }
    }
    guard isRunning else { return context.memory == .null ? .nothingToUndo : .undone }
    let since = context.memory.integer ?? context.now.seconds
    guard context.now.seconds - since < Self.patienceSeconds else {
      throw StepFailure(
        "stuck", "a command on \(target) was cancelled and has not ended: the agent does not answer",
        safe: "its share is left alone, so that nothing is lost that it may still write",
        next: "look at the host by another way, then: needletail release \(context.caseID)")
    }
    return .waiting(
      until: context.now.adding(seconds: means.pace.command), memory: .integer(since),
      note: "waiting for the command to end on the suspect")
  }
}

/// The memory of a step as a typed value.
enum StepMemory {
  static func read<Value: Decodable>(_ type: Value.Type, _ tree: JSONValue) throws -> Value? {
    tree == .null ? nil : try JSONRecordDecoder.decode(type, from: tree)
  }

  // Inlined into an async function, it makes the optimiser of Swift 6.3.1 crash.
  @inline(never)
  static func write(_ value: some Encodable) throws -> JSONValue {
    try JSONReader.parse(JSONRecordEncoder.encode(value))
  }
}
