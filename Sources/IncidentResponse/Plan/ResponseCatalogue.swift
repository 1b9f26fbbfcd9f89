public import Workflow

/// All kinds of steps of a response.
public enum ResponseCatalogue {
  /// - Parameters:
  ///   - template: Text of `infrastructure/response.yaml`.
  ///   - openedBy: Who opened the case.
  public static func kinds(_ means: ResponseMeans, template: String, openedBy: String) -> StepCatalogue {
    StepCatalogue([
      KeepTool(means), KeepOwnTools(means), TakeInventory(means), DirectCollect(means), DirectVerify(means),
      ResponseStack(means, template: template),
      TargetStack(means), Transfer(means), ShareCollect(means), ShareVerify(means),
      CaseReportStep(means, openedBy: openedBy),
    ]).mapped(Patience.added)
  }
}
