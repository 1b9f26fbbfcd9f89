internal import CaseModel
internal import HostFacts

/// A list of what starts by itself and is no package's: nothing abnormal, but the first thing an examiner wants to see.
struct LocalEntries: PictureHeuristic {
  let card = HeuristicCard(
    id: "persistence.local-entries", abnormal: "nothing by itself: entries written on this host",
    why: "What no package brought was put there by people, tools or attackers; the list is short enough to read.",
    techniques: ["T1543.002", "T1053.003"], severity: .info, benign: "All of them, usually.")

  func examine(_ picture: HostPicture) -> [Finding] {
    guard picture.knowsPackages else { return [] }
    let local = picture.persistence.filter {
      [.cron, .systemdUnit, .systemdTimer, .initScript, .rcLocal, .systemdDropIn].contains($0.mechanism)
        && $0.package == nil && $0.command != nil
    }
    guard !local.isEmpty else { return [] }
    return [card.finding("\(local.count) start-up entries of no package", evidence: local.prefix(20).map(\.evidence))]
  }
}
