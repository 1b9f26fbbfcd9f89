internal import BundleJudging
internal import CaseModel
internal import IncidentResponse
internal import JSONText
internal import Workflow

/// One verified bundle of a case: in the vault, and as a copy on this machine.
struct HeldEvidence: Sendable {
  /// Whose.
  var suspect: Suspect
  /// `direct` or `share`.
  var lane: String
  /// What its step recorded.
  var record: VerifiedEvidence

  /// All of a case, in the order of its plan.
  ///
  /// - Throws: What decoding throws: the case is of another version.
  static func all(_ standings: [StepStanding]) throws -> [HeldEvidence] {
    try standings.compactMap { standing in
      guard let output = standing.output else { return nil }
      let suspect: Suspect
      switch standing.plan.kind {
      case DirectVerify.kind:
        suspect = try JSONRecordDecoder.decode(DirectVerify.Input.self, from: standing.plan.input).suspect
      case ShareVerify.kind:
        suspect = try JSONRecordDecoder.decode(ShareVerify.Input.self, from: standing.plan.input).suspect
      default: return nil
      }
      return HeldEvidence(
        suspect: suspect, lane: standing.plan.kind == DirectVerify.kind ? "direct" : "share",
        record: try JSONRecordDecoder.decode(VerifiedEvidence.self, from: output))
    }
  }

  /// The folder of its objects in the vault, with a slash at its end.
  var folder: String {
    let key = record.keys.first ?? ""
    return String(key[..<(key.lastIndex(of: "/").map { key.index(after: $0) } ?? key.startIndex)])
  }

  /// The copy on this machine, verified against the recorded seal.
  func open() throws -> CheckedBundle { try record.open(place: record.localPath) }
}
