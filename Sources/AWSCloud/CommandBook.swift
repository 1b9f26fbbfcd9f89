internal import AWSClients
internal import CaseModel
internal import IncidentResponse

/// The commands of one account and region: which there are, and which are in flight.
actor CommandBook {
  /// How old a look at the commands in flight may be. Below the pace at which a step asks.
  private static let freshness = Duration.seconds(1)

  private struct Sent: Sendable {
    var command: SentCommand
    var instances: [String]
  }
  private let earlier = SharedLook<[String: [Sent]]>()
  private let inFlight = SharedLook<[String: CommandState.Phase]>()
  /// Commands of this process by instance.
  private var own: [String: [SentCommand]] = [:]
  private var sentAt: [CommandID: ContinuousClock.Instant] = [:]

  /// Our commands on an instance whose comments begin so.
  func commands(_ prefix: String, on instance: String, documents: [String], _ client: SSM) async throws -> [SentCommand]
  {
    let listed = try await earlier.value(within: .seconds(86_400)) { try await Self.list(documents, client) }
    let all = (listed[instance] ?? []).map(\.command) + (own[instance] ?? [])
    var seen: Set<CommandID> = []
    return all.filter { $0.comment.hasPrefix(prefix) && seen.insert($0.id).inserted }
  }

  /// A command was sent.
  func sent(_ command: SentCommand, to instance: String) {
    own[instance, default: []].append(command)
    sentAt[command.id] = .now
  }

  /// Whether a command was sent is not known.
  func doubt() async { await earlier.forget() }

  /// How a command stands that has not ended; `nil` if it has, or if only a call of its own can tell.
  func phase(of command: CommandID, on instance: String, _ client: SSM) async throws -> CommandState.Phase? {
    // The service shows a command only after a moment.
    if let at = sentAt[command], .now - at < Self.freshness { return .pending }
    return try await inFlight.value(within: Self.freshness) { try await Self.look(client) }["\(command) \(instance)"]
  }

  /// Commands of our documents, by instance. The service keeps thirty days.
  private static func list(_ documents: [String], _ client: SSM) async throws -> [String: [Sent]] {
    var found: [String: [Sent]] = [:]
    for document in documents {
      var input = SSM.ListCommandsInput()
      input.filters = [SSM.CommandFilter(key: "DocumentName", value: document)]
      for try await page in client.listCommandsPages(input) {
        for command in page.commands ?? [] {
          guard let id = command.commandId, let comment = command.comment else { continue }
          let sent = Sent(
            command: SentCommand(id: CommandID(id), comment: comment), instances: command.instanceIds ?? [])
          for instance in sent.instances { found[instance, default: []].append(sent) }
        }
      }
    }
    return found
  }

  /// What is in flight, by command and instance. A command that goes from the first state to the second between the two calls is seen twice,
  /// and never not at all.
  private static func look(_ client: SSM) async throws -> [String: CommandState.Phase] {
    var found: [String: CommandState.Phase] = [:]
    for (status, phase) in [("Pending", CommandState.Phase.pending), ("InProgress", .running)] {
      var input = SSM.ListCommandInvocationsInput()
      input.filters = [SSM.CommandFilter(key: "Status", value: status)]
      for try await page in client.listCommandInvocationsPages(input) {
        for one in page.commandInvocations ?? [] { found["\(one.commandId ?? "") \(one.instanceId ?? "")"] = phase }
      }
    }
    return found
  }
}
