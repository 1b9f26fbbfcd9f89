internal import CaseModel
internal import HostFacts

/// From findings to a verdict that somebody can act on at night.
enum VerdictRule {
  static func weigh(_ findings: [Finding], picture: HostPicture, ledger: [LedgerRow], provisional: Bool) -> Judgement {
    let sorted = order(findings)
    let subjects = Subject.group(sorted)
    let verdict = verdict(of: subjects)
    let gaps = ledger.filter { $0.required && [.partial, .failed, .denied].contains($0.status) }
    return Judgement(
      verdict: verdict, confidence: confidence(verdict, subjects, picture, ledger, gaps), provisional: provisional,
      reasons: reasons(subjects, verdict), nextStep: nextStep(verdict, subjects, gaps), notSeen: notSeen(picture, gaps),
      findings: sorted)
  }

  /// Most severe first; equals stay as they came, so that a judgement repeats.
  private static func order(_ findings: [Finding]) -> [Finding] {
    findings.enumerated().sorted { left, right in
      left.element.severity == right.element.severity
        ? left.offset < right.offset : left.element.severity > right.element.severity
    }.map(\.element)
  }

  /// One high finding escalates; mediums do when they fall on three different things. Low is reported and decides
  /// nothing.
  private static func verdict(of subjects: [Subject]) -> Verdict {
    guard let worst = subjects.first?.severity else { return .clear }
    if worst >= .high { return .escalate }
    let mediums = subjects.filter { $0.severity == .medium }.count
    return mediums >= 3 ? .escalate : mediums > 0 ? .watch : .clear
  }

  /// How much of what was asked for lies under the answer, and whether independent findings agree.
  private static func confidence(
    _ verdict: Verdict, _ subjects: [Subject], _ picture: HostPicture, _ ledger: [LedgerRow], _ gaps: [LedgerRow]
  ) -> Confidence {
    let required = ledger.filter(\.required).count
    let isBlind = !(picture.host?.isPrivileged ?? true) || gaps.count * 5 > max(required, 1)
    if verdict == .escalate {
      let strong = subjects.filter { $0.severity >= .high }
      let agree =
        strong.count >= 2
        || strong.contains {
          $0.severity == .critical || Set($0.findings.filter { $0.severity >= .high }.map(\.id)).count >= 2
        }
      return agree ? .high : isBlind ? .low : .medium
    }
    if isBlind || picture.host == nil { return .low }
    return verdict == .clear && gaps.isEmpty && required > 0 ? .high : .medium
  }

  private static func reasons(_ subjects: [Subject], _ verdict: Verdict) -> [HostString] {
    let floor: Severity = verdict == .clear ? .low : .medium
    return subjects.filter { $0.severity >= floor }.prefix(5).map(\.line)
  }

  private static func nextStep(_ verdict: Verdict, _ subjects: [Subject], _ gaps: [LedgerRow]) -> String {
    switch verdict {
    case .escalate:
      return
        "Escalate to the incident lead now: treat the host as compromised, do not reboot or log in to it, ask for memory capture and disk snapshots, then isolate it."
    case .watch:
      return
        "Ask the owner of the host about the lines above before the end of the shift; escalate if nobody can explain one of them, and collect again to see what changed."
    case .clear:
      return gaps.isEmpty
        ? "Close the alert if nothing else speaks against this host; no sign of compromise was found in what was collected."
        : "No sign of compromise was found, but not everything was seen: collect again with the rights that are missing, or say so when closing."
    }
  }

  private static func notSeen(_ picture: HostPicture, _ gaps: [LedgerRow]) -> [String] {
    var lines: [String] = []
    if picture.host.map({ !$0.isPrivileged }) ?? false {
      lines.append("The collector ran without root: other users' processes, files and the kernel were seen in part.")
    }
    lines += gaps.sorted { $0.id < $1.id }.map { row in
      // What failed may quote the host.
      HostString(escaped: "\(row.name) (\(row.id)): \(row.status.rawValue)\(row.why.isEmpty ? "" : ", \(row.why)")")
        .text
    }
    return lines
  }
}
