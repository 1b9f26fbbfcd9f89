internal import CaseModel
internal import HostFacts

/// PAM modules that no package brought.
struct PAMModuleFile: StreamHeuristic {
  let card = HeuristicCard(
    id: "file.pam-module", abnormal: "a library of no package lies among PAM's modules.",
    why: "A module sees every password and can let in whoever knows a second one.", techniques: ["T1556.003"],
    severity: .medium,
    benign:
      "Vendors' modules (Duo, Okta, Centrify, oslogin) installed without a package, or built here: in no stack or in one for a reason somebody knows."
  )

  private var strangers: [FileRecord] = []

  mutating func observe(_ fact: HostFact) -> [Finding] {
    guard case .file(let file) = fact, file.kind == .file, file.package == nil, strangers.count < 64,
      file.path.text.utf8.count > 20, FilePlace.isSystemProgramPlace(file.path.text),
      TextScan.contains(file.path.text, "/security/"), file.path.hasSuffix(".so")
    else { return [] }
    strangers.append(file)
    return []
  }

  mutating func finish(_ picture: HostPicture) -> [Finding] {
    guard picture.knowsPackages else { return [] }
    return strangers.map { file in
      let name = file.path.lastComponent
      let users = picture.persistence.filter { record in
        record.mechanism == .pam && TextScan.lastComponent(record.setting("module") ?? "") == name
      }
      let places = users.isEmpty ? "" : ", used by \(users.prefix(3).map(\.path.text).joined(separator: ", "))"
      return card.finding(
        "PAM module of no package: \(file.path.text)\(places)",
        evidence: [file.evidence] + users.prefix(3).map(\.evidence), severity: users.isEmpty ? .medium : .high,
        occurred: file.changed)
    }
  }
}
