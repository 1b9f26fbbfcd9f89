internal import CaseModel
internal import HostFacts

/// A password hash in another, weaker scheme than the rest of the host.
struct WeakHash: PictureHeuristic {
  let card = HeuristicCard(
    id: "account.weak-hash", abnormal: "One account's password is hashed in an older scheme than the others'.",
    why: "Passwd writes the system's scheme; openssl passwd and ready-made lines bring md5 or sha512 of their own.",
    techniques: ["T1136.001", "T1098"], severity: .low,
    benign: "Accounts that were brought along from an older system all have the older scheme.")

  private static let rank = [
    "des": 0, "md5": 1, "sha1": 1, "sha256": 3, "sha512": 4, "bcrypt": 5, "scrypt": 5, "gost-yescrypt": 6,
    "yescrypt": 6,
  ]

  func examine(_ picture: HostPicture) -> [Finding] {
    let hashed = picture.localAccounts.filter { $0.password == .hash && $0.passwordScheme != nil }
    let ranks = hashed.compactMap { Self.rank[$0.passwordScheme ?? ""] }
    guard let best = ranks.max() else { return [] }
    return hashed.compactMap { account in
      guard let scheme = account.passwordScheme, let rank = Self.rank[scheme] else { return nil }
      let isOdd = rank <= 1 || (rank < best && ranks.filter { $0 == rank }.count == 1 && ranks.count > 2)
      guard isOdd else { return nil }
      let isNew = picture.isRecent(account.passwordChangedDay.map { Timestamp(seconds: Int64($0) &* 86_400) }, days: 30)
      let severity: Severity = isNew && rank < best ? .medium : rank <= 1 ? .low : .info
      return card.finding(
        "password of \(account.name.text) is hashed with \(scheme)", evidence: [account.evidence], severity: severity)
    }
  }
}
