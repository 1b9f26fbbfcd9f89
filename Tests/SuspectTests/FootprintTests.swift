import Foundation
import HostKit
import JSONText
import Testing

extension OnTestHosts {
  /// Nothing of ours stays on a suspect: no byte, no time, no program, no module.
  @Suite(.host("clean")) struct FootprintTests {
    /// For `noatime`, the last fall-back, what remains is what `O_NOATIME` cannot cover: reading the target of a symbolic link may
    /// change the link's access time. It is compared separately for that.
    @Test(arguments: ["clone", "namespace", "noatime"])
    func aCollectionChangesNoTimeAndWritesNoSector(view: String) throws {
      let host = try #require(HostTrait.current)
      try Workbench.with(inMemory: true) { bench in
        // With strictatime every read shows, and no thread of the kernel initialises tables meanwhile.
        try host.runPlain(["/usr/bin/mount", "-o", "remount,strictatime,noinit_itable", "none", "/"]).expecting(0)
        host.freeze()
        defer { for pid in host.processes() { kill(pid, SIGCONT) } }
        try Run.program(["sync", "-f", "\(host.root)/etc"]).expecting(0)
        let before = try host.metadata()
        let counters = try host.diskCounters()

        let collected = try host.collect("--view", view, bench: bench)

        try Run.program(["sync", "-f", "\(host.root)/etc"]).expecting(0)
        let after = try host.diskCounters()
        let changes = Self.changes(before, try host.metadata())
        let links = changes.filter { view == "noatime" && before[$0.path]?.contains("mode 120") == true }
        #expect(before.count > 10_000)
        #expect(changes.count == links.count, "\(changes.count) changed: \(changes.prefix(8))")
        if links.isEmpty { #expect(after.sectorsWritten == counters.sectorsWritten) }
        let evidence = try Evidence(collected)
        #expect(evidence.receipt["view"]?["kind"]?.string == view)
        #expect(evidence.receipt["local_bytes_written"]?.string == "0")
      }
    }

    /// The comparison above can see a change.
    @Test func aReadOfTheSuspectWouldShow() throws {
      let host = try #require(HostTrait.current)
      try host.runPlain(["/usr/bin/mount", "-o", "remount,strictatime,noinit_itable", "none", "/"]).expecting(0)
      let before = try host.metadata()
      try host.runPlain(["/usr/bin/cat", "/etc/hostname"]).expecting(0)
      #expect(Self.changes(before, try host.metadata()).contains { $0.path == "/etc/hostname" })
    }

    private static func changes(_ before: [String: String], _ after: [String: String]) -> [(path: String, what: String)]
    {
      Set(before.keys).union(after.keys).sorted().compactMap { path in
        before[path] == after[path] ? nil : (path, "\(before[path] ?? "absent") -> \(after[path] ?? "absent")")
      }
    }

    @Test func theCollectorStartsNoProgramAndLoadsNoModule() throws {
      let host = try #require(HostTrait.current)
      try Workbench.with(inMemory: true) { bench in
        let modules = Self.modules()
        let run = try host.run(
          [
            "/usr/bin/strace", "-f", "-qq", "-e", "trace=execve,execveat,init_module,finit_module,delete_module", "-e",
            "signal=none", "-o",
            "/mnt/trace", TestHost.collector, "collect", "--share", "/mnt/evidence", "--case", "C-1", "--profile",
            "quick",
          ], bench: bench)
        _ = try Evidence(try Collected(run, bench: bench))
        let calls = try String(contentsOfFile: bench("trace"), encoding: .utf8).split(separator: "\n").filter {
          $0.contains("(")
        }
        #expect(calls.count == 1, "\(calls)")
        #expect(calls.first?.contains("execve(\"\(TestHost.collector)\"") == true)
        #expect(Self.modules() == modules)
      }
    }

    private static func modules() -> Set<String> {
      let text = (try? String(contentsOfFile: "/proc/modules", encoding: .utf8)) ?? ""
      return Set(text.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) })
    }
  }
}
