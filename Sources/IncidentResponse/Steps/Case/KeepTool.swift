public import Workflow

/// Puts the collector into the toolset bucket under its digest. It stays there: the next case uses it too.
public struct KeepTool: StepKind {
  public static let kind = "keep-tool"
  let means: ResponseMeans

  /// A kind.
  public init(_ means: ResponseMeans) { self.means = means }

  /// Where the tool lies.
  public struct Output: Codable, Sendable, Hashable {
    /// Key in the toolset bucket.
    public var key: String
    /// SHA-256 in hex.
    public var digest: String
  }

  public func carryOut(_ input: Nothing, _ context: StepContext) async throws -> StepProgress<Output> {
    let key = try await means.cloud.keepTool(path: means.tool.path, digest: means.tool.digest)
    return .done(Output(key: key, digest: means.tool.digest))
  }

  public func undo(_ input: Nothing, _ output: Output?, _ context: StepContext) async throws -> UndoProgress {
    .nothingToUndo
  }
}
