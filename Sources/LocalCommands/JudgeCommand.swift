internal import ArgumentParser
internal import BundleJudging
internal import CaseModel
internal import JSONText
internal import ProgramKit
internal import Reporting

/// Options that several commands share.
struct BundleOptions: ParsableArguments {
  @Argument(help: "The bundle's directory, with bundle.json in it.")
  var bundle: String

  @Option(help: "The seal that the collector printed: 64 hex digits.")
  var seal: String?
}

/// Judges a verified bundle.
struct JudgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "judge", abstract: "Judge a bundle again: verify it, then say whether to escalate and why.")

  @OptionGroup var options: BundleOptions
  @Flag(help: "One JSON document on stdout.") var json = false
  @Flag(help: "Exit with 10 for watch and 11 for escalate.") var exitVerdict = false

  func run() {
    carryOut(asJSON: json) {
      let bundle = try CheckedBundle.open(path: options.bundle, seal: options.seal)
      let report = try bundle.hostReport()
      Terminal.out(Rendering.verdict(report, asJSON: json))
      return exitVerdict ? Rendering.exitCode(report.judgement.verdict) ?? bundle.exitCode : bundle.exitCode
    }
  }
}

/// How results look.
enum Rendering {
  static func verdict(_ report: HostReport, asJSON: Bool) -> String {
    asJSON
      ? JSONReport(report).value.prettyText + "\n"
      : TextReport(report, width: Terminal.width, usesColour: Terminal.usesColour).text
  }

  static func exitCode(_ verdict: Verdict) -> CaseModel.ExitCode? {
    switch verdict {
    case .escalate: .verdictEscalate
    case .watch: .verdictWatch
    case .clear: nil
    }
  }
}
