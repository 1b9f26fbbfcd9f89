internal import ArgumentParser
internal import BundleJudging
internal import CaseModel
internal import IncidentResponse
internal import JSONText
internal import ProgramKit
internal import Triage
internal import Workflow

/// Searches the bundles of a case for indicators.
struct SweepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep", abstract: "Search the verified bundles of a case for the indicators of a list.",
    discussion: """
      The list is CSV (type,value,note), STIX 2.1 or MISP; see docs/formats/indicators.md. It never leaves this machine: the bundles are read here.
      Exit codes: 0 done, 3 some bundles could not be read.
      """)

  @Argument(help: "The case.") var name: String
  @Option(name: .customLong("ioc"), help: "The list of indicators.") var list: String
  @OptionGroup var options: ResponseOptions

  func run() async {
    await carryOut(asJSON: options.json) {
      let indicators = IndicatorList.read(try ProgramPlaces.read(list, limit: IndicatorList.sizeLimit))
      for fault in indicators.faults { Terminal.err("\(SweepText.line(fault))\n") }
      guard !indicators.indicators.isEmpty else {
        throw Failure(
          "no indicator can be read of the list: \(HostString(list).text)",
          hint: "a line is type,value[,note], such as ip,203.0.113.7")
      }
      return try await ResponseDesk.with(options) { desk in
        let record = try await desk.record(name)
        let held = try HeldEvidence.all(try await desk.machine(record.id).standings)
        guard !held.isEmpty else {
          throw Failure(
            "case \(record.id) has no verified bundle yet: nothing can be searched",
            hint: "needletail status \(record.id)")
        }
        let text = SweepText(caseID: record.id, list: indicators, bundles: held.map { Self.search($0, indicators) })
        Terminal.out(options.json ? text.json.prettyText + "\n" : text.text)
        return text.unread.isEmpty ? .done : .incomplete
      }
    }
  }

  /// One bundle; one that cannot be read is told and holds up no other.
  private static func search(_ evidence: HeldEvidence, _ list: IndicatorList) -> SweptBundle {
    do { return SweptBundle(evidence: evidence, result: .success(try evidence.open().sweep(list))) } catch {
      return SweptBundle(evidence: evidence, result: .failure(error))
    }
  }
}

/// A bundle and what a sweep found in it.
struct SweptBundle {
  var evidence: HeldEvidence
  var result: Result<SweepResult, any Error>
}
