public import CaseModel
internal import JSONText
public import Workflow

/// The direct lane on one suspect: a command fetches the collector into memory, runs it, and sends the bundle to an address that can be
/// written once. Nothing is built for it, so its verdict is there within seconds of the command's answer.
///
/// Evidence is kept; what is taken back is a command that may still run.
public struct DirectCollect: StepKind {
  public static let kind = "direct-collect"
  let means: ResponseMeans

  /// A kind.
  public init(_ means: ResponseMeans) { self.means = means }

  /// What it is given.
  public struct Input: Codable, Sendable, Hashable {
    /// The suspect.
    public var target: Target
    /// Chosen for the first run: 32 hex digits. Later attempts derive theirs from it.
    public var nonce: String
    /// SHA-256 of the document that preflight saw.
    public var documentHash: String?
    /// Seconds that the collector may take.
    public var wallSeconds: Int

    /// An input.
    public init(target: Target, nonce: String, documentHash: String?, wallSeconds: Int = 120) {
      self.target = target
      self.nonce = nonce
      self.documentHash = documentHash
      self.wallSeconds = wallSeconds
    }
  }

  /// What it hands on.
  public struct Output: Codable, Sendable, Hashable {
    /// The provisional verdict, the seal and what else was said.
    public var answer: CollectorAnswer
    /// Of this run.
    public var nonce: String
    /// The invocation.
    public var command: CommandID
    /// Exit code of the script.
    public var exitCode: Int
    /// Key in the landing bucket.
    public var key: String
  }

  /// Name of the step before it.
  public static let tool: StepName = "tool"

  public func carryOut(_ input: Input, _ context: StepContext) async throws -> StepProgress<Output> {
    let run = CommandRun(
      means: means, target: input.target, lane: .direct, seed: input.nonce, runSeconds: Int64(input.wallSeconds) + 300)
    let names = means.names(context.caseID)
    let standing = try await run.advance(context) { nonce in
      try await order(input, nonce: nonce, key: names.directKey(input.target, nonce: nonce), context)
    }
    switch standing {
    case .waiting(let until, let memory, let note):
      return .waiting(until: until, memory: try StepMemory.write(memory), note: note)
    case .answered(let command, let nonce, let state):
      let answer = try CommandVerdict(target: input.target, lane: .direct).answer(
        state, nonce: nonce, caseID: context.caseID)
      return .done(
        Output(
          answer: answer, nonce: nonce, command: command, exitCode: state.exitCode ?? 1,
          key: names.directKey(input.target, nonce: nonce)))
    }
  }

  public func undo(_ input: Input, _ output: Output?, _ context: StepContext) async throws -> UndoProgress {
    if output != nil { return .nothingToUndo }
    return try await CommandRun(means: means, target: input.target, lane: .direct, seed: input.nonce).withdraw(context)
  }

  private func order(_ input: Input, nonce: String, key: String, _ context: StepContext) async throws -> CommandOrder {
    let tool = try context.output(of: Self.tool, as: KeepTool.Output.self)
    // The addresses outlive delivery and collection, and no more.
    let valid = input.wallSeconds + 900
    return CommandOrder(
      document: .direct, documentHash: input.documentHash,
      parameters: [
        ("caseId", context.caseID.text), ("nonce", nonce), ("toolDigest", tool.digest),
        ("toolUrl", try await means.cloud.toolAddress(key: tool.key, validSeconds: valid)),
        ("bundleUrl", try await means.cloud.landingAddress(key: key, validSeconds: valid)),
        ("wallSeconds", "\(input.wallSeconds)"),
      ], comment: "", deliverySeconds: 600)
  }
}
