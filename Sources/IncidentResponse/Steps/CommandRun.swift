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
    var sentAt: Timestamp
    var phase: CommandState.Phase
  }

  /// Where the run stands after a wake.
  enum Standing {
    case answered(CommandID, CommandState)
    case waiting(until: Timestamp, memory: Memory, note: HostString)
  }

  /// Sends the command, unless it was sent, or looks where it stands.
  ///
  /// - Parameter order: Made only when it is needed: its addresses are valid for minutes.
  func advance(_ context: StepContext, order: () async throws -> CommandOrder) async throws -> Standing {
    guard let memory = try context.memory(as: Memory.self) else { return try await send(context, order) }
    let state = try await means.cloud.state(of: memory.command, on: target)
    if state.isOver { return .answered(memory.command, state) }
    let now = Memory(command: memory.command, sentAt: memory.sentAt, phase: state.phase)
    let note = state.phase == .running ? "the collector is at work" : "waiting for the agent"
    return .waiting(until: context.now.adding(seconds: means.pace.command), memory: now, note: HostString(note))
  }

  private func send(_ context: StepContext, _ order: () async throws -> CommandOrder) async throws -> Standing {
    var order = try await order()
    order.comment = comment(context, attempt: context.attempt)
    // Sending knows no idempotency token: a run that died between sending and remembering finds its command by its comment.
    let sent = try await means.cloud.commands(commentPrefix: order.comment, on: target)
    let found = sent.first { $0.comment == order.comment }?.id
    let command = if let found { found } else { try await means.cloud.send(order, to: target) }
    return .waiting(
      until: context.now, memory: Memory(command: command, sentAt: context.now, phase: .pending),
      note: HostString("command \(command) was sent"))
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
    return .waiting(
      until: context.now.adding(seconds: means.pace.command), memory: .string("cancelled"),
      note: "waiting for the command to end on the suspect")
  }
}

/// The memory of a step as a typed value.
enum StepMemory {
  static func read<Value: Decodable>(_ type: Value.Type, _ tree: JSONValue) throws -> Value? {
    tree == .null ? nil : try JSONRecordDecoder.decode(type, from: tree)
  }

  static func write(_ value: some Encodable) throws -> JSONValue {
    try JSONReader.parse(JSONRecordEncoder.encode(value))
  }
}
