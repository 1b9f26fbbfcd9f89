import CollectionPlans
import Digests
import Foundation
import HostKit
import JSONText
import Testing

@testable import IncidentResponse

/// A tools folder is checked before anything is sent; what is wrong is said in words.
@Suite(.enabled(if: StaticCode.isPossible, "needs cc and a static C library")) struct ToolsFolderTests {
  private static let quiet = "int main(void) { return 0; }"

  private func fault(_ bench: Workbench, _ list: String) throws -> String? {
    try bench.file("tools/tools.json", list)
    do {
      _ = try ToolsFolder(path: bench("tools")).read()
      return nil
    } catch { return error.message }
  }

  @Test func aGoodFolderBecomesAJobNamedByItsDigest() throws {
    try Workbench.with { bench in
      try bench.folder("tools/bin")
      try StaticCode.make(Self.quiet, bench("tools/bin/quiet"))
      try Data(CollectionPlan(items: [.init(id: "Mine", name: "Mine", paths: ["/etc/mine"])]).write()).write(
        to: URL(fileURLWithPath: bench("tools/mine.plan")))
      try bench.file(
        "tools/tools.json",
        #"{"runs":[{"program":"bin/quiet","arguments":["-a","ü"],"seconds":5,"output_bytes":10},{"program":"bin/quiet"}],"plan":"mine.plan"}"#
      )
      let tools = try ToolsFolder(path: bench("tools")).read()
      let program = SHA256.digest([UInt8](try Data(contentsOf: URL(fileURLWithPath: bench("tools/bin/quiet"))))).hex
      #expect(tools.files.count == 2 && tools.files[0].key == "tools/\(program)/\(program)")
      #expect(tools.digest == SHA256.digest(Array(tools.job.utf8)).hex && tools.jobKey == "jobs/\(tools.digest).json")
      let job = try ToolJob.read(Array(tools.job.utf8))
      #expect(
        job.runs[0] == .init(program: program, name: "quiet", arguments: ["-a", "ü"], seconds: 5, outputBytes: 10))
      #expect(job.runs[1].seconds == 60 && job.runs[1].outputBytes == 16 << 20 && job.plan == tools.files[1].digest)
      #expect(tools.seconds == 65 + 30)
      #expect(!tools.job.contains("bin/"), "no path of the responder goes to a suspect")
    }
  }

  @Test func whatCannotBeRunOnASuspectIsNamed() throws {
    try Workbench.with { bench in
      try bench.folder("tools")
      try StaticCode.make(Self.quiet, bench("tools/dynamic"), flags: [])
      try StaticCode.make(Self.quiet, bench("tools/object.o"), flags: ["-c"])
      try StaticCode.make("int f(void) { return 0; }", bench("tools/lib.so"), flags: ["-shared", "-fPIC"])
      try StaticCode.make(Self.quiet, bench("outside"))
      try StaticCode.make(Self.quiet, bench("tools/quiet"))
      try bench.file("tools/script", "#!/bin/sh\n")
      try bench.file("tools/text", "hello")
      var arm = [UInt8](try Data(contentsOf: URL(fileURLWithPath: bench("tools/quiet"))))
      arm[18] = 183
      try Data(arm).write(to: URL(fileURLWithPath: bench("tools/arm")))
      try Data(arm[..<70]).write(to: URL(fileURLWithPath: bench("tools/short")))
      try FileManager.default.createSymbolicLink(atPath: bench("tools/link"), withDestinationPath: bench("outside"))
      func program(_ name: String) throws -> String { try fault(bench, #"{"runs":[{"program":"\#(name)"}]}"#) ?? "" }
      for (name, words) in [
        ("dynamic", "not static"), ("object.o", "not an executable"), ("lib.so", "not "), ("script", "a script"),
        ("text", "not an ELF program"), ("arm", "x86-64"), ("short", "x86-64"), ("missing", "no such file"),
        ("link", "out of the folder"), ("../outside", "not a path below"), ("/bin/true", "not a path below"),
        ("", "not a path below"), (".", "not a path below"),
      ] {
        let found = try program(name)
        #expect(found.contains(words), "\(name): \(found)")
      }
      try bench.folder("tools/folder")
      #expect(try program("folder").contains("not a regular file"))
      try StaticCode.make(Self.quiet, bench("tools/pie"), flags: ["-static-pie"])
      for name in ["quiet", "pie"] { #expect(try program(name).isEmpty) }
    }
  }

  @Test func whatIsOutOfRangeOrMisspeltIsNamed() throws {
    try Workbench.with { bench in
      try bench.folder("tools")
      try StaticCode.make(Self.quiet, bench("tools/q"))
      let many = Array(repeating: #"{"program":"q"}"#, count: 17).joined(separator: ",")
      let long = String(repeating: "x", count: 9000)
      for (list, words) in [
        ("", "no JSON"), ("{}", "neither a run nor a plan"), ("[]", "no object"),
        (#"{"runs":[],"plans":"x"}"#, "unknown member"),
        (#"{"runs":[{"program":"q","arguments":["a\u0007"]}]}"#, "argument 1 holds control characters"),
        (#"{"runs":[{"program":"q","arguments":["a\u0085"]}]}"#, "control characters"),
        (#"{"runs":[{"program":"q","arguments":[1]}]}"#, "no list of texts"),
        (#"{"runs":[{"program":"q","arguments":["\#(long)"]}]}"#, "longer than 8192"),
        (#"{"runs":[{"program":"q","second":9}]}"#, "unknown member: second"),
        (#"{"runs":[{"program":"q","seconds":0}]}"#, "from 1 to 3600"),
        (#"{"runs":[{"program":"q","seconds":"9"}]}"#, "no whole number"),
        (#"{"runs":[{"program":"q","output_bytes":-1}]}"#, "`output_bytes` is -1"),
        (#"{"runs":[{}]}"#, "`program` is missing"), (#"{"runs":[\#(many)]}"#, "17 runs"),
        (#"{"runs":[{"program":"q"}],"plan":"q"}"#, "no compiled plan"),
      ] {
        let found = try fault(bench, list)
        #expect(found?.contains(words) == true, "\(list.prefix(80)): \(found ?? "no fault")")
      }
      #expect(throws: ToolsFolder.Fault.self) { try ToolsFolder(path: bench("nowhere")).read() }
    }
  }

  /// Headers come from a file; whatever they say, reading them ends.
  @Test func noHeaderBreaksTheReader() throws {
    try Workbench.with { bench in
      try StaticCode.make(Self.quiet, bench("q"))
      let good = [UInt8](try Data(contentsOf: URL(fileURLWithPath: bench("q"))))
      #expect(StaticProgram.fault(in: good) == nil)
      for offset in 0..<120 {
        for value in [UInt8(0), 0x7F, 0xFF] {
          var bytes = good
          bytes[offset] = value
          _ = StaticProgram.fault(in: bytes)
        }
      }
      for count in 0..<200 { _ = StaticProgram.fault(in: Array(good[..<count])) }
    }
  }
}
