import CaseModel
import Digests
import Foundation
import HostKit
import JSONText
import Testing

extension OnTestHosts {
  /// A job runs the responder's programs on a suspect, and none of the suspect's, whatever becomes of them.
  @Suite(.host("clean"), .enabled(if: StaticCode.isPossible, "needs cc and a static C library"))
  struct OwnToolTraceTests {
    @Test func onlyTheResponderSProgramIsStarted() throws {
      let host = try #require(HostTrait.current)
      try Workbench.with(inMemory: true) { bench in
        try bench.folder("own")
        try StaticCode.make(StaticCode.behaving, bench("program"))
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: bench("program"))))
        let digest = SHA256.digest(bytes).hex
        try Data(bytes).write(to: URL(fileURLWithPath: bench("own/\(digest)")))
        try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: bench("own/\(digest)"))
        func order(_ how: String) -> JSONValue {
          [
            "program": .string(digest), "name": "t", "arguments": [.string(how)], "seconds": 20, "output_bytes": 4096,
          ]
        }
        let job: JSONValue = ["format": "needletail-job", "version": 1, "runs": [order("crash"), order("three")]]
        try bench.file("job.json", job.compactText)
        let run = try host.run(
          [
            "/usr/bin/strace", "-f", "-qq", "-e", "trace=execve,execveat", "-e", "signal=none", "-o", "/mnt/trace",
            TestHost.collector, "collect", "--share", "/mnt/evidence", "--case", "C-1", "--profile", "quick", "--job",
            "/mnt/job.json", "--job-programs", "/mnt/own",
          ], bench: bench)
        let evidence = try Evidence(Collected(run, bench: bench))
        #expect(evidence.ledger["T001"]?.run?.signal == 11 && evidence.ledger["T002"]?.run?.exit == 3)
        let kept = try #require(evidence.exhibit("T002/stderr"))
        #expect(try evidence.bytes(kept) == Array("three\n".utf8))
        let calls = try String(contentsOfFile: bench("trace"), encoding: .utf8).split(separator: "\n")
        let started = calls.filter { !$0.contains("\"\(TestHost.collector)\"") }
        #expect(started.count == 2 && started.allSatisfy { $0.contains("/mnt/own/\(digest)") }, "\(started)")
      }
    }
  }
}
