internal import BundleJudging
public import CaseModel
internal import Digests
internal import JSONText
internal import Reporting
internal import Triage
internal import Verifier
internal import Workflow

/// Verifies a bundle that has come home and judges it again. It runs on the responder's machine, from our own reading of the bytes.
struct EvidenceJudge: Sendable {
  let means: ResponseMeans
  let suspect: Suspect
  let caseID: CaseID

  /// A bundle that has been verified and judged.
  struct Judged: Sendable {
    var verdict: FinalVerdict
    var report: HostReport
    var profile: FleetProfile?
  }

  /// - Parameters:
  ///   - directory: The bundle.
  ///   - place: What reports call it.
  ///   - seal: As the command's own output said it: it travelled another way than the bundle.
  ///   - nonce: Of the run.
  /// - Throws: `StepFailure` `evidence-altered`, `evidence-foreign`.
  func judge(_ directory: any EvidenceDirectory, place: String, seal: String, nonce: String) throws -> Judged {
    let bundle: CheckedBundle
    do { bundle = try CheckedBundle(directory, place: place, seal: SHA256Digest(hex: seal)) } catch {
      throw StepFailure(
        "evidence-altered",
        "the bundle of \(suspect.target) does not agree with the seal that the suspect's command returned: \(error.message)",
        safe: "it is kept in the landing bucket and does not go into the vault", next: "needletail verify \(caseID)")
    }
    guard bundle.report.nonce == nonce, bundle.report.caseName == caseID.text else {
      throw StepFailure(
        "evidence-foreign", "the bundle of \(suspect.target) is of another run: it carries another nonce or case",
        safe: "it is kept in the landing bucket and does not go into the vault", next: "needletail verify \(caseID)")
    }
    let judged = try bundle.judge(as: suspect.fleetHost)
    let judgement = judged.report.judgement
    let verdict = FinalVerdict(
      verdict: judgement.verdict.rawValue, confidence: judgement.confidence.rawValue,
      reasons: judgement.reasons, nextStep: HostString(judgement.nextStep), findings: judgement.findings.count,
      standing: bundle.report.sentence)
    return Judged(verdict: verdict, report: judged.report, profile: judged.profile)
  }
}

extension Suspect {
  /// The suspect as fleet comparisons know it.
  var fleetHost: FleetHost {
    FleetHost(
      id: target.description, account: target.account.text, region: target.region.text,
      instance: target.instance.text, image: image.isEmpty ? nil : image, group: scalingGroup?.text,
      name: name?.text ?? "")
  }
}

/// The verdict that was made from a verified bundle.
public struct FinalVerdict: Codable, Sendable, Hashable {
  /// `escalate`, `watch` or `clear`.
  public var verdict: String
  /// `low`, `medium` or `high`.
  public var confidence: String
  /// At most five lines.
  public var reasons: [HostString]
  /// What to do.
  public var nextStep: HostString
  /// How many findings.
  public var findings: Int
  /// The verifier's sentence.
  public var standing: String
}
