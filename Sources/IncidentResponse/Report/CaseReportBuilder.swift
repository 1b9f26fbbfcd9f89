internal import BundleJudging
public import CaseModel
internal import Digests
internal import JSONText
public import Reporting
internal import Triage
internal import Verifier
public import Workflow

/// Makes the report of a case from its plan and what its steps came to. Verdicts are made again from the verified bundles that lie on the
/// responder's machine, so a report never repeats what it cannot show.
public struct CaseReportBuilder: Sendable {
  /// What was planned.
  public var plan: ResponsePlan
  /// How each step stands.
  public var results: [StepName: StepResult]
  /// Who opened the case.
  public var openedBy: String
  /// When.
  public var openedAt: Timestamp
  /// The undo ledger.
  public var undo: [CaseUndoRow] = []

  /// A builder.
  public init(
    plan: ResponsePlan, results: [StepName: StepResult], openedBy: String, openedAt: Timestamp, undo: [CaseUndoRow] = []
  ) {
    self.plan = plan
    self.results = results
    self.openedBy = openedBy
    self.openedAt = openedAt
    self.undo = undo
  }

  /// The report.
  ///
  /// - Parameters:
  ///   - at: Now.
  ///   - onJudged: Is given each host's full report, to keep it beside the case's.
  /// - Throws: What decoding throws if a step's output is of another version; what `onJudged` throws.
  public func report(at now: Timestamp, onJudged: (Target, HostReport) throws -> String = { _, _ in "" }) throws
    -> CaseReport
  {
    var comparison = FleetComparison()
    var report = CaseReport(
      caseID: plan.caseID.text, openedBy: openedBy, openedAt: openedAt, reportedAt: now, tool: "needletail 0.1.0")
    let reached = Reached(direct: Set(plan.direct.map(\.target)), share: Set(plan.share.map(\.target)))
    for (suspect, readiness) in zip(plan.suspects, plan.readiness) {
      var target = CaseTarget(
        host: suspect.fleetHost, network: suspect.vpc, state: try state(suspect, readiness, reached))
      let lanes = [CommandOrder.Document.direct, .collect]
      for lane in lanes { try take(lane, suspect, &target) }
      let evidence = try lanes.compactMap { lane in try verified(suspect.target, lane).map { (lane, $0) } }
      // The last lane saw most: its bundle is judged again; the others are told by what their own step found.
      for (lane, kept) in evidence.dropLast() { target.collections.append(collection(lane, kept, suspect.target)) }
      if let (lane, kept) = evidence.last {
        let judged: JudgedBundle?
        do { judged = try kept.open(place: "vault:\(kept.keys.first ?? "")").judge(as: suspect.fleetHost) } catch {
          judged = nil
          report.notes.append(
            "the local copy of the verified bundle of \(suspect.target) cannot be judged again (\(HostString(escaped: "\(error)").text)); the vault has it"
          )
        }
        if let judged {
          target.take(
            judged.report, lane: lane == .direct ? .direct : .share, commandID: command(suspect.target, lane),
            keptAt: kept.keys.map { "\(plan.home.vaultBucket)/\($0)" })
          if let profile = judged.profile { comparison.add(profile) }
          target.reportPath = try onJudged(suspect.target, judged.report)
        } else {
          target.collections.append(collection(lane, kept, suspect.target))
        }
      }
      report.targets.append(target)
    }
    report.unresolved = plan.problems.map { $0.line > 0 ? "line \($0.line): \($0.message.text)" : $0.message.text }
    report.fleet = report.targets.count > 1 ? comparison.result() : nil
    report.undo = undo
    report.nextCommand = next(report)
    return report
  }

  private func collection(_ lane: CommandOrder.Document, _ evidence: VerifiedEvidence, _ target: Target)
    -> CaseCollection
  {
    CaseCollection(
      lane: lane == .direct ? .direct : .share, nonce: answerNonce(target, lane), seal: evidence.seal,
      commandID: command(target, lane), standing: .verified, statement: evidence.verdict.standing,
      keptAt: evidence.keys.map { "\(plan.home.vaultBucket)/\($0)" }, storedBytes: evidence.bytes)
  }

  private func answerNonce(_ target: Target, _ lane: CommandOrder.Document) -> String {
    results[ResponseGraph.collecting(target, lane)]?.output?["nonce"]?.string ?? ""
  }

  private func next(_ report: CaseReport) -> [String] {
    let case_ = plan.caseID.text
    if results.values.contains(where: { $0.state == .failed }) {
      return ["needletail", "resume", case_, "--retry-failed"]
    }
    return report.undo.contains { $0.state == .standing } ? ["needletail", "release", case_] : []
  }

  // MARK: how far a target came

  /// Targets by lane, worked out once.
  private struct Reached {
    var direct: Set<Target>
    var share: Set<Target>
  }

  private func state(_ suspect: Suspect, _ readiness: Readiness, _ reached: Reached) throws -> CaseTargetState {
    let lanes = [CommandOrder.Document.direct, .collect].filter {
      ($0 == .direct ? reached.direct : reached.share).contains(suspect.target)
    }
    guard !lanes.isEmpty else { return unreached(readiness) }
    let names = lanes.flatMap { lane in
      [ResponseGraph.collecting(suspect.target, lane), ResponseGraph.verifying(suspect.target, lane)]
    }
    let failures = names.compactMap { results[$0]?.failure }
    if let failure = failures.first {
      let isShown = try lanes.contains { try verified(suspect.target, $0) != nil }
      return CaseTargetState(
        failure.code == "stuck" ? .stuck : isShown ? .done : .failed, why: failure.message.text,
        safe: failure.safe.text,
        nextCommand: failure.next.text.hasPrefix("needletail ")
          ? failure.next.text.split(separator: " ").map(String.init) : [])
    }
    let open = names.filter { name in
      guard let state = results[name]?.state else { return true }
      return ![.done, .skipped, .undone].contains(state)
    }
    if let first = open.first {
      let isAtWork = results[first].map { [.running, .waiting].contains($0.state) } ?? false
      return CaseTargetState(
        isAtWork ? .running : .waiting, why: isAtWork ? "at step \(first)" : "waits for step \(first)")
    }
    return try lanes.contains { try verified(suspect.target, $0) != nil }
      ? CaseTargetState(.done)
      : CaseTargetState(.failed, why: "what its collection needed could not be made; see the undo ledger")
  }

  private func unreached(_ readiness: Readiness) -> CaseTargetState {
    let hindrances = readiness.notes.filter { $0.weight != .remark }
    return CaseTargetState(
      .notCollected, why: hindrances.map(\.found.text).joined(separator: "; "),
      alternatives: hindrances.map(\.fix.text).filter { !$0.isEmpty })
  }

  // MARK: what was found

  private func take(_ lane: CommandOrder.Document, _ suspect: Suspect, _ target: inout CaseTarget) throws {
    guard let answer = try answer(suspect.target, lane), let verdict = Verdict(rawValue: answer.verdict) else { return }
    target.provisional = CaseOpinion(
      Judgement(
        verdict: verdict, confidence: Confidence(rawValue: answer.confidence) ?? .low, provisional: true,
        reasons: answer.reasons,
        nextStep: "", notSeen: answer.notSeen.map(\.text), findings: []))
  }

  private func answer(_ target: Target, _ lane: CommandOrder.Document) throws -> CollectorAnswer? {
    guard let output = results[ResponseGraph.collecting(target, lane)]?.output else { return nil }
    return lane == .direct
      ? try JSONRecordDecoder.decode(DirectCollect.Output.self, from: output).answer
      : try JSONRecordDecoder.decode(ShareCollect.Output.self, from: output).answer
  }

  private func command(_ target: Target, _ lane: CommandOrder.Document) -> String {
    results[ResponseGraph.collecting(target, lane)]?.output?["command"]?.string ?? ""
  }

  private func verified(_ target: Target, _ lane: CommandOrder.Document) throws -> VerifiedEvidence? {
    guard let output = results[ResponseGraph.verifying(target, lane)]?.output else { return nil }
    return try JSONRecordDecoder.decode(VerifiedEvidence.self, from: output)
  }
}
