import HostKit
import Testing

/// The lab's own tests: what it repairs and adds behaves as AWS does, as far as it says so.
@Suite(.enabled(if: Needs.testHosts, Comment(rawValue: Needs.testHostsReason)))
struct LabTests {
  @Test func theLabPassesItsOwnTests() async throws {
    let run = try await Run.apart([Repository.path("lab/cloud/cloud"), "check"], limit: 600)
    #expect(run.status == 0, "\(run.text.suffix(4000)) \(run.complaint.suffix(2000))")
  }
}
