internal import CaseModel
internal import IncidentResponse
internal import JSONText
internal import Workflow

/// What reading a case's evidence in the vault again has shown.
struct VaultText {
  let caseID: CaseID
  let answer: VaultCheck.Answer
  /// Steps whose evidence was refused when it came home: it never reached the vault.
  let refused: [StepStanding]
  /// Targets without a verified bundle.
  let without: [Target]

  /// How the program ends.
  var code: CaseModel.ExitCode {
    if !answer.isWhole || !refused.isEmpty { return .verificationFailed }
    return without.isEmpty ? .done : .incomplete
  }

  private var verified: Int { answer.findings.count { $0.faults.isEmpty } }

  var text: String {
    var lines = ["case \(caseID): \(verified) of \(answer.findings.count) bundles in the vault are verified"]
    for finding in answer.findings {
      let head = "\(finding.evidence.suspect.target) \(finding.evidence.lane)"
      if finding.faults.isEmpty {
        lines.append("  verified  \(head): \(finding.sentence)")
      } else {
        lines += ["  FAILS     \(head)"] + finding.faults.map(row)
      }
    }
    for standing in refused {
      lines.append("  REFUSED   \(standing.plan.scope): \(standing.failure?.message.text ?? "")")
    }
    if !answer.strays.isEmpty { lines += ["  FAILS     objects of no bundle"] + answer.strays.map(row) }
    for target in without { lines.append("  nothing   \(target): it has no verified bundle") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func row(_ fault: VaultCheck.Finding.Fault) -> String {
    "    \(fault.kind.rawValue): \(HostString(fault.key).text): \(fault.message)"
  }

  var json: JSONValue {
    [
      "case": .string(caseID.text), "verified": .bool(code != .verificationFailed),
      "bundles": .array(
        answer.findings.map { finding in
          [
            "target": .string(finding.evidence.suspect.target.description), "lane": .string(finding.evidence.lane),
            "verified": .bool(finding.faults.isEmpty), "sentence": .string(finding.sentence),
            "seal": .string(finding.evidence.record.seal), "faults": .array(finding.faults.map(json)),
          ]
        }),
      "refused": .array(
        refused.map {
          [
            "step": .string($0.plan.name.text), "code": .string($0.failure?.code ?? ""),
            "message": .string($0.failure?.message.text ?? ""),
          ]
        }),
      "strays": .array(answer.strays.map(json)), "without": .array(without.map { .string($0.description) }),
    ]
  }

  private func json(_ fault: VaultCheck.Finding.Fault) -> JSONValue {
    [
      "kind": .string(fault.kind.rawValue), "key": .string(HostString(fault.key).text),
      "message": .string(fault.message),
    ]
  }
}
