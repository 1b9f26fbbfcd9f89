import CaseModel
import HostFacts
import Testing

@testable import Triage

/// From findings to an answer.
@Suite struct VerdictTests {
  private func finding(_ severity: Severity, pid: Int? = nil, source: String = "/etc/x", id: String = "a.b") -> Finding
  {
    Finding(
      id: id, severity: severity, techniques: ["T1059"],
      title: HostString("\(id) about \(pid.map(String.init) ?? source)"), why: "why",
      evidence: [Evidence(source: HostString(source), text: "text")], processes: pid.map { [$0] } ?? [])
  }

  private func weigh(
    _ findings: [Finding], ledger: [LedgerRow] = [LedgerRow(id: "C001", name: "boot", status: .obtained)],
    privileged: Bool = true
  ) -> Judgement {
    var picture = HostPicture()
    picture.host = HostRecord(hostname: "h", now: RunningHost.now)
    picture.host?.isPrivileged = privileged
    return VerdictRule.weigh(findings, picture: picture, ledger: ledger, provisional: true)
  }

  @Test func severityDecides() {
    #expect(weigh([]).verdict == .clear)
    #expect(weigh([finding(.info), finding(.low)]).verdict == .clear)
    #expect(weigh([finding(.medium)]).verdict == .watch)
    #expect(weigh([finding(.high)]).verdict == .escalate)
    #expect(weigh([finding(.critical)]).verdict == .escalate)
  }

  @Test func threeIndependentMediumsEscalateAndThreeOfOneThingDoNot() {
    let separate = (1...3).map { finding(.medium, source: "/etc/\($0)") }
    let together = (1...3).map { finding(.medium, pid: 9, id: "x.\($0)") }
    #expect(weigh(separate).verdict == .escalate)
    #expect(weigh(together).verdict == .watch)
  }

  @Test func reasonsAreAtMostFiveDifferentThings() {
    let findings = (1...8).map { finding(.high, pid: $0) } + (1...20).map { finding(.high, pid: 1, id: "more.\($0)") }
    let reasons = weigh(findings).reasons
    #expect(reasons.count == 5)
    #expect(Set(reasons).count == 5)
    #expect(reasons[0].contains("and 17 more"))
  }

  @Test func clearVerdictListsLowAndNeverInfo() {
    let judgement = weigh([finding(.info, source: "/i"), finding(.low, source: "/l")])
    #expect(judgement.reasons.count == 1)
    #expect(judgement.findings.count == 2)
  }

  @Test func confidenceFollowsWhatWasSeen() {
    #expect(weigh([]).confidence == .high)
    #expect(weigh([], privileged: false).confidence == .low)
    #expect(weigh([], ledger: []).confidence == .medium)
    let holes = (1...10).map { LedgerRow(id: "C\($0)", name: "n", status: $0 < 5 ? .denied : .obtained) }
    #expect(weigh([], ledger: holes).confidence == .low)
    #expect(weigh([finding(.high, pid: 1)]).confidence == .medium)
    #expect(weigh([finding(.high, pid: 1), finding(.high, pid: 2)]).confidence == .high)
    #expect(weigh([finding(.high, pid: 1), finding(.high, pid: 2)], privileged: false).confidence == .high)
  }

  @Test func gapsAreNamedAndAbsencesAreNot() {
    let judgement = weigh(
      [],
      ledger: [
        LedgerRow(id: "C002", name: "memory", status: .failed, why: "no\u{1b}[31m room"),
        LedgerRow(id: "C003", name: "cron", status: .absent),
        LedgerRow(id: "C004", name: "extra", status: .denied, required: false),
      ])
    #expect(judgement.notSeen == ["memory (C002): failed, no\\x1b[31m room"])
    #expect(judgement.nextStep.contains("not everything was seen"))
  }

  @Test func everyVerdictHasANextStep() {
    let steps = [[], [finding(.medium)], [finding(.high)]].map { weigh($0).nextStep }
    #expect(Set(steps).count == 3)
    #expect(steps.allSatisfy { $0.hasSuffix(".") })
  }

  @Test func intrusionOnBusyHostIsOneReason() {
    var judge = Judge()
    var host = RunningHost()
    host.add(4242, "/dev/shm/x", ["[kworker/1:1]"]) { $0.executableIsDeleted = true }
    host.connect(4242, to: "203.0.113.9", 443)
    if let record = host.picture.host { judge.observe(.host(record)) }
    for process in host.picture.processes.values { judge.observe(.process(process)) }
    for socket in host.picture.sockets { judge.observe(.socket(socket)) }
    let judgement = judge.conclude(provisional: true)
    #expect(judgement.verdict == .escalate)
    #expect(judgement.confidence == .high)
    #expect(judgement.reasons.count == 1)
    #expect(judgement.reasons.first?.contains("pid 4242") ?? false)
  }
}
