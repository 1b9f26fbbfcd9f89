import Foundation
import Testing
import Workflow
import WorkflowKit

@Suite struct StoreContractTests {
  @Test(arguments: StoreContract.all) func theStoreInMemoryMeetsTheContract(_ claim: StoreContract) async throws {
    try await claim.check(StoreMaker(make: { MemoryStore() }, again: { $0 }))
  }

  @Test(arguments: StoreContract.all) func theStoreInJSONLinesMeetsTheContract(_ claim: StoreContract) async throws {
    let place = try Workplace()
    try await claim.check(
      StoreMaker(
        holdsManyCases: false, make: { try JSONLinesStore(path: place.path) },
        again: { _ in try JSONLinesStore(path: place.path) }))
  }
}

/// A directory of one test.
final class Workplace: Sendable {
  let directory: String
  var path: String { directory + "/journal.jsonl" }

  init() throws {
    directory = NSTemporaryDirectory() + "workflow-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }
}
