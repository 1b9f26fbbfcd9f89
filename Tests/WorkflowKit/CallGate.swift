internal import Synchronization

/// The process was killed: nothing of it goes on.
public struct Killed: Error {
  /// It was.
  public init() {}
}

/// A call failed for a reason outside; whether it took effect is not known to the caller.
public struct CallFault: Error, CustomStringConvertible {
  /// Which call.
  public var call: String
  public var description: String { "connection reset during: \(call)" }
}

/// Stands before every call to the world and to the store, and can make one fail. Each call has two points: before it takes
/// effect, and after it took effect but before the caller learns of it.
public final class CallGate: Sendable {
  /// What to do at a point.
  public enum Fault: Sendable, Hashable {
    /// At that point, and at every later one, `Killed` is thrown.
    case kill(at: Int)
    /// At that point only, `CallFault` is thrown.
    case reset(at: Int)
  }

  private struct State {
    var point = 0
    var fault: Fault?
    var isDead = false
    var didFail: String?
  }

  private let state = Mutex(State())

  /// A gate that lets everything pass.
  public init() {}

  /// Points passed since the last `arm`.
  public var points: Int { state.withLock { $0.point } }

  /// The call that failed since the last `arm`, if one did.
  public var failedCall: String? { state.withLock { $0.didFail } }

  /// Counts from 0 again and fails as told; `nil` lets everything pass.
  public func arm(_ fault: Fault?) { state.withLock { $0 = State(fault: fault) } }

  /// Lets a call through, or not. The effect runs where the caller runs, so an actor can touch its own state in it.
  public func pass<Result>(
    _ call: String, isolation: isolated (any Actor)? = #isolation, _ effect: () async throws -> Result
  ) async throws -> Result {
    try stop(call, "before")
    let result = try await effect()
    try stop(call, "after")
    return result
  }

  private func stop(_ call: String, _ side: String) throws {
    let error: (any Error)? = state.withLock { state in
      let point = state.point
      state.point += 1
      if state.isDead { return Killed() }
      switch state.fault {
      case .kill(let at) where at == point:
        state.isDead = true
        state.didFail = "\(side) \(call)"
        return Killed()
      case .reset(let at) where at == point:
        state.didFail = "\(side) \(call)"
        return CallFault(call: "\(call) (\(side) it took effect)")
      default: return nil
      }
    }
    if let error { throw error }
  }
}
