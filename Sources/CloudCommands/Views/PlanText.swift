internal import CaseModel
internal import IncidentResponse
internal import JSONText

/// A plan for people, before anything is changed.
struct PlanText {
  let plan: ResponsePlan
  /// Prices of the installation, if it has them.
  var prices: PriceTable?

  private var estimate: ResponseEstimate { ResponseEstimate(plan, prices: prices) }

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
    lines += ["", "  What it takes, estimated"] + taking.map { "    \($0)" }
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

  private var taking: [String] {
    let estimate = estimate
    var lines: [String] = []
    if let seconds = estimate.directSeconds {
      lines.append("provisional verdicts: about \(seconds) s after the start, at most \(plan.wallSeconds + 300) s")
    }
    if let seconds = estimate.shareSeconds {
      lines.append("verified evidence from the shares: about \((seconds + 59) / 60) minutes after the start")
    }
    if !estimate.changes.isEmpty {
      lines.append("made: " + estimate.changes.map { "\($0.count) \($0.kind)" }.joined(separator: ", "))
    }
    guard !plan.groups.isEmpty else { return lines + ["cost: a few requests; nothing is built"] }
    guard let cost = estimate.cost else {
      return lines + ["cost: not estimated, there is no infrastructure/prices.json"]
    }
    lines.append(
      "cost: \(cost.currency) \(Self.money(cost.once)) once and \(Self.money(cost.perHour)) per hour until it is released, at list prices of \(cost.asOf)"
    )
    if !cost.unknownRegions.isEmpty {
      lines.append(
        "no prices of \(cost.unknownRegions.map(\.text).joined(separator: ", ")): the dearest known ones are taken")
    }
    return lines
  }

  /// Four decimals: most responses cost less than a cent an hour.
  private static func money(_ amount: Double) -> String {
    let units = Int64((amount * 10_000).rounded(.up))
    let rest = String(units % 10_000)
    return "\(units / 10_000)." + String(repeating: "0", count: 4 - rest.utf8.count) + rest
  }

  private var estimateJSON: JSONValue {
    let estimate = estimate
    return [
      "direct_seconds": estimate.directSeconds.map { .integer(Int64($0)) } ?? .null,
      "share_seconds": estimate.shareSeconds.map { .integer(Int64($0)) } ?? .null,
      "made": .object(
        estimate.changes.map {
          JSONMember($0.kind.map { $0 == " " ? "_" : String($0) }.joined(), .integer(Int64($0.count)))
        }),
      "cost": estimate.cost.map { cost in
        [
          "currency": .string(cost.currency), "basis": "list prices", "as_of": .string(cost.asOf),
          "once": .string(Self.money(cost.once)), "per_hour": .string(Self.money(cost.perHour)),
          "regions_without_prices": .array(cost.unknownRegions.map { .string($0.text) }),
        ]
      } ?? .null,
    ]
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
      "changes": .array(changes.map { .string($0) }), "estimate": estimateJSON,
    ]
  }
}
