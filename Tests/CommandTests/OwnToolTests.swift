import CaseModel
import Digests
import Foundation
import HostKit
import JSONText
import Testing

/// The collector runs a responder's own programs as a job says, and each ends as it should: told in the ledger, kept in exhibits.
@Suite(.enabled(if: StaticCode.isPossible, "needs cc and a static C library")) struct OwnToolTests {
  private func run(_ program: String, _ arguments: [String], seconds: Int = 20, bytes: Int = 4096) -> JSONValue {
    [
      "program": .string(program), "name": "behaving", "arguments": .array(arguments.map { .string($0) }),
      "seconds": .integer(Int64(seconds)), "output_bytes": .integer(Int64(bytes)),
    ]
  }

  /// A bench with the program under its digest, and one that was altered.
  private func furnish(_ bench: Workbench) throws -> (good: String, altered: String) {
    try bench.folder("own")
    try bench.folder("share")
    try StaticCode.make(StaticCode.behaving, bench("program"))
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: bench("program"))))
    let good = SHA256.digest(bytes).hex
    let altered = String(repeating: "a", count: 64)
    for (name, mode) in [(good, 0o500), (altered, 0o500)] {
      try Data(bytes).write(to: URL(fileURLWithPath: bench("own/\(name)")))
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: bench("own/\(name)"))
    }
    return (good, altered)
  }

  private func collect(_ bench: Workbench, _ job: JSONValue, _ options: String...) throws -> Run {
    try bench.file("job.json", job.compactText + "\n")
    return try Run.program(
      [
        Repository.program("needletail-collector"), "collect", "--share", bench("share"), "--case", "C-1", "--profile",
        "quick", "--wall", "1", "--no-metadata", "--quiet", "--job", bench("job.json"), "--job-programs", bench("own"),
      ] + options, limit: 240)
  }

  private func job(_ runs: [JSONValue], plan: String? = nil) -> JSONValue {
    .object(
      [JSONMember("format", "needletail-job"), JSONMember("version", 1), JSONMember("runs", .array(runs))]
        + (plan.map { [JSONMember("plan", .string($0))] } ?? []))
  }

  @Test func eachWayToEndIsTold() throws {
    try Workbench.with { bench in
      let (good, altered) = try furnish(bench)
      let ways = [
        run(good, ["", "a b", "$(id)"]), run(good, ["three"]), run(good, ["talk"], bytes: 100),
        run(good, ["wait"], seconds: 1), run(good, ["crash"]), run(good, ["leave"]), run(altered, []),
        run(String(repeating: "b", count: 64), []),
        // What grows most when it is escaped still fits into a row.
        run(good, ["three", String(repeating: "\u{202E}", count: 2728)]),
      ]
      let summary = try collect(bench, job(ways, plan: String(repeating: "c", count: 64)))
      let answer = try JSONReader.parse(summary.output)
      let bundle = try #require(answer["bundle"]?.string)
      #expect(summary.status == 3 && answer["incomplete"]?.bool == true, "what was asked for and failed is incomplete")
      try Run.needletail("verify", bundle, "--seal", try #require(answer["seal"]?.string)).expecting(0)
      try Run.program(
        ["python3", Repository.path("Tests/Interoperability/verify_bundle.py"), bundle, answer["seal"]?.string ?? ""]
      ).expecting(0)
      let rows = try String(contentsOfFile: "\(bundle)/ledger.jsonl", encoding: .utf8).split(separator: "\n").map {
        try JSONRecordDecoder.decode(LedgerRow.self, from: Array($0.utf8))
      }.filter { $0.id.hasPrefix("T") }
      try #require(rows.map(\.id) == (0...9).map { "T00\($0)" })
      for (row, words) in zip(
        rows,
        [
          "did not come", "", "exit code 3", "its standard output was longer than 100", "ended after 1 s",
          "signal 11 ended it", "processes that it left were ended", "not run: the program has another digest: \(good)",
          "not run: the program did not come", "exit code 3",
        ])
      { #expect(words.isEmpty ? row.why.isEmpty : row.why.contains(words), "\(row.id): \(row.why)") }
      #expect(
        rows.map(\.status) == [
          .failed, .obtained, .obtained, .partial, .partial, .partial, .obtained, .failed, .failed, .obtained,
        ])
      #expect(rows.map { $0.run?.exit } == [nil, 0, 3, nil, nil, nil, 0, nil, nil, 3])
      #expect(rows[5].run?.signal == 11)
      #expect(rows[1].run?.arguments.map(\.text) == ["behaving", "", "a b", "$(id)"])
      let surroundings =
        "PATH=/nonexistent\nLC_ALL=C\n0 behaving\n1 \n2 a b\n3 $(id)\nin /, group 1, files 0, input 0\n"
      let pieces = ["", surroundings, "", String(String(repeating: "and so on\n", count: 10)), "waiting\n", "before\n"]
      for (row, text) in zip(rows, pieces).dropFirst() {
        #expect(row.run?.stdout == SHA256.digest(Array(text.utf8)).hex, "\(row.id)")
      }
      #expect(rows[2].run?.stderr == SHA256.digest(Array("three\n".utf8)).hex)
      let receipt = try JSONReader.parse([UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(bundle)/receipt.json"))))
      #expect(receipt["programs_run"]?.integer == 0, "none of the suspect")
      #expect(receipt["responder_programs"]?["run"]?.array?.count == 7)
    }
  }

  @Test func aJobThatCannotBeReadEndsTheCollectionBeforeItBegins() throws {
    try Workbench.with { bench in
      let (good, _) = try furnish(bench)
      for bad: JSONValue in [
        "x", job([run("../x", [])]), job([run(good, ["a\u{7}"])]), job([run(good, [], seconds: 9999)]),
        job(Array(repeating: run(good, []), count: 17)),
      ] {
        let ended = try collect(bench, bad)
        #expect(ended.status == 64, "\(ended)")
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: bench("share")).isEmpty)
    }
  }
}
