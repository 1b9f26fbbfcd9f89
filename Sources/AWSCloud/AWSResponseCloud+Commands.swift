internal import AWSClients
public import CaseModel
public import IncidentResponse

extension AWSResponseCloud {
  public func commands(commentPrefix: String, on target: Target) async throws -> [SentCommand] {
    let client = SSM(try await member(target.account, target.region))
    return try await fault.named("look for earlier commands on \(target)") {
      var found: [SentCommand] = []
      for try await page in client.listCommandsPages(SSM.ListCommandsInput(instanceId: target.instance.text)) {
        for command in page.commands ?? [] {
          guard let id = command.commandId, let comment = command.comment, comment.hasPrefix(commentPrefix) else {
            continue
          }
          found.append(SentCommand(id: CommandID(id), comment: comment))
        }
      }
      return found
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
    let answer = try await fault.named("send a command to \(target)") {
      do { return try await client.sendCommand(input) } catch let error as AWSError
        where error.code == "InvalidInstanceId"
      {
        throw CloudError(
          .notFound, "\(target) is not managed by Systems Manager (any more): it was stopped, or its agent is gone",
          next: "once the agent is back: \(settings.again)", isRetryable: true)
      }
    }
    guard let id = answer.command?.commandId else {
      throw CloudError(.unreachable, "the answer to sending a command has no id")
    }
    return CommandID(id)
  }

  public func state(of command: CommandID, on target: Target) async throws -> CommandState {
    let client = SSM(try await member(target.account, target.region))
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
