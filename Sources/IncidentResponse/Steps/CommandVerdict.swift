internal import CaseModel
internal import Workflow

/// Turns what became of a command into an answer, or into a sentence that says what happened, what is safe, and what to do next.
struct CommandVerdict: Sendable {
  let target: Target
  let lane: CommandOrder.Document

  /// Characters of a command's output that the service keeps (Systems Manager, GetCommandInvocation).
  static let outputLimit = 24_000

  /// - Throws: `StepFailure`.
  func answer(_ state: CommandState, nonce: String, caseID: CaseID) throws -> CollectorAnswer {
    let read: Result<CollectorAnswer, CollectorAnswer.Refusal> = Result {
      () throws(CollectorAnswer.Refusal) in try CollectorAnswer(output: state.output, nonce: nonce, caseID: caseID)
    }
    switch (state.phase, read) {
    // The collector's own exit codes 3 and 130 leave a sealed bundle and an answer: that counts, whatever the service calls it.
    case (.succeeded, .success(let answer)), (.failed, .success(let answer)), (.timedOut, .success(let answer)),
      (.cancelled, .success(let answer)):
      return answer
    case (.succeeded, .failure(let refusal)) where isCut(state, refusal),
      (.failed, .failure(let refusal)) where isCut(state, refusal):
      throw fault(
        "output-cut", "the service cut the command's output, and the answer with it",
        next: "needletail resume \(caseID) --retry-failed")
    case (.succeeded, .failure(let refusal)), (.failed, .failure(let refusal)): throw ended(state, refusal, caseID)
    case (.undelivered, _):
      throw fault(
        "undelivered", "the command never reached the agent\(detail(state))",
        next: "check the agent and the network of \(target.instance), then: needletail resume \(caseID) --retry-failed",
        again: true)
    case (.timedOut, _):
      throw fault(
        "timed-out", "the command ran longer than it may and was ended by the service",
        next: "needletail resume \(caseID) --retry-failed", again: true)
    case (.cancelled, _):
      throw fault(
        "cancelled", "the command was cancelled", next: "needletail resume \(caseID) --retry-failed", again: true)
    case (.pending, _), (.running, _), (.unknown, _):
      throw fault("unexpected", "the command has not ended\(detail(state))", next: "needletail status \(caseID)")
    }
  }

  private func isCut(_ state: CommandState, _ refusal: CollectorAnswer.Refusal) -> Bool {
    refusal.code == "no-answer" && state.output.utf8.count >= Self.outputLimit
  }

  private func ended(_ state: CommandState, _ refusal: CollectorAnswer.Refusal, _ caseID: CaseID) -> StepFailure {
    let retry = "needletail resume \(caseID) --retry-failed"
    switch refusal.code {
    case "no-answer" where state.exitCode == 126 || state.exitCode == 127: return refused(state.exitCode, "", retry)
    case "exec-refused": return refused(state.exitCode, ": \(refusal.message)", retry)
    case "no-answer" where state.exitCode == 137, "collector-killed":
      return fault(
        "collector-killed", "the collector was killed on the host (memory shortage, an EDR agent, or somebody)",
        next: retry, again: true)
    case "no-answer" where state.output.isEmpty && !state.complaint.isEmpty:
      return fault(
        "script-failed",
        "the script ended with \(state.exitCode.map(String.init) ?? "no exit code"): \(HostString(String(state.complaint.prefix(300))).text)",
        next: "a full root disk or an agent from a snap can stop scripts; check it, then: \(retry)", again: true)
    case "no-fetcher":
      return fault(
        refusal.code, refusal.message,
        next: "the share needs no download on the host: \(respond(.share))")
    case "fetch-failed" where lane == .direct:
      return fault(
        refusal.code, refusal.message,
        next: "add an S3 endpoint, then: \(retry); or, if S3 stays out of the host's reach: \(respond(.share))",
        again: true)
    case "no-nfs", "mount-refused", "no-private-namespace":
      return fault(refusal.code, refusal.message, next: "the direct lane does not need this: \(respond(.direct))")
    default: return fault(refusal.code, refusal.message, next: retry, again: refusal.code != "foreign-answer")
    }
  }

  /// The host's own controls did not let the program run.
  private func refused(_ exitCode: Int?, _ said: String, _ retry: String) -> StepFailure {
    fault(
      "exec-refused",
      "the host refused to run the collector\(exitCode.map { " (exit code \($0))" } ?? "")\(said): noexec, SELinux, fapolicyd, IMA or an EDR agent",
      next: "allow the digest-named program in the control that refused it, then: \(retry)")
  }

  /// The command that collects this target by the other lane, in a case of its own.
  private func respond(_ lane: LaneChoice) -> String {
    "needletail respond --target \(target.account)/\(target.region)=\(target.instance) --lane \(lane.rawValue)"
  }

  private func detail(_ state: CommandState) -> String {
    state.detail.isEmpty ? "" : " (\(HostString(escaped: String(state.detail.prefix(100))).text))"
  }

  private func fault(_ code: String, _ message: String, next: String, again: Bool = false) -> StepFailure {
    StepFailure(
      code, "\(lane == .direct ? "direct" : "share") collection of \(target): \(message)",
      safe: "the suspect's disks were not written to by the collector; nothing else of the case depends on this target",
      next: next,
      isRetryable: again)
  }
}
