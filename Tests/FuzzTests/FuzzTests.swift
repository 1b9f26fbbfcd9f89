import Foundation
import FuzzTargets
import Testing

/// Every target on changed seeds, in this process. A trap ends the run; the seed that is printed replays it:
/// `NEEDLETAIL_SEED=N swift test --filter FuzzTests`. The long run, guided by coverage, is `Fuzz/run`.
@Suite(.serialized) struct FuzzTests {
  private static let seed: UInt64 =
    ProcessInfo.processInfo.environment["NEEDLETAIL_SEED"].flatMap { UInt64($0) } ?? .random(in: 1...(.max))

  @Test func everyTargetHasSeedsThatItSurvives() {
    for target in FuzzTargets.all {
      let seeds = target.seeds()
      #expect(!seeds.isEmpty, "\(target.name)")
      for seed in seeds { target.run(seed) }
      target.run([])
    }
    #expect(Set(FuzzTargets.all.map(\.name)).count == FuzzTargets.all.count)
  }

  @Test(arguments: FuzzTargets.all.map(\.name))
  func changedSeedsAreSurvived(name: String) throws {
    let target = try #require(FuzzTargets.named(name))
    print("fuzz \(name): NEEDLETAIL_SEED=\(Self.seed)")
    var changer = SeedChanger(seed: Self.seed)
    let seeds = target.seeds()
    for _ in 0..<(name == "artifact" ? 800 : 100) { target.run(changer.change(seeds)) }
  }
}
