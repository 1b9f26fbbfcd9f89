import CaseModel
import Foundation
import HostFacts
import HostKit
import JSONText
import Testing

extension OnTestHosts {
  /// A host after an intruder has been there, collected once.
  @Suite struct PlantedHostTests {
    private struct Result {
      var collected: Collected
      var evidence: Evidence
      var judged: Judged
      var processes: [String: Int]
      var score: Run
    }

    private static let result = Swift.Result { try collect() }

    private static func collect() throws -> Result {
      try Workbench.with(inMemory: true) { bench in
        try TestHost.with("planted") { host in
          let collected = try host.collect(bench: bench)
          let judged = try Judged(collected)
          let judgement = try bench.file("judgement.json", judged.json.compactText)
          var processes: [String: Int] = [:]
          for name in ["covered", "stalled", "hidden", "unbindable"] { processes[name] = try host.process(name) }
          return Result(
            collected: collected, evidence: try Evidence(collected), judged: judged, processes: processes,
            score: try Run.program([Repository.path("lab/hosts/score"), "\(host.folder)/truth.jsonl", judgement]))
        }
      }
    }

    @Test func theVerdictIsToEscalate() throws {
      let result = try Self.result.get()
      #expect(result.judged.verdict == "escalate")
      #expect(result.collected.summary["verdict"]?.string == "escalate")
      #expect(result.collected.run.output.count < 20_000)
    }

    @Test func theFileOnAMountThatCannotBeBoundIsSeen() throws {
      let result = try Self.result.get()
      let file = try #require(result.evidence.files.first { $0.path.text == "/srv/.k/ksmd" })
      #expect(file.sha256 != nil)
      #expect(result.evidence.discrepancies.contains { $0.kind == .unbindableMount && $0.subject.text == "/srv/.k" })
      #expect(result.judged.loud.contains { $0.text.contains("/srv/.k/ksmd") })
    }

    @Test func theProcessWhoseArgumentsNeverArriveIsReportedAndNotWaitedFor() throws {
      let result = try Self.result.get()
      let pid = try #require(result.processes["stalled"])
      let process = try #require(result.evidence.processes.first { $0.pid == pid })
      #expect(process.stalledReads.contains("cmdline"))
      #expect(result.evidence.discrepancies.contains { $0.kind == .stalledRead && $0.pid == pid })
      #expect(result.judged.loud.contains { $0.text.contains("netns-helper") && $0.text.contains("cmdline") })
      #expect(result.evidence.ledger["C003"]?.status == .partial)
    }

    @Test func theProcessUnderAMountIsSeen() throws {
      let result = try Self.result.get()
      let pid = try #require(result.processes["covered"])
      let process = try #require(result.evidence.processes.first { $0.pid == pid })
      #expect(process.isMountedOver)
      #expect(process.executable?.text == "/usr/local/sbin/udisks-mon")
      #expect(result.evidence.discrepancies.contains { $0.kind == .process && $0.pid == pid })
      #expect(result.judged.loud.contains { $0.text.contains("/proc/\(pid)") || $0.text.contains("pid \(pid)") })
    }

    @Test func whatThePreloadedLibraryHidesIsSeen() throws {
      let result = try Self.result.get()
      let pid = try #require(result.processes["hidden"])
      let process = try #require(result.evidence.processes.first { $0.pid == pid })
      #expect(process.executable?.text == "/usr/lib/.sysd-cache/sysd-cached")
      #expect(result.evidence.files.contains { $0.path.text == "/usr/lib/.sysd-cache" && $0.kind == .directory })
      #expect(result.evidence.files.contains { $0.path.text == "/usr/lib/.sysd-cache/sysd-cached" && $0.sha256 != nil })
      #expect(result.judged.loud.contains { $0.text.contains("libsysd-cache.so.1") })
    }

    @Test func whatLiesUnderAMountIsSeen() throws {
      let result = try Self.result.get()
      let covered = result.evidence.files.filter(\.isCovered).map(\.path.text)
      #expect(covered.contains("/var/spool/rwho/tools/lx"))
      #expect(result.evidence.discrepancies.contains { $0.kind == .overmount && $0.subject.text == "/var/spool/rwho" })
    }
  }
}
