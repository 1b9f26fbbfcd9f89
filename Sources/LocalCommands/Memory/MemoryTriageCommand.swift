internal import ArgumentParser
internal import CaseModel
internal import HostFacts
internal import JSONText
internal import KernelView
internal import ProgramKit
internal import Triage

/// Judges what ran in an image, by the heuristics of the live triage.
struct MemoryTriageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "triage", abstract: "Judge what ran in an image: the findings of a live triage, from memory alone.")
  @OptionGroup var options: ImageOptions
  @Flag(help: "Exit with 10 for watch and 11 for escalate.") var exitVerdict = false

  func run() {
    carryOutOnMemory(asJSON: options.json) {
      let found = try options.kernel()
      var judge = Judge()
      for fact in try KernelFacts(found.kernel).all { judge.observe(fact) }
      let judgement = judge.conclude(provisional: false)
      let document = [
        JSONMember("verdict", .string(judgement.verdict.rawValue)),
        JSONMember("confidence", .string(judgement.confidence.rawValue)),
        JSONMember("findings", .array(try judgement.findings.map { try ImageOptions.json($0) })),
      ]
      let code = options.end(found, document, text: Self.text(judgement, found))
      return exitVerdict ? Rendering.exitCode(judgement.verdict) ?? code : code
    }
  }

  private static func text(_ judgement: Judgement, _ found: ImageKernel) -> String {
    var lines = ["", " \(judgement.verdict.rawValue.uppercased())   confidence \(judgement.confidence.rawValue)", ""]
    for finding in judgement.findings {
      let techniques = finding.techniques.map(\.id).joined(separator: ", ")
      lines.append("  \(finding.severity.rawValue.uppercased())  \(finding.title.text) [\(techniques)]")
      lines += finding.evidence.prefix(4).map { "      \($0.source.text): \($0.text.text)" }
    }
    if judgement.findings.isEmpty { lines.append("  no findings in processes, modules, sockets and hooks") }
    if !judgement.nextStep.isEmpty { lines += ["", "  Next: \(judgement.nextStep)"] }
    lines += ["", "  Judged from memory alone: files, logs and accounts were not looked at."]
    if !found.isWhole { lines.append("  NOT WHOLE: what could not be read was not judged; it is named below.") }
    lines.append("")
    return lines.joined(separator: "\n")
  }
}
