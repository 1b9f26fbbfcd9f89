import Foundation
import HostKit
import JSONText
import Testing

/// Every command that reads a bundle, on every kind of thing that is no whole bundle.
@Suite struct BrokenBundleTests {
  enum Damage: String, CaseIterable, CustomTestStringConvertible {
    case missing, file, foreign, newer, truncatedContent, alteredFacts, alteredEntry, foreignName, missingLedger,
      unsealed

    var testDescription: String { rawValue }

    /// The documented exit code.
    var status: Int32 {
      switch self {
      case .missing, .file, .foreign, .newer: 1
      case .truncatedContent, .alteredFacts, .alteredEntry, .foreignName, .missingLedger: 4
      case .unsealed: 3
      }
    }

    /// What the message must name.
    var named: String {
      switch self {
      case .newer: "version"
      case .truncatedContent: "content.tar.zst"
      case .alteredFacts: "facts.jsonl.zst"
      case .alteredEntry: "bundle.json"
      case .foreignName: "note.txt"
      case .missingLedger: "ledger.jsonl"
      case .missing, .file, .foreign, .unsealed: ""
      }
    }

    /// Makes it, and gives its path.
    func make(_ bench: Workbench) throws -> String {
      switch self {
      case .missing: return bench("nowhere")
      case .file: return try bench.file("plain", "no bundle")
      case .foreign:
        try bench.folder("foreign")
        try bench.file("foreign/holiday.jpg", "not evidence")
        return bench("foreign")
      default: break
      }
      let bundle = try SmallBundle(bench)
      switch self {
      case .newer: try bundle.change("bundle.json") { $0 = Self.replace($0, #""version":1"#, #""version":2"#) }
      case .truncatedContent: try bundle.change("content.tar.zst") { $0.removeLast(40) }
      case .alteredFacts: try bundle.change("facts.jsonl.zst") { $0[$0.count / 2] ^= 4 }
      case .alteredEntry: try bundle.change("bundle.json") { $0 = Self.replace($0, "web-1", "web-2") }
      case .foreignName: try Data("hello".utf8).write(to: URL(fileURLWithPath: "\(bundle.path)/note.txt"))
      case .missingLedger: try FileManager.default.removeItem(atPath: "\(bundle.path)/ledger.jsonl")
      case .unsealed:
        for name in ["seal.json", "seal.sha256"] {
          try FileManager.default.removeItem(atPath: "\(bundle.path)/\(name)")
        }
      case .missing, .file, .foreign: break
      }
      return bundle.path
    }

    private static func replace(_ data: Data, _ old: String, _ new: String) -> Data {
      Data(String(decoding: data, as: UTF8.self).replacingOccurrences(of: old, with: new).utf8)
    }
  }

  /// The commands, with what follows the path.
  static let commands: [[String]] = [
    ["verify"], ["verify", "--json"], ["judge"], ["judge", "--json"], ["report"], ["report", "--format", "json"],
    ["report", "--format", "html", "-o", "OUTPUT"], ["report", "--format", "bodyfile", "-o", "OUTPUT"],
    ["bundle", "ls"],
    ["bundle", "ls", "--json"], ["bundle", "show", "--exhibit", "1"],
    ["bundle", "extract", "--exhibit", "1", "-o", "OUTPUT"],
    ["bundle", "diff", "--json"],
  ]

  @Test(arguments: Damage.allCases, commands)
  func theCommandSaysWhatIsWrongAndLeavesNothingHalfWritten(damage: Damage, command: [String]) throws {
    try Workbench.with { bench in
      let path = try damage.make(bench)
      let run = try Self.run(command, on: path, bench)
      let isDiff = command.contains("diff")
      // A comparison of two prefixes is a comparison.
      #expect(run.status == damage.status || isDiff && damage == .unsealed && run.status == 0, "\(run)")
      let isVerifyOfJudged = command[0] == "verify" && (damage.status == 4 || damage.status == 3)
      if damage.status == 3 { return }
      let said = run.complaint + run.text
      #expect(damage.named.isEmpty || said.contains(damage.named), "\(run)")
      if !isVerifyOfJudged {
        #expect(run.complaint.hasPrefix("error: ") && said.contains(path), "\(run)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: bench.path).allSatisfy { !$0.hasPrefix("output") })
      }
      guard command.contains("--json") || command.contains("json") else { return }
      let answer = try JSONReader.parse(run.output)
      if isVerifyOfJudged {
        #expect(answer["outcome"]?.string == "failed")
        #expect(answer["faults"]?.array?.contains { $0["file"]?.string == damage.named } == true, "\(run)")
      } else {
        #expect(answer["error"]?["exit_code"]?.integer == Int64(damage.status))
        #expect(answer["error"]?["message"]?.string?.isEmpty == false)
      }
    }
  }

  @Test(arguments: commands)
  func theSameCommandWorksOnTheWholeBundle(command: [String]) throws {
    try Workbench.with { bench in
      let bundle = try SmallBundle(bench)
      let exhibits = try Run.needletail("bundle", "ls", bundle.path).expecting(0).lines
      let line = try #require(exhibits.first { $0.hasSuffix("/etc/hosts") }?.split(separator: "\t").first)
      let words = command.map { $0 == "1" ? String(line) : $0 }
      let run = try Self.run(words, on: bundle.path, bench)
      #expect(run.status == 0, "\(run)")
      if command.contains("--json") || command.contains("json") { _ = try JSONReader.parse(run.output) }
      if command.contains("OUTPUT") {
        #expect(
          try FileManager.default.contentsOfDirectory(atPath: bench.path).filter { $0.hasPrefix("output") } == [
            "output"
          ])
      }
      if command.contains("extract") {
        #expect(try String(contentsOfFile: bench("output"), encoding: .utf8) == SmallBundle.text)
      }
    }
  }

  private static func run(_ command: [String], on path: String, _ bench: Workbench) throws -> Run {
    let verbs = command[0] == "bundle" ? 2 : 1
    let paths = command.contains("diff") ? [path, path] : [path]
    let words = command.prefix(verbs) + paths + command.dropFirst(verbs).map { $0 == "OUTPUT" ? bench("output") : $0 }
    return try Run.program([Repository.program("needletail")] + words)
  }

  @Test func anotherSealFailsAndTheOwnOneVerifies() throws {
    try Workbench.with { bench in
      let bundle = try SmallBundle(bench)
      let other = String(repeating: "0", count: 64)
      for command in ["verify", "judge", "report"] {
        #expect(try Run.needletail(command, bundle.path, "--seal", other).status == 4)
        #expect(try Run.needletail(command, bundle.path, "--seal", bundle.seal).status == 0)
      }
      let verified = try Run.needletail("verify", bundle.path, "--seal", bundle.seal, "--json")
      #expect(try JSONReader.parse(verified.output)["outcome"]?.string == "verified")
      let without = try Run.needletail("verify", bundle.path, "--json")
      #expect(try JSONReader.parse(without.output)["outcome"]?.string == "consistent")
    }
  }

  @Test func aComparisonNamesWhatChanged() throws {
    try Workbench.with { bench in
      let first = try SmallBundle(bench)
      let second = try SmallBundle(bench, share: "later", hosts: "127.0.0.1 elsewhere\n")
      let run = try Run.needletail("bundle", "diff", first.path, second.path, "--json").expecting(0)
      let answer = try JSONReader.parse(run.output)
      #expect(answer["changed"]?.array == ["/etc/hosts"])
      #expect(answer["added"]?.array == [])
      #expect(answer["unchanged"]?.integer == 2)
    }
  }

  @Test(arguments: ["99999", String(repeating: "a", count: 64), "-1", "etc"])
  func anExhibitThatIsNotThereIsNamed(exhibit: String) throws {
    try Workbench.with { bench in
      let bundle = try SmallBundle(bench)
      let run = try Run.needletail("bundle", "extract", bundle.path, "--exhibit=\(exhibit)", "-o", bench("output"))
      #expect(run.status == 1, "\(run)")
      #expect(run.complaint.contains(exhibit))
      #expect(!FileManager.default.fileExists(atPath: bench("output")))
    }
  }

  @Test func anOutputThatCannotBeWrittenIsNamedAndTheOldOneStays() throws {
    try Workbench.with { bench in
      let bundle = try SmallBundle(bench)
      let run = try Run.needletail("report", bundle.path, "--format", "html", "-o", bench("nowhere/report.html"))
      #expect(run.status == 1)
      #expect(run.complaint.contains(bench("nowhere/report.html")))
      try bench.folder("taken")
      let taken = try Run.needletail("report", bundle.path, "--format", "html", "-o", bench("taken"))
      #expect(taken.status == 1)
      let left = try FileManager.default.contentsOfDirectory(atPath: bench.path).sorted()
      #expect(left == ["share", "taken"])
    }
  }

  @Test func anExhibitIsNeverWrittenBelowTheBundle() throws {
    try Workbench.with { bench in
      let bundle = try SmallBundle(bench)
      let before = try FileManager.default.contentsOfDirectory(atPath: bundle.path).sorted()
      let run = try Run.needletail("bundle", "extract", bundle.path, "--exhibit", "2", "-o", "\(bundle.path)/hosts")
      #expect(run.status != 0, "\(run)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: bundle.path).sorted() == before)
    }
  }
}
