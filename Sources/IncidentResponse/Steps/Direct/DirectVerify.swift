internal import CaseModel
internal import JSONText
internal import Verifier
public import Workflow

/// Fetches the direct lane's bundle from the landing bucket, checks it against the seal that came another way, judges it, and puts what
/// was verified into the vault. Nothing that was not verified goes there.
public struct DirectVerify: StepKind {
  public static let kind = "direct-verify"
  /// Reading and judging is work for the processor; more at once would only take memory.
  public static let parallelLimit = 4
  let means: ResponseMeans

  /// A kind.
  public init(_ means: ResponseMeans) { self.means = means }

  /// What it is given.
  public struct Input: Codable, Sendable, Hashable {
    /// The suspect.
    public var suspect: Suspect
    /// The step that collected.
    public var collected: StepName

    /// An input.
    public init(suspect: Suspect, collected: StepName) {
      self.suspect = suspect
      self.collected = collected
    }
  }

  public func carryOut(_ input: Input, _ context: StepContext) async throws -> StepProgress<VerifiedEvidence> {
    let collected = try context.output(of: input.collected, as: DirectCollect.Output.self)
    let place = ObjectPlace(.landing, collected.key)
    let path = try means.files.path("bundles", "\(input.suspect.target)-direct-\(collected.nonce).tar")
    let object: FetchedObject
    do { object = try await means.cloud.fetch(place, to: path) } catch let error as CloudError
      where error.code == .notFound
    { return try missing(input, collected, context) }
    guard collected.answer.uploadDigest.isEmpty || collected.answer.uploadDigest == object.digest else {
      throw StepFailure(
        "evidence-altered",
        "the bundle of \(input.suspect.target) in the landing bucket is not what the suspect says it sent (\(object.digest))",
        safe: "it is kept in the landing bucket and does not go into the vault",
        next: "needletail verify \(context.caseID)")
    }
    let packed: PackedDirectory
    do { packed = try PackedDirectory(path: path) } catch {
      throw StepFailure(
        "evidence-altered",
        "the bundle of \(input.suspect.target) in the landing bucket is no archive of ours: \(error.message)",
        safe: "it is kept in the landing bucket and does not go into the vault",
        next: "needletail verify \(context.caseID)")
    }
    let judge = EvidenceJudge(means: means, suspect: input.suspect, caseID: context.caseID)
    let judged = try await OwnThread.run {
      try judge.judge(
        packed, place: "vault:\(collected.key)", seal: collected.answer.seal, nonce: collected.nonce)
    }
    try await means.cloud.copy(place, size: object.size, to: ObjectPlace(.vault, collected.key))
    return .done(
      VerifiedEvidence(
        verdict: judged.verdict, seal: collected.answer.seal, keys: [collected.key], bytes: object.size,
        localPath: path, isPacked: true))
  }

  /// The object appears a moment after the upload; a suspect that could not upload says so in its answer.
  private func missing(_ input: Input, _ collected: DirectCollect.Output, _ context: StepContext) throws
    -> StepProgress<VerifiedEvidence>
  {
    let since = try context.memory(as: Int64.self) ?? context.now.seconds
    guard collected.answer.upload == "stored", context.now.seconds - since < 60 else {
      throw StepFailure(
        "bundle-missing", "the bundle of \(input.suspect.target) did not arrive (upload: \(collected.answer.upload))",
        safe: "verdict and seal are recorded; the bundle itself is gone with the suspect's memory",
        next: "needletail resume \(context.caseID) --retry-failed, or use --lane share", isRetryable: true)
    }
    return .waiting(
      until: context.now.adding(seconds: means.pace.command), memory: .integer(since),
      note: "waiting for the bundle to show in the bucket")
  }

  /// The landing copy goes once the vault has it; the vault's copy stays.
  public func undo(_ input: Input, _ output: VerifiedEvidence?, _ context: StepContext) async throws -> UndoProgress {
    guard let output, let key = output.keys.first else { return .nothingToUndo }
    guard try await means.cloud.object(ObjectPlace(.vault, key)) != nil else { return .nothingToUndo }
    return try await means.cloud.empty(ObjectPlace(.landing, key)) > 0 ? .undone : .nothingToUndo
  }
}

/// Evidence that was verified and is in the vault.
public struct VerifiedEvidence: Codable, Sendable, Hashable {
  /// The final verdict.
  public var verdict: FinalVerdict
  /// The seal that it agrees with.
  public var seal: String
  /// Keys in the vault.
  public var keys: [String]
  /// Bytes in the vault.
  public var bytes: Int64
  /// The copy on the responder's machine that was judged.
  public var localPath: String
  /// It is one archive, not a directory.
  public var isPacked: Bool
}
