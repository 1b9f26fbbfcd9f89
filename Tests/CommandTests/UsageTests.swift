import Foundation
import HostKit
import JSONText
import Testing

/// What is asked for wrongly is refused before anything is written.
@Suite struct UsageTests {
  @Test(arguments: [
    (["--profile", "deep"], "deep"), (["--turbo"], "--turbo"), (["--wall", "soon"], "soon"),
    (["--cpu-share", "101"], "101"), (["--nonce", "XY"], "--nonce"),
    (["--view", "mirror"], "mirror"), (["--hash", "some"], "--hash"),
    (["--plan", "/nonexistent/plan"], "/nonexistent/plan"),
    (["--fingerprint-key", "/etc/hostname-that-is-not"], "/etc/hostname-that-is-not"), (["extra"], "extra"),
  ])
  func theCollectorRefusesWhatItDoesNotKnowAndWritesNothing(options: [String], named: String) throws {
    try Workbench.with { bench in
      let share = try bench.folder("share")
      let run = try Run.program(
        [Repository.program("needletail-collector"), "collect", "--share", share, "--case", "C-1"] + options)
      try expectRefusal(run, naming: named, share: share)
    }
  }

  @Test(arguments: ["", "..", "a/b", "a b", "\u{1b}[2J", String(repeating: "c", count: 65), "é"])
  func aCaseIDThatIsNoNameIsRefusedAndNothingIsWritten(name: String) throws {
    try Workbench.with { bench in
      let share = try bench.folder("share")
      let run = try Run.collector("collect", "--share", share, "--case=\(name)")
      try expectRefusal(run, naming: "not a case id", share: share)
      #expect(!run.complaint.contains("\u{1b}"))
    }
  }

  private func expectRefusal(_ run: Run, naming named: String, share: String) throws {
    #expect(run.status == 64, "\(run)")
    #expect(run.complaint.contains("error: ") && run.complaint.contains(named), "\(run)")
    let answer = try JSONReader.parse(run.output)
    #expect(answer["error"]?["code"]?.string == "usage")
    #expect(try FileManager.default.contentsOfDirectory(atPath: share).isEmpty)
  }

  @Test func helpAndVersionAreNoErrors() throws {
    #expect(try Run.collector("--help").expecting(0).text.contains("Exit codes:"))
    #expect(try Run.collector("--version").expecting(0).text.hasPrefix("needletail-collector "))
    #expect(try Run.needletail("--help").expecting(0).text.contains("triage"))
  }

  @Test(arguments: [
    ["nonsense"], ["verify"], ["verify", "/tmp", "--nonsense"], ["report", "/tmp", "--format", "papyrus"],
    ["bundle", "show", "/tmp"],
    ["judge", "a", "b"], ["verify", "/tmp", "--seal", "123"], ["judge", "/tmp", "--seal", "zz"],
  ])
  func theCommandsRefuseWhatTheyDoNotKnow(words: [String]) throws {
    let run = try Run.program([Repository.program("needletail")] + words)
    #expect(run.status == 64, "\(run)")
    #expect(!run.errors.isEmpty)
  }

  @Test func aTriageWithAnUnknownProfileIsAUsageError() throws {
    try Workbench.with { bench in
      let share = try bench.folder("share")
      let run = try Run.needletail("triage", "--share", share, "--profile", "deep", "--json")
      #expect(run.status == 64, "\(run)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: share).isEmpty)
      #expect(try JSONReader.parse(run.output)["error"]?["exit_code"]?.integer == 64)
    }
  }
}
