internal import CaseModel
internal import Digests
internal import JSONText
internal import LiveCollection

/// The collector's answer on stdout: one JSON document under 20,000 bytes, because Systems Manager cuts output at 24,000 characters.
struct CollectorSummary {
  let outcome: Collector.Outcome
  let judgement: Judgement
  let options: CollectionOptions

  private static let limit = 20_000

  /// As many findings as fit, most severe first.
  var text: String {
    var count = min(judgement.findings.count, 40)
    while true {
      let text = json(findings: count).compactText
      if text.utf8.count < Self.limit || count == 0 { return text }
      count /= 2
    }
  }

  private func json(findings count: Int) -> JSONValue {
    [
      "verdict": .string(judgement.verdict.rawValue), "confidence": .string(judgement.confidence.rawValue),
      "provisional": true, "reasons": .array(judgement.reasons.map { .string(short($0.text)) }),
      "next_step": .string(judgement.nextStep),
      "not_seen": .array(judgement.notSeen.prefix(20).map { .string(short($0)) }),
      "seal": .string(outcome.seal.hex), "nonce": .string(outcome.nonce), "case": .string(options.caseID.text),
      "profile": .string(options.profile.rawValue), "bundle": .string(HostString(outcome.bundle).text),
      "incomplete": .bool(outcome.isIncomplete),
      "volatile_sealed_milliseconds": .integer(Int64(outcome.volatileMilliseconds)),
      "milliseconds": .integer(Int64(outcome.milliseconds)), "phases": phases, "ledger": ledger,
      "findings_total": .integer(Int64(judgement.findings.count)),
      "findings": .array(judgement.findings.prefix(count).map(finding)),
    ]
  }

  /// Milliseconds by phase.
  private var phases: JSONValue {
    .object(outcome.phases.map { JSONMember($0.name.replacing(" ", with: "_"), .integer(Int64($0.milliseconds))) })
  }

  private var ledger: JSONValue {
    .object(
      CoverageStatus.allCases.map { status in
        JSONMember(status.rawValue, .integer(Int64(outcome.ledger.filter { $0.status == status }.count)))
      })
  }

  private func finding(_ finding: Finding) -> JSONValue {
    [
      "id": .string(finding.id), "severity": .string(finding.severity.rawValue),
      "techniques": .array(finding.techniques.map { .string($0.id) }), "title": .string(short(finding.title.text)),
    ]
  }

  private func short(_ text: String) -> String { text.utf8.count <= 300 ? text : String(text.prefix(280)) + " …" }
}
