import Artifacts
import CaseModel
import HostFacts
import Testing

@Suite struct OtherLogTests {
  @Test func auditArgumentsAreDecoded() throws {
    let sample = try #require(try Samples.sample("audit-log"))
    let output = AuditLogParser.parse(Fixtures.input(sample.path, sample.bytes))
    #expect(output.events.map(\.kind) == [.loginFailed, .audit])
    #expect(output.events[0].account?.text == "root" && output.events[0].address?.text == "203.0.113.9")
    #expect(output.events[1].message.text == "sh /tmp/a b\\x0a")
    #expect(output.events[0].time == Timestamp(seconds: 1_763_000_000, nanoseconds: 123_000_000))
  }

  @Test func auditNumbersAreNotTakenForHex() {
    let line =
      "type=ANOM_PROMISCUOUS msg=audit(1763000000.000:1): dev=eth0 prom=256 old_prom=0 auid=1000 uid=0 gid=0 ses=2\n"
    let event = AuditLogParser.parse(Fixtures.input("/a", line)).events.first
    #expect(event?.kind == .audit && event?.account?.text == "1000" && event?.method == "ANOM_PROMISCUOUS")
  }

  @Test(arguments: [
    "POST /uploads/a.php HTTP/1.1\" 200", "GET /a.php?cmd=id HTTP/1.1\" 200",
    "GET /x?q=${jndi:ldap://x} HTTP/1.1\" 404",
    "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\" 400", "GET /%252e%252e/%252e%252e/ HTTP/1.1\" 400",
    "PUT /shell.jsp HTTP/1.1\" 201",
    "GET /images/x.php HTTP/1.1\" 200", "GET /index.php?c=whoami HTTP/1.1\" 200",
    "GET /?x=%3Cphp%20system(1) HTTP/1.1\" 200",
  ])
  func requestsWorthKeepingAreKept(request: String) {
    #expect(requests(request).count == 1)
  }

  @Test(arguments: [
    "GET / HTTP/1.1\" 200", "GET /images/logo.png HTTP/1.1\" 200", "GET /index.php?page=2 HTTP/1.1\" 200",
    "POST /login HTTP/1.1\" 302", "GET /uploads/a.php HTTP/1.1\" 404", "GET /search?q=hello HTTP/1.1\" 200",
  ])
  func ordinaryRequestsAreNot(request: String) {
    #expect(requests(request).isEmpty)
  }

  private func requests(_ request: String) -> [WebRequestRecord] {
    let line = "203.0.113.9 - - [24/Nov/2025:09:00:00 +0100] \"\(request) 12 \"-\" \"Mozilla/5.0 \\\"x\\\"\"\n"
    let output = AccessLogParser.parse(Fixtures.input("/var/log/nginx/access.log", line))
    #expect(output.logFile?.entries == 1 && output.logFile?.first == Timestamp(seconds: 1_763_971_200))
    return output.requests
  }

  @Test func aVirtualHostInFrontIsPassedOver() {
    let line =
      "www.example.com:80 203.0.113.9 - - [24/Nov/2025:09:00:00 +0000] \"POST /a.php HTTP/1.1\" 200 5 \"-\" \"x\"\n"
    let request = AccessLogParser.parse(Fixtures.input("/a", line)).requests.first
    #expect(request?.address.text == "203.0.113.9" && request?.agent.text == "x" && request?.bytes == 5)
  }

  @Test func packageManagersTellWhatChanged() {
    let apt =
      "Start-Date: 2025-11-24  09:00:00\nCommandline: apt install nmap\nRequested-By: bob (1000)\nInstall: nmap:amd64 (7.9)\nEnd-Date: 2025-11-24  09:00:05\n"
    let events = PackageLogParser.parse(Fixtures.input("/var/log/apt/history.log", apt)).events
    #expect(
      events.count == 2 && events[1].account?.text == "bob" && events[1].time == Timestamp(seconds: 1_763_974_800))
    let dnf =
      "2025-11-24T09:00:00+0000 SUBDEBUG Installed: nmap-7.9-1.x86_64\n2025-11-24T09:00:00+0000 DDEBUG Cleaning up.\n"
    #expect(PackageLogParser.parse(Fixtures.input("/var/log/dnf.rpm.log", dnf)).events.count == 1)
    let yum = "Nov 24 09:00:00 Installed: nmap-7.9-1.x86_64\n"
    #expect(
      PackageLogParser.parse(Fixtures.input("/var/log/yum.log", yum)).events.map(\.message.text) == [
        "Installed: nmap-7.9-1.x86_64"
      ])
    let pacman = "[2025-11-24T09:00:00+0000] [ALPM] installed nmap (7.9)\n"
    #expect(
      PackageLogParser.parse(Fixtures.input("/var/log/pacman.log", pacman)).events.first?.time
        == Timestamp(seconds: 1_763_974_800))
  }

  @Test func accountingListsACommandOncePerUser() {
    let one = RecordWriter.accounting(flag: 2, uid: 0, pid: 9, began: 1_763_000_000, command: "nc")
    let other = RecordWriter.accounting(uid: 33, pid: 10, began: 1_763_000_050, command: "nc")
    let output = ProcessAccountingParser.parse(
      Fixtures.input("/var/log/account/pacct", one + one + other + [UInt8](repeating: 0, count: 64)))
    #expect(output.events.map(\.account?.text) == ["uid:0", "uid:33"])
    #expect(output.events[0].message.text.contains("superuser") && !output.events[1].message.text.contains("superuser"))
    #expect(output.logFile?.zeroedRecords == 1 && output.logFile?.entries == 3)
    #expect(output.logFile?.last == Timestamp(seconds: 1_763_000_050))
  }
}
