internal import CaseModel
internal import IncidentResponse
internal import JSONText
internal import ProgramKit
internal import Workflow

/// Takes back what a case made, and proves it by comparing full inventories.
struct TearDown {
  let desk: ResponseDesk
  let name: String
  let reason: UnwindReason
  /// Evidence on shares that is not in the vault may go.
  let discardsUnverified: Bool

  func run() async throws -> CaseModel.ExitCode {
    let record = try await desk.record(name)
    let plan = try ResponseDesk.plan(record)
    let cloud = try await desk.cloud(plan)
    let progress = ProgressText(started: SystemClock().now(), isQuiet: false)
    let driver = try desk.driver(plan, cloud: cloud, openedBy: record.openedBy.text) { progress.observe($0) }
    do {
      // What may be lost is looked at once nobody else can collect any more.
      try await ResponseDesk.waitingForLease { try await driver.plan([]) }
      if !discardsUnverified {
        do { try await refuseLoss(record) } catch {
          await driver.close()
          throw error
        }
      }
      try await driver.unwind(reason)
    } catch let error
      as JournalStoreError where error.code == .leaseHeld
    {
      guard reason == .cancel, discardsUnverified else {
        throw Failure(
          "\(error.message)",
          hint: "interrupt that process (Ctrl-C), then: needletail \(verb) \(record.id)"
            + (reason == .cancel ? "; or --discard-unverified, which has that process take everything back now" : ""))
      }
      try await desk.store.ask(.cancel, of: record.id)
      throw Failure(
        "another process works on the case \(record.id) and was asked to cancel it; it does so within seconds",
        hint: "needletail status \(record.id) --follow", code: .incomplete)
    }
    guard case .finished(let outcome) = try await driver.run() else {
      throw Failure("the case \(record.id) is being worked on by somebody else", hint: "needletail status \(record.id)")
    }
    let standings = try await desk.machine(record.id).standings
    let proof = try await ResidueCheck(cloud: cloud, plan: plan).compare(standings)
    let text = TearDownText(caseID: record.id, verb: verb, outcome: outcome, proof: proof)
    Terminal.out(desk.options.json ? text.json.prettyText + "\n" : text.text)
    _ = try await CaseRun(desk: desk, caseID: record.id).report()
    if case .stuck = outcome { return .failed }
    return proof.isClean ? .done : .failed
  }

  private var verb: String { reason == .release ? "release" : "cancel" }

  /// A share whose evidence is not in the vault is not thrown away by accident: a collector that was cut short leaves a prefix there that
  /// still verifies.
  private func refuseLoss(_ record: CaseRecord) async throws {
    let machine = try await desk.machine(record.id)
    // A tear-down that was interrupted goes on: this was decided when it began, and evidence that was verified then is undone by now.
    guard machine.unwinding == nil else { return }
    let standings = machine.standings
    let verified = Set(standings.filter { $0.plan.kind == ShareVerify.kind && $0.state == .done }.map(\.plan.scope))
    let lost = standings.filter {
      $0.plan.kind == ShareCollect.kind && $0.mayHaveEffects && !verified.contains($0.plan.scope)
    }
    guard let first = lost.first else { return }
    throw Failure(
      "collections of \(lost.count) targets are on shares and not in the vault, \(first.plan.scope) first: to \(verb) the case would destroy them",
      hint: "needletail resume \(record.id) --retry-failed, or \(verb) with --discard-unverified")
  }
}
