import CaseModel
import HostFacts
import JSONText
import Testing

@testable import Reporting

@Suite struct TimelineTests {
  private let event = TimelineEvent(
    time: Timestamp(nanoseconds: 1_769_850_000_000_001_500), kind: .loginFailed, subject: "ro\not",
    detail: "from 203.0.113.77",
    source: "/var/log/btmp")

  @Test func aLineOfTextHoldsOneEvent() {
    #expect(
      TimelineReport.textLine(event)
        == "2026-01-31T09:00:00.000001500Z  login_failed        ro\\x0aot  from 203.0.113.77  [/var/log/btmp]")
  }

  @Test func anEventIsAnObject() {
    #expect(
      TimelineReport.value(event).compactText
        == #"{"time":"2026-01-31T09:00:00.000001500Z","time_ns":1769850000000001500,"kind":"login_failed","subject":"ro\\x0aot","detail":"from 203.0.113.77","source":"/var/log/btmp"}"#
    )
  }

  @Test func timesketchGetsWhatItAsksFor() {
    let value = TimelineReport.timesketch(event, hostname: "web-1")
    #expect(value["message"] == "ro\\x0aot: from 203.0.113.77")
    #expect(value["datetime"] == "2026-01-31T09:00:00.000001+00:00")
    #expect(value["timestamp"] == 1_769_850_000_000_001)
    #expect(value["timestamp_desc"] == "Login failed")
    #expect(value["hostname"] == "web-1")
  }

  @Test(arguments: [Int64.min, -1, 0, .max])
  func timesAtTheEndsOfTheRangeAreWritten(nanoseconds: Int64) {
    var odd = event
    odd.time = Timestamp(nanoseconds: nanoseconds)
    #expect(TimelineReport.textLine(odd).utf8.count > 40)
    #expect(TimelineReport.timesketch(odd, hostname: "")["datetime"]?.string?.hasSuffix("+00:00") == true)
    #expect(nanoseconds != -1 || Words.precise(odd.time) == "1969-12-31T23:59:59.999999999Z")
  }

  private func timeline(_ facts: [HostFact], findings: [Finding] = []) -> Timeline {
    var builder = HostReportBuilder(startedAt: SampleReport.now)
    for fact in facts { builder.add(fact) }
    var judgement = SampleHost.judgement
    judgement.findings = findings
    return builder.report(SampleReport.frame(), judgement: judgement).timeline
  }

  @Test func aFloodOfOneKindDrivesOutNoOther() {
    let flood = (0..<9_000).map { index -> HostFact in
      var login = LoginRecord(book: "btmp", kind: "login", user: "root", source: "/var/log/btmp")
      login.time = SampleReport.ago(minutes: index)
      return .login(login)
    }
    let result = timeline(SampleHost.ordinary + flood, findings: SampleHost.judgement.findings)
    #expect(result.events.count { $0.kind == .loginFailed } == 2_000)
    #expect(result.omissions == [.init(kind: .loginFailed, count: 7_300)])
    #expect(result.omissionText == "not kept, furthest from the time of collection first: 7,300 × failed login")
    #expect(result.events.count { $0.kind == .finding } == 5)
    #expect(result.events == result.events.sorted())
  }

  @Test func filesFromTheFutureDoNotDriveOutLastNight() {
    func file(_ path: HostString, _ time: Timestamp) -> HostFact {
      var file = FileRecord(path: path, kind: .file)
      file.changed = time
      return .file(file)
    }
    let future = (0..<20_000).map {
      file("/tmp/x", Timestamp(seconds: SampleReport.now.seconds + 1_000_000 + Int64($0)))
    }
    let result = timeline([file("/tmp/night", SampleReport.ago(hours: 9))] + future)
    #expect(result.events.contains { $0.subject == "/tmp/night" })
    #expect(result.events.count <= Timeline.ceiling)
  }

  @Test func onlyTellingFilesOfTheLastMonthAreEvents() {
    func subjects(_ path: HostString, daysAgo: Int, mode: Int = 0o644) -> [HostString] {
      var file = FileRecord(path: path, kind: .file)
      file.mode = mode
      file.changed = SampleReport.ago(days: daysAgo)
      return timeline([SampleHost.host, .file(file)]).events.filter { $0.kind == .fileChange }.map(\.subject)
    }
    #expect(subjects("/tmp/a", daysAgo: 3) == ["/tmp/a"])
    #expect(subjects("/tmp/a", daysAgo: 31) == [])
    #expect(subjects("/home/u/notes", daysAgo: 3) == [])
    #expect(subjects("/home/u/tool", daysAgo: 3, mode: 0o755) == ["/home/u/tool"])
  }

  @Test func theCeilingIsTwentyThousand() { #expect(Timeline.ceiling == 20_000) }

  @Test func failedLoginsOfADayReadAsOneLine() {
    let many = (0..<5).map {
      TimelineEvent(time: SampleReport.ago(minutes: $0), kind: .loginFailed, subject: "root", detail: "", source: "")
    }
    let one = TimelineEvent(time: SampleReport.ago(minutes: 9), kind: .login, subject: "root", detail: "", source: "")
    #expect(TimelineRun.runs(many + [one, one]).map(\.count) == [5, 1, 1])
  }
}

@Suite struct BodyfileLineTests {
  private var file: FileRecord {
    var file = FileRecord(path: "/usr/bin/passwd", kind: .file)
    file.inode = 1234
    file.mode = 0o4755
    file.size = 68_208
    file.accessed = Timestamp(seconds: 1)
    file.modified = Timestamp(seconds: 2, nanoseconds: 999_999_999)
    file.changed = Timestamp(seconds: 3)
    return file
  }

  @Test func aFileIsALineOfElevenColumns() {
    #expect(BodyfileLine.render(file) == "0|/usr/bin/passwd|1234|r/rrwsr-xr-x|0|0|68208|1|2|3|0")
  }

  @Test func aLinkNamesItsTarget() {
    var link = file
    link.kind = .link
    link.mode = 0o777
    link.linkTarget = "busybox"
    #expect(BodyfileLine.render(link).hasPrefix("0|/usr/bin/passwd -> busybox|1234|l/lrwxrwxrwx|"))
  }

  @Test(arguments: [
    (0o1777, "rwxrwxrwt"), (0o1776, "rwxrwxrwT"), (0o2644, "rw-r-Sr--"), (0o6000, "--S--S---"), (0, "---------"),
  ])
  func permissionsAreSpelled(mode: Int, text: String) {
    var directory = file
    directory.kind = .directory
    directory.mode = mode
    #expect(BodyfileLine.render(directory).contains("|d/d\(text)|"))
  }

  @Test func aNameCannotForgeColumnsOrLines() {
    var forged = file
    forged.path = HostString("/tmp/a|0|0\n0|/etc/shadow")
    let line = BodyfileLine.render(forged)
    #expect(line.split(separator: "|", omittingEmptySubsequences: false).count == 11)
    #expect(!line.contains("\n"))
    #expect(line.contains("/tmp/a\\x7c0\\x7c0\\x0a0\\x7c/etc/shadow"))
  }
}

@Suite struct WordsTests {
  @Test func numbersAreGrouped() {
    #expect(Words.grouped(0) == "0")
    #expect(Words.grouped(999) == "999")
    #expect(Words.grouped(-1_234_567) == "-1,234,567")
    #expect(Words.grouped(Int64.min) == "-9,223,372,036,854,775,808")
  }

  @Test func bytesHaveUnits() {
    #expect(Words.bytes(1_023) == "1,023 B")
    #expect(Words.bytes(1_536) == "1.5 KiB")
    #expect(Words.bytes(48_234_112) == "45 MiB")
    #expect(Words.bytes(.max) == "8,191 PiB")
    #expect(Words.bytes(-5) == "-5 B")
  }

  @Test func durationsHaveTwoUnits() {
    let start = Timestamp(seconds: 0)
    #expect(Words.duration(from: start, to: Timestamp(nanoseconds: 4_260_000_000)) == "4.2 s")
    #expect(Words.duration(from: start, to: Timestamp(seconds: 3_599)) == "59 min 59 s")
    #expect(Words.duration(from: start, to: Timestamp(seconds: 90_000)) == "1 d 1 h")
    #expect(Words.duration(from: Timestamp(nanoseconds: .min), to: Timestamp(nanoseconds: .max)) == "unknown")
  }

  @Test func commandsAreQuotedForAShell() {
    #expect(
      Words.command(["needletail-verify", "/mnt/a b", "it's", "", "$(x)"])
        == #"needletail-verify '/mnt/a b' 'it'\''s' '' '$(x)'"#)
  }

  @Test func wrappingKeepsSpacesAndBreaksLongWords() {
    #expect(DisplayText.wrap("aa bb cc", width: 5) == ["aa bb", "cc"])
    #expect(DisplayText.wrap("/tmp/..  x", width: 20) == ["/tmp/..  x"])
    #expect(DisplayText.wrap("abcdefgh", width: 3) == ["abc", "def", "gh"])
    #expect(DisplayText.wrap("日本語", width: 4) == ["日本", "語"])
    #expect(DisplayText.wrap("", width: 4) == [""])
  }
}
