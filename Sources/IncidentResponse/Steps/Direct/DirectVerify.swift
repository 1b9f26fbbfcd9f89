public import BundleJudging
internal import CaseModel
internal import Digests
internal import JSONText
public import Verifier
public import Workflow

/// Fetches the direct lane's bundle from the landing bucket, checks it against the seal that came another way, judges it, and puts what
/// was verified into the vault. Nothing that was not verified goes there.
public struct DirectVerify: StepKind {
  public static let kind = "direct-verify"
  /// Reading and judging is work for the processor; more at once would only take memory.
  public static let parallelLimit = 4
  /// Bytes of the largest single upload (S3).
  private static let largestUpload: Int64 = 5 << 30
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
    guard let object = try await means.cloud.object(place) else { return try missing(input, collected, context) }
    // One upload to one address cannot be larger; whatever is, was put there by somebody else.
    guard object.size <= Self.largestUpload else {
      throw StepFailure(
        "evidence-altered",
        "the object of \(input.suspect.target) in the landing bucket has \(object.size) bytes, more than one upload can",
        safe: "it is kept in the landing bucket and does not go into the vault",
        next: "needletail status \(context.caseID)")
    }
    let path = try means.files.path("bundles", "\(input.suspect.target)-direct-\(collected.nonce).tar")
    let fetched = try await means.cloud.fetch(place, to: path)
    guard collected.answer.uploadDigest.isEmpty || collected.answer.uploadDigest == fetched.digest else {
      throw StepFailure(
        "evidence-altered",
        "the bundle of \(input.suspect.target) in the landing bucket is not what the suspect says it sent (\(fetched.digest))",
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
    try await means.cloud.copy(
      place, size: object.size, to: ObjectPlace(.vault, collected.key), only: fetched)
    return .done(
      VerifiedEvidence(
        verdict: judged.verdict, seal: collected.answer.seal, keys: [collected.key], sizes: [object.size],
        bytes: object.size,
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
        next: "needletail respond --lane share --target \(input.suspect.target.account)/\(input.suspect.target.region)="
          + input.suspect.target.instance.text)
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
  /// Bytes of each, in the order of the keys; a case of an earlier version has none.
  public var sizes: [Int64]?
  /// Bytes in the vault.
  public var bytes: Int64
  /// The copy on the responder's machine that was judged.
  public var localPath: String
  /// It is one archive, not a directory.
  public var isPacked: Bool
}

extension VerifiedEvidence {
  /// The copy on this machine, verified against the recorded seal.
  ///
  /// - Parameter place: What reports call it.
  /// - Throws: What opening a bundle throws.
  public func open(place: String) throws -> CheckedBundle {
    try CheckedBundle(try Self.directory(localPath, isPacked: isPacked), place: place, seal: SHA256Digest(hex: seal))
  }

  /// A bundle's files, in one archive or in a folder.
  ///
  /// - Throws: What opening either throws.
  public static func directory(_ path: String, isPacked: Bool) throws -> any EvidenceDirectory {
    if isPacked { return try PackedDirectory(path: path) }
    return try LiveDirectory(path: path)
  }
}
