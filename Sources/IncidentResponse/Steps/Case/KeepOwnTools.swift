public import Workflow

/// Puts a responder's own programs and their job into the toolset bucket under their digests. They stay there, as the collector does.
public struct KeepOwnTools: StepKind {
  public static let kind = "keep-own-tools"
  /// Name of the step.
  public static let step: StepName = "own-tools"
  let means: ResponseMeans

  /// A kind.
  public init(_ means: ResponseMeans) { self.means = means }

  /// What lies where.
  public struct Output: Codable, Sendable, Hashable {
    /// Name of the job: SHA-256 in hex.
    public var job: String
    /// Keys in the toolset bucket.
    public var keys: [String]
  }

  public func carryOut(_ input: OwnToolset, _ context: StepContext) async throws -> StepProgress<Output> {
    var keys: [String] = []
    for file in input.files {
      try await means.cloud.keep(path: file.path, digest: file.digest, key: file.key)
      keys.append(file.key)
      try context.checkCancelled()
    }
    // The job goes last: what names programs is only there when they are.
    let path = try means.files.path("tools", "\(input.digest).json")
    try means.files.write(Array(input.job.utf8), to: path)
    try await means.cloud.keep(path: path, digest: input.digest, key: input.jobKey)
    return .done(Output(job: input.digest, keys: keys + [input.jobKey]))
  }

  public func undo(_ input: OwnToolset, _ output: Output?, _ context: StepContext) async throws -> UndoProgress {
    .nothingToUndo
  }
}
