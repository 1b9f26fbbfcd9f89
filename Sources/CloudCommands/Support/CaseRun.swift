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
  func carryOut(_ driver: WorkflowDriver, exitVerdict: Bool) async throws -> CaseModel.ExitCode {
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

  private func end(_ outcome: WorkflowOutcome, exitVerdict: Bool) async throws -> CaseModel.ExitCode {
    let step = try await desk.machine(caseID)["report"]
    let files: CaseReportStep.Output
    // The report step has just written what there is to say; a case whose report failed is told anew.
    if step?.state == .done, let output = step?.output {
      files = try JSONRecordDecoder.decode(CaseReportStep.Output.self, from: output)
    } else {
      let written = try await report()
      files = CaseReportStep.Output(
        verdict: written.report.verdict?.rawValue ?? "", page: written.page, document: written.document,
        text: written.text)
    }
    Terminal.out(
      String(
        decoding: try ProgramPlaces.read(desk.options.json ? files.document : files.text, limit: 256 << 20),
        as: UTF8.self))
    if !desk.options.json { Terminal.err("\nreport for reading and printing: \(HostString(files.page).text)\n") }
    if exitVerdict {
      switch files.verdict {
      case "escalate": return .verdictEscalate
      case "watch": return .verdictWatch
      default: break
      }
    }
    switch outcome {
    case .finished:
      // A suspect that nobody looked at is a gap, and so is a line that named none.
      let plan = try ResponseDesk.plan(try await desk.record(caseID.text))
      return plan.unreached.isEmpty && plan.problems.isEmpty ? .done : .incomplete
    case .released, .cancelled: return .done
    case .finishedWithFailures: return .incomplete
    case .stuck: return .failed
    }
  }

  /// The report as the journal stands now, written into the case's folder.
  func report() async throws -> CaseReportWritten {
    let record = try await desk.record(caseID.text)
    let machine = try await desk.machine(caseID)
    var results: [StepName: StepResult] = [:]
    for standing in machine.standings {
      results[standing.plan.name] = StepResult(
        state: standing.state, output: standing.output, failure: standing.failure, endedAt: standing.endedAt)
    }
    let builder = CaseReportBuilder(
      plan: try ResponseDesk.plan(record), results: results, openedBy: record.openedBy.text, openedAt: record.opened,
      undo: UndoLedger.rows(machine.plans, results))
    let files = CaseReportFiles(files: CaseFiles(folder: try desk.folder.folder(of: caseID), caseID: caseID))
    return try files.write(builder, at: SystemClock().now())
  }
}
