import Foundation
import HostKit
import JSONText
import Testing

/// Real kills of the real program: whatever moment it dies at, the next one goes on, and nothing is lost, doubled or left.
@Suite(.serialized, .enabled(if: Needs.slow, "twenty real kills"))
struct KillTests {
  @Test func aProgramKilledAtAnyMomentGoesOnAndLeavesNothing() async throws {
    var random = SystemRandomNumberGenerator()
    let seed = ProcessInfo.processInfo.environment["NEEDLETAIL_SEED"].flatMap { UInt64($0) } ?? random.next()
    print("kills: NEEDLETAIL_SEED=\(seed)")
    var moments = KillMoments(seed: seed)
    var kills = 0
    try await LabCloud.with("scale:4:2:2") { cloud in
      try await cloud.install()
      let before = try await cloud.inventory()
      let instances = try #require(cloud.facts["instances"]?.members).map(\.name)
      let file = "\(cloud.folder)/targets.txt"
      try instances.map { try cloud.line($0) }.joined(separator: "\n").write(
        toFile: file, atomically: true, encoding: .utf8)
      for number in 0..<20 {
        let name = "kill-\(number)"
        let calls = moments.next()
        kills += try await die(cloud, ["respond", file, "--case", name, "--yes", "--json"], after: calls)
        // It may have died before there was a case; then the command itself is what goes on.
        var run = try await cloud.needletail(["resume", name, "--json"], limit: 300)
        if run.complaint.contains("there is no case") {
          run = try await cloud.needletail(["respond", file, "--case", name, "--yes", "--json"], limit: 300)
        }
        #expect(run.status == 0, "\(name), killed after \(calls) calls: \(run.text) \(run.complaint)")
        let report = try JSONReader.parse(run.output)
        let judged = (report["targets"]?.array ?? []).filter { $0["final"]?["verdict"]?.string != nil }
        #expect(judged.count == instances.count, "\(name), killed after \(calls) calls")

        kills += try await die(cloud, ["release", name, "--json"], after: moments.next() / 2)
        let release = try await cloud.needletail(["release", name, "--json"], limit: 300)
        #expect(release.status == 0, "\(name), release killed: \(release.text) \(release.complaint)")
        let left = try await cloud.inventory().subtracting(before).filter {
          !$0.contains("needletail-vault-") && !$0.contains("needletail-toolset-")
        }
        #expect(left.isEmpty, "\(name): \(left.sorted())")
      }
      print("kills: \(kills) of 40 programs were at work when they were killed")
      #expect(kills >= 20)
    }
  }

  /// Starts the program and kills it once the cloud has seen that many calls of it.
  ///
  /// - Returns: 1 if it was at work then, 0 if it had ended by itself.
  private func die(_ cloud: LabCloud, _ words: [String], after calls: Int) async throws -> Int {
    let log = "\(cloud.folder)/calls.jsonl"
    func size() -> Int { (try? String(contentsOfFile: log, encoding: .utf8))?.utf8.filter { $0 == 10 }.count ?? 0 }
    let start = size()
    let program = try RunningProgram(cloud.command(words))
    _ = program.wait(limit: 120) { size() - start >= calls || program.hasEnded() }
    let isAtWork = !program.hasEnded()
    program.signal(SIGKILL)
    _ = program.finish(limit: 10)
    return isAtWork ? 1 : 0
  }
}

/// How many calls a program may make before it is killed: from none to more than it makes.
private struct KillMoments {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % 300
  }
}
