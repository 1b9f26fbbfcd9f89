public import CaseModel
internal import Synchronization
public import Workflow

/// A clock that stands still while steps are at work and jumps when the driver idles.
public final class JumpingClock: WorkflowClock {
  private struct Sleeper {
    var time: Timestamp
    var wake: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var now: Timestamp
    var sleepers: [Int: Sleeper] = [:]
    var nextSleeper = 0
  }

  private let state: Mutex<State>

  /// - Parameter start: The first time that it tells.
  public init(_ start: Timestamp = Timestamp(seconds: 1_000_000_000)) { state = Mutex(State(now: start)) }

  public func now() -> Timestamp { state.withLock { $0.now } }

  public func idle(until time: Timestamp) async throws {
    try Task.checkCancellation()
    move(to: time)
  }

  public func alarm(at time: Timestamp) async throws {
    let number = state.withLock { state in
      state.nextSleeper += 1
      return state.nextSleeper
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { wake in
        let isOver = state.withLock { state in
          if time <= state.now { return true }
          state.sleepers[number] = Sleeper(time: time, wake: wake)
          return false
        }
        // Cancelled before the sleeper was there: the handler has run already and found nothing.
        if isOver { wake.resume() } else if Task.isCancelled { cancel(number) }
      }
    } onCancel: {
      cancel(number)
    }
  }

  /// Moves the time forward and wakes whom that concerns.
  public func move(to time: Timestamp) {
    let due = state.withLock { state in
      state.now = max(state.now, time)
      let due = state.sleepers.filter { $0.value.time <= state.now }
      for number in due.keys { state.sleepers[number] = nil }
      return due.values.map(\.wake)
    }
    for wake in due { wake.resume() }
  }

  /// Moves the time forward.
  public func move(seconds: Int64) {
    move(to: Timestamp(nanoseconds: now().nanoseconds + seconds * 1_000_000_000))
  }

  private func cancel(_ number: Int) {
    state.withLock { $0.sleepers.removeValue(forKey: number) }?.wake.resume(throwing: CancellationError())
  }
}
