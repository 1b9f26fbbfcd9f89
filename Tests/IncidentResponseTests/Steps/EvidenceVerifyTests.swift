import CaseModel
import Digests
import Foundation
import JSONText
import Testing
import Workflow
import WorkflowKit

@testable import IncidentResponse

/// Evidence on its way home: each test changes one thing of a good bundle, and nothing of it reaches the vault.
@Suite struct EvidenceVerifyTests {
  private static let suspect = ModelCase.suspects[0]
  private static let nonce = String(repeating: "0a", count: 16)
  private static let folder = "trial/web-1"
  private static let hop = "\(suspect.target.instance)/\(folder)/"

  /// A world in which a good bundle lies in the bucket on the way home (for which the toolset's stands) and in the landing bucket.
  private struct Scene {
    var world: ModelCase.World
    var means: ResponseMeans
    var bundle: (files: [String: [UInt8]], seal: String)
    var landingKey: String
  }

  private func scene(caseID: CaseID = ModelCase.caseID, nonce: String = nonce) async throws -> Scene {
    let world = try ModelCase.makeWorld(CallGate(), JumpingClock())
    let bundle = try BundleForge.bundle(caseID: caseID, nonce: nonce, host: "web-1")
    for (name, bytes) in bundle.files { await world.cloud.put("toolset", Self.hop + name, bytes) }
    let key = "trial/\(Self.suspect.target)/direct/\(Self.nonce).tar"
    await world.cloud.put("landing", key, try BundleForge.packed(bundle.files))
    let means = ResponseMeans(
      cloud: world.cloud, files: CaseFiles(folder: world.folder, caseID: ModelCase.caseID),
      tool: ResponseMeans.ToolFile(path: "/tool", digest: "ab"), prefix: "needletail")
    return Scene(world: world, means: means, bundle: bundle, landingKey: key)
  }

  private func answer(_ scene: Scene, bundle: String = folder, upload: String = "") throws -> CollectorAnswer {
    var answer = try CollectorAnswer(
      output: BundleForge.output(
        caseID: ModelCase.caseID, nonce: Self.nonce, seal: scene.bundle.seal,
        transport: ["upload": ["status": "stored", "sha256": .string(upload)]]), nonce: Self.nonce,
      caseID: ModelCase.caseID)
    answer.bundle = HostString(bundle)
    return answer
  }

  private func share(_ scene: Scene, bundle: String = folder) async throws -> VerifiedEvidence? {
    let fixed = try GroupInfrastructure(
      [
        "ToolsFileSystemId": "fs-1", "ToolsGroupIds": "sg-1", "SharesGroupId": "sg-2", "TransferGroupId": "sg-3",
        "CaseBucket": "toolset",
      ], stack: "s", zones: [], role: "r")
    let collected = ShareCollect.Output(
      answer: try answer(scene, bundle: bundle), nonce: Self.nonce, command: CommandID("c"), exitCode: 0)
    let context = StepContext(
      caseID: ModelCase.caseID, step: "verified", now: Timestamp(seconds: 9),
      predecessors: [
        "collect": StepResult(state: .done, output: try StepMemory.write(collected)),
        "stack": StepResult(state: .done, output: try StepMemory.write(fixed)),
      ])
    let progress = try await ShareVerify(scene.means).carryOut(
      ShareVerify.Input(suspect: Self.suspect, collected: "collect", responseStack: "stack"), context)
    if case .done(let evidence, _) = progress { return evidence }
    return nil
  }

  private func direct(_ scene: Scene, upload: String = "") async throws -> VerifiedEvidence? {
    let collected = DirectCollect.Output(
      answer: try answer(scene, upload: upload), nonce: Self.nonce, command: CommandID("c"), exitCode: 0,
      key: scene.landingKey)
    let context = StepContext(
      caseID: ModelCase.caseID, step: "direct-verified", now: Timestamp(seconds: 9),
      predecessors: ["direct": StepResult(state: .done, output: try StepMemory.write(collected))])
    let progress = try await DirectVerify(scene.means).carryOut(
      DirectVerify.Input(suspect: Self.suspect, collected: "direct"), context)
    if case .done(let evidence, _) = progress { return evidence }
    return nil
  }

  private func refused(_ scene: Scene, _ body: () async throws -> VerifiedEvidence?) async throws -> StepFailure {
    let failure = await #expect(throws: StepFailure.self) { _ = try await body() }
    #expect(await scene.world.cloud.buckets["vault"]?.isEmpty == true, "nothing of it reaches the vault")
    return try #require(failure)
  }

  @Test func aGoodBundleGoesIntoTheVaultByEitherLaneWithItsSizes() async throws {
    let scene = try await scene()
    let shared = try #require(try await share(scene))
    #expect(shared.keys.count == scene.bundle.files.count && shared.sizes?.reduce(0, +) == shared.bytes)
    let packed = await scene.world.cloud.buckets["landing"]?[scene.landingKey]
    let direct = try #require(try await direct(scene, upload: SHA256.digest(packed ?? []).hex))
    #expect(direct.keys == [scene.landingKey] && direct.sizes == [Int64(packed?.count ?? 0)])
  }

  @Test func oneByteAlteredOnTheWayIsFoundAndNamed() async throws {
    let scene = try await scene()
    var bytes = try #require(scene.bundle.files["ledger.jsonl"])
    bytes[bytes.count / 2] ^= 1
    await scene.world.cloud.put("toolset", Self.hop + "ledger.jsonl", bytes)
    let failure = try await refused(scene) { try await share(scene) }
    #expect(failure.code == "evidence-altered" && failure.message.text.contains("ledger.jsonl"), "\(failure)")
    #expect(failure.next.text == "needletail verify trial")
  }

  @Test func oneObjectRemovedOrAddedOnTheWayIsFoundAndNamed() async throws {
    let removed = try await scene()
    await removed.world.cloud.put("toolset", Self.hop + "receipt.json", nil)
    let missing = try await refused(removed) { try await share(removed) }
    #expect(missing.code == "evidence-altered" && missing.message.text.contains("receipt.json"), "\(missing)")
    let added = try await scene()
    await added.world.cloud.put("toolset", Self.hop + "extra.bin", [1])
    let extra = try await refused(added) { try await share(added) }
    #expect(extra.code == "evidence-altered" && extra.message.text.contains("extra.bin"), "\(extra)")
  }

  @Test(arguments: ["../x", "a/b", ".hidden", "\u{1b}[2J"]) func namesThatNoCollectorGivesAreNeverWritten(name: String)
    async throws
  {
    let scene = try await scene()
    await scene.world.cloud.put("toolset", Self.hop + name, [1])
    let failure = try await refused(scene) { try await share(scene) }
    #expect(failure.code == "evidence-altered" && !failure.message.text.contains("\u{1b}"), "\(failure)")
  }

  @Test(arguments: ["", "../other", "/etc", "a/b/c"]) func aFolderThatLeadsElsewhereIsNotLookedInto(folder: String)
    async throws
  {
    let scene = try await scene()
    let failure = try await refused(scene) { try await share(scene, bundle: folder) }
    #expect(failure.code == "foreign-answer" && failure.next.text == "needletail status trial", "\(failure)")
  }

  @Test func aBundleOfAnotherRunOrCaseIsForeignEvenIfItsSealFits() async throws {
    let other = try await scene(nonce: String(repeating: "0b", count: 16))
    #expect(try await refused(other) { try await share(other) }.code == "evidence-foreign")
    let elsewhere = try await scene(caseID: CaseID("other")!)
    #expect(try await refused(elsewhere) { try await direct(elsewhere) }.code == "evidence-foreign")
  }

  @Test func anUploadThatIsNotWhatTheSuspectSentIsRefused() async throws {
    let scene = try await scene()
    let failure = try await refused(scene) {
      try await direct(scene, upload: String(repeating: "cd", count: 32))
    }
    #expect(failure.code == "evidence-altered" && failure.safe.text.contains("does not go into the vault"))
    await scene.world.cloud.put("landing", scene.landingKey, Array("no archive".utf8))
    #expect(try await refused(scene) { try await direct(scene) }.code == "evidence-altered")
  }
}
