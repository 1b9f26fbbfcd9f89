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
    guard let bundle = BundlePath(collected.answer.bundle)?.text else {
      throw StepFailure(
        "foreign-answer", "the answer of \(target) names a bundle that is no path of ours",
        safe: "verdict and seal are recorded", next: "needletail status \(context.caseID)")
    }
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
    // What is there is looked at before a byte of it is moved: a suspect's root can put anything beside the bundle.
    let names = try objects.map { try name(of: $0, in: "\(target.instance)/\(bundle)/", context) }
    guard objects.reduce(0, { $0 + $1.size }) <= Self.largestBundle else {
      throw altered(target, "the bundle has more bytes than any collection leaves", context)
    }
    var fetched: [(key: String, object: FetchedObject)] = []
    for (object, name) in zip(objects, names) {
      try await means.cloud.copy(
        ObjectPlace(hop, object.key), size: object.size, to: ObjectPlace(.landing, home + name), only: nil)
      let landed = try await means.cloud.fetch(
        ObjectPlace(.landing, home + name), to: try means.files.path("bundles", local, name))
      fetched.append((home + name, landed))
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
    for (copy, object) in zip(fetched, objects) {
      try await means.cloud.copy(
        ObjectPlace(.landing, copy.key), size: object.size, to: ObjectPlace(.vault, copy.key), only: copy.object)
    }
    return .done(
      VerifiedEvidence(
        verdict: judged.verdict, seal: collected.answer.seal, keys: fetched.map(\.key), sizes: objects.map(\.size),
        bytes: objects.reduce(0) { $0 + $1.size },
        localPath: path,
        isPacked: false))
  }

  /// The landing copies go once the vault has them.
  public func undo(_ input: Input, _ output: VerifiedEvidence?, _ context: StepContext) async throws -> UndoProgress {
    guard let output else { return .nothingToUndo }
    // One folder, as `carryOut` named it.
    guard let folder = output.keys.first.map({ $0.prefix(through: $0.lastIndex(of: "/") ?? $0.startIndex) }) else {
      return .nothingToUndo
    }
    let held = Set(try await means.cloud.objects(ObjectPlace(.vault, String(folder))).map(\.key))
    guard held.isSuperset(of: output.keys) else { return .nothingToUndo }
    let count = try await means.cloud.empty(ObjectPlace(.landing, String(folder)))
    return count > 0 ? .undone : .nothingToUndo
  }

  /// Files that a bundle has, whole or cut short (docs/formats/bundle.md).
  private static let files: Set<String> = [
    "bundle.json", "manifest.jsonl", "content.tar.zst", "facts.jsonl.zst", "ledger.jsonl", "receipt.json",
    "seal-volatile.json", "seal.json", "seal.sha256", "bundle.json.partial", "receipt.json.partial",
    "seal-volatile.json.partial", "seal.json.partial",
  ]
  /// Bytes of the largest bundle that is taken.
  private static let largestBundle: Int64 = 256 << 30

  private func name(of object: StoredObject, in folder: String, _ context: StepContext) throws -> String {
    let name = String(object.key.dropFirst(folder.utf8.count))
    guard Self.files.contains(name) else {
      let target = folder.prefix { $0 != "/" }
      throw StepFailure(
        "evidence-altered",
        "beside the bundle of \(target) lies what no collector wrote: \(HostString(String(name.prefix(100))).text)",
        safe: "the bundle stays in the case bucket and does not go into the vault",
        next: "needletail status \(context.caseID)")
    }
    return name
  }

  private func altered(_ target: Target, _ what: String, _ context: StepContext) -> StepFailure {
    StepFailure(
      "evidence-altered", "\(what): \(target)", safe: "it stays in the case bucket and does not go into the vault",
      next: "needletail status \(context.caseID)")
  }
}
