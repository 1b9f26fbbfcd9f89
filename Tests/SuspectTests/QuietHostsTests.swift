import HostKit
import Testing

extension OnTestHosts {
  /// Hosts that nobody broke into, with everything that looks odd and is not.
  @Suite struct QuietHostsTests {
    @Test(arguments: [
      "clean", "busy-web", "busy-database", "busy-container", "busy-developer", "busy-ci", "busy-bastion",
    ])
    func nothingIsSaidOfAHostThatNobodyBrokeInto(variant: String) throws {
      try Workbench.with(inMemory: true) { bench in
        try TestHost.with(variant) { host in
          let collected = try host.collect(bench: bench)
          let judged = try Judged(collected)
          let said = judged.loud.map { "\($0.severity) \($0.id) \($0.title)" }
          #expect(said.isEmpty, "\(said.joined(separator: "\n"))")
          #expect(judged.verdict == "clear")
        }
      }
    }
  }
}
