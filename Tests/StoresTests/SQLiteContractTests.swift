import Foundation
import Stores
import Testing
import Workflow
import WorkflowKit

@Suite struct SQLiteContractTests {
  @Test(arguments: StoreContract.all) func theStoreInSQLiteMeetsTheContract(_ claim: StoreContract) async throws {
    let place = try Workplace()
    try await claim.check(
      StoreMaker(make: { try SQLiteStore(path: place.path) }, again: { _ in try SQLiteStore(path: place.path) }))
  }
}

/// A directory of one test.
final class Workplace: Sendable {
  let directory: String
  var path: String { directory + "/cases.sqlite" }

  init() throws {
    directory = NSTemporaryDirectory() + "stores-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }
}
