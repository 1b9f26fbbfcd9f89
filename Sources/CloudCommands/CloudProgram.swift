public import ArgumentParser
internal import CaseModel
internal import ProgramKit

/// `needletail-cloud`: the response on AWS.
public struct CloudProgram: AsyncParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "needletail",
    abstract: "Responds to suspected instances on AWS: verdicts in minutes, verified evidence, nothing left behind.",
    discussion: "Start with: needletail respond targetinstances.txt --plan",
    version: "0.1.0",
    subcommands: [
      RespondCommand.self, CasesCommand.self, StatusCommand.self, ResumeCommand.self, CancelCommand.self,
      ReleaseCommand.self,
      CaseReportCommand.self, CaseVerifyCommand.self, SweepCommand.self, LabCommand.self,
    ])

  public init() {}

  /// Runs one command line. What the words get wrong is said on stderr and, if JSON was asked for, on stdout as well.
  ///
  /// - Parameter words: Without the program's name.
  public static func start(_ words: [String]) async {
    do {
      var command = try parseAsRoot(words)
      if var waiting = command as? any AsyncParsableCommand { try await waiting.run() } else { try command.run() }
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

/// Starts the test cloud.
struct LabCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lab",
    abstract:
      "A cloud on this machine to rehearse a response: up, install, env, targets, down, list, check (lab/cloud/README.md)."
  )

  @Argument(parsing: .captureForPassthrough) var words: [String] = []

  func run() {
    carryOut(asJSON: false) {
      try SiblingProgram(path: ProgramPlaces.projectFile("lab/cloud/cloud")).handOver(words)
    }
  }
}
