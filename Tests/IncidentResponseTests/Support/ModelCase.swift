import CaseModel
import Foundation
import JSONText
import Workflow
import WorkflowKit

@testable import IncidentResponse

/// A small case for tests: two suspects in one group and one in another account.
enum ModelCase {
  static let caseID = CaseID("trial")!
  static let home = HomeFacts(
    account: AccountID("999988887777")!, region: RegionName("eu-central-1")!, toolsetBucket: "toolset",
    landingBucket: "landing",
    vaultBucket: "vault", key: "arn:aws:kms:eu-central-1:999988887777:key/11111111-2222-3333-4444-555555555555",
    responderRole: "arn:aws:iam::999988887777:role/needletail-responder")

  static func suspect(_ account: String, _ instance: String, vpc: String, zone: Int) -> Suspect {
    let target = Target(
      account: AccountID(account)!, region: RegionName("eu-central-1")!, instance: InstanceID(instance)!)
    var suspect = Suspect(target: target, state: "running")
    suspect.vpc = vpc
    suspect.subnet = "subnet-0000000\(zone)"
    suspect.zoneID = "euc1-az\(zone)"
    suspect.image = "ami-1"
    suspect.interfaces = [
      Suspect.Interface(id: "eni-1\(zone)", subnet: suspect.subnet, addresses: ["10.1.\(zone).10"], groups: ["sg-0a"])
    ]
    return suspect
  }

  static let suspects = [
    suspect("111122223333", "i-0000000a", vpc: "vpc-0000000a", zone: 1),
    suspect("111122223333", "i-0000000b", vpc: "vpc-0000000a", zone: 2),
    suspect("444455556666", "i-0000000c", vpc: "vpc-0000000c", zone: 1),
  ]

  static func plan(_ lane: LaneChoice, _ suspects: [Suspect] = suspects) -> ResponsePlan {
    ResponsePlan(
      caseID: caseID, lane: lane, suspects: suspects,
      readiness: suspects.map { Readiness(target: $0.target, notes: []) }, problems: [],
      documents: [], home: home, wallSeconds: 60, secret: String(repeating: "5e", count: 32),
      openedAt: Timestamp(seconds: 1_000_000_000))
  }

  /// A world and the folder of its responder.
  struct World: Sendable {
    var cloud: ModelCloud
    var folder: String
  }

  static func makeWorld(_ gate: CallGate, _ clock: JumpingClock) throws -> World {
    let folder = NSTemporaryDirectory() + "case-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return World(cloud: ModelCloud(gate: gate, clock: clock, caseID: caseID), folder: folder)
  }

  static func catalogue(_ world: World) -> StepCatalogue {
    let means = ResponseMeans(
      cloud: world.cloud, files: CaseFiles(folder: world.folder),
      tool: ResponseMeans.ToolFile(path: "/tool", digest: String(repeating: "ab", count: 32)), prefix: "needletail")
    return ResponseCatalogue.kinds(
      means, template: "# Targets 1\n# Targets 2\n# Targets 3\n# Targets 4", openedBy: "test")
  }

  static func trial(_ lane: LaneChoice, _ suspects: [Suspect] = suspects) -> WorkflowTrial<World> {
    trial(plan(lane, suspects))
  }

  static func trial(_ plan: ResponsePlan) -> WorkflowTrial<World> {
    WorkflowTrial(
      makeWorld: { try makeWorld($0, $1) }, catalogue: { catalogue($0) },
      plans: { _ in try ResponseGraph(plan).steps() },
      atEnd: { try await atEnd($0, plan) }, afterRelease: { try await afterRelease($0, plan) })
  }

  /// Everything is there, once.
  private static func atEnd(_ world: World, _ plan: ResponsePlan) async throws {
    let vault = await world.cloud.buckets["vault"] ?? [:]
    for suspect in plan.direct where !vault.keys.contains(where: { $0.hasPrefix("trial/\(suspect.target)/direct/") }) {
      throw TrialError("no direct evidence of \(suspect.target) in the vault")
    }
    for suspect in plan.share
    where !vault.keys.contains(where: { $0.hasPrefix("trial/\(suspect.target)/share/") && $0.hasSuffix("seal.json") }) {
      throw TrialError("no share evidence of \(suspect.target) in the vault")
    }
    let twice = await world.cloud.vaultWrites.filter { $0.value > 1 }
    guard twice.isEmpty else { throw TrialError("written twice into the vault: \(twice.keys.sorted())") }
    // The same run was never sent twice: comments carry case, lane, nonce and attempt.
    let comments = await world.cloud.commands.values.map(\.comment)
    guard Set(comments).count == comments.count else {
      throw TrialError("a command was sent twice: \(comments.sorted())")
    }
    guard FileManager.default.fileExists(atPath: "\(world.folder)/report.html") else { throw TrialError("no report") }
  }

  /// Nothing of ours is left but what is kept on purpose, and nothing that was in the vault is gone.
  private static func afterRelease(_ world: World, _ plan: ResponsePlan) async throws {
    let stacks = await world.cloud.stacks
    let tasks = await world.cloud.tasks
    guard stacks.isEmpty, tasks.isEmpty else { throw TrialError("left: \(stacks.keys) \(tasks.keys)") }
    let buckets = await world.cloud.buckets
    guard Set(buckets.keys) == ["toolset", "landing", "vault"] else {
      throw TrialError("buckets left: \(buckets.keys)")
    }
    let running = await world.cloud.commands.values.filter { !$0.isCancelled && $0.output == nil }
    guard running.isEmpty else { throw TrialError("commands still run: \(running.map(\.comment))") }
    let written = await world.cloud.vaultWrites.keys
    for key in written where buckets["vault"]?[key] == nil { throw TrialError("evidence is gone: \(key)") }
    try? FileManager.default.removeItem(atPath: world.folder)
  }

  /// Outputs of a target stack as the cloud would give them, from its template.
  static func targetOutputs(_ template: String) -> [String: String] {
    guard let tree = try? JSONReader.parse(Array(template.utf8)) else { return [:] }
    var outputs: [String: String] = [:]
    for (index, member) in (tree["Outputs"]?.members ?? []).enumerated() where member.name.hasPrefix("Target") {
      outputs[member.name] = "fs-0000000\(index)/fsmt-0000000\(index)/10.9.0.\(index)"
    }
    return outputs
  }

  static func fileSystems(_ outputs: [String: String]) -> [String] {
    outputs.values.filter { $0.hasPrefix("fs-0") }.map { String($0.prefix { $0 != "/" }) }
  }
}
