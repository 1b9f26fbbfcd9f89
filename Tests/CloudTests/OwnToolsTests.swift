import AWSClients
import Foundation
import HostKit
import JSONText
import Testing

/// A responder's own program, from a folder on the desk to its output in the vault.
@Suite(
  .serialized, .enabled(if: Needs.testHosts, Comment(rawValue: Needs.testHostsReason)),
  .enabled(if: StaticCode.isPossible, "needs cc and a static C library"))
struct OwnToolsTests {
  @Test func anOwnProgramRunsOnEachSuspectAndItsOutputIsInTheVault() async throws {
    try await LabCloud.with("small") { cloud in
      try await cloud.install()
      let tools = "\(cloud.folder)/own"
      try FileManager.default.createDirectory(atPath: tools, withIntermediateDirectories: true)
      try StaticCode.make(StaticCode.behaving, "\(tools)/behaving")
      let list: JSONValue = [
        "runs": [
          ["program": "behaving", "arguments": ["three"], "seconds": 20],
          ["program": "behaving", "arguments": ["talk"], "seconds": 20, "output_bytes": 100],
        ]
      ]
      try list.compactText.write(toFile: "\(tools)/tools.json", atomically: true, encoding: .utf8)
      let targets = try ["web-1", "app-1"].map { "--target=\(try cloud.line($0))" }
      let words = ["respond"] + targets + ["--case", "own", "--tools", tools, "--json"]

      let plan = try await cloud.needletail(words + ["--plan"])
      #expect(plan.text.contains("run on each suspect in the share lane: behaving three"), "\(plan)")
      let run = try await cloud.needletail(words + ["--yes"], limit: 900)
      try #require(run.status == 3 || run.status == 0, "\(run)")
      let report = try JSONReader.parse(run.output, limits: JSONLimits(length: 64 << 20, depth: 64))
      for target in report["targets"]?.array ?? [] {
        let runs = target["tools"]?.array ?? []
        try #require(runs.count == 2, "\(target["state"]?.compactText ?? "") \(run.complaint.suffix(2000))")
        #expect(runs[0]["exit_code"]?.integer == 3 && runs[1]["exit_code"] == .null, "\(runs)")
        #expect(runs[0]["arguments"] == ["behaving", "three"])
        #expect(runs[1]["digest"] == runs[0]["digest"] && runs[1]["output"]?.string?.utf8.count == 64)
      }
      #expect(report["targets"]?.array?.count == 2)
      let s3 = S3(try cloud.session(named: "home"))
      let bucket = "needletail-toolset-\(cloud.facts["home"]?.string ?? "")-\(cloud.region)"
      let keys = try await s3.listObjectsV2(S3.ListObjectsV2Input(bucket: bucket)).contents?.compactMap(\.key) ?? []
      #expect(keys.count == 3 && keys.contains { $0.hasPrefix("jobs/") }, "\(keys)")
      #expect(keys.allSatisfy { !$0.contains("behaving") }, "\(keys)")

      let release = try await cloud.needletail(["release", "own", "--json"], limit: 600)
      #expect(release.status == 0, "\(release.text) \(release.complaint)")
    }
  }
}
