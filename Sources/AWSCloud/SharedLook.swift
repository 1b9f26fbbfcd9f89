/// One answer for all who ask at about the same time: hundreds of steps that wait for the same service cost one call, not one each.
actor SharedLook<Value: Sendable> {
  private var last: (value: Value, at: ContinuousClock.Instant)?
  private var underWay: (task: Task<Value, any Error>, number: Int)?
  private var number = 0

  /// What was seen at most that long ago; looks if nobody has. A failed look is not kept.
  func value(
    within age: Duration, _ look: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    if let last, ContinuousClock.now - last.at < age { return last.value }
    if let underWay { return try await underWay.task.value }
    let begun = ContinuousClock.now
    number += 1
    let mine = number
    // Of its own: one who gives up waiting must not end it for the others.
    let task = Task { try await look() }
    underWay = (task, mine)
    defer { if underWay?.number == mine { underWay = nil } }
    let value = try await task.value
    if underWay?.number == mine { last = (value, begun) }
    return value
  }

  /// What was seen does not count any more, nor what is being looked at.
  func forget() {
    last = nil
    underWay = nil
  }
}
