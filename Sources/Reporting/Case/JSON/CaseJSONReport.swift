internal import CaseModel
public import JSONText
internal import Triage

/// The case as one JSON document for programs (docs/formats/case-json.md).
public struct CaseJSONReport: Sendable {
  /// How much of the suspects' text may stand in the document.
  public struct Limits: Sendable, Hashable {
    /// Targets that are listed.
    public var targets: Int
    /// Characters of one text.
    public var text: Int
    /// Limits.
    public init(targets: Int = 10_000, text: Int = 2_048) {
      self.targets = targets
      self.text = text
    }
  }

  /// What is told.
  public var report: CaseReport
  /// How much of it.
  public var limits: Limits

  /// A document over a report.
  public init(_ report: CaseReport, limits: Limits = Limits()) {
    self.report = report
    self.limits = limits
  }

  /// The document.
  public var value: JSONValue {
    let listed = report.targets.prefix(max(0, limits.targets))
    return .object([
      .init("format", "needletail-case"), .init("version", 1), .init("case", text(report.caseID)),
      .init("title", text(report.title)), .init("opened_by", text(report.openedBy)),
      .init("opened", time(report.openedAt)), .init("reported", time(report.reportedAt)),
      .init("tool", text(report.tool)), .init("verdict", report.verdict.map { .string($0.rawValue) } ?? .null),
      .init("counts", counts), .init("next_step", text(CaseWords.nextStep(report))),
      .init("next_command", .array(report.nextCommand.map(text))),
      .init("targets", .array(listed.map(target))),
      .init("targets_omitted", count(report.targets.count - listed.count)),
      .init("unresolved", .array(report.unresolved.prefix(10_000).map(text))),
      .init("fleet", report.fleet.map { CaseJSONFleet(write: self).value($0) } ?? .null),
      .init("undo", .array(report.undo.map(undo))), .init("notes", .array(report.notes.prefix(1_000).map(text))),
    ])
  }

  func text(_ string: String) -> JSONValue { .string(DisplayText.safe(string, limit: limits.text)) }
  func time(_ moment: Timestamp?) -> JSONValue { moment.map { .string(Words.precise($0)) } ?? .null }
  func count(_ number: Int) -> JSONValue { .integer(Int64(number)) }

  private var counts: JSONValue {
    .object([
      .init("targets", count(report.targets.count)), .init("escalate", count(report.targets(.escalate).count)),
      .init("watch", count(report.targets(.watch).count)), .init("clear", count(report.targets(.clear).count)),
      .init("not_judged", count(report.targets.count { $0.opinion == nil })),
      .init("changed", count(report.targets.count { $0.difference != nil })),
      .init("undo_standing", count(report.undo.count { $0.state == .standing })),
      .init("undo_stuck", count(report.undo.count { $0.state == .stuck || $0.state == .unknown })),
    ])
  }

  private func target(_ target: CaseTarget) -> JSONValue {
    .object([
      .init("host", host(target.host)), .init("network", text(target.network)), .init("state", state(target.state)),
      .init("verdict", target.opinion.map { .string($0.verdict.rawValue) } ?? .null),
      .init("provisional", target.provisional.map(opinion) ?? .null),
      .init("final", target.final.map(opinion) ?? .null),
      .init("difference", target.difference.map(text) ?? .null),
      .init("lanes", .array(target.lanes.map { .string($0.rawValue) })),
      .init("collections", .array(target.collections.prefix(100).map(collection))),
      .init("completeness", target.completeness.map(completeness) ?? .null),
      .init("footprint", BoundedJSON(limitNodes: 2_000, limitDepth: 16, limitText: limits.text).cut(target.footprint)),
      .init("tools", .array(target.tools.prefix(200).map(tool))), .init("report", text(target.reportPath)),
    ])
  }

  func host(_ host: FleetHost) -> JSONValue {
    .object([
      .init("id", text(host.id)), .init("name", text(host.name)), .init("account", text(host.account)),
      .init("region", text(host.region)), .init("instance", text(host.instance)),
      .init("image", host.image.map(text) ?? .null), .init("group", host.group.map(text) ?? .null),
    ])
  }

  private func state(_ state: CaseTargetState) -> JSONValue {
    .object([
      .init("kind", .string(state.kind.rawValue)), .init("why", text(state.why)), .init("safe", text(state.safe)),
      .init("alternatives", .array(state.alternatives.prefix(20).map(text))),
      .init("next_command", .array(state.nextCommand.prefix(100).map(text))),
    ])
  }

  private func opinion(_ opinion: CaseOpinion) -> JSONValue {
    .object([
      .init("verdict", .string(opinion.verdict.rawValue)), .init("confidence", .string(opinion.confidence.rawValue)),
      .init("reasons", .array(opinion.reasons.map { text($0.text) })), .init("next_step", text(opinion.nextStep)),
      .init("not_seen", .array(opinion.notSeen.map(text))), .init("findings", .array(opinion.findings.map(finding))),
      .init(
        "finding_counts",
        .object(
          Severity.allCases.reversed().map { .init($0.rawValue, count(opinion.findingCounts[$0] ?? 0)) })),
    ])
  }

  private func finding(_ finding: Finding) -> JSONValue {
    .object([
      .init("id", text(finding.id)), .init("severity", .string(finding.severity.rawValue)),
      .init("techniques", .array(finding.techniques.prefix(16).map { text($0.id) })),
      .init("title", text(finding.title.text)), .init("why", text(finding.why)),
      .init("evidence", .array(finding.evidence.map(evidence))),
      .init("occurred", time(finding.occurred)),
    ])
  }

  func evidence(_ evidence: Evidence) -> JSONValue {
    .object([
      .init("source", text(evidence.source.text)), .init("text", text(evidence.text.text)),
      .init("exhibit", evidence.exhibit.map(text) ?? .null),
    ])
  }

  private func collection(_ collection: CaseCollection) -> JSONValue {
    .object([
      .init("lane", .string(collection.lane.rawValue)), .init("nonce", text(collection.nonce)),
      .init("seal", collection.seal.map(text) ?? .null), .init("command", text(collection.commandID)),
      .init("transfers", .array(collection.transfers.prefix(20).map(text))),
      .init("standing", .string(collection.standing.rawValue)), .init("statement", text(collection.statement)),
      .init("kept_at", .array(collection.keptAt.prefix(200).map(text))), .init("started", time(collection.startedAt)),
      .init("ended", time(collection.endedAt)), .init("exhibits", count(collection.exhibits)),
      .init("stored_bytes", .integer(collection.storedBytes)), .init("collector", text(collection.toolDigest)),
    ])
  }

  private func completeness(_ ledger: CaseCompleteness) -> JSONValue {
    .object(
      CoverageStatus.allCases.map { .init($0.rawValue, count(ledger.counts[$0] ?? 0)) } + [
        .init(
          "gaps",
          .array(
            ledger.gaps.map { row in
              .object([
                .init("id", text(row.id)), .init("name", text(row.name)), .init("status", .string(row.status.rawValue)),
                .init("why", text(row.why)), .init("required", .bool(row.required)),
              ])
            })), .init("gaps_omitted", count(ledger.gapsOmitted)),
      ])
  }

  private func tool(_ run: CaseToolRun) -> JSONValue {
    .object([
      .init("digest", text(run.digest)), .init("arguments", .array(run.arguments.prefix(100).map(text))),
      .init("exit_code", run.exitCode.map(count) ?? .null), .init("output", run.output.map(text) ?? .null),
    ])
  }

  private func undo(_ row: CaseUndoRow) -> JSONValue {
    .object([
      .init("step", text(row.step)), .init("made", text(row.made)), .init("place", text(row.place)),
      .init("state", .string(row.state.rawValue)), .init("at", time(row.at)), .init("detail", text(row.detail)),
    ])
  }
}
