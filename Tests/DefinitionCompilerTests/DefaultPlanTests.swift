import Artifacts
import CollectionPlans
import DefaultPlan
import DefinitionCompiler
import Foundation
import Testing

/// The definitions of the repository, the plan that was made of them, and the plan inside the program are one.
@Suite struct DefaultPlanTests {
  private static let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "definitions")

  private static func compile() throws -> DefinitionCompiler.Compilation {
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path).filter { $0.hasSuffix(".yaml") }
    let files = try names.sorted().map { name in
      DefinitionFile(name: name, text: try String(contentsOf: directory.appending(path: name), encoding: .utf8))
    }
    let coverage = CoverageMap(
      file: "coverage.json",
      text: try String(contentsOf: directory.appending(path: "coverage.json"), encoding: .utf8),
      parsers: Set(ArtifactParsers.all.map { $0.name }))
    return DefinitionCompiler(coverage: coverage).compile(files)
  }

  /// `NEEDLETAIL_WRITE_PLAN=1` writes the file anew.
  @Test func theDefinitionsCompileToTheCheckedInPlan() throws {
    let compilation = try Self.compile()
    #expect(compilation.problems == [])
    let text = try compilation.plan.write()
    let file = Self.directory.appending(path: "default-plan.json")
    if ProcessInfo.processInfo.environment["NEEDLETAIL_WRITE_PLAN"] == "1" { try Data(text).write(to: file) }
    let stored = try Data(contentsOf: file)
    // Compared outside the macro, which would print both and every difference.
    let isSame = Array(stored) == text
    #expect(
      isSame,
      "definitions/default-plan.json is not what definitions/ compiles to; NEEDLETAIL_WRITE_PLAN=1 ./test writes it")
    #expect(try CollectionPlan.read(text) == compilation.plan)
  }

  @Test func theProgramHoldsTheCheckedInPlan() throws {
    let stored = try Data(contentsOf: Self.directory.appending(path: "default-plan.json"))
    let isSame = CollectionPlan.embeddedText == Array(stored)
    #expect(isSame, "build again: the plan inside the program is older")
    #expect(try CollectionPlan.embedded.items.count > 100)
  }

  @Test func everyEntryOfFilesIsCovered() throws {
    let ids = Set(try Self.compile().plan.items.map(\.id))
    for number in [40, 41, 42, 48] + Array(51...104) {
      let id = number < 100 ? "C0\(number)" : "C\(number)"
      #expect(ids.contains(id), "\(id)")
    }
  }

  @Test func everyPathCanBeExpandedAndIsReadOnceAParser() throws {
    var seen: [String: String] = [:]
    for item in try Self.compile().plan.items {
      #expect(item.unsupported == nil)
      for path in item.paths {
        let plain = path.replacing("%%users.homedir%%", with: "/home/x")
        #expect(GlobPattern(Array(plain.utf8)) != nil, "\(path)")
        let other = seen.updateValue(item.name, forKey: "\(item.parser) \(path)")
        #expect(other == nil, "\(path) is in \(item.name) and in \(other ?? "")")
      }
    }
  }

  /// A file that is kept must not be one that another item keeps back as a secret.
  @Test func noPathIsBothSecretAndKept() throws {
    let items = try Self.compile().plan.items
    let kept = Set(items.filter { !$0.secret && $0.copy }.flatMap(\.paths))
    for item in items where item.secret {
      #expect(kept.isDisjoint(with: item.paths), "\(item.name)")
      // One name that the secret pattern finds stands for all of them.
      for path in item.paths.map({ $0.replacing("*", with: "x") }) {
        #expect(!kept.contains { Self.matches($0, path) }, "\(path)")
      }
    }
  }

  private static func matches(_ pattern: String, _ path: String) -> Bool {
    let parts = pattern.split(separator: "/")
    let names = path.split(separator: "/")
    guard parts.count == names.count else { return false }
    return zip(parts, names).allSatisfy { GlobPattern.matches(Array($0.utf8), Array($1.utf8)) }
  }
}
