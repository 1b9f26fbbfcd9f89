internal import CaseModel
internal import IncidentResponse
internal import JSONText
internal import ProgramKit
internal import Synchronization
internal import Workflow

/// Tells on stderr what happens, a line an event: verdicts the moment they are there, failures with what is safe and what to type next.
final class ProgressText: Sendable {
  private let started: Timestamp
  private let isQuiet: Bool
  /// What was said last of each step, so that waiting is not said again and again.
  private let said = Mutex<[StepName: String]>([:])

  /// When something last happened.
  private let last: Mutex<Timestamp>

  init(started: Timestamp, isQuiet: Bool) {
    last = Mutex(started)
    self.started = started
    self.isQuiet = isQuiet
  }

  func observe(_ observation: WorkflowObservation) {
    guard !isQuiet else { return }
    switch observation {
    case .entry(let entry):
      last.withLock { $0 = entry.time }
      tell(entry)
    case .skipped(let step, let because): line(last.withLock { $0 }, "skipped    \(step): \(because) failed")
    case .noLongerSkipped, .stillWaiting: break
    }
  }

  private func tell(_ entry: JournalEntry) {
    switch entry.event {
    case .begun(let step, _, _, _): line(entry.time, "begun      \(step)")
    case .waiting(let step, let wait), .undoWaiting(let step, let wait):
      let isNew = said.withLock { said in
        defer { said[step] = wait.note.text }
        return said[step] != wait.note.text
      }
      if isNew { line(entry.time, "waiting    \(step): \(wait.note.text)") }
    case .done(let step, let output, _): line(entry.time, done(step, output))
    case .failed(let step, let failure): fault("FAILED     \(step)", entry.time, failure)
    case .stuck(let step, let failure): fault("STUCK      \(step)", entry.time, failure)
    case .undone(let step, let nothing): if !nothing { line(entry.time, "undone     \(step)") }
    case .unwinding(let reason): line(entry.time, "taking back what the case made (\(reason.rawValue))")
    case .reopened(let steps): line(entry.time, "once more: \(steps.prefix(5).map(\.text).joined(separator: ", "))")
    case .planned, .undoing: break
    }
  }

  private func done(_ step: StepName, _ output: JSONValue) -> String {
    if let answer = output["answer"], let verdict = answer["verdict"]?.string {
      let reasons = (answer["reasons"]?.array ?? []).prefix(2).compactMap(\.string).joined(separator: "; ")
      return "\(verdict.uppercased())  \(step) (provisional, seal \((answer["seal"]?.string ?? "").prefix(12))…)"
        + (reasons.isEmpty ? "" : "\n             \(reasons)")
    }
    if let verdict = output["verdict"]?["verdict"]?.string {
      return "\(verdict.uppercased())  \(step) (final: \(output["verdict"]?["standing"]?.string ?? ""))"
    }
    return "done       \(step)"
  }

  private func fault(_ head: String, _ time: Timestamp, _ failure: StepFailure) {
    line(time, "\(head): \(failure.message.text)")
    if !failure.safe.text.isEmpty { Terminal.err("             safe: \(failure.safe.text)\n") }
    if !failure.next.text.isEmpty { Terminal.err("             next: \(failure.next.text)\n") }
  }

  private func line(_ time: Timestamp, _ text: String) {
    let seconds = max(0, (time.nanoseconds - started.nanoseconds) / 1_000_000_000)
    let minutes = seconds / 60
    let rest = seconds % 60
    Terminal.err("\(minutes < 10 ? " " : "")\(minutes):\(rest < 10 ? "0" : "")\(rest)  \(text)\n")
  }
}
