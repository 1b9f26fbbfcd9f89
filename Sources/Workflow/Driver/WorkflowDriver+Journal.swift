internal import CaseModel

/// The lease, and what is written under it.
extension WorkflowDriver {
  /// Takes or renews the lease; after taking it, replays the journal.
  ///
  /// - Returns: Who has it, if it is somebody else.
  func prepare() async throws -> Advance? {
    let now = clock.now()
    let until = now.adding(seconds: options.leaseSeconds)
    if let held = lease {
      guard now >= renewal(of: held) else { return nil }
      do { lease = try await store.renew(held, until: until) } catch {
        abandon()
        throw error
      }
      return nil
    }
    switch try await store.acquireLease(on: caseID, holder: holder, now: now, until: until) {
    case .held(let other, let end): return .leaseHeld(by: other, until: end)
    case .granted(let granted):
      machine = try WorkflowMachine(replaying: try await store.entries(of: caseID, from: 0))
      machine.untoldSkips = []
      lease = granted
      knownState = try await store.record(of: caseID)?.state
    }
    return nil
  }

  func holdLease() async throws {
    guard case .leaseHeld(let other, let until) = try await prepare() else { return }
    throw JournalStoreError(
      .leaseHeld, "another process works on the case \(caseID): \(other), until \(until)",
      hint: "wait for it to end, or end it")
  }

  /// Forgets what is held; the next call starts from the store.
  func abandon() { lease = nil }

  /// Takes events in and keeps them, all or none. They must fit.
  func append(_ events: [WorkflowEvent]) async throws {
    try await keep(try events.map { try take($0) })
  }

  /// Takes an event into the machine, as the entry that has to be kept next.
  func take(_ event: WorkflowEvent) throws -> JournalEntry {
    guard let lease else { throw JournalStoreError(.staleLease, "the case \(caseID) is not held") }
    let entry = JournalEntry(number: machine.entryCount, time: clock.now(), token: lease.token, event: event)
    try machine.apply(entry)
    return entry
  }

  /// Keeps entries that the machine has taken in. If that fails, the machine knows more than the journal and is given up.
  func keep(_ entries: [JournalEntry]) async throws {
    guard let lease, !entries.isEmpty else { return }
    let store = store
    do {
      // Not cancelled with this task: what a step came to is worth keeping.
      try await Task { try await store.append(entries, under: lease) }.value
    } catch {
      abandon()
      throw error
    }
    for entry in entries { observer(.entry(entry)) }
    tellSkips()
  }

  private func tellSkips() {
    for skip in machine.untoldSkips {
      observer(skip.because.map { .skipped(skip.step, because: $0) } ?? .noLongerSkipped(skip.step))
    }
    machine.untoldSkips = []
  }

  /// Takes up what somebody without the lease has asked for.
  func takeRequest() async throws {
    requestsSeenAt = clock.now()
    guard let lease, let request = try await store.record(of: caseID)?.request else { return }
    switch request {
    case .cancel: try await append([.unwinding(.cancel)])
    case .release: try await append([.unwinding(.release)])
    case .retry: if let steps = try? machine.reopening() { try await append([.reopened(steps)]) }
    }
    try await store.strike(request, under: lease)
  }

  /// Writes how the case stands into the index, if that has changed.
  func tellState(_ state: CaseState) async throws {
    guard let lease, state != knownState else { return }
    try await store.setState(state, under: lease)
    knownState = state
  }

  /// When the lease has to be renewed or requests have to be looked for.
  func nextDuty(at now: Timestamp) -> Timestamp {
    let look = (requestsSeenAt ?? now).adding(seconds: options.requestSeconds)
    return min(look, lease.map(renewal) ?? look)
  }

  private func renewal(of lease: Lease) -> Timestamp { lease.until.adding(seconds: -(options.leaseSeconds * 2 / 3)) }
}

extension CaseState {
  /// The word of the index for an outcome.
  init(_ outcome: WorkflowOutcome) {
    switch outcome {
    case .finished: self = .finished
    case .finishedWithFailures: self = .finishedWithFailures
    case .cancelled: self = .cancelled
    case .released: self = .released
    case .stuck: self = .stuck
    }
  }
}
