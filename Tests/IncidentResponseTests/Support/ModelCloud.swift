import CaseModel
import Digests
import Foundation
import JSONText
import Workflow
import WorkflowKit

@testable import IncidentResponse

/// A cloud in memory that behaves as the protocols say: what takes time takes time, every call passes a gate where it can be killed or cut
/// off before and after it took effect, and nothing is made twice without being seen. It serves the state machine's tests; what AWS itself
/// does is tested against the emulator.
actor ModelCloud: ResponseCloud {
  let gate: CallGate
  let clock: JumpingClock
  let caseID: CaseID

  /// Seconds that things take.
  struct Latency {
    var delivery: Int64 = 2
    var collector: Int64 = 3
    /// What CloudFormation itself takes, and a mount target in a stack on top of it.
    var stack: Int64 = 30
    var mountTarget: Int64 = 0
    var transfer: Int64 = 10
    /// A suspect leaves a real bundle; a test of times alone does without.
    var makesBundles = true
  }
  private(set) var latency = Latency()
  /// When each command was sent, by lane.
  private(set) var sent: [(document: CommandOrder.Document, at: Timestamp)] = []

  struct Command {
    var target: Target
    var comment: String
    var document: CommandOrder.Document
    var parameters: [String: String]
    var sentAt: Timestamp
    var isCancelled = false
    var output: String?
  }
  struct Stack {
    var madeAt: Timestamp
    var goingSince: Timestamp?
    var outputs: [String: String]
    var account: AccountID
  }
  struct Run {
    var order: TransferOrder
    var startedAt: Timestamp
    var isDone = false
  }

  private(set) var commands: [CommandID: Command] = [:]
  private(set) var stacks: [String: Stack] = [:]
  private(set) var tasks: [String: [Run]] = [:]
  private(set) var buckets: [String: [String: [UInt8]]] = ["toolset": [:], "landing": [:], "vault": [:]]
  /// Files on evidence shares by file system.
  private(set) var shares: [String: [String: [UInt8]]] = [:]
  private(set) var vaultWrites: [String: Int] = [:]
  /// What a test changes on the way: given bucket, key and bytes at a copy.
  var tamper: (@Sendable (String, String, [UInt8]) -> [UInt8])?

  init(gate: CallGate, clock: JumpingClock, caseID: CaseID) {
    self.gate = gate
    self.clock = clock
    self.caseID = caseID
  }

  func setTamper(_ tamper: @escaping @Sendable (String, String, [UInt8]) -> [UInt8]) { self.tamper = tamper }
  func setLatency(_ latency: Latency) { self.latency = latency }
  func setLoss(_ suffix: String) { loss = suffix }
  func setAddition(_ name: String) { addition = name }
  func setUploadFlip() { flipsUploads = true }
  /// A file that the transfer loses, one that somebody adds beside the bundle, and a change on the way to the landing bucket.
  private var loss: String?
  private var addition: String?
  private var flipsUploads = false
  func put(_ bucket: String, _ key: String, _ bytes: [UInt8]?) { buckets[bucket]?[key] = bytes }

  nonisolated var home: HomeFacts { ModelCase.home }

  // MARK: instances

  func instances(_ selectors: [TargetSelector], account: AccountID, region: RegionName) async throws -> FoundInstances {
    try await gate.pass("instances") { FoundInstances(suspects: [], missing: selectors) }
  }
  func management(of instances: [InstanceID], account: AccountID, region: RegionName) async throws -> [InstanceID:
    Management]
  { [:] }
  func networks(_ vpcs: [String], account: AccountID, region: RegionName) async throws -> [NetworkFacts] { [] }
  func installation(account: AccountID, region: RegionName) async throws -> MemberInstallation {
    MemberInstallation(directDocumentHash: "d", collectDocumentHash: "c")
  }
  func inventory(account: AccountID, region: RegionName) async throws -> [InventoryItem] {
    try await gate.pass("inventory") {
      stacks.keys.map { InventoryItem(kind: "stack", id: $0, name: $0) }.sorted()
        + tasks.keys.map { InventoryItem(kind: "transfer-task", id: $0, name: $0) }.sorted()
    }
  }

  // MARK: commands

  func commands(commentPrefix: String, on target: Target) async throws -> [SentCommand] {
    try await gate.pass("find commands") {
      commands.filter { $0.value.target == target && $0.value.comment.hasPrefix(commentPrefix) }
        .map { SentCommand(id: $0.key, comment: $0.value.comment) }
    }
  }

  func send(_ order: CommandOrder, to target: Target) async throws -> CommandID {
    try await gate.pass("send command") {
      let id = CommandID("c-\(commands.count + 1)")
      sent.append((order.document, clock.now()))
      commands[id] = Command(
        target: target, comment: order.comment, document: order.document,
        parameters: Dictionary(uniqueKeysWithValues: order.parameters.map { ($0.name, $0.value) }), sentAt: clock.now())
      return id
    }
  }

  func state(of command: CommandID, on target: Target) async throws -> CommandState {
    try await gate.pass("command state") {
      guard var known = commands[command] else { return CommandState(phase: .unknown) }
      if known.isCancelled { return CommandState(phase: .cancelled, exitCode: nil) }
      let age = clock.now().seconds - known.sentAt.seconds
      if age < latency.delivery { return CommandState(phase: .pending) }
      if age < latency.delivery + latency.collector { return CommandState(phase: .running) }
      if known.output == nil {
        known.output = try collect(known)
        commands[command] = known
      }
      return CommandState(phase: .succeeded, exitCode: 0, output: known.output ?? "")
    }
  }

  func cancel(_ command: CommandID, on target: Target) async throws {
    try await gate.pass("cancel command") { commands[command]?.isCancelled = true }
  }

  /// What a suspect does.
  private func collect(_ command: Command) throws -> String {
    let nonce = command.parameters["nonce"] ?? ""
    guard latency.makesBundles else {
      let seal = String(repeating: "0", count: 64)
      return BundleForge.output(caseID: caseID, nonce: nonce, seal: seal, transport: ["share": ["bundle": "b"]])
    }
    let bundle = try BundleForge.bundle(caseID: caseID, nonce: nonce, host: command.target.instance.text)
    guard command.document == .collect else {
      let archive = try BundleForge.packed(bundle.files)
      let key = String((command.parameters["bundleUrl"] ?? "").dropFirst("landing:".count))
      let isNew = buckets["landing"]?[key] == nil
      var sent = archive
      if flipsUploads { sent[archive.count / 2] ^= 1 }
      if isNew { buckets["landing"]?[key] = sent }
      return BundleForge.output(
        caseID: caseID, nonce: nonce, seal: bundle.seal,
        transport: [
          "upload": ["status": .string(isNew ? "stored" : "failed"), "sha256": .string(SHA256.digest(archive).hex)]
        ])
    }
    let folder = "\(caseID)/b-\(nonce.prefix(8))"
    // The model's addresses end in the number of their file system, which is the same in every account: the account tells them apart.
    let share =
      "fs-0000000\((command.parameters["evidenceAddress"] ?? "").split(separator: ".").last ?? "") \(command.target.account)"
    for (name, bytes) in bundle.files { shares[share, default: [:]]["\(folder)/\(name)"] = bytes }
    return BundleForge.output(
      caseID: caseID, nonce: nonce, seal: bundle.seal, transport: ["share": ["bundle": .string(folder)]])
  }

  // MARK: evidence

  func keepTool(path: String, digest: String) async throws -> String {
    try await gate.pass("keep tool") {
      buckets["toolset"]?["tools/\(digest)"] = [1]
      return "tools/\(digest)"
    }
  }
  func keep(path: String, digest: String, key: String) async throws {
    try await gate.pass("keep own tool") { buckets["toolset"]?[key] = [1] }
  }
  func toolAddress(key: String, validSeconds: Int) async throws -> String { "toolset:\(key)" }
  func landingAddress(key: String, validSeconds: Int) async throws -> String { "landing:\(key)" }

  private func name(_ bucket: ObjectPlace.Bucket) -> String {
    switch bucket {
    case .toolset: "toolset"
    case .landing: "landing"
    case .vault: "vault"
    case .hop(let name, _, _): name
    }
  }

  func object(_ place: ObjectPlace) async throws -> StoredObject? {
    try await gate.pass("look at object") {
      buckets[name(place.bucket)]?[place.key].map { StoredObject(key: place.key, size: Int64($0.count)) }
    }
  }

  func objects(_ place: ObjectPlace) async throws -> [StoredObject] {
    try await gate.pass("list objects") {
      (buckets[name(place.bucket)] ?? [:]).filter { $0.key.hasPrefix(place.key) }
        .map { StoredObject(key: $0.key, size: Int64($0.value.count)) }.sorted { $0.key < $1.key }
    }
  }

  func fetch(_ place: ObjectPlace, to path: String) async throws -> FetchedObject {
    try await gate.pass("fetch object") {
      guard let bytes = buckets[name(place.bucket)]?[place.key] else {
        throw CloudError(.notFound, "no such object: \(place.key)")
      }
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      let digest = SHA256.digest(bytes).hex
      return FetchedObject(digest: digest, tag: digest)
    }
  }

  func copy(
    _ source: ObjectPlace, size: Int64, to destination: ObjectPlace, only fetched: FetchedObject?
  ) async throws {
    try await gate.pass("copy object") {
      guard let bytes = buckets[name(source.bucket)]?[source.key] else {
        throw CloudError(.notFound, "no such object: \(source.key)")
      }
      if let fetched, SHA256.digest(bytes).hex != fetched.tag { throw CloudError(.conflict, "changed: \(source.key)") }
      let to = name(destination.bucket)
      if let there = buckets[to]?[destination.key] {
        let isSame = there.count == size && (fetched == nil || SHA256.digest(there).hex == fetched?.digest)
        guard isSame else { throw CloudError(.conflict, "another object is there: \(destination.key)") }
        return
      }
      buckets[to]?[destination.key] = tamper?(to, destination.key, bytes) ?? bytes
      if to == "vault" { vaultWrites[destination.key, default: 0] += 1 }
    }
  }

  func empty(_ place: ObjectPlace) async throws -> Int {
    try await gate.pass("empty") {
      let keys = (buckets[name(place.bucket)] ?? [:]).keys.filter { $0.hasPrefix(place.key) }
      for key in keys { buckets[name(place.bucket)]?[key] = nil }
      return keys.count
    }
  }

  // MARK: infrastructure

  func ensure(_ order: StackOrder) async throws -> StackState {
    try await gate.pass("ensure stack") {
      guard let stack = stacks[order.name] else {
        stacks[order.name] = Stack(madeAt: clock.now(), outputs: outputs(order), account: order.account)
        if let hash = order.parameters["BucketHash"] {
          buckets["\(order.parameters["Prefix"] ?? "")-case-\(hash)-\(order.account)"] = [:]
        }
        return .underWay("being made")
      }
      if stack.goingSince != nil { return .underWay("going") }
      return clock.now().seconds - stack.madeAt.seconds >= latency.stack + latency.mountTarget
        ? .complete(stack.outputs) : .underWay("being made")
    }
  }

  private func outputs(_ order: StackOrder) -> [String: String] {
    guard let hash = order.parameters["BucketHash"] else {
      return ModelCase.targetOutputs(order.template).merging(["TransferGroupId": "sg-00000007"]) { $1 }
    }
    var outputs = [
      "ToolsFileSystemId": "fs-0000000f", "ToolsGroupIds": "sg-00000001,sg-00000002,sg-00000005,sg-00000006",
      "SharesGroupId": "sg-00000003", "TransferGroupId": "sg-00000004",
      "CaseBucket": "\(order.parameters["Prefix"] ?? "")-case-\(hash)-\(order.account)",
    ]
    for zone in 1...6 where order.parameters["Zone\(zone)SubnetId"] != nil {
      outputs["ToolsMountTarget\(zone)Address"] = "10.0.0.\(zone)"
    }
    return outputs
  }

  func removeStack(_ name: String, account: AccountID, region: RegionName, isFirstLook: Bool) async throws -> StackState
  {
    try await gate.pass("remove stack") {
      guard let stack = stacks[name] else { return .gone }
      guard let since = stack.goingSince else {
        // A share under a running command must never go: the model refuses it as the real world would hurt.
        let isBusy = commands.values.contains {
          $0.document == .collect && !$0.isCancelled && $0.output == nil && $0.target.account == stack.account
        }
        if isBusy { throw CloudError(.conflict, "a command still writes to a share of \(name)") }
        if let bucket = stack.outputs["CaseBucket"], !(buckets[bucket] ?? [:]).isEmpty {
          return .failed("the bucket \(bucket) is not empty")
        }
        stacks[name]?.goingSince = clock.now()
        return .underWay("going")
      }
      guard clock.now().seconds - since.seconds >= 20 else { return .underWay("going") }
      if let bucket = stack.outputs["CaseBucket"] { buckets[bucket] = nil }
      for system in ModelCase.fileSystems(stack.outputs) { shares["\(system) \(stack.account)"] = nil }
      stacks[name] = nil
      return .gone
    }
  }

  func start(_ order: TransferOrder) async throws -> TransferHandle? {
    try await gate.pass("start transfer") {
      if let last = tasks[order.name]?.last, !last.isDone {
        return TransferHandle(
          account: order.account, region: order.region,
          execution: "\(order.name)#\((tasks[order.name]?.count ?? 1) - 1)")
      }
      tasks[order.name, default: []].append(Run(order: order, startedAt: clock.now()))
      return TransferHandle(
        account: order.account, region: order.region, execution: "\(order.name)#\((tasks[order.name]?.count ?? 1) - 1)")
    }
  }

  func state(_ handle: TransferHandle) async throws -> TransferState {
    try await gate.pass("transfer state") {
      let parts = handle.execution.split(separator: "#")
      guard parts.count == 2, let index = Int(parts[1]), let run = tasks[String(parts[0])]?[index] else {
        return .failed("no such run")
      }
      guard clock.now().seconds - run.startedAt.seconds >= latency.transfer else { return .underWay("copying") }
      if !run.isDone {
        tasks[String(parts[0])]?[index].isDone = true
        if run.order.isToBucket {
          for (name, bytes) in shares["\(run.order.fileSystem) \(run.order.account)"] ?? [:] {
            if let loss, name.hasSuffix(loss) { continue }
            buckets[run.order.bucket]?[run.order.prefix + name] = bytes
            if let addition, name.hasSuffix("seal.json") {
              buckets[run.order.bucket]?[run.order.prefix + name.dropLast(9) + addition] = [1]
            }
          }
        }
      }
      return .succeeded(files: Int64(shares["\(run.order.fileSystem) \(run.order.account)"]?.count ?? 0), bytes: 1)
    }
  }

  func removeTransfer(_ order: TransferOrder) async throws -> Bool {
    try await gate.pass("remove transfer") {
      tasks[order.name] = nil
      return true
    }
  }
}
