internal import CaseModel
internal import HostFacts

/// From findings to a verdict.
enum VerdictRule {
  static func weigh(_ findings: [Finding], picture: HostPicture, ledger: [LedgerRow], provisional: Bool) -> Judgement {
    let sorted = findings.sorted { $0.severity > $1.severity }
    let worst = sorted.first?.severity ?? .info
    let verdict: Verdict = worst >= .high ? .escalate : worst >= .medium ? .watch : .clear
    return Judgement(
      verdict: verdict, confidence: .medium, provisional: provisional, reasons: sorted.prefix(5).map(\.title),
      nextStep: "", notSeen: [], findings: sorted)
  }
}
