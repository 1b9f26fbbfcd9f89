internal import CaseModel
internal import IncidentResponse
internal import JSONText

/// A plan for people, before anything is changed.
struct PlanText {
  let plan: ResponsePlan

  var text: String {
    var lines = [
      "Plan for case \(plan.caseID), forensics account \(plan.home.account), region \(plan.home.region)", "",
    ]
    lines.append(
      "  \(plan.suspects.count) suspects found; \(plan.direct.count) in the direct lane, \(plan.share.count) on a share"
    )
    for (suspect, readiness) in zip(plan.suspects, plan.readiness) { lines += rows(suspect, readiness) }
    if !plan.problems.isEmpty {
      lines += ["", "  Not resolved"]
      lines += plan.problems.map { "    \($0.line > 0 ? "line \($0.line): " : "")\($0.message.text)" }
    }
    lines +=
      ["", "  What will be changed, and undone by `needletail release \(plan.caseID)`"] + changes.map { "    \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private func rows(_ suspect: Suspect, _ readiness: Readiness) -> [String] {
    var lanes: [String] = []
    if plan.direct.contains(suspect) { lanes.append("direct") }
    if plan.share.contains(suspect) { lanes.append("share") }
    let name = suspect.name.map { " (\($0.text))" } ?? ""
    var lines = [
      "    \(suspect.target)\(name): \(lanes.isEmpty ? "cannot be collected live" : lanes.joined(separator: ", then "))"
    ]
    for note in readiness.notes {
      lines.append("      - \(note.found.text)")
      if !note.fix.text.isEmpty { lines.append("        → \(note.fix.text)") }
    }
    return lines
  }

  private var changes: [String] {
    var lines = ["the collector in the toolset bucket (kept)"]
    if plan.ownTools != nil, plan.share.isEmpty {
      lines.append("your own programs do not run: no suspect takes the share lane")
    } else if let tools = plan.ownTools {
      lines.append(
        "\(tools.files.count) files of yours in the toolset bucket, and their job \(tools.digest.prefix(12))… (kept)")
      lines += tools.lines.map { "run on each suspect in the share lane: \(HostString($0).text)" }
    }
    lines += [
      "one command on each suspect: a program in memory, a few files of the Systems Manager agent (listed in each receipt)"
    ]
    for group in plan.groups {
      let zones = Set(group.suspects.map(\.zoneID)).count
      lines.append(
        "in account \(group.id.account), \(group.id.vpc): a tools file system in \(zones) zones, \(group.suspects.count) evidence file systems, "
          + "security groups, a bucket, \(group.suspects.count + 1) transfers")
    }
    return lines
  }

  var json: JSONValue {
    [
      "case": .string(plan.caseID.text), "lane": .string(plan.lane.rawValue),
      "targets": .array(
        zip(plan.suspects, plan.readiness).map { suspect, readiness in
          [
            "target": .string(suspect.target.description), "name": .string(suspect.name?.text ?? ""),
            "state": .string(suspect.state),
            "vpc": .string(suspect.vpc), "zone_id": .string(suspect.zoneID),
            "direct": .bool(plan.direct.contains(suspect)),
            "share": .bool(plan.share.contains(suspect)),
            "notes": .array(
              readiness.notes.map {
                ["weight": .string($0.weight.rawValue), "found": .string($0.found.text), "fix": .string($0.fix.text)]
              }),
          ]
        }),
      "problems": .array(
        plan.problems.map { ["line": .integer(Int64($0.line)), "message": .string($0.message.text)] }),
      "changes": .array(changes.map { .string($0) }),
    ]
  }
}
