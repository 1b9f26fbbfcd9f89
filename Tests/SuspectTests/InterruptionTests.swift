import CaseModel
import Foundation
import HostFacts
import HostKit
import JSONText
import Testing

extension OnTestHosts {
  /// Whatever moment a collection ends at, what it left can be shown to be what it wrote.
  @Suite(.host("clean")) struct InterruptionTests {
    private func begin(_ bench: Workbench) throws -> RunningProgram {
      let host = try #require(HostTrait.current)
      return try RunningProgram(
        host.words([TestHost.collector, "collect", "--share", "/mnt/evidence", "--case", "C-1"], bench: bench))
    }

    private func bundle(_ bench: Workbench) -> String? {
      let names = try? FileManager.default.contentsOfDirectory(atPath: bench("evidence/C-1"))
      return names?.first.map { bench("evidence/C-1/\($0)") }
    }

    private func length(_ bench: Workbench, _ file: String) -> Int {
      var status = stat()
      guard let bundle = bundle(bench), stat("\(bundle)/\(file)", &status) == 0 else { return -1 }
      return Int(status.st_size)
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func aSignalSealsWhatIsThere(signal: Int32) throws {
      try Workbench.with(inMemory: true) { bench in
        let running = try begin(bench)
        #expect(running.wait { length(bench, "manifest.jsonl") > 0 })
        running.signal(signal)
        let run = running.finish(limit: 120)
        #expect(run.status == 130, "\(run)")
        let evidence = try Evidence(try Collected(run, bench: bench))
        #expect(evidence.receipt["budgets"]?["cut"]?.array == ["interrupted"])
        #expect(evidence.ledger.values.contains { $0.status == .partial && $0.why.contains("interrupted") })
      }
    }

    @Test func aKillLeavesAPrefix() throws { try end(afterBytes: 40_000) }

    @Test(.enabled(if: Needs.slow, "twenty real kills"), arguments: 0..<20)
    func aKillAtAnyMomentLeavesAPrefix(number: Int) throws {
      var random = SeededRandom(seed: UInt64(number) &+ 20_261_124)
      let bytes = Int.random(in: 1..<600_000, using: &random)
      try end(afterBytes: bytes)
    }

    /// Kills the collector once `bytes` of facts and content are on the share.
    private func end(afterBytes bytes: Int) throws {
      let host = try #require(HostTrait.current)
      try Workbench.with(inMemory: true) { bench in
        let running = try begin(bench)
        defer { running.end() }
        #expect(running.wait { length(bench, "facts.jsonl.zst") + length(bench, "content.tar.zst") >= bytes })
        for pid in host.processes(named: "needletail-coll") { kill(pid, SIGKILL) }
        let run = running.finish(limit: 60)
        #expect(run.status == 137, "\(run)")
        let verified = try Run.needletail("verify", try #require(bundle(bench)), "--json")
        #expect(verified.status == 3, "after \(bytes) bytes: \(verified)")
        #expect(try JSONReader.parse(verified.output)["outcome"]?.string == "prefix")
        // A prefix can be judged, and says that it is one.
        let judged = try Run.needletail("judge", try #require(bundle(bench)), "--json").expecting(3)
        #expect(try JSONReader.parse(judged.output)["confidence"]?.string == "low")
      }
    }
  }
}
