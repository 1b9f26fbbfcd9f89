internal import CaseModel
internal import JSONText
internal import Verifier
public import Workflow

/// Brings a target's share evidence home, checks every bundle file against manifest and seal, judges it, and puts what was verified into the
/// vault.
///
/// Two hops: the transfer service wrote into a bucket of the suspect's account; from there a server-side copy goes to the landing bucket.
public struct ShareVerify: StepKind {
  public static let kind = "share-verify"
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
    /// The step that made the bucket.
    public var responseStack: StepName

    /// An input.
    public init(suspect: Suspect, collected: StepName, responseStack: StepName) {
      self.suspect = suspect
      self.collected = collected
      self.responseStack = responseStack
    }
  }

  public func carryOut(_ input: Input, _ context: StepContext) async throws -> StepProgress<VerifiedEvidence> {
    let target = input.suspect.target
    let collected = try context.output(of: input.collected, as: ShareCollect.Output.self)
    let fixed = try context.output(of: input.responseStack, as: GroupInfrastructure.self)
    let hop = ObjectPlace.Bucket.hop(name: fixed.bucket, account: target.account, region: target.region)
    let bundle = try folder(of: collected.answer, target)
    // The transfer service marks folders by empty objects whose keys end in a slash.
    let objects = try await means.cloud.objects(ObjectPlace(hop, "\(target.instance)/\(bundle)/"))
      .filter { !($0.key.hasSuffix("/") && $0.size == 0) }
    guard !objects.isEmpty else {
      throw StepFailure(
        "bundle-missing", "the bundle of \(target) is not in the bucket \(fixed.bucket)",
        safe: "verdict and seal are recorded",
        next: "needletail resume \(context.caseID) --retry-failed", isRetryable: true)
    }
    let home = means.names(context.caseID).shareFolder(target) + "\(bundle.split(separator: "/").last ?? "bundle")/"
    let local = "\(target)-share-\(collected.nonce)"
    var keys: [String] = []
    for object in objects {
      let name = String(object.key.dropFirst("\(target.instance)/\(bundle)/".utf8.count))
      // Bundles hold plain files with plain names; anything else was put there by somebody.
      guard isPlain(name) else {
        throw StepFailure(
          "evidence-altered",
          "beside the bundle of \(target) lies what no collector wrote: \(HostString(String(name.prefix(100))).text)",
          safe: "the bundle stays in the case bucket and the landing bucket, and does not go into the vault",
          next: "needletail verify \(context.caseID)")
      }
      try await means.cloud.copy(
        ObjectPlace(hop, object.key), size: object.size, to: ObjectPlace(.landing, home + name))
      _ = try await means.cloud.fetch(
        ObjectPlace(.landing, home + name), to: try means.files.path("bundles", local, name))
      keys.append(home + name)
      try context.checkCancelled()
    }
    let path = try means.files.path("bundles", local)
    let directory: LiveDirectory
    do { directory = try LiveDirectory(path: path) } catch {
      throw StepFailure("local-disk", "the fetched bundle cannot be read: \(error.message)", isRetryable: true)
    }
    let judge = EvidenceJudge(means: means, suspect: input.suspect, caseID: context.caseID)
    let judged = try await OwnThread.run {
      try judge.judge(directory, place: "vault:\(home)", seal: collected.answer.seal, nonce: collected.nonce)
    }
    for (key, object) in zip(keys, objects) {
      try await means.cloud.copy(ObjectPlace(.landing, key), size: object.size, to: ObjectPlace(.vault, key))
    }
    return .done(
      VerifiedEvidence(
        verdict: judged.verdict, seal: collected.answer.seal, keys: keys, bytes: objects.reduce(0) { $0 + $1.size },
        localPath: path,
        isPacked: false))
  }

  /// The landing copies go once the vault has them.
  public func undo(_ input: Input, _ output: VerifiedEvidence?, _ context: StepContext) async throws -> UndoProgress {
    guard let output else { return .nothingToUndo }
    // All keys of a bundle stand in one folder, so one listing shows whether the vault has them all.
    guard let first = output.keys.first, let end = first.lastIndex(of: "/") else { return .nothingToUndo }
    let folder = String(first[...end])
    let kept = Set(try await means.cloud.objects(ObjectPlace(.vault, folder)).map(\.key))
    guard output.keys.allSatisfy({ kept.contains($0) && $0.hasPrefix(folder) }) else { return .nothingToUndo }
    return try await means.cloud.empty(ObjectPlace(.landing, folder)) > 0 ? .undone : .nothingToUndo
  }

  /// The bundle's folder on the share, as the suspect said it: taken only if it is two plain names.
  private func folder(of answer: CollectorAnswer, _ target: Target) throws -> String {
    let parts = answer.bundle.text.split(separator: "/", omittingEmptySubsequences: true)
    guard (1...2).contains(parts.count), parts.allSatisfy({ isPlain(String($0)) }) else {
      throw StepFailure(
        "foreign-answer", "the answer of \(target) names a bundle that is no path of ours",
        safe: "verdict and seal are recorded", next: "look at the case bucket")
    }
    return parts.joined(separator: "/")
  }

  private func isPlain(_ name: String) -> Bool {
    (1...128).contains(name.utf8.count) && !name.hasPrefix(".")
      && name.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
          || [0x2D, 0x2E, 0x5F].contains($0)
      }
  }
}
