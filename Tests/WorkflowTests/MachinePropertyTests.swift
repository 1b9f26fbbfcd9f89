import CaseModel
import Foundation
import JSONText
import Testing
import Workflow
import WorkflowKit

/// Random graphs, random fates, random moments of cancelling, retrying and dying. What has to hold is checked after every entry.
@Suite struct MachinePropertyTests {
  @Test func randomGraphsWithRandomFatesKeepTheRules() throws {
    let base = UInt64.random(in: 0...UInt64.max)
    let rounds = ProcessInfo.processInfo.environment["NEEDLETAIL_WALKS"].flatMap(Int.init) ?? 100
    for round in 0..<rounds {
      let seed = base &+ UInt64(round)
      var walk = MachineWalk(seed: seed)
      do { try walk.run() } catch {
        Issue.record("seed \(seed): \(error)")
        return
      }
    }
    print("machine: \(rounds) graphs from seed \(base)")
  }
}

/// One random workflow, played by hand: next action, random answer, rules checked.
private struct MachineWalk {
  private var random: SeededRandom
  private var machine = WorkflowMachine()
  private var entries: [JournalEntry] = []
  private var now = Timestamp(seconds: 1000)
  private var added = 0
  private var undone: [StepName] = []

  init(seed: UInt64) { random = SeededRandom(seed) }

  mutating func run() throws {
    try append(.planned(plans(Int.random(in: 1...12, using: &random), "s", known: [])))
    var rounds = 0
    while true {
      rounds += 1
      try demand(rounds < 3000, "does not end")
      if random.chance(2) { try append(.unwinding(random.chance(50) ? .release : .cancel)) }
      if random.chance(10), let steps = try? machine.reopening() { try append(.reopened(steps)) }
      if random.chance(5) { try dieAndResume() }
      let actions = machine.next(at: now)
      try demand(!actions.isEmpty, "nothing to do and no word why")
      switch actions.randomElement(using: &random) {
      case .sleep(let until):
        try demand(until > now, "sleeps until a time that has come")
        now = until
      case .finished(let outcome):
        try demand(actions.count == 1, "finished with other actions")
        if try conclude(outcome) { return }
      case .carryOut(let step): try carryOut(step)
      case .undo(let step): try undo(step)
      case nil: break
      }
    }
  }

  /// - Returns: Whether the walk is over.
  private mutating func conclude(_ outcome: WorkflowOutcome) throws -> Bool {
    let standings = machine.standings
    let effects = standings.filter(\.mayHaveEffects)
    switch outcome {
    case .finished:
      try demand(standings.allSatisfy { $0.state == .done }, "finished with steps that are not done")
      try append(.unwinding(.release))
    case .finishedWithFailures(let failed):
      try demand(Set(failed) == Set(standings.filter { $0.state == .failed }.map(\.plan.name)), "other failures")
      try demand(
        standings.allSatisfy { [.done, .failed, .skipped].contains($0.state) }, "finished with steps that are open")
      try append(random.chance(50) ? .unwinding(.release) : .reopened(try machine.reopening()))
    case .stuck(let stuck, let held):
      try demand(!stuck.isEmpty, "stuck with nothing")
      try demand(effects.count == stuck.count + held.count, "stuck and held are not what is left")
      try append(.unwinding(.release))
    case .cancelled, .released:
      try demand(effects.isEmpty, "taken back with effects left")
      try demand(
        standings.allSatisfy { [.planned, .skipped, .undone].contains($0.state) }, "taken back with steps left open")
      return true
    }
    return false
  }

  private mutating func carryOut(_ step: StepName) throws {
    let standing = try standing(step)
    if standing.state == .planned {
      try append(
        .begun(step, kind: standing.plan.kind, input: standing.plan.input, attempt: standing.attempt + 1))
      if random.chance(10) { return }
    }
    switch Int.random(in: 0..<10, using: &random) {
    case 0: try append(.failed(step, StepFailure("f", "failed")))
    case 1...3:
      try append(.waiting(step, StepWait(until: later(), memory: .integer(Int64(entries.count)), note: "w")))
    default:
      let adding = added < 12 && random.chance(20) ? plans(2, "x\(entries.count)-", known: [step]) : []
      added += adding.count
      try append(.done(step, output: .string(step.text), adding: adding))
    }
  }

  private mutating func undo(_ step: StepName) throws {
    let standing = try standing(step)
    if ![.undoing, .undoWaiting].contains(standing.state) {
      let attempts = entries.count {
        if case .undoing(step, _) = $0.event { return true }
        return false
      }
      try append(.undoing(step, attempt: attempts + 1))
      if random.chance(10) { return }
    }
    switch Int.random(in: 0..<10, using: &random) {
    case 0: try append(.stuck(step, StepFailure("s", "stuck")))
    case 1...3: try append(.undoWaiting(step, StepWait(until: later(), note: "w")))
    default: try append(.undone(step, nothingToUndo: random.chance(30)))
    }
  }

  private mutating func later() -> Timestamp {
    Timestamp(nanoseconds: now.nanoseconds + Int64.random(in: 1...5_000_000_000, using: &random))
  }

  private func standing(_ step: StepName) throws -> StepStanding {
    guard let standing = machine[step] else { throw TrialError("no step \(step)") }
    return standing
  }

  /// Another process reads the journal and knows the same.
  private mutating func dieAndResume() throws {
    let other = try WorkflowMachine(replaying: entries)
    try demand(other.standings == machine.standings, "a replayed machine stands otherwise")
    try demand(other.next(at: now) == machine.next(at: now), "a replayed machine does otherwise")
    machine = other
  }

  private mutating func append(_ event: WorkflowEvent) throws {
    let before = machine
    let entry = JournalEntry(number: entries.count, time: now, token: 1, event: event)
    try machine.apply(entry)
    entries.append(entry)
    try checkRules(event, before)
    try checkRefusals()
  }

  private mutating func checkRules(_ event: WorkflowEvent, _ before: WorkflowMachine) throws {
    switch event {
    case .begun(let step, _, _, _):
      let plan = try standing(step).plan
      try demand(before.unwinding == nil, "\(step) was begun while all is taken back")
      try demand(plan.after.allSatisfy { before[$0]?.state == .done }, "\(step) was begun before what it needs")
      try demand(
        plan.tolerates.allSatisfy { [.done, .failed, .skipped].contains(before[$0]?.state) },
        "\(step) was begun before what it tolerates")
    case .undoing(let step, _):
      let dependants = before.standings.filter { ($0.plan.after + $0.plan.tolerates).contains(step) }
      try demand(dependants.allSatisfy { !$0.mayHaveEffects }, "\(step) is taken back before what stands on it")
    default: break
    }
    for standing in machine.standings {
      let lost = standing.plan.after.contains { [.failed, .skipped].contains(machine[$0]?.state) }
      if machine.unwinding == nil {
        try demand(lost == (standing.state == .skipped), "\(standing.plan.name) is \(standing.state), lost: \(lost)")
      }
      if standing.state == .skipped, machine.unwinding == nil {
        let cause = standing.skippedBecause.flatMap { machine[$0] }
        try demand(cause?.state == .failed, "\(standing.plan.name) is skipped without a failed cause")
      }
    }
  }

  /// Events that cannot follow are refused and change nothing.
  private mutating func checkRefusals() throws {
    guard let step = machine.standings.randomElement(using: &random) else { return }
    let name = step.plan.name
    let illegal: [WorkflowEvent]
    switch step.state {
    case .planned, .skipped, .undone:
      illegal = [.done(name, output: .null, adding: []), .undone(name, nothingToUndo: true)]
    case .running, .waiting: illegal = [.begun(name, kind: "k", input: .null, attempt: step.attempt + 1)]
    case .done, .failed: illegal = [.failed(name, StepFailure("f", "f")), .stuck(name, StepFailure("f", "f"))]
    case .undoing, .undoWaiting: illegal = [.done(name, output: .null, adding: []), .undoing(name, attempt: 1)]
    case .stuck: illegal = [.undone(name, nothingToUndo: true), .waiting(name, StepWait(until: now, note: ""))]
    }
    let all =
      illegal + [
        .done("nobody", output: .null, adding: []),
        .planned([StepPlan(name: "lost", kind: "k", input: .null, after: ["nobody"])]),
        .planned([
          StepPlan(name: "l1", kind: "k", input: .null, after: ["l2"]),
          StepPlan(name: "l2", kind: "k", input: .null, tolerates: ["l1"]),
        ]),
        .planned([StepPlan(name: name, kind: "another", input: .null)]),
      ]
    for event in all {
      let before = machine.standings
      do {
        try machine.apply(JournalEntry(number: entries.count, time: now, token: 1, event: event))
        throw TrialError("\(event) was taken in state \(step.state)")
      } catch is WorkflowFault {
        try demand(machine.standings == before, "a refused \(event.word) changed something")
      }
    }
  }

  /// Steps that wait for steps before them, in any order in the list.
  private mutating func plans(_ count: Int, _ prefix: String, known: [StepName]) -> [StepPlan] {
    var names = known
    var result: [StepPlan] = []
    for number in 0..<count {
      var after: [StepName] = []
      var tolerates: [StepName] = []
      for name in names where random.chance(30) {
        if random.chance(60) { after.append(name) } else { tolerates.append(name) }
      }
      let name = StepName("\(prefix)\(number)")
      result.append(
        StepPlan(
          name: name, kind: random.chance(50) ? "k" : "l", input: .integer(Int64(number)), after: after,
          tolerates: tolerates))
      names.append(name)
    }
    return result.shuffled(using: &random)
  }
}

private func demand(_ condition: Bool, _ what: @autoclosure () -> String) throws {
  if !condition { throw TrialError(what()) }
}
