import CaseModel
import HostFacts

/// A host with far too much of everything, and every text as dear to escape as a text can be.
enum CrowdedHost {
  static let markedPID = 9_990

  static var facts: [HostFact] {
    let wide = HostString(String(repeating: "\"", count: 2_000))
    var facts: [HostFact] = [SampleHost.host]
    for index in 1...1_000 {
      facts.append(SampleHost.process(index * 10, index > 1 ? index * 10 - 10 : 0, wide, [wide, wide], uid: index))
    }
    for index in 0..<1_500 {
      var socket = SocketRecord(transport: .tcp)
      socket.localAddress = wide
      socket.remoteAddress = wide
      socket.state = index.isMultiple(of: 2) ? "LISTEN" : "ESTABLISHED"
      socket.pids = [10, 20, 30, 40, 50]
      facts.append(.socket(socket))
      var entry = PersistenceRecord(.other, path: wide, line: index, text: wide)
      entry.changedAt = SampleReport.now
      facts.append(.persistence(entry))
      var account = AccountRecord(name: wide, uid: index, gid: 0, source: wide)
      (account.shell, account.home, account.groups) = (wide, wide, [wide])
      facts.append(.account(account))
      var login = LoginRecord(book: ["utmp", "wtmp", "btmp"][index % 3], kind: "user", user: wide, source: wide)
      login.host = HostString("\(index)\(wide.text)")
      login.time = SampleReport.ago(minutes: index)
      facts.append(.login(login))
      facts.append(.sshKey(SampleHost.key(wide, wide, wide, changed: SampleReport.now)))
      facts.append(
        .discrepancy(
          DiscrepancyRecord(kind: .file, subject: wide, seenBy: [wide.text], missingFrom: [wide.text], detail: wide)))
    }
    return facts
  }

  static var judgement: Judgement {
    let wide = HostString(String(repeating: "\"", count: 10_000))
    let findings = (0..<2_000).map { index in
      Finding(
        id: "crowd.\(index)", severity: .low, techniques: ["T1059"], title: wide, why: wide.text,
        evidence: Array(repeating: Evidence(source: wide, text: wide, exhibit: SampleReport.seal), count: 40),
        processes: index == 0 ? [markedPID] : [])
    }
    return Judgement(
      verdict: .watch, confidence: .low, provisional: true, reasons: Array(repeating: wide, count: 9),
      nextStep: wide.text,
      notSeen: Array(repeating: wide.text, count: 500), findings: findings)
  }
}
