internal import AWSClients
public import CaseModel
public import IncidentResponse

extension AWSResponseCloud {
  public func commands(commentPrefix: String, on target: Target) async throws -> [SentCommand] {
    let client = SSM(try await member(target.account, target.region))
    let book = await book(target.account, target.region).commands
    let documents = [CommandOrder.Document.direct, .collect].map { "\(settings.prefix)-\($0.rawValue)" }
    return try await fault.named("look for earlier commands on \(target)") {
      try await book.commands(commentPrefix, on: target.instance.text, documents: documents, client)
    }
  }

  public func send(_ order: CommandOrder, to target: Target) async throws -> CommandID {
    let client = SSM(try await member(target.account, target.region))
    var input = SSM.SendCommandInput()
    input.instanceIds = [target.instance.text]
    input.documentName = "\(settings.prefix)-\(order.document.rawValue)"
    if let hash = order.documentHash, !hash.isEmpty {
      input.documentHash = hash
      input.documentHashType = "Sha256"
    }
    input.timeoutSeconds = order.deliverySeconds
    input.comment = order.comment
    input.parameters = Dictionary(order.parameters.map { ($0.name, [$0.value]) }) { first, _ in first }
    // One failing suspect never stops another.
    input.maxErrors = "100%"
    let book = await book(target.account, target.region).commands
    let answer = try await fault.named("send a command to \(target)") {
      do { return try await client.sendCommand(input) } catch {
        guard (error as? AWSError)?.code == "InvalidInstanceId" else {
          // It may have been sent for all that.
          await book.doubt()
          throw error
        }
        throw CloudError(
          .notFound, "\(target) is not managed by Systems Manager (any more): it was stopped, or its agent is gone",
          next: "once the agent is back: \(settings.again)", isRetryable: true)
      }
    }
    guard let id = answer.command?.commandId else {
      await book.doubt()
      throw CloudError(.unreachable, "the answer to sending a command has no id")
    }
    await book.sent(SentCommand(id: CommandID(id), comment: order.comment), to: target.instance.text)
    return CommandID(id)
  }

  public func state(of command: CommandID, on target: Target) async throws -> CommandState {
    let client = SSM(try await member(target.account, target.region))
    let book = await book(target.account, target.region).commands
    let known = try await fault.named("ask which commands are in flight in account \(target.account)") {
      try await book.phase(of: command, on: target.instance.text, client)
    }
    // The listing has no whole output: an invocation that has ended is asked for by itself, once.
    if let known { return CommandState(phase: known) }
    let input = SSM.GetCommandInvocationInput(commandId: command.text, instanceId: target.instance.text)
    do {
      let answer = try await client.getCommandInvocation(input)
      let details = answer.statusDetails ?? answer.status ?? ""
      let phase = Self.phase(answer.status ?? "", details)
      let code = answer.responseCode.flatMap { $0 < 0 ? nil : $0 }
      return CommandState(
        phase: phase, exitCode: code, output: answer.standardOutputContent ?? "",
        complaint: answer.standardErrorContent ?? "",
        detail: details)
    } catch let error as AWSError where error.code == "InvocationDoesNotExist" {
      return CommandState(phase: .unknown)
    } catch let error as AWSError { throw fault.cloudError(error, "ask how the command on \(target) stands") }
  }

  private static func phase(_ status: String, _ details: String) -> CommandState.Phase {
    switch details.filter({ $0 != " " }).lowercased() {
    case "deliverytimedout", "undeliverable", "invalidplatform", "accessdenied", "terminated": return .undelivered
    case "executiontimedout": return .timedOut
    default: break
    }
    switch status {
    case "Success": return .succeeded
    case "Failed": return .failed
    case "TimedOut": return .timedOut
    case "Cancelled": return .cancelled
    case "InProgress", "Cancelling": return .running
    default: return .pending
    }
  }

  public func cancel(_ command: CommandID, on target: Target) async throws {
    let client = SSM(try await member(target.account, target.region))
    _ = try await fault.named("cancel the command on \(target)") {
      try await client.cancelCommand(
        SSM.CancelCommandInput(commandId: command.text, instanceIds: [target.instance.text]))
    }
  }
}
