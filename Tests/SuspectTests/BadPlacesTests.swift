import CaseModel
import Foundation
import HostFacts
import HostKit
import JSONText
import Testing

extension OnTestHosts {
  /// Shares and users that a responder did not mean to give.
  @Suite(.host("clean")) struct BadPlacesTests {
    /// Runs a quick collection in a shell of the host, after commands that prepare the place.
    private func collect(to share: String, before: String = "true", after: String = "true", _ bench: Workbench) throws
      -> Run
    {
      let host = try #require(HostTrait.current)
      return try host.shell(
        "\(before) || exit 99; \(TestHost.collector) collect --share \(share) --case C-1 --profile quick; code=$?; \(after); exit $code",
        bench: bench)
    }

    private func expectRefusal(_ run: Run, code: String, saying sentence: String) throws {
      #expect(run.status == 1, "\(run)")
      #expect(try JSONReader.parse(run.output)["error"]?["code"]?.string == code, "\(run)")
      #expect(run.complaint.contains(sentence) && run.complaint.contains("hint: "), "\(run)")
    }

    @Test func aShareThatIsMissingIsNamed() throws {
      try Workbench.with(inMemory: true) { bench in
        let run = try collect(to: "/mnt/nowhere", bench)
        try expectRefusal(run, code: "notADirectory", saying: "/mnt/nowhere")
        #expect(!FileManager.default.fileExists(atPath: bench("nowhere")))
      }
    }

    @Test func aShareThatIsAFileIsNamedAndStaysAsItIs() throws {
      try Workbench.with(inMemory: true) { bench in
        let file = try bench.file("plain", "keep me")
        try expectRefusal(try collect(to: "/mnt/plain", bench), code: "notADirectory", saying: "/mnt/plain")
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "keep me")
      }
    }

    @Test func aShareThatIsReadOnlyIsNamed() throws {
      try Workbench.with(inMemory: true) { bench in
        try bench.folder("fixed")
        let run = try collect(to: "/mnt/fixed", before: "mount -t tmpfs -o ro fixed /mnt/fixed", bench)
        try expectRefusal(run, code: "readOnly", saying: "/mnt/fixed")
      }
    }

    @Test func aShareThatFillsUpLeavesAPrefixThatVerifies() throws {
      try Workbench.with(inMemory: true) { bench in
        try bench.folder("small")
        let run = try collect(
          to: "/mnt/small", before: "mount -t tmpfs -o size=256k small /mnt/small",
          after: "cp -r /mnt/small/C-1 /mnt/evidence/", bench)
        try expectRefusal(run, code: "full", saying: "No space left on device")
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: bench("evidence/C-1")).first)
        let verified = try Run.needletail("verify", bench("evidence/C-1/\(name)"), "--json").expecting(3)
        #expect(try JSONReader.parse(verified.output)["outcome"]?.string == "prefix", "\(verified)")
      }
    }

    @Test func withoutRootWhatIsDeniedIsSaidAndTheVerdictIsLessSure() throws {
      try Workbench.with(inMemory: true) { bench in
        let host = try #require(HostTrait.current)
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: bench.folder("evidence"))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: bench.path)
        let run = try host.run(
          [
            "/usr/bin/setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", TestHost.collector, "collect",
            "--share",
            "/mnt/evidence", "--case", "C-1",
          ], bench: bench)
        #expect([0, 3].contains(run.status), "\(run)")
        let collected = try Collected(run, bench: bench)
        let evidence = try Evidence(collected)
        let denied = evidence.ledger.values.filter {
          $0.status == .denied || $0.why.contains("refused") || $0.why.contains("not permitted")
        }
        #expect(denied.count > 3, "\(denied.map(\.id))")
        #expect(try Judged(collected).json["confidence"]?.string != "high")
        #expect(evidence.receipt["view"]?["kind"]?.string == "noatime")
        #expect(evidence.receipt["view"]?["fallbacks"]?.array?.isEmpty == false)
      }
    }

    /// As a network file system does when its server is away: every write waits until it is back.
    @Test func aShareThatStallsForAWhileLosesNothing() throws {
      let host = try #require(HostTrait.current)
      try Workbench.with { bench in
        try Run.program(["truncate", "-s", "64M", bench("disk")]).expecting(0)
        try Run.program(["mkfs.ext4", "-q", "-F", bench("disk")]).expecting(0)
        let tree = try bench.folder("tree")
        try bench.folder("out")
        // The mount is in a namespace of its own, so that it goes with this shell.
        let words = try host.words(
          [TestHost.collector, "collect", "--share", "/mnt", "--case", "C-1", "--profile", "quick", "--wall", "600"],
          bench: bench
        )
        .map { $0.replacingOccurrences(of: "\(bench.path)=/mnt", with: "\(tree)=/mnt") }
        let script = """
          set -e; mount -o loop "\(bench("disk"))" "\(tree)"; mkdir "\(tree)/tools"; touch "\(tree)/tools/needletail-collector"
          "$@" || test $? = 3; cp -r "\(tree)/C-1" "\(bench("out"))/"
          """
        let running = try RunningProgram(
          ["unshare", "--mount", "--propagation", "private", "sh", "-c", script, "sh"] + words)
        func freeze(_ option: String) throws -> Run {
          try Run.program(["nsenter", "--target", "\(running.pid)", "--mount", "fsfreeze", option, tree])
        }
        let seen = "/proc/\(running.pid)/root\(tree)/C-1"
        #expect(running.wait { (try? FileManager.default.contentsOfDirectory(atPath: seen).isEmpty) == false })
        try freeze("--freeze").expecting(0)
        defer { running.end() }
        defer { _ = try? freeze("--unfreeze") }
        let collector = try #require(host.processes(named: "needletail-coll").min())
        #expect(running.wait { Self.state(of: collector) == "D" }, "the collector never waited for the share")
        if Needs.slow {
          let end = Date().addingTimeInterval(60)
          _ = running.wait(limit: 90) { Date() > end }
          #expect(Self.state(of: collector) == "D")
        }
        try freeze("--unfreeze").expecting(0)
        let run = running.finish(limit: 120)
        let summary = try JSONReader.parse(run.output)
        let inside = try #require(summary["bundle"]?.string)
        let path = bench("out") + inside.dropFirst(4)
        _ = try Evidence(path: path, seal: try #require(summary["seal"]?.string))
      }
    }

    private static func state(of pid: pid_t) -> String? {
      guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
        let end = stat.lastIndex(of: ")")
      else { return nil }
      return stat[stat.index(after: end)...].split(separator: " ").first.map(String.init)
    }

    @Test func aSecondOfWallTimeGivesASealedBundleThatSaysWhatWasCut() throws {
      try Workbench.with(inMemory: true) { bench in
        let host = try #require(HostTrait.current)
        let collected = try host.collect("--wall", "1", bench: bench)
        #expect(collected.run.status == 3, "\(collected.run)")
        #expect(collected.summary["incomplete"]?.bool == true)
        let evidence = try Evidence(collected)
        let cut = evidence.ledger.values.filter { $0.status == .partial && $0.why.contains("wall time") }
        #expect(!cut.isEmpty)
        #expect(evidence.receipt["budgets"]?["cut"]?.array == ["wall time"])
      }
    }

    @Test(arguments: ["clone", "namespace", "noatime"])
    func aShareOnTheSuspectsOwnDiskIsWrittenToAndSaid(view: String) throws {
      try Workbench.with(inMemory: true) { bench in
        let host = try #require(HostTrait.current)
        let run = try host.shell(
          "mkdir -p /var/tmp/own-\(view) && \(TestHost.collector) collect --share /var/tmp/own-\(view) --case C-1 --profile quick "
            + "--view \(view) && cp -r /var/tmp/own-\(view)/C-1 /mnt/evidence/", bench: bench)
        let summary = try JSONReader.parse(run.output)
        let inside = try #require(summary["bundle"]?.string, "\(run)")
        let path = bench("evidence/C-1/") + (inside.split(separator: "/").last ?? "")
        let evidence = try Evidence(path: path, seal: try #require(summary["seal"]?.string))
        #expect(evidence.receipt["share"]?["is_local"]?.bool == true)
        #expect(evidence.receipt["local_bytes_written"]?.string != "0")
        #expect(evidence.receipt["view"]?["kind"]?.string == view)
      }
    }

    @Test func aFewMegabytesOfShareAreKeptAndSaid() throws {
      try Workbench.with(inMemory: true) { bench in
        let host = try #require(HostTrait.current)
        let collected = try host.collect("--share-bytes", "1", bench: bench)
        #expect(collected.run.status == 3, "\(collected.run)")
        let evidence = try Evidence(collected)
        #expect(evidence.receipt["budgets"]?["cut"]?.array == ["share bytes"])
        #expect(try #require(evidence.receipt["share_bytes_written"]?.integer) < 6 << 20)
      }
    }
  }
}
