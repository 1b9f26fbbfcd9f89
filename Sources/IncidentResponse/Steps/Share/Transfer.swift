public import CaseModel
internal import JSONText
public import Workflow

/// One transfer between a share and a bucket, verified by the service while it runs and after it.
public struct Transfer: StepKind {
  public static let kind = "transfer"
  let means: ResponseMeans

  /// Seconds that an ended transfer may take to go.
  private static let patienceSeconds: Int64 = 1_800

  /// A kind.
  public init(_ means: ResponseMeans) { self.means = means }

  /// What it is given.
  public struct Input: Codable, Sendable, Hashable {
    /// The group.
    public var group: GroupID
    /// The step that made the fixed part.
    public var responseStack: StepName
    /// The target whose evidence is moved, with the step that made its share; `nil` moves the toolset to the tools file system.
    public var evidence: Evidence?
    /// The toolset bucket.
    public var toolsetBucket: String

    /// Whose evidence.
    public struct Evidence: Codable, Sendable, Hashable {
      /// The suspect.
      public var target: Target
      /// The step that made its share.
      public var shares: StepName
      /// Whose evidence.
      public init(target: Target, shares: StepName) {
        self.target = target
        self.shares = shares
      }
    }

    /// An input.
    public init(group: GroupID, responseStack: StepName, evidence: Evidence?, toolsetBucket: String) {
      self.group = group
      self.responseStack = responseStack
      self.evidence = evidence
      self.toolsetBucket = toolsetBucket
    }
  }

  /// What it hands on.
  public struct Output: Codable, Sendable, Hashable {
    /// The service's name for the run.
    public var execution: String
    /// Files that were moved.
    public var files: Int64
    /// Bytes that were moved.
    public var bytes: Int64
  }

  public func carryOut(_ input: Input, _ context: StepContext) async throws -> StepProgress<Output> {
    if let handle = try context.memory(as: TransferHandle.self) { return try await look(handle, context) }
    guard let handle = try await means.cloud.start(try order(input, context)) else {
      return .waiting(
        until: context.now.adding(seconds: means.pace.infrastructure), note: "the transfer is being made")
    }
    return .waiting(until: context.now, memory: try StepMemory.write(handle), note: "the transfer was started")
  }

  private func look(_ handle: TransferHandle, _ context: StepContext) async throws -> StepProgress<Output> {
    let state = try await means.cloud.state(handle)
    switch state {
    case .underWay(let what):
      return .waiting(
        until: context.now.adding(seconds: means.pace.infrastructure), memory: context.memory, note: HostString(what))
    case .succeeded(let files, let bytes): return .done(Output(execution: handle.execution, files: files, bytes: bytes))
    case .failed(let reason):
      throw StepFailure(
        "transfer-failed", "the transfer \(handle.execution) failed: \(HostString(reason).text)",
        safe: "what is on the share is still there", next: "needletail resume \(context.caseID) --retry-failed",
        isRetryable: true)
    }
  }

  public func undo(_ input: Input, _ output: Output?, _ context: StepContext) async throws -> UndoProgress {
    // Without what it stands on it was never begun.
    guard try context.outputIfDone(of: input.responseStack, as: GroupInfrastructure.self) != nil else {
      return .nothingToUndo
    }
    if let evidence = input.evidence {
      let shares = try context.outputIfDone(of: evidence.shares, as: TargetShares.self)
      guard shares?.shares[evidence.target.instance.text] != nil else { return .nothingToUndo }
    }
    let isGone = try await means.cloud.removeTransfer(try order(input, context))
    if isGone { return .undone }
    let since = try context.memory(as: Int64.self) ?? context.now.seconds
    guard context.now.seconds - since < Self.patienceSeconds else {
      throw StepFailure(
        "transfer-stuck", "the transfer \(name(input, context)) was told to end and has not ended",
        safe: "share and bucket are left alone", next: "needletail release \(context.caseID)")
    }
    return .waiting(
      until: context.now.adding(seconds: means.pace.infrastructure), memory: .integer(since),
      note: "waiting for the transfer to end")
  }

  private func name(_ input: Input, _ context: StepContext) -> String {
    means.names(context.caseID).transfer(input.evidence?.target.instance.text ?? "tools-\(input.group.vpc)")
  }

  private func order(_ input: Input, _ context: StepContext) throws -> TransferOrder {
    let fixed = try context.output(of: input.responseStack, as: GroupInfrastructure.self)
    var fileSystem = fixed.toolsFileSystem
    var subnet = fixed.toolsSubnet
    var group = fixed.transferGroup
    if let evidence = input.evidence {
      let shares = try context.output(of: evidence.shares, as: TargetShares.self)
      guard let share = shares.shares[evidence.target.instance.text] else {
        throw StepFailure("no-share", "no share was made for \(evidence.target)")
      }
      fileSystem = share.fileSystem
      subnet = share.subnet
      group = shares.transferGroup
    }
    return TransferOrder(
      name: name(input, context), account: input.group.account, region: input.group.region, fileSystem: fileSystem,
      subnet: subnet,
      securityGroup: group, bucket: input.evidence == nil ? input.toolsetBucket : fixed.bucket,
      prefix: input.evidence.map { "\($0.target.instance)/" } ?? "", isToBucket: input.evidence != nil,
      role: fixed.transferRole,
      tags: means.names(context.caseID).tags(input.evidence?.target))
  }
}
