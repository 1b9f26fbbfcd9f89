internal import CaseModel
public import Reporting
public import Workflow

/// The undo ledger: what the steps of a case changed in the accounts, and how that stands now.
public enum UndoLedger {
  /// What each kind makes, in words; kinds that change nothing in an account are not in it.
  private static let words: [String: String] = [
    KeepTool.kind: "collector in the toolset bucket",
    KeepOwnTools.kind: "own programs and their job in the toolset bucket", DirectCollect.kind: "command on the suspect",
    DirectVerify.kind: "evidence in the landing bucket and the vault", ResponseStack.kind: "response stack",
    TargetStack.kind: "target stack with evidence shares", Transfer.kind: "transfer task with its locations",
    ShareCollect.kind: "command on the suspect", ShareVerify.kind: "evidence in the landing bucket and the vault",
  ]

  /// Kinds whose work is kept on purpose.
  private static let kept = [KeepTool.kind, KeepOwnTools.kind, DirectVerify.kind, ShareVerify.kind]
  /// Kinds whose work is over when it is done: a command that has ended leaves nothing that could be taken back.
  private static let passing = [DirectCollect.kind, ShareCollect.kind]

  /// Rows in the order of the plan.
  public static func rows(_ plans: [StepPlan], _ results: [StepName: StepResult]) -> [CaseUndoRow] {
    plans.compactMap { plan in
      guard let made = words[plan.kind], let result = results[plan.name], ![.planned, .skipped].contains(result.state)
      else { return nil }
      return CaseUndoRow(
        step: plan.name.text, made: made, place: plan.scope, state: state(plan.kind, result.state), at: result.endedAt,
        detail: result.state == .stuck ? (result.failure?.message.text ?? "") : "")
    }
  }

  private static func state(_ kind: String, _ state: StepState) -> CaseUndoRow.State {
    switch state {
    case .undone: kept.contains(kind) ? .kept : .undone
    case .stuck: .stuck
    case .done: kept.contains(kind) ? .kept : passing.contains(kind) ? .undone : .standing
    case .failed: kept.contains(kind) ? .kept : passing.contains(kind) ? .unknown : .standing
    case .running, .waiting, .undoing, .undoWaiting: .unknown
    case .planned, .skipped: .undone
    }
  }
}
