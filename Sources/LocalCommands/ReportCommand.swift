internal import ArgumentParser
internal import BundleJudging
internal import CaseModel
internal import HostFacts
internal import JSONText
internal import ProgramKit
internal import Reporting
internal import Verifier

/// Renders a bundle.
struct ReportCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case html, json, text, timeline, timesketch, bodyfile }

  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Render a verified bundle for reading, printing, or other programs.")

  @OptionGroup var options: BundleOptions
  @Option(help: "html, json, text, timeline, timesketch or bodyfile.") var format = Format.text
  @Option(name: .shortAndLong, help: "A file to write; stdout without it.") var output: String?

  func run() {
    carryOut(asJSON: format == .json) {
      let bundle = try CheckedBundle.open(path: options.bundle, seal: options.seal)
      let text = try render(bundle)
      if let output { try OutputFile.write(Array(text.utf8), to: output) } else { Terminal.out(text) }
      return bundle.exitCode
    }
  }

  private func render(_ bundle: CheckedBundle) throws -> String {
    if format == .bodyfile { return try Self.bodyfile(bundle) }
    var report = try bundle.hostReport()
    report.verifyCommand =
      ["needletail", "verify", options.bundle] + (report.bundle.seal.map { ["--seal", $0] } ?? [])
    report.nextCommand = report.verifyCommand
    switch format {
    case .html: return HTMLReport(report).text
    case .json: return JSONReport(report).value.prettyText + "\n"
    case .text: return TextReport(report, width: Terminal.width, usesColour: output == nil && Terminal.usesColour).text
    case .timeline: return TimelineReport.text(report.timeline)
    case .timesketch:
      return report.timeline.events.map {
        TimelineReport.timesketch($0, hostname: report.host.hostname).compactText + "\n"
      }.joined()
    case .bodyfile: return ""
    }
  }

  private static func bodyfile(_ bundle: CheckedBundle) throws -> String {
    var lines = ""
    try bundle.reader.forEachFact { line in
      if case .file(let file)? = try HostFact.decode(Array(line)) { lines += BodyfileLine.render(file) + "\n" }
    }
    return lines
  }
}
