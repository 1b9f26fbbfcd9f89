internal import ArgumentParser
internal import Artifacts
internal import CaseModel
internal import CollectionPlans
internal import DefinitionCompiler
internal import Foundation
internal import JSONText
internal import ProgramKit

/// Checks definitions and makes plans of them.
struct DefinitionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "definitions",
    abstract: "Check ForensicArtifacts definitions, or compile them into a plan for the collector.",
    subcommands: [CheckDefinitions.self, CompileDefinitions.self])
}

/// Definitions named on the command line.
struct DefinitionOptions: ParsableArguments {
  @Argument(help: "YAML files, or directories with such files.") var places: [String]
  @Option(help: "What serves which ledger entry; coverage.json beside the definitions without it.") var coverage:
    String?

  func compile(names: [String]? = nil) throws -> DefinitionCompiler.Compilation {
    let files = try places.flatMap(Self.files).map { path -> DefinitionFile in
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
        throw Failure("cannot read the definitions as UTF-8 text: \(HostString(path).text)")
      }
      return DefinitionFile(name: path, text: text)
    }
    guard !files.isEmpty else { throw Failure("no definitions (*.yaml) found: \(places.joined(separator: ", "))") }
    return DefinitionCompiler(coverage: try coverageMap()).compile(files, names: names)
  }

  private func coverageMap() throws -> CoverageMap {
    let beside = places.map { "\($0)/coverage.json" }.first { FileManager.default.fileExists(atPath: $0) }
    guard let path = coverage ?? beside else { return CoverageMap() }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw Failure("cannot read the coverage map: \(HostString(path).text)")
    }
    return CoverageMap(file: path, text: text, parsers: Set(ArtifactParsers.all.map { $0.name }))
  }

  private static func files(_ place: String) throws -> [String] {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: place, isDirectory: &isDirectory) else {
      throw Failure("there is no such file or directory: \(HostString(place).text)")
    }
    guard isDirectory.boolValue else { return [place] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    return names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted().map { "\(place)/\($0)" }
  }
}

/// Says what is wrong.
struct CheckDefinitions: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "check", abstract: "Say what is wrong with definitions.")
  @OptionGroup var options: DefinitionOptions

  func run() {
    carryOut(asJSON: false) {
      let result = try options.compile()
      for problem in result.problems { Terminal.out(HostString(problem.description).text + "\n") }
      Terminal.err("\(result.definitions) definitions, \(result.problems.count) problems\n")
      return result.hasErrors ? .failed : .done
    }
  }
}

/// Makes a plan.
struct CompileDefinitions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile", abstract: "Make the plan file that the collector reads.")
  @OptionGroup var options: DefinitionOptions
  @Option(name: .shortAndLong, help: "The plan file to write; stdout without it.") var output: String?

  func run() {
    carryOut(asJSON: false) {
      let result = try options.compile()
      for problem in result.problems { Terminal.err(HostString(problem.description).text + "\n") }
      guard !result.hasErrors else {
        throw Failure("the definitions have errors; no plan was written", hint: "needletail definitions check")
      }
      let text = try JSONRecordEncoder.encode(result.plan) + [10]
      if let output {
        try OutputFile.write(text, to: output)
      } else {
        Terminal.out(String(decoding: text, as: UTF8.self))
      }
      return .done
    }
  }
}
