public import CaseModel
internal import JSONText

/// Running what can run. Steps are called in tasks of their own; their answers come through a mailbox, so that answers that come
/// while the journal is being written are written together.
extension WorkflowDriver {
  /// What arrives while steps are at work.
  private enum Arrival: Sendable {
    case answer(StepName, isUndo: Bool, StepJob.Answer)
    /// It is time to look at the clock.
    case alarm
  }

  private struct Alarm {
    var time: Timestamp
    var task: Task<Void, Never>
  }

  /// Runs whatever can run, and what becomes possible by it, without waiting for steps that ask to be called later.
  ///
  /// - Parameter deadline: From then on no step is called any more; `.wake` then names a time that has come already.
  /// - Throws: `JournalStoreError`; `WorkflowFault` for a damaged journal or a kind that is not in the catalogue;
  ///   `CancellationError`. Steps at work are waited for first.
  public func advance(until deadline: Timestamp? = nil) async throws -> Advance {
    precondition(!isAdvancing, "a driver is used by one task at a time")
    isAdvancing = true
    defer { isAdvancing = false }
    if let held = try await prepare() { return held }
    try checkKinds()
    try await takeRequest()
    if machine.end == nil { try await tellState(machine.unwinding == nil ? .open : .unwinding) }
    if let stop = await work(until: deadline) { throw stop }
    return try await conclude(deadline)
  }

  /// Calls steps until nothing more can be called and nothing is at work.
  ///
  /// - Returns: Why it stopped early, if it did.
  private func work(until deadline: Timestamp?) async -> (any Error)? {
    let mailbox = Mailbox<Arrival>()
    return await withDiscardingTaskGroup { group in
      var stop: (any Error)?
      var alarm: Alarm?
      while true {
        if stop == nil, Task.isCancelled { stop = CancellationError() }
        if stop == nil {
          do {
            for job in try await start(until: deadline) { send(job, to: mailbox, in: &group) }
          } catch {
            stop = error
            interrupt()
          }
        }
        if calls.isEmpty { break }
        setAlarm(&alarm, isNeeded: stop == nil, mailbox)
        let arrivals = await mailbox.take()
        do {
          try await take(arrivals)
          if stop == nil { try await attend() }
        } catch {
          stop = stop ?? error
          interrupt()
        }
      }
      alarm?.task.cancel()
      return stop
    }
  }

  /// Every step that may yet be called is of a kind that is known.
  private func checkKinds() throws {
    let known = catalogue.names
    for record in machine.records where !known.contains(record.plan.kind) {
      guard record.mayHaveEffects || !record.state.hasEnded else { continue }
      throw WorkflowFault(
        .unknownKind,
        "the case \(caseID) has a step of a kind that this program does not know: \(record.plan.name), \(record.plan.kind)"
      )
    }
  }

  /// Hands out what can run, after the journal says that it is begun.
  private func start(until deadline: Timestamp?) async throws -> [StepJob] {
    let now = clock.now()
    if let deadline, now >= deadline { return [] }
    let catalogue = catalogue
    let actions = machine.take(at: now, limit: options.parallelLimit) { catalogue[$0]?.parallelLimit ?? 1 }
    var entries: [JournalEntry] = []
    var jobs: [StepJob] = []
    for action in actions {
      switch action {
      case .carryOut(let step): if let event = machine.begunEvent(step) { entries.append(try take(event)) }
      case .undo(let step): if let event = machine.undoingEvent(step) { entries.append(try take(event)) }
      case .sleep, .finished: continue
      }
    }
    try await keep(entries)
    for action in actions {
      if let job = machine.job(for: action, in: caseID, catalogue: catalogue, now: now) { jobs.append(job) }
    }
    return jobs
  }

  private func send(_ job: StepJob, to mailbox: Mailbox<Arrival>, in group: inout DiscardingTaskGroup) {
    let call = Task { await job.perform() }
    let step = job.context.step
    calls[step] = call
    group.addTask {
      let answer = await withTaskCancellationHandler {
        await call.value
      } onCancel: {
        call.cancel()
      }
      await mailbox.put(.answer(step, isUndo: job.isUndo, answer))
    }
  }

  /// Tells steps at work to stop.
  private func interrupt() { for call in calls.values { call.cancel() } }

  /// Rings for the next wake or duty while steps are at work.
  private func setAlarm(_ alarm: inout Alarm?, isNeeded: Bool, _ mailbox: Mailbox<Arrival>) {
    let now = clock.now()
    let duty = nextDuty(at: now)
    // A wake that has come already waits for a place, not for a time.
    let time = min(machine.nextWake.flatMap { $0 > now ? $0 : nil } ?? duty, duty)
    if let set = alarm, isNeeded, set.time == time, time > now { return }
    alarm?.task.cancel()
    alarm = nil
    guard isNeeded else { return }
    let clock = clock
    alarm = Alarm(
      time: time,
      task: Task {
        guard (try? await clock.alarm(at: time)) != nil else { return }
        await mailbox.put(.alarm)
      })
  }

  /// Lease and requests, if it is time for them.
  private func attend() async throws {
    let now = clock.now()
    _ = try await prepare()
    let wasUnwinding = machine.unwinding
    guard now >= (requestsSeenAt ?? now).adding(seconds: options.requestSeconds) else { return }
    try await takeRequest()
    if wasUnwinding == nil, machine.unwinding != nil { interrupt() }
  }

  private func take(_ arrivals: [Arrival]) async throws {
    var entries: [JournalEntry] = []
    for case .answer(let step, let isUndo, let answer) in arrivals {
      calls[step] = nil
      guard lease != nil else { continue }
      if let event = event(for: answer, of: step, isUndo: isUndo) { entries.append(try record(event)) }
    }
    try await keep(entries)
  }

  /// What an answer means for the journal; `nil` if it says nothing new.
  private func event(for answer: StepJob.Answer, of step: StepName, isUndo: Bool) -> WorkflowEvent? {
    switch answer {
    case .carriedOut(.done(let output, let adding)): return .done(step, output: output, adding: adding)
    case .carriedOut(.waiting(let until, let memory, let note)):
      return event(for: StepWait(until: until, memory: memory, note: note), of: step) { .waiting(step, $0) }
    case .takenBack(.undone): return .undone(step, nothingToUndo: false)
    case .takenBack(.nothingToUndo): return .undone(step, nothingToUndo: true)
    case .takenBack(.waiting(let until, let memory, let note)):
      return event(for: StepWait(until: until, memory: memory, note: note), of: step) { .undoWaiting(step, $0) }
    case .failed(let failure): return isUndo ? .stuck(step, failure) : .failed(step, failure)
    case .interrupted:
      machine.putBack(step)
      return nil
    }
  }

  /// A wait for the same as before is no news: it is not journalled, and it is not called again at once.
  private func event(
    for wait: StepWait, of step: StepName, _ make: (StepWait) -> WorkflowEvent
  ) -> WorkflowEvent? {
    guard let last = machine[step]?.wait, last.memory == wait.memory, last.note == wait.note else { return make(wait) }
    let now = clock.now()
    var later = wait
    if later.until <= now { later.until = now.adding(seconds: 1) }
    guard (try? machine.apply(make(later), at: now)) != nil else { return make(wait) }
    observer(.stillWaiting(step, later))
    return nil
  }

  /// Takes an event in; a step that adds steps which cannot be has failed.
  private func record(_ event: WorkflowEvent) throws -> JournalEntry {
    guard case .done(let step, _, let adding) = event else { return try take(event) }
    do {
      try machine.check(adding, kinds: catalogue.names)
      return try take(event)
    } catch let fault as WorkflowFault {
      return try take(.failed(step, StepFailure("bad-plan", "what \(step) adds cannot be: \(fault.message)")))
    }
  }

  /// Nothing is at work: how it stands.
  private func conclude(_ deadline: Timestamp?) async throws -> Advance {
    let now = clock.now()
    // Past its deadline there may be steps that nobody has called.
    let next = deadline.map { now >= $0 } ?? false ? machine.next(at: now).first : machine.rest(at: now)
    switch next {
    case .finished(let outcome):
      try await tellState(CaseState(outcome))
      return .finished(outcome)
    case .sleep(let time): return .wake(at: time)
    case .carryOut, .undo, nil: return .wake(at: now)
    }
  }
}
