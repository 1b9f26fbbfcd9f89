import CaseModel
import Testing
import Workflow
import WorkflowKit

@testable import IncidentResponse

/// What was changed on its way home is found, named, and never reaches the vault.
@Suite struct TamperTests {
  @Test func oneFlippedBitOfAnObjectIsFoundAndTheVaultStaysEmpty() async throws {
    for file in ["facts.jsonl.zst", "manifest.jsonl", "seal.json", "content.tar.zst"] {
      let end = try await life(.share) { cloud in
        await cloud.setTamper { bucket, key, bytes in
          guard bucket == "landing", key.hasSuffix("/\(file)") else { return bytes }
          var changed = bytes
          changed[bytes.count / 2] ^= 1
          return changed
        }
      }
      try refused(end, "evidence-altered", saying: file == "seal.json" ? "" : file)
    }
  }

  @Test func aRemovedObjectIsFound() async throws {
    let end = try await life(.share) { cloud in await cloud.setLoss("/receipt.json") }
    try refused(end, "evidence-altered", saying: "receipt.json")
  }

  @Test func anAddedObjectIsFoundAndNamed() async throws {
    let end = try await life(.share) { cloud in await cloud.setAddition("extra.bin") }
    try refused(end, "evidence-altered", saying: "extra.bin")
    let hidden = try await life(.share) { cloud in await cloud.setAddition("sub/.x\u{1b}[2J") }
    try refused(hidden, "evidence-altered", saying: "no collector wrote")
  }

  @Test func aPackedBundleThatWasChangedIsFound() async throws {
    let end = try await life(.direct) { cloud in await cloud.setUploadFlip() }
    try refused(end, "evidence-altered", saying: "i-0000000a")
  }

  private struct End {
    var failures: [StepFailure]
    var vault: [String]
  }

  /// A whole run of one suspect, with something changed on the way.
  private func life(_ lane: LaneChoice, _ change: (ModelCloud) async -> Void) async throws -> End {
    let clock = JumpingClock()
    let world = try ModelCase.makeWorld(CallGate(), clock)
    await change(world.cloud)
    let store = MemoryStore()
    try await store.open(
      CaseRecord(id: ModelCase.caseID, title: "tampered", opened: clock.now(), openedBy: "test"))
    let driver = WorkflowDriver(
      caseID: ModelCase.caseID, catalogue: ModelCase.catalogue(world), store: store, clock: clock, holder: "one")
    try await driver.plan(
      try ResponseGraph(ModelCase.plan(lane, [ModelCase.suspects[0]])).steps())
    _ = try await driver.run()
    return End(
      failures: await driver.standings.compactMap(\.failure),
      vault: await (world.cloud.buckets["vault"] ?? [:]).keys.sorted())
  }

  private func refused(_ end: End, _ code: String, saying text: String) throws {
    #expect(end.vault.isEmpty, "\(end.vault)")
    let failure = try #require(end.failures.first, "nothing was found")
    #expect(failure.code == code && failure.message.text.contains(text), "\(failure.code): \(failure.message.text)")
    #expect(failure.safe.text.contains("does not go into the vault"))
    #expect(!failure.message.text.contains("\u{1b}"))
  }
}
