internal import CaseModel
internal import HostFacts

/// Events that say a log was emptied.
struct ClearedLog: StreamHeuristic {
  let card = HeuristicCard(
    id: "log.cleared", abnormal: "A log says that it was cleared, or that auditing was stopped.",
    why: "What was in it was meant to be lost.", techniques: ["T1070.002", "T1562.012"], severity: .medium,
    benign: "journald vacuums itself by size and age; audit restarts at updates.")

  private var vacuums = 0

  mutating func observe(_ fact: HostFact) -> [Finding] {
    guard case .logEvent(let event) = fact else { return [] }
    if event.kind == .logCleared {
      if event.method == "vacuum" {
        vacuums += 1
        return []
      }
      return [
        card.finding(
          "log cleared: \(TextScan.clipped(event.message.text, 120))", evidence: [event.evidence], occurred: event.time)
      ]
    }
    guard event.kind == .audit,
      TextScan.contains(event.message.text, "CONFIG_CHANGE") || TextScan.contains(event.message.text, "audit_enabled=0")
    else { return [] }
    let text = event.message.text
    // `op=set audit_enabled=0 old=1`; rules that are loaded at boot say res=1 too, but only disabling names
    // audit_enabled=0.
    guard TextScan.contains(text, "audit_enabled=0"), TextScan.contains(text, "old=1") else { return [] }
    return [
      card.finding(
        "auditing was switched off", evidence: [event.evidence], techniques: ["T1562.012"], occurred: event.time)
    ]
  }
}
