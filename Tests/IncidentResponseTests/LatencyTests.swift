import CaseModel
import Foundation
import Synchronization
import Testing
import Workflow
import WorkflowKit

@testable import IncidentResponse

/// When things happen, on a clock that jumps: nothing waits for what it does not need, and the number of targets delays nobody.
@Suite struct LatencyTests {
  /// Seconds as AWS takes them.
  private static let latency = ModelCloud.Latency(
    delivery: 2, collector: 5, stack: 60, mountTarget: 90, transfer: 20, makesBundles: false)
  private static let pace = ResponseMeans.Pace()

  @Test(arguments: [3, 1000]) func theVerdictWaitsForTheCommandAloneAndTheShareForItsStacks(count: Int) async throws {
    let times = try await Self.run(Self.suspects(count))
    #expect(times.sent[.direct] == Array(repeating: 0, count: count))
    let direct = Self.latency.delivery + Self.latency.collector
    #expect(times.verdicts.count == count)
    #expect(times.verdicts.allSatisfy { (direct...direct + Self.pace.command).contains($0) }, "\(Set(times.verdicts))")
    // Response stack and target stacks are made at once, each with its mount targets. Then the tools are there once they are moved.
    let share = Self.rounded(Self.latency.stack + Self.latency.mountTarget) + Self.rounded(Self.latency.transfer)
    #expect(times.sent[.collect] == Array(repeating: share, count: count), "\(Set(times.sent[.collect] ?? []))")
  }

  /// Up to the next look.
  private static func rounded(_ seconds: Int64) -> Int64 {
    (seconds + pace.infrastructure - 1) / pace.infrastructure * pace.infrastructure
  }

  private static func suspects(_ count: Int) -> [Suspect] {
    (0..<count).map { number in
      let vpc = number % min(50, count)
      return ModelCase.suspect(
        String(200_000_000_000 + vpc % 20), "i-" + String(0x1000_0000 + number, radix: 16),
        vpc: "vpc-" + String(0x1000_0000 + vpc, radix: 16), zone: number / 50 % 3 + 1)
    }
  }

  private struct Times {
    /// Seconds after the beginning.
    var sent: [CommandOrder.Document: [Int64]] = [:]
    var verdicts: [Int64] = []
  }

  /// Collects in both lanes; what comes after the collection is left out.
  private static func run(_ suspects: [Suspect]) async throws -> Times {
    let clock = JumpingClock()
    let start = clock.now()
    let world = try ModelCase.makeWorld(CallGate(), clock)
    defer { try? FileManager.default.removeItem(atPath: world.folder) }
    await world.cloud.setLatency(latency)
    let left = [DirectVerify.kind, ShareVerify.kind, CaseReportStep.kind]
    let steps = try ResponseGraph(ModelCase.plan(.auto, suspects)).steps().filter {
      !left.contains($0.kind) && !$0.name.text.hasPrefix("transfer/")
    }
    let store = MemoryStore()
    try await store.open(CaseRecord(id: ModelCase.caseID, title: "times", opened: start, openedBy: "a test"))
    let verdicts = Mutex<[Int64]>([])
    let driver = WorkflowDriver(
      caseID: ModelCase.caseID, catalogue: ModelCase.catalogue(world), store: store, clock: clock, holder: "a test"
    ) { observation in
      guard case .entry(let entry) = observation, case .done(let step, _, _) = entry.event,
        step.text.hasPrefix("direct/")
      else { return }
      verdicts.withLock { $0.append(entry.time.seconds - start.seconds) }
    }
    try await driver.plan(steps)
    #expect(try await driver.run() == .finished(.finished))
    var times = Times(verdicts: verdicts.withLock { $0 })
    for command in await world.cloud.sent {
      times.sent[command.document, default: []].append(command.at.seconds - start.seconds)
    }
    return times
  }
}
