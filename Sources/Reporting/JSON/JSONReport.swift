internal import CaseModel
internal import HostFacts
public import JSONText

/// The report as one JSON document for programs (docs/formats/triage-json.md).
public struct JSONReport: Sendable {
  /// How much of the suspect's text may stand in the document.
  public struct Limits: Sendable, Hashable {
    /// Findings that are listed; the rest is counted in `findings_omitted`.
    public var findings: Int
    /// Pieces of evidence under a finding; the rest is counted in `evidence_omitted`.
    public var evidence: Int
    /// Characters of one text.
    public var text: Int
    /// Limits.
    public init(findings: Int = 1_000, evidence: Int = 50, text: Int = 4_096) {
      self.findings = findings
      self.evidence = evidence
      self.text = text
    }
  }

  /// What is told.
  public var report: HostReport
  /// How much of it.
  public var limits: Limits

  /// A document over a report.
  public init(_ report: HostReport, limits: Limits = Limits()) {
    self.report = report
    self.limits = limits
  }

  /// The document.
  public var value: JSONValue {
    let judgement = report.judgement
    let listed = judgement.findings.prefix(max(0, limits.findings))
    var members: [JSONMember] = [
      .init("format", "needletail-triage"), .init("version", 1),
      .init("verdict", .string(judgement.verdict.rawValue)),
      .init("confidence", .string(judgement.confidence.rawValue)),
      .init("provisional", .bool(judgement.provisional)),
      .init("reasons", .array(judgement.reasons.prefix(5).map { text($0.text) })),
      .init("next_step", text(judgement.nextStep)),
      .init("not_seen", .array(report.notSeen.prefix(200).map(text))),
      .init("findings", .array(listed.map(finding))),
      .init("findings_omitted", .integer(Int64(judgement.findings.count - listed.count))),
      .init("bundle", text(report.bundle.path)), .init("seal", report.bundle.seal.map(text) ?? .null),
      .init("seal_check", sealCheck), .init("nonce", text(report.nonce)),
      .init("case", text(report.caseID)), .init("host", host), .init("ledger", ledger), .init("counts", counts),
      .init("started", time(report.startedAt)),
    ]
    if let end = report.endedAt { members.append(.init("ended", time(end))) }
    return .object(
      members + [
        .init("tool", text(report.tool)), .init("next_command", .array(report.nextCommand.map(JSONValue.string))),
        .init(
          "footprint", BoundedJSON(limitNodes: 5_000, limitDepth: 16, limitText: limits.text).cut(report.footprint)),
      ])
  }

  /// The document on one line that is at most `maximumBytes` long: findings are left out from the mildest on, then the footprint, until it fits.
  ///
  /// - Returns: Without a line feed. Longer than asked for only if the document without findings and footprint is.
  public func compactText(maximumBytes: Int) -> String {
    var smaller = self
    smaller.limits.findings = min(limits.findings, report.judgement.findings.count)
    var text = smaller.value.compactText
    while text.utf8.count > maximumBytes, smaller.limits.findings > 0 {
      smaller.limits.findings /= 2
      text = smaller.value.compactText
    }
    if text.utf8.count > maximumBytes {
      smaller.report.footprint = "omitted: too long"
      text = smaller.value.compactText
    }
    return text
  }

  private func text(_ string: String) -> JSONValue { .string(DisplayText.safe(string, limit: limits.text)) }

  private func time(_ moment: Timestamp) -> JSONValue { .string(Words.precise(moment)) }

  private func finding(_ finding: Finding) -> JSONValue {
    let shown = finding.evidence.prefix(max(0, limits.evidence))
    var members: [JSONMember] = [
      .init("id", text(finding.id)), .init("severity", .string(finding.severity.rawValue)),
      .init("techniques", .array(finding.techniques.prefix(16).map { text($0.id) })),
      .init("title", text(finding.title.text)), .init("why", text(finding.why)),
      .init("evidence", .array(shown.map(evidence))),
      .init("evidence_omitted", .integer(Int64(finding.evidence.count - shown.count))),
      .init("processes", .array(finding.processes.prefix(1_000).map { .integer(Int64($0)) })),
    ]
    if let occurred = finding.occurred { members.append(.init("occurred", time(occurred))) }
    return .object(members)
  }

  private func evidence(_ evidence: Evidence) -> JSONValue {
    var members: [JSONMember] = [.init("source", text(evidence.source.text)), .init("text", text(evidence.text.text))]
    if let exhibit = evidence.exhibit { members.append(.init("exhibit", text(exhibit))) }
    return .object(members)
  }

  private var sealCheck: JSONValue {
    .object([
      .init("standing", .string(report.bundle.standing.rawValue)), .init("statement", text(report.bundle.statement)),
    ])
  }

  private var host: JSONValue {
    let host = report.host
    let optional: [(String, String?)] = [
      ("instance_id", host.instanceID?.text), ("machine_id", host.machineID?.text), ("boot_id", host.bootID?.text),
      ("system", host.system?.text), ("container", host.containerKind), ("booted", host.bootedAt.map(Words.precise)),
    ]
    return .object(
      [
        .init("hostname", text(host.hostname.text)), .init("kernel", text(host.kernel.text)),
        .init("architecture", text(host.architecture)), .init("now", time(host.now)),
        .init("privileged", .bool(host.isPrivileged)),
      ] + optional.compactMap { name, value in value.map { JSONMember(name, text($0)) } })
  }

  private var ledger: JSONValue {
    .object(
      CoverageStatus.allCases.map { .init($0.rawValue, .integer(Int64(report.count($0)))) }
        + [.init("rows", .integer(Int64(report.ledger.count)))])
  }

  private var counts: JSONValue {
    .object([
      .init("records", .integer(Int64(report.counts.records))),
      .init("exhibits", .integer(Int64(report.counts.exhibits))),
      .init("stored_bytes", .integer(report.counts.storedBytes)),
      .init(
        "records_by_type",
        .object(
          report.counts.recordsByType.sorted { $0.key < $1.key }.prefix(64).map {
            .init(DisplayText.safe($0.key, limit: 64), .integer(Int64($0.value)))
          })),
    ])
  }
}
