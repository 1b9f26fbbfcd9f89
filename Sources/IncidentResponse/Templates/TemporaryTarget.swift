internal import CaseModel
struct TargetStackTemplate {
  init(prefix: String, caseID: CaseID, homeKey: String, vpc: String, transferGroup: String, toolsGroups: [String], suspects: [Suspect]) throws {}
  var text: String { "" }
  func shares(_ outputs: [String: String]) throws -> [String: TargetShares.Share] { [:] }
}
