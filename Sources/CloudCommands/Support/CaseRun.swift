internal import CaseModel
internal import IncidentResponse
internal import JSONText
internal import ProgramKit
internal import Reporting
internal import Workflow

/// A case from where it stands to where nothing more can be done by itself, and how it is told at the end.
struct CaseRun {
  let desk: ResponseDesk
  let caseID: CaseID

  /// Runs the driver to its end and prints the case.
  func carryOut(_ driver: WorkflowDriver, exitVerdict: Bool) async throws -> ExitCode {
    switch try await driver.run() {
    case .leaseHeld(let who, let until):
      throw Failure(
        "the case \(caseID) is being worked on by \(who), at least until \(until)",
        hint: "needletail status \(caseID) --follow")
    case .wake(let time):
      throw Failure("the case \(caseID) waits until \(time)", hint: "needletail resume \(caseID)")
    case .finished(let outcome): return try await end(outcome, exitVerdict: exitVerdict)
    }
  }

  private func end(_ outcome: WorkflowOutcome, exitVerdict: Bool) async throws -> ExitCode {
    let report = try await self.report()
    Terminal.out(
      desk.options.json
        ? CaseJSONReport(report.case).value.prettyText + "\n" : CaseTextReport(report.case, width: Terminal.width).text)
    if !desk.options.json { Terminal.err("\nreport for reading and printing: \(HostString(report.page).text)\n") }
    if exitVerdict {
      switch report.case.verdict {
      case .escalate: return .verdictEscalate
      case .watch: return .verdictWatch
      case .clear, nil: break
      }
    }
    switch outcome {
    case .finished, .released, .cancelled: return .done
    case .finishedWithFailures: return .incomplete
    case .stuck: return .failed
    }
  }

  /// The report as the journal stands now, written into the case's folder.
  func report() async throws -> (case: CaseReport, page: String) {
    let record = try await desk.record(caseID.text)
    let machine = try await desk.machine(caseID)
    let standings = machine.standings
    var results: [StepName: StepResult] = [:]
    for standing in standings {
      results[standing.plan.name] = StepResult(
        state: standing.state, output: standing.output, failure: standing.failure)
    }
    let builder = CaseReportBuilder(
      plan: try ResponseDesk.plan(record), results: results, opened: (record.openedBy.text, record.opened),
      undo: UndoLedger.rows(standings))
    let files = CaseReportFiles(files: CaseFiles(folder: try desk.folder.folder(of: caseID)))
    let written = try files.write(builder, at: SystemClock().now())
    return (written.report, written.page)
  }
}
