internal import CaseModel
internal import IncidentResponse
internal import JSONText
internal import Workflow

/// What became of a tear-down, and what proves it.
struct TearDownText {
  let caseID: CaseID
  let verb: String
  let outcome: WorkflowOutcome
  let proof: ResidueCheck.Proof

  var text: String {
    var lines: [String] = []
    if case .stuck(let steps, let held) = outcome {
      lines.append(
        "case \(caseID): \(steps.count) steps could not be taken back, and \(held.count) were left because of them")
      lines += steps.map { "  stuck: \($0)" }
      lines.append("  next: needletail \(verb) \(caseID), after what the steps name is seen to")
    } else if !proof.isClean {
      lines.append(
        "case \(caseID): every step was taken back, and that nothing is left is NOT SHOWN: look at what stands below, then: needletail \(verb) \(caseID)"
      )
    } else {
      lines.append("case \(caseID): everything that it made is taken back")
    }
    for place in proof.places {
      lines.append(
        "  \(place.account) \(place.region): \(place.before) things before, \(place.after) now, \(place.residue.count) of ours"
          + (place.foreign.isEmpty ? "" : ", \(place.foreign.count) new ones of others"))
      lines += place.residue.map { "    residue: \($0.kind) \(HostString($0.id).text) \(HostString($0.name).text)" }
    }
    lines += proof.unproven.map { "  NOT PROVEN for \($0): there is no inventory of before; look there by hand" }
    if proof.places.isEmpty, proof.unproven.isEmpty {
      lines.append("  no infrastructure was built, so there is none to look for")
    }
    if !proof.landing.isEmpty {
      lines.append(
        "  kept on purpose: \(proof.landing.count) objects in the landing bucket that were refused or never verified")
    }
    lines.append(
      "  kept on purpose: verified evidence in the vault, the collector and own programs in the toolset bucket")
    lines += ResidueCheck.keptByAWS.map { "  kept by AWS: \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }

  var json: JSONValue {
    var stuck: [JSONValue] = []
    if case .stuck(let steps, _) = outcome { stuck = steps.map { .string($0.text) } }
    return [
      "case": .string(caseID.text), "stuck": .array(stuck), "clean": .bool(proof.isClean && stuck.isEmpty),
      "places": .array(
        proof.places.map { place in
          [
            "account": .string(place.account.text), "region": .string(place.region.text),
            "before": .integer(Int64(place.before)), "after": .integer(Int64(place.after)),
            "residue": .array(place.residue.map(item)), "foreign": .array(place.foreign.map(item)),
          ]
        }), "unproven": .array(proof.unproven.map { .string($0) }),
      "landing": .array(proof.landing.map { .string(HostString($0).text) }),
      "kept_by_aws": .array(ResidueCheck.keptByAWS.map { .string($0) }),
    ]
  }

  private func item(_ item: InventoryItem) -> JSONValue {
    [
      "kind": .string(item.kind), "id": .string(HostString(item.id).text), "name": .string(HostString(item.name).text),
    ]
  }
}
