internal import CaseModel
internal import JSONText
public import Workflow

/// The share lane on one suspect: a command mounts tools and evidence in a mount namespace of its own, runs the collector, and ends; the
/// mounts die with it. Seal and summary are journalled before anything else happens.
public struct ShareCollect: StepKind {
  public static let kind = "share-collect"
  let means: ResponseMeans

  /// A kind.
  public init(_ means: ResponseMeans) { self.means = means }

  /// What it is given.
  public struct Input: Codable, Sendable, Hashable {
    /// The suspect.
    public var suspect: Suspect
    /// Chosen for the first run: 32 hex digits. Later attempts derive theirs from it.
    public var nonce: String
    /// SHA-256 of the document that preflight saw.
    public var documentHash: String?
    /// Seconds that the collector may take.
    public var wallSeconds: Int
    /// The step that made the fixed part.
    public var responseStack: StepName
    /// The step that made its share.
    public var shares: StepName
    /// The job of the responder's own programs: SHA-256 of its file. Cases without own programs, and old ones, have none.
    public var jobDigest: String?
    /// Seconds that the job may take on top.
    public var jobSeconds: Int?

    /// An input.
    public init(
      suspect: Suspect, nonce: String, documentHash: String?, wallSeconds: Int, responseStack: StepName,
      shares: StepName, jobDigest: String? = nil, jobSeconds: Int? = nil
    ) {
      self.suspect = suspect
      self.nonce = nonce
      self.documentHash = documentHash
      self.wallSeconds = wallSeconds
      self.responseStack = responseStack
      self.shares = shares
      self.jobDigest = jobDigest
      self.jobSeconds = jobSeconds
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
  }

  public func carryOut(_ input: Input, _ context: StepContext) async throws -> StepProgress<Output> {
    let target = input.suspect.target
    // Mounting, the collector, the responder's own programs, sealing.
    let run = CommandRun(
      means: means, target: target, lane: .collect, seed: input.nonce,
      runSeconds: Int64(input.wallSeconds) + Int64(input.jobSeconds ?? 0) + 600)
    switch try await run.advance(context, order: { try order(input, nonce: $0, context) }) {
    case .waiting(let until, let memory, let note):
      return .waiting(until: until, memory: try StepMemory.write(memory), note: note)
    case .answered(let command, let nonce, let state):
      let answer = try CommandVerdict(target: target, lane: .collect).answer(
        state, nonce: nonce, caseID: context.caseID)
      return .done(Output(answer: answer, nonce: nonce, command: command, exitCode: state.exitCode ?? 1))
    }
  }

  public func undo(_ input: Input, _ output: Output?, _ context: StepContext) async throws -> UndoProgress {
    if output != nil { return .nothingToUndo }
    return try await CommandRun(means: means, target: input.suspect.target, lane: .collect, seed: input.nonce).withdraw(
      context)
  }

  private func order(_ input: Input, nonce: String, _ context: StepContext) throws -> CommandOrder {
    let tool = try context.output(of: DirectCollect.tool, as: KeepTool.Output.self)
    let fixed = try context.output(of: input.responseStack, as: GroupInfrastructure.self)
    let shares = try context.output(of: input.shares, as: TargetShares.self)
    guard let share = shares.shares[input.suspect.target.instance.text],
      let tools = fixed.toolsAddresses[input.suspect.zoneID] ?? fixed.toolsAddresses.min(by: { $0.key < $1.key })?.value
    else { throw StepFailure("no-share", "no share was made for \(input.suspect.target)") }
    return CommandOrder(
      document: .collect, documentHash: input.documentHash,
      parameters: [
        ("caseId", context.caseID.text), ("nonce", nonce), ("toolDigest", tool.digest), ("toolsAddress", tools),
        ("evidenceAddress", share.address), ("jobName", input.jobDigest ?? "none"),
        ("wallSeconds", "\(input.wallSeconds)"),
      ], comment: "", deliverySeconds: 600)
  }
}
