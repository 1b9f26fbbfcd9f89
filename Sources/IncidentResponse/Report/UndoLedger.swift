internal import CaseModel
public import Reporting
public import Workflow

/// The undo ledger: what the steps of a case changed in the accounts, and how that stands now.
public enum UndoLedger {
  /// What each kind makes, in words; kinds that change nothing in an account are not in it.
  private static let words: [String: String] = [
    KeepTool.kind: "collector in the toolset bucket", DirectCollect.kind: "command on the suspect",
    DirectVerify.kind: "evidence in the landing bucket and the vault", ResponseStack.kind: "response stack",
    TargetStack.kind: "target stack with evidence shares", Transfer.kind: "transfer task with its locations",
    ShareCollect.kind: "command on the suspect", ShareVerify.kind: "evidence in the landing bucket and the vault",
  ]

  /// Rows in the order of the plan.
  public static func rows(_ standings: [StepStanding]) -> [CaseUndoRow] {
    standings.compactMap { standing in
      guard let made = words[standing.plan.kind], standing.attempt > 0 else { return nil }
      return CaseUndoRow(
        step: standing.plan.name.text, made: made, place: standing.plan.scope, state: state(standing),
        at: standing.endedAt,
        detail: standing.state == .stuck ? (standing.failure?.message.text ?? "") : "")
    }
  }

  private static func state(_ standing: StepStanding) -> CaseUndoRow.State {
    let keepsEvidence = [KeepTool.kind, DirectVerify.kind, ShareVerify.kind].contains(standing.plan.kind)
    switch standing.state {
    case .undone: return standing.hadNothingToUndo && keepsEvidence ? .kept : .undone
    case .stuck: return .stuck
    case .running, .waiting, .undoing, .undoWaiting: return .unknown
    case .done, .failed:
      if keepsEvidence { return .kept }
      // A command that has ended leaves nothing that could be taken back.
      if [DirectCollect.kind, ShareCollect.kind].contains(standing.plan.kind), standing.state == .done {
        return .undone
      }
      return .standing
    case .planned, .skipped: return standing.mayHaveEffects ? .standing : .undone
    }
  }
}
