/// Secrets that show by their own shape.
extension SecretScan {
  /// `scheme://user:SECRET@host`, and long tokens as the user.
  mutating func findURLPasswords() {
    var from = 0
    while let hit = bytes[...].find("://", from: from) {
      let start = hit + 3
      let end = end(from: start) { $0 <= 32 || Self.isQuote($0) || "/?#<>`\\".utf8.contains($0) }
      from = start
      guard let at = bytes[start..<end].lastIndex(of: UInt8(ascii: "@")) else { continue }
      if let colon = bytes[start..<at].firstIndex(of: UInt8(ascii: ":")) {
        if value(at: colon + 1) != nil { add((colon + 1)..<at) }
      } else if at - start >= 20 {
        add(start..<at)
      }
    }
  }

  /// Bodies between the BEGIN and END lines of private keys (RFC 7468), to the end of the bytes if no END stands there.
  mutating func findPrivateKeys() {
    var from = 0
    while let begin = bytes[...].find("-----BEGIN ", from: from) {
      from = begin + 11
      let label = bytes[from..<min(from + 48, bytes.count)]
      guard let dashes = label.find("-----"), bytes[from..<dashes].contains("PRIVATE KEY") else { continue }
      let end = bytes[...].find("-----END", from: dashes + 5) ?? bytes.count
      add((dashes + 5)..<end)
      from = end
    }
  }

  /// Tokens of known issuers, and the secret half that follows an AWS access key id.
  mutating func findKnownTokens() {
    var previous: UInt8 = 0
    var done = 0
    for index in bytes.indices {
      defer { previous = bytes[index] }
      guard index >= done, !previous.isAlphanumeric, Self.tokenStarts.contains(bytes[index]) else { continue }
      let rest = bytes[index...]
      if rest.hasPrefix("AKIA") || rest.hasPrefix("ASIA") { findAWSSecret(after: index) }
      for (prefix, minimum) in Self.tokens where rest.hasPrefix(prefix) {
        let start = index + prefix.utf8.count
        let end = end(from: start) { !Self.isTokenByte($0) }
        if end - start >= minimum { add(start..<end) }
        done = end
      }
    }
  }

  private mutating func findAWSSecret(after id: Int) {
    let idEnd = end(from: id) { !$0.isAlphanumeric }
    guard idEnd - id == 20 else { return }
    var index = idEnd
    let limit = min(idEnd + 128, bytes.count)
    while index < limit {
      let runEnd = end(from: index, limit: 64) {
        !($0.isAlphanumeric || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "+"))
      }
      if runEnd - index == 40 { return add(index..<runEnd) }
      index = runEnd + 1
    }
  }

  /// crypt(5) hashes: everything behind the scheme.
  mutating func findHashes() {
    var from = 0
    while from < bytes.count, let dollar = bytes[from...].firstIndex(of: UInt8(ascii: "$")) {
      from = dollar + 1
      for scheme in Self.hashSchemes where bytes[from...].hasPrefix(scheme) {
        let start = from + scheme.utf8.count
        let end = end(from: start) { !($0.isAlphanumeric || "./$=,".utf8.contains($0)) }
        guard end - start >= 16 else { continue }
        add(start..<end)
        from = end
        break
      }
    }
  }

  /// `IDENTIFIED BY 'SECRET'` and its kin.
  mutating func findSQL() {
    let lower = bytes[...].lowercased
    for phrase in ["identified by", "with password", "password(", "set password for"] {
      var from = 0
      while let hit = lower.find(phrase, from: from) {
        from = hit + phrase.utf8.count
        let limit = min(from + 48, bytes.count)
        let stops = bytes[from..<limit].firstIndex { Self.isQuote($0) || $0 == 10 || $0 == UInt8(ascii: ";") }
        if let stops, Self.isQuote(bytes[stops]), let range = value(at: stops) { add(range) }
      }
    }
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool { byte.isAlphanumeric || "_-.".utf8.contains(byte) }

  private static let tokenStarts = Set(tokens.compactMap { $0.0.utf8.first } + [UInt8(ascii: "A")])
  private static let tokens: [(String, Int)] = [
    ("ghp_", 20), ("gho_", 20), ("ghs_", 20), ("ghu_", 20), ("ghr_", 20), ("github_pat_", 20), ("glpat-", 16),
    ("xoxb-", 10), ("xoxp-", 10), ("xoxa-", 10), ("xoxs-", 10), ("sk_live_", 16), ("rk_live_", 16), ("sk-", 32),
    ("AIza", 30), ("hf_", 24), ("npm_", 30), ("pypi-", 30), ("dop_v1_", 32), ("SG.", 30), ("eyJ", 30), ("ya29.", 20),
    ("hvs.", 20), ("tskey-", 16),
  ]
  private static let hashSchemes = ["1$", "2a$", "2b$", "2y$", "5$", "6$", "7$", "y$", "gy$", "apr1$", "sha1$"]
}
