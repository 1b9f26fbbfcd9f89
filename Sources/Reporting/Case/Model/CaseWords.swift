internal import CaseModel
internal import Triage

/// Sentences about a case, the same in every form of the report.
enum CaseWords {
  /// What a reader must know first.
  static func sentence(_ report: CaseReport) -> String {
    let total = report.targets.count
    guard total > 0 else { return "No target was named that could be found." }
    let judged = report.targets.count { $0.opinion != nil }
    let parts: [(Int, String)] = [
      (
        report.targets(.escalate).count,
        "\(report.targets(.escalate).count == 1 ? "calls" : "call") for an incident response"
      ), (report.targets(.watch).count, "to watch"),
      (report.targets(.clear).count, "with nothing abnormal"), (total - judged, "not judged"),
    ]
    let told = parts.filter { $0.0 > 0 }.map { "\(Words.grouped($0.0)) \($0.1)" }.joined(separator: ", ")
    return "Of \(Words.count(total, "target")): \(told)."
  }

  /// One word for the banner.
  static func title(_ report: CaseReport) -> String {
    report.verdict.map(VerdictWords.title) ?? "Not judged"
  }

  /// What to do next: what the worst target's judgement says, or what is in the way.
  static func nextStep(_ report: CaseReport) -> String {
    let worst = report.ranked.first?.opinion
    let unjudged = report.targets.count { $0.opinion == nil }
    let blind =
      unjudged > 0
      ? " \(Words.count(unjudged, "target")) could not be judged: nobody knows whether \(unjudged == 1 ? "it is" : "they are") clean."
      : ""
    let tail = sighted(report) + blind
    switch worst?.verdict {
    case .escalate:
      return
        "Escalate \(names(report.targets(.escalate))) to the incident lead now: treat \(report.targets(.escalate).count == 1 ? "it" : "them") as compromised, do not reboot or log in, ask for memory capture and disk snapshots, then isolate.\(tail)"
    case .watch:
      return
        "Ask the owners about \(names(report.targets(.watch))) before the end of the shift, and escalate what nobody can explain.\(tail)"
    case .clear:
      return "No sign of compromise was found on the targets that were judged.\(tail)"
    case nil: return "Nothing was judged yet.\(blind)"
    }
  }

  /// Clear targets that have what a finding of another one rests on.
  private static func sighted(_ report: CaseReport) -> String {
    let ids = report.sightedIDs
    let targets = report.targets(.clear).filter { ids.contains($0.host.id) }
    guard !targets.isEmpty else { return "" }
    return
      " Look again at \(names(targets)): judged clear, but what a finding of another target rests on is there too."
  }

  /// The first names, and how many more.
  static func names(_ targets: [CaseTarget], limit: Int = 4) -> String {
    let listed = targets.prefix(limit).map { DisplayText.safe($0.host.title, limit: 80) }
    let more = targets.count - listed.count
    return listed.joined(separator: ", ") + (more > 0 ? " and \(Words.grouped(more)) more" : "")
  }

  /// Account and region.
  static func place(_ host: FleetHost) -> String {
    [host.account, host.region].filter { !$0.isEmpty }.joined(separator: " ")
  }

  static func words(_ state: CaseUndoRow.State) -> String {
    switch state {
    case .standing: "still there"
    case .undone: "undone"
    case .kept: "kept on purpose"
    case .expiring: "kept by AWS for a while"
    case .stuck: "could not be undone"
    case .unknown: "not known"
    }
  }
}
