public import ArgumentParser
internal import CaseModel
internal import ProgramKit

/// `needletail`: commands for one host and for evidence.
public struct Needletail: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "needletail",
    abstract: "Is this running host compromised? Collects, proves, judges and reports, without harming the evidence.",
    discussion: """
      Start with: needletail triage
      Exit codes: 0 done, 1 failed, 3 finished but incomplete, 4 verification failed, 64 usage, 130 interrupted; \
      with --exit-verdict 10 watch, 11 escalate.
      """,
    version: ProgramVersion.text,
    subcommands: [
      TriageCommand.self, CollectCommand.self, JudgeCommand.self, VerifyCommand.self, ReportCommand.self,
      BundleCommand.self,
      DefinitionsCommand.self, MemoryCommand.self,
    ])

  public init() {}

  /// Runs one command line. What the words get wrong is said on stderr and, if JSON was asked for, on stdout as well.
  ///
  /// - Parameter words: Without the program's name.
  public static func start(_ words: [String]) {
    if CaseWord.isCase(words) {
      carryOut(asJSON: words.contains("--json")) { try SiblingProgram("needletail-cloud").handOver(words) }
    }
    do {
      var command = try parseAsRoot(words)
      try command.run()
    } catch {
      let code = exitCode(for: error)
      guard code != .success else { exit(withError: error) }
      if words.contains("--json") {
        Failure(message(for: error), hint: "needletail --help", code: .usage).end(asJSON: true)
      }
      exit(withError: error)
    }
  }
}

/// Version of the programs.
enum ProgramVersion {
  static let text = "0.1.0"
}
