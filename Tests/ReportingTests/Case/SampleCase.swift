import CaseModel
import JSONText
import Reporting
import Triage

/// Cases over invented targets: an ordinary one with a bit of everything, one whose every name attacks the reader, a crowded one.
enum SampleCase {
  static var report: CaseReport {
    var report = CaseReport(
      caseID: "C-2026-017", title: "beaconing from the shop",
      openedBy: "arn:aws:sts::111122223333:assumed-role/needletail-responder/kim",
      openedAt: SampleReport.ago(minutes: 42), reportedAt: SampleReport.now, tool: "needletail 0.1.0", targets: targets,
      unresolved: ["line 9: not an instance id: i-12", "line 12: no role may be assumed in account 999900001111"],
      fleet: fleet, undo: undo, notes: ["the price table is dated 2026-01-01"],
      nextCommand: ["needletail", "release", "C-2026-017"])
    report.targets[0].reportPath = "C-2026-017/i-0ab12cd34ef567890.html"
    return report
  }

  static func host(_ index: Int, name: String, account: String = "111122223333", image: String = "ami-0aa11bb22")
    -> FleetHost
  {
    let digits = String(index, radix: 16)
    return FleetHost(
      id: "\(account)/eu-west-1/i-\(index)", account: account, region: "eu-west-1",
      instance: "i-0ab12cd34ef" + String(repeating: "0", count: 6 - digits.utf8.count) + digits, image: image,
      group: "shop-web", name: name)
  }

  static var targets: [CaseTarget] {
    var first = CaseTarget(host: host(1, name: "web-1.shop"), network: "vpc-0a1", state: CaseTargetState(.done))
    var early = SampleReport.compromised
    early.judgement.verdict = .watch
    early.judgement.findings = Array(early.judgement.findings.suffix(2))
    early.judgement.reasons = ["a process without a file on disk"]
    first.take(
      early, lane: .direct, commandID: "6f1c2a34-0000-4000-8000-1234567890ab",
      keptAt: ["s3://needletail-vault-222/C-2026-017/111122223333/eu-west-1/i-1/direct/4be1.tar"])
    var late = SampleReport.compromised
    late.judgement.provisional = false
    late.bundle.standing = .verified
    late.bundle.statement = "All 9 files and 812 manifest lines agree with the seal from the command's output."
    first.take(
      late, lane: .share, commandID: "7a2d3b45-0000-4000-8000-1234567890ab",
      keptAt: ["s3://needletail-vault-222/C-2026-017/111122223333/eu-west-1/i-1/share/2026-01-31T09-00-00Z/"])
    first.collections[1].transfers = ["task-0a1/exec-0b2", "task-0c3/exec-0d4"]
    first.collections[1].toolDigest = SampleReport.seal
    first.tools = [
      CaseToolRun(
        digest: SampleReport.seal, arguments: ["yara", "-r", "rules.yar", "/"], exitCode: 0, output: SampleReport.seal)
    ]
    var second = CaseTarget(host: host(2, name: "web-2.shop"), network: "vpc-0a1", state: CaseTargetState(.done))
    second.take(SampleReport.clean, lane: .share, commandID: "7a2d3b45-0000-4000-8000-1234567890ac")
    var third = CaseTarget(
      host: host(3, name: "web-3.shop"), network: "vpc-0a1",
      state: CaseTargetState(.running, why: "the share collection goes on since 4 min"))
    var soft = SampleReport.clean
    soft.judgement.verdict = .watch
    soft.judgement.provisional = true
    soft.judgement.reasons = ["an unpackaged program listens on port 8,443"]
    soft.bundle.standing = .unchecked
    soft.bundle.statement = "The collector printed this seal; nothing was compared with it yet."
    third.take(soft, lane: .direct, commandID: "6f1c2a34-0000-4000-8000-1234567890ab")
    let offline = CaseTarget(
      host: host(4, name: "db-1.shop", account: "444455556666", image: "ami-0cc33"), network: "vpc-0b2",
      state: CaseTargetState(
        .notCollected, why: "the Systems Manager agent did not report since 2026-01-29 21:14:00 UTC",
        safe: "nothing was changed on the host or in its account",
        alternatives: ["snapshot its volumes and read them offline", "ask the owner to start the agent, then resume"],
        nextCommand: ["needletail", "resume", "C-2026-017"]))
    let windows = CaseTarget(
      host: host(5, name: "ad-1", account: "444455556666", image: "ami-0dd44"), network: "vpc-0b2",
      state: CaseTargetState(
        .notCollected, why: "it runs Windows, for which there is no collector",
        alternatives: ["snapshot its volumes"]))
    let stuck = CaseTarget(
      host: host(6, name: "batch-7", image: "ami-0ee55"), network: "vpc-0a1",
      state: CaseTargetState(
        .stuck, why: "the command was cancelled, and the agent never confirmed that the collector ended",
        safe: "the part of the bundle that arrived is kept",
        alternatives: ["look at the process list of the host before the share is removed"]))
    return [second, first, offline, third, windows, stuck]
  }

  static var fleet: FleetResult {
    let one = host(1, name: "web-1.shop"), two = host(2, name: "web-2.shop"), three = host(3, name: "web-3.shop")
    let digest = SampleReport.seal
    let origin = FleetPlace(
      host: one, verdict: .escalate,
      evidence: Evidence(source: "/proc/4242/exe", text: "/memfd:kdevtmpfsi", exhibit: digest), role: .running,
      seenAt: SampleReport.ago(hours: 5))
    let there = FleetPlace(
      host: two, verdict: .clear,
      evidence: Evidence(source: "/usr/local/lib/.cache/kd", text: "/usr/local/lib/.cache/kd", exhibit: digest),
      role: .file, seenAt: SampleReport.ago(days: 2))
    var result = FleetResult()
    result.sightings = [
      FleetSighting(
        indicator: FleetIndicator(.digest, HostString(digest)), severity: .critical,
        title: HostString(
          "program of web-1.shop is also on web-2.shop (judged clear): /memfd:kdevtmpfsi, SHA-256 \(digest)"),
        origin: origin,
        finding: .init(id: "process.memory-executable", severity: .critical, title: "program runs from memory only"),
        others: [there], othersOmitted: 0, earliest: there,
        fact: HostString(
          "the SHA-256 behind /proc/4242/exe on web-1.shop and /usr/local/lib/.cache/kd on web-2.shop is the same: \(digest)"
        ),
        inference: "The same program lies there, so whoever brought it to one host may have brought it to the other.")
    ]
    result.oddities = [
      FleetOddity(
        indicator: FleetIndicator(.key, "SHA256:3yQmTn0vXr9b"), severity: .medium,
        title: "only web-3.shop of 3 siblings has this ssh key: SHA256:3yQmTn0vXr9b",
        place: FleetPlace(
          host: three, verdict: .watch,
          evidence: Evidence(source: "/root/.ssh/authorized_keys:2", text: "ssh-ed25519"), role: .present),
        siblings: "Auto Scaling group shop-web", holders: 1, siblingCount: 3, isInFinding: false)
    ]
    result.common = [
      FleetCommonValue(
        indicator: FleetIndicator(.digest, HostString(digest)), host: one, why: "a package owns it unchanged")
    ]
    result.rows = [
      FleetRow(
        host: one, verdict: .escalate, confidence: .high, provisional: false, reason: "program runs from memory only",
        graveFindings: 6, sightingsFrom: 1, siblingCount: 3),
      FleetRow(
        host: three, verdict: .watch, confidence: .medium, provisional: true, reason: "", oddities: 1, siblingCount: 3),
      FleetRow(
        host: two, verdict: .clear, confidence: .high, provisional: false, reason: "", sightingsHere: 1, siblingCount: 3
      ),
    ]
    result.notes = ["1 of 3 hosts are compared by what was judged on the suspect itself"]
    return result
  }

  static var undo: [CaseUndoRow] {
    [
      CaseUndoRow(
        step: "provision response stack",
        made: "arn:aws:cloudformation:eu-west-1:111122223333:stack/needletail-C-2026-017-0a1-response/7",
        place: "111122223333 eu-west-1", state: .standing, at: SampleReport.ago(minutes: 3),
        detail: "needed while web-3.shop is collected"),
      CaseUndoRow(
        step: "provision target stack", made: "security group rule sgr-0a1", place: "111122223333 eu-west-1",
        state: .undone,
        at: SampleReport.ago(minutes: 2)),
      CaseUndoRow(
        step: "transfer", made: "s3://needletail-landing-222/C-2026-017/", place: "222233334444 eu-west-1",
        state: .kept,
        at: SampleReport.ago(minutes: 2), detail: "evidence"),
      CaseUndoRow(
        step: "collect", made: "mount target fsmt-09", place: "111122223333 eu-west-1", state: .stuck,
        at: SampleReport.ago(minutes: 1),
        detail: "access was denied: add elasticfilesystem:DeleteMountTarget to needletail-member"),
      CaseUndoRow(
        step: "collect", made: "command history of 6f1c2a34", place: "111122223333 eu-west-1", state: .expiring,
        at: SampleReport.now, detail: "Systems Manager keeps it until 2026-03-02"),
    ]
  }

  /// - Parameter poison: Stands wherever a suspect, a tag or a service could have put it.
  static func hostile(_ poison: String) -> CaseReport {
    let host = FleetHost(
      id: poison, account: poison, region: poison, instance: poison, image: poison, group: poison, name: poison)
    let name = HostString(poison)
    var target = CaseTarget(
      host: host, network: poison,
      state: CaseTargetState(.stuck, why: poison, safe: poison, alternatives: [poison], nextCommand: [poison]))
    target.take(SampleReport.hostile(poison), lane: .direct, commandID: poison, keptAt: [poison])
    var final = SampleReport.hostile(poison)
    final.judgement.provisional = false
    final.judgement.verdict = .watch
    target.take(final, lane: .share, commandID: poison, keptAt: [poison])
    target.collections[1].transfers = [poison]
    target.collections[1].toolDigest = poison
    target.tools = [CaseToolRun(digest: poison, arguments: [poison], exitCode: nil, output: poison)]
    target.reportPath = poison
    return CaseReport(
      caseID: poison, title: poison, openedBy: poison, openedAt: SampleReport.now, reportedAt: SampleReport.now,
      tool: poison, targets: [target, CaseTarget(host: host, state: CaseTargetState(.failed, why: poison))],
      unresolved: [poison], fleet: hostileFleet(host, name, poison),
      undo: CaseUndoRow.State.allCases.map {
        CaseUndoRow(step: poison, made: poison, place: poison, state: $0, detail: poison)
      }, notes: [poison], nextCommand: [poison])
  }

  private static func hostileFleet(_ host: FleetHost, _ name: HostString, _ poison: String) -> FleetResult {
    let place = FleetPlace(
      host: host, verdict: .clear, evidence: Evidence(source: name, text: name, exhibit: poison), role: .file,
      seenAt: Timestamp(nanoseconds: .max))
    var result = FleetResult()
    result.sightings = FleetIndicator.Kind.allCases.map {
      FleetSighting(
        indicator: FleetIndicator($0, name), severity: .high, title: name, origin: place,
        finding: .init(id: poison, severity: .high, title: name), others: [place], earliest: place, fact: name,
        inference: poison)
    }
    result.oddities = FleetIndicator.Kind.allCases.map {
      FleetOddity(
        indicator: FleetIndicator($0, name), severity: .low, title: name, place: place, siblings: name, holders: 1,
        siblingCount: .max, isInFinding: true)
    }
    result.common = [FleetCommonValue(indicator: FleetIndicator(.key, name), host: host, why: poison)]
    result.rows = [FleetRow(host: host, verdict: .watch, confidence: .low, provisional: true, reason: name)]
    result.notes = [poison]
    return result
  }

  /// A thousand targets, a third of them flagged.
  static var crowded: CaseReport {
    var base = CaseTarget(host: host(0, name: "x"), state: CaseTargetState(.done))
    base.take(SampleReport.compromised, lane: .direct, commandID: "6f1c2a34-0000-4000-8000-1234567890ab")
    var calm = CaseTarget(host: host(0, name: "x"), state: CaseTargetState(.done))
    calm.take(SampleReport.clean, lane: .share, commandID: "6f1c2a34-0000-4000-8000-1234567890ab")
    var report = report
    report.targets = (0..<1_000).map { index in
      var target = index % 3 == 0 ? base : calm
      target.host = host(index, name: "web-\(index).shop")
      return target
    }
    report.undo = (0..<3_000).map { CaseUndoRow(step: "provision", made: "thing \($0)", place: "1 eu", state: .undone) }
    return report
  }
}
