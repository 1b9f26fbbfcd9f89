import CaseModel
import JSONText
import Workflow
import WorkflowKit

/// What happened to steps, in order.
actor Diary {
  private(set) var lines: [String] = []
  private var waiters: [(line: String, wake: CheckedContinuation<Void, Never>)] = []
  private(set) var atWork = 0
  private(set) var mostAtWork = 0

  func note(_ line: String) {
    lines.append(line)
    for waiter in waiters where waiter.line == line { waiter.wake.resume() }
    waiters.removeAll { $0.line == line }
  }

  /// Returns when the line has been noted.
  func wait(for line: String) async {
    guard !lines.contains(line) else { return }
    await withCheckedContinuation { waiters.append((line, $0)) }
  }

  func enter() {
    atWork += 1
    mostAtWork = max(mostAtWork, atWork)
  }
  func leave() { atWork -= 1 }

  func count(_ line: String) -> Int { lines.count { $0 == line } }
}

/// A step that does what its input says, and notes it.
struct ScriptedStep: StepKind {
  static let kind = "scripted"

  struct Input: Codable, Sendable {
    /// Fails in the first so many attempts.
    var fails = 0
    /// Cannot be taken back in the first so many attempts.
    var sticks = 0
    /// Waits so often, so many seconds each, always for the same.
    var waits = 0
    var waitSeconds: Int64 = 10
    /// Works until it is cancelled.
    var isEndless = false
    /// Works until the diary has this line.
    var until: String?
    /// Adds these steps, JSON of plans.
    var adds: [StepPlan] = []
  }

  let diary: Diary
  let clock: JumpingClock

  func carryOut(_ input: Input, _ context: StepContext) async throws -> StepProgress<Int> {
    await diary.enter()
    defer { Task { await diary.leave() } }
    await diary.note("do \(context.step)")
    if context.attempt <= input.fails { throw StepFailure("told-to", "it was told to fail", isRetryable: true) }
    if input.isEndless {
      try await clock.alarm(at: Timestamp(nanoseconds: .max))
    }
    if let until = input.until { await diary.wait(for: until) }
    if await diary.count("do \(context.step)") <= input.waits {
      return .waiting(
        until: Timestamp(nanoseconds: context.now.nanoseconds + input.waitSeconds * 1_000_000_000), memory: "waiting",
        note: "for nothing")
    }
    await diary.note("done \(context.step)")
    return .done(context.attempt, adding: input.adds)
  }

  func undo(_ input: Input, _ output: Int?, _ context: StepContext) async throws -> UndoProgress {
    await diary.note("undo \(context.step) \(output.map { "\($0)" } ?? "-")")
    if context.attempt <= input.sticks { throw StepFailure("told-to", "it was told to stick") }
    return .undone
  }
}
