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
  var discardsUnverified = true

  func run() async throws -> ExitCode {
    let record = try await desk.record(name)
    if reason == .release, !discardsUnverified { try await refuseLoss(record) }
    let cloud = try desk.cloud(record.id)
    let progress = ProgressText(started: SystemClock().now(), isQuiet: false)
    let driver = try desk.driver(record.id, cloud: cloud, openedBy: record.openedBy.text) { progress.observe($0) }
    do { try await driver.unwind(reason) } catch let error as JournalStoreError where error.code == .leaseHeld {
      // Whoever works on the case is asked, and does it.
      try await desk.store.ask(reason == .release ? .release : .cancel, of: record.id)
      throw Failure(
        "\(error.message); it was asked to \(reason == .release ? "release" : "cancel") the case",
        hint: "needletail status \(record.id) --follow")
    }
    let advance = try await driver.run()
    guard case .finished(let outcome) = advance else {
      throw Failure("the case \(record.id) is being worked on by somebody else")
    }
    let standings = try await desk.machine(record.id).standings
    let places = try await ResidueCheck(
      cloud: cloud, names: ResponseNames(prefix: desk.options.prefix, caseID: record.id)
    ).compare(standings)
    tell(record.id, outcome, places)
    _ = try await CaseRun(desk: desk, caseID: record.id).report()
    if case .stuck = outcome { return .failed }
    return places.allSatisfy(\.residue.isEmpty) ? .done : .failed
  }

  /// A share whose evidence is not in the vault is not thrown away by accident.
  private func refuseLoss(_ record: CaseRecord) async throws {
    let standings = try await desk.machine(record.id).standings
    let verified = Set(standings.filter { $0.plan.kind == ShareVerify.kind && $0.output != nil }.map(\.plan.scope))
    let lost = standings.filter {
      $0.plan.kind == ShareCollect.kind && $0.output != nil && !verified.contains($0.plan.scope)
    }
    guard let first = lost.first else { return }
    throw Failure(
      "evidence of \(lost.count) targets is on shares and not in the vault, \(first.plan.scope) first: releasing the case would destroy it",
      hint: "needletail resume \(record.id) --retry-failed, or release with --discard-unverified")
  }

  private func tell(_ caseID: CaseID, _ outcome: WorkflowOutcome, _ places: [ResidueCheck.Place]) {
    if desk.options.json {
      Terminal.out(json(caseID, outcome, places).prettyText + "\n")
      return
    }
    var lines: [String] = []
    switch outcome {
    case .stuck(let steps, let held):
      lines.append(
        "case \(caseID): \(steps.count) steps could not be taken back, and \(held.count) were left because of them")
      lines += steps.map { "  stuck: \($0)" }
    case .released, .cancelled, .finished, .finishedWithFailures:
      lines.append("case \(caseID): everything that it made is taken back")
    }
    for place in places {
      lines.append(
        "  \(place.account) \(place.region): \(place.before) things before, \(place.after) now, \(place.residue.count) of ours"
          + (place.foreign.isEmpty ? "" : ", \(place.foreign.count) new ones of others"))
      lines += place.residue.map { "    residue: \($0.kind) \($0.id) \($0.name)" }
    }
    lines.append(
      "  kept on purpose: verified evidence in the vault, the collector and own programs in the toolset bucket")
    lines += ResidueCheck.keptByAWS.map { "  kept by AWS: \($0)" }
    Terminal.out(lines.joined(separator: "\n") + "\n")
  }

  private func json(_ caseID: CaseID, _ outcome: WorkflowOutcome, _ places: [ResidueCheck.Place]) -> JSONValue {
    var stuck: [JSONValue] = []
    if case .stuck(let steps, _) = outcome { stuck = steps.map { .string($0.text) } }
    return [
      "case": .string(caseID.text), "stuck": .array(stuck),
      "places": .array(
        places.map { place in
          [
            "account": .string(place.account.text), "region": .string(place.region.text),
            "before": .integer(Int64(place.before)),
            "after": .integer(Int64(place.after)), "residue": .array(place.residue.map(item)),
            "foreign": .array(place.foreign.map(item)),
          ]
        }), "kept_by_aws": .array(ResidueCheck.keptByAWS.map { .string($0) }),
    ]
  }

  private func item(_ item: InventoryItem) -> JSONValue {
    ["kind": .string(item.kind), "id": .string(item.id), "name": .string(item.name)]
  }
}
