import Foundation
import HostKit
import Testing

/// `verify` and `report` exist for bundles and for cases: a path means the bundle, a case id means the case.
@Suite struct CaseWordTests {
  /// The program alone in a folder, without its siblings.
  private func alone<Result>(_ body: (_ program: String, _ folder: String) throws -> Result) throws -> Result {
    try Workbench.with { bench in
      let folder = try bench.folder("alone")
      let program = "\(folder)/needletail"
      // A link, not a copy: a file that was just written may be busy while another test starts a program.
      try FileManager.default.linkItem(atPath: Repository.program("needletail"), toPath: program)
      return try body(program, folder)
    }
  }

  @Test(arguments: [
    ["verify", "Friday"], ["report", "Friday", "--format", "html"], ["report", "--format", "json", "Friday"],
    ["verify", "--state", "/x", "Friday", "--json"], ["report", "--", "Friday"],
  ])
  func aCaseIDThatIsNoPathIsACaseAndAMissingProgramIsNamedWithItsBuild(words: [String]) throws {
    try alone { program, folder in
      let run = try Run.program([program] + words, in: folder)
      #expect(
        run.status == 1 && run.complaint.contains("the program needletail-cloud is not beside this one"), "\(run)")
      #expect(run.complaint.contains("hint: swift build -c release --product needletail-cloud"))
    }
  }

  @Test(arguments: [
    ["verify", "Friday"], ["report", "Friday"], ["verify", "./Friday"], ["verify", "/nowhere/Friday"],
  ])
  func aPathIsABundleEvenIfItCouldBeACase(words: [String]) throws {
    try alone { program, folder in
      try FileManager.default.createDirectory(atPath: "\(folder)/Friday", withIntermediateDirectories: true)
      let run = try Run.program([program] + words, in: folder)
      // An empty folder is a bundle that was cut short at once; what is not there is none.
      #expect(run.status == (words[1].hasPrefix("/") ? 1 : 3), "\(run)")
      #expect(!run.complaint.contains("needletail-cloud"), "\(run)")
    }
  }

  @Test func argumentsAndExitCodeAreTheSiblings() throws {
    try alone { program, folder in
      let sibling = "\(folder)/needletail-cloud"
      try FileManager.default.createSymbolicLink(atPath: sibling, withDestinationPath: "/bin/echo")
      let said = try Run.program([program, "verify", "Friday", "--profile", "a b", "--json"], in: folder)
      #expect(said.status == 0 && said.text == "verify Friday --profile a b --json\n", "\(said)")
      try FileManager.default.removeItem(atPath: sibling)
      try FileManager.default.createSymbolicLink(atPath: sibling, withDestinationPath: "/bin/ls")
      #expect(try Run.program([program, "verify", "Friday"], in: folder).status == 2, "ls ends with 2")
    }
  }

  /// A thread of a pool blocks all signals, and whoever it becomes would keep that: nothing could interrupt a `verify` of a case.
  @Test(.enabled(if: Needs.has("python3"), "needs python3")) func theSiblingCanBeInterrupted() throws {
    try alone { program, folder in
      let sibling = "\(folder)/needletail-cloud"
      try "#!/bin/sh\nexec grep SigBlk /proc/self/status\n".write(toFile: sibling, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: sibling)
      let blocked =
        "import os, signal; signal.pthread_sigmask(signal.SIG_SETMASK, {2, 15}); os.execv('\(program)', ['needletail', 'verify', 'Friday'])"
      let run = try Run.program(["python3", "-c", blocked], in: folder)
      #expect(run.text == "SigBlk:\t0000000000000000\n", "\(run)")
    }
  }
}
