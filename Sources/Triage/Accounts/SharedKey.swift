internal import CaseModel
internal import HostFacts

/// One key for many accounts.
struct SharedKey: PictureHeuristic {
  let card = HeuristicCard(
    id: "account.shared-key", abnormal: "One key opens many accounts.",
    why: "Droppers put their key into every home; administrators do too.",
    techniques: ["T1098.004"], severity: .info,
    benign: "Administrators and configuration management use one key for many accounts.")

  func examine(_ picture: HostPicture) -> [Finding] {
    let byKey = Dictionary(
      grouping: picture.sshKeys.filter { $0.role == "authorized" && !$0.fingerprint.isEmpty }, by: \.fingerprint)
    return byKey.sorted { $0.key < $1.key }.compactMap { fingerprint, keys in
      let accounts = Set(keys.map(\.account.text))
      guard accounts.count > 1 else { return nil }
      let services = accounts.filter(SudoGrant.isServiceAccount)
      return card.finding(
        "key \(fingerprint) opens \(accounts.sorted().prefix(8).joined(separator: ", "))",
        evidence: keys.prefix(8).map(\.evidence), severity: services.isEmpty ? .info : .medium)
    }
  }
}
