internal import CaseModel
internal import IncidentResponse
internal import JSONText
internal import Workflow

/// How a case stands, by scope: a line a target or group, with what it is at and what that waits for.
struct StatusText {
  let record: CaseRecord
  let machine: WorkflowMachine

  private var scopes: [(name: String, steps: [StepStanding])] {
    var order: [String] = []
    var steps: [String: [StepStanding]] = [:]
    for standing in machine.standings {
      if steps[standing.plan.scope] == nil { order.append(standing.plan.scope) }
      steps[standing.plan.scope, default: []].append(standing)
    }
    return order.map { ($0, steps[$0] ?? []) }
  }

  var text: String {
    let counts = machine.counts
    let done = counts[.done, default: 0] + counts[.undone, default: 0]
    var lines = [
      "case \(record.id): \(record.state.rawValue), opened \(record.opened) by \(record.openedBy.text), \(done) of \(machine.standings.count) steps"
    ]
    for scope in scopes {
      let name = scope.name.isEmpty ? "case" : scope.name
      lines.append("  \(name.padded(46)) \(summary(scope.steps))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func summary(_ steps: [StepStanding]) -> String {
    if let failed = steps.first(where: { $0.state == .failed || $0.state == .stuck }) {
      return "\(failed.state.rawValue) at \(short(failed)): \(failed.failure?.message.text ?? "")"
    }
    if let open = steps.first(where: { [.running, .waiting, .undoing, .undoWaiting].contains($0.state) }) {
      return "\(short(open)): \(open.wait?.note.text ?? "at work")"
    }
    if let planned = steps.first(where: { $0.state == .planned }) {
      let needs = planned.plan.after.filter { machine[$0]?.state != .done }.map(\.text)
      return "\(short(planned)) waits" + (needs.isEmpty ? "" : " for \(needs.joined(separator: ", "))")
    }
    let verdict = steps.compactMap { $0.output?["verdict"]?["verdict"]?.string }.last
    let provisional = steps.compactMap { $0.output?["answer"]?["verdict"]?.string }.last
    if steps.allSatisfy({ $0.state == .undone }) { return "taken back" + (verdict.map { ", verdict \($0)" } ?? "") }
    return "done" + (verdict.map { ", verdict \($0)" } ?? provisional.map { ", provisional verdict \($0)" } ?? "")
  }

  private func short(_ standing: StepStanding) -> String { String(standing.plan.name.text.prefix { $0 != "/" }) }

  var json: JSONValue {
    [
      "case": .string(record.id.text), "state": .string(record.state.rawValue),
      "opened": .string(record.opened.description),
      "steps": .array(
        machine.standings.map { standing in
          [
            "step": .string(standing.plan.name.text), "kind": .string(standing.plan.kind),
            "scope": .string(standing.plan.scope),
            "state": .string(standing.state.rawValue), "attempt": .integer(Int64(standing.attempt)),
            "note": .string(standing.wait?.note.text ?? ""), "failure": .string(standing.failure?.message.text ?? ""),
            "next": .string(standing.failure?.next.text ?? ""),
          ]
        }),
    ]
  }
}
