internal import CaseModel
internal import HostFacts

/// Scripts that cloud-init runs at each boot or for each new instance.
struct BootScript: StreamHeuristic {
  let card = HeuristicCard(
    id: "file.boot-script", abnormal: "a script among those that cloud-init starts by itself came lately or fetches code.",
    why: "cloud-init runs it as root at each boot; nobody looks there for persistence.",
    techniques: ["T1037", "T1651"], severity: .high,
    benign:
      "Images and infrastructure code put scripts there when the image is made; they set up disks and agents and are as old as the host."
  )

  private var found: [FileRecord] = []

  mutating func observe(_ fact: HostFact) -> [Finding] {
    guard case .file(let file) = fact, file.kind == .file, file.package == nil, found.count < 64,
      FilePlace.startsWith(
        file.path.text,
        [
          "/var/lib/cloud/scripts/per-boot/", "/var/lib/cloud/scripts/per-instance/", "/var/lib/cloud/scripts/per-once/",
          "/etc/cloud/scripts/",
        ])
    else { return [] }
    if file.isExecutable || !file.signs.isEmpty { found.append(file) }
    return []
  }

  mutating func finish(_ picture: HostPicture) -> [Finding] {
    found.map { file in
      // At boot a fetched script runs unseen: the weight of an odd place, not that of somebody's installer.
      let worst = file.signs.compactMap { ContentSignWeight.weights[$0]?.odd }.max() ?? .info
      let isLate = picture.isLate(file.born ?? file.changed)
      let severity = worst >= .medium ? (isLate ? worst : min(worst, .medium)) : isLate ? .low : .info
      let techniques = file.signs.flatMap { ContentSignWeight.weights[$0]?.techniques ?? [] }
      return card.finding(
        "cloud-init starts \(file.path.text)\(file.signs.first.map { ": \($0)" } ?? "")", evidence: [file.evidence],
        severity: severity, techniques: card.techniques + techniques, occurred: file.changed)
    }
  }
}
