internal import CaseModel
internal import HostFacts

/// A program mines: by its pool arguments, or by its work.
struct CoinMiner: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.coin-miner", abnormal: "A program has the arguments of a miner, or works like one.",
    why: "Mining is the most common use of a stolen server.", techniques: ["T1496", "T1496.001"], severity: .high,
    benign:
      "Machines that are meant to mine. Heavy computing by package-owned programs, or in homes and containers without a lasting outside connection, is not reported."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    if let sign = sign(in: process) {
      let isText = process.isPackaged && ["grep", "vi", "vim", "nano", "less", "cat", "tail"].contains(process.program)
      guard !isText else { return nil }
      return card.finding("miner by its arguments (\(sign)): \(process.label)", process)
    }
    return byWork(process, picture)
  }

  private func sign(in process: ProcessRecord) -> String? {
    var strong: String?
    var count = 0
    for argument in process.arguments.dropFirst().prefix(256) {
      let text = argument.text.lowercased()
      if Self.schemes.contains(where: { text.contains($0) }) { return argument.text }
      let isStrong = Self.isOption(text) || Self.isAlgorithm(text) || Self.isWallet(argument.text)
      guard isStrong || Self.isSupporting(text) else { continue }
      count += 1
      if isStrong { strong = strong ?? argument.text }
    }
    return count >= 2 ? strong : nil
  }

  /// Many processors busy for long, a lasting connection to the outside, and a program of nobody's.
  private func byWork(_ process: ProcessRecord, _ picture: HostPicture) -> Finding? {
    guard picture.origin(of: process) >= .stray, let now = picture.host?.now, let start = process.startedAt else {
      return nil
    }
    let (lasted, overflow) = now.nanoseconds.subtractingReportingOverflow(start.nanoseconds)
    let milliseconds = lasted / 1_000_000
    guard !overflow, milliseconds > 60_000, process.cpuMilliseconds > milliseconds / 10 * 7,
      let peer = picture.externalPeers(of: process).first
    else { return nil }
    let severity: Severity =
      picture.isDeveloperWork(process)
      ? .info : Self.ports.contains(peer.remotePort) || picture.origin(of: process) == .odd ? .high : .medium
    return card.finding(
      "unknown program computes without pause and keeps an outside connection: \(process.label)", process,
      severity: severity,
      evidence: [
        Evidence(
          source: HostString("/proc/\(process.pid)/stat"),
          text: HostString("\(process.cpuMilliseconds) ms of CPU in \(milliseconds) ms")), peer.evidence,
      ])
  }

  /// Protocols that only mining pools speak.
  private static let schemes = ["stratum+", "stratum1+", "stratum2+", "daemon+http", "ethproxy+", "zil+"]

  /// Options that only miners have.
  private static func isOption(_ text: String) -> Bool {
    ["--donate-level", "--randomx-", "--coin=", "--nicehash", "--rig-id", "--cpu-max-threads", "--max-cpu-usage"]
      .contains { text.hasPrefix($0) }
  }

  /// Options that miners share with other heavy programs: they only support another sign.
  private static func isSupporting(_ text: String) -> Bool {
    ["--algo", "--pool", "--wallet", "--cuda", "--opencl", "--cpu-priority", "--asm=", "--url="].contains {
      text.hasPrefix($0)
    }
      || ["-o", "-u", "-a"].contains(text)
  }

  private static func isAlgorithm(_ text: String) -> Bool {
    let value = text.split(separator: "=").last.map(String.init) ?? text
    return [
      "rx/0", "rx/wow", "randomx", "cryptonight", "cn/r", "cn/gpu", "argon2/chukwa", "ethash", "kawpow", "etchash",
      "autolykos2", "ghostrider", "yescrypt", "lyra2z", "monero", "xmr",
    ]
    .contains(value)
  }

  /// Monero's 95 and Bitcoin's bech32 form, with a rig's name behind a dot allowed.
  private static func isWallet(_ text: String) -> Bool {
    let address = text.split(separator: "=").last?.split(separator: ".").first ?? ""
    guard address.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else { return false }
    let length = address.utf8.count
    return ((95...106).contains(length) && (address.hasPrefix("4") || address.hasPrefix("8")))
      || (address.hasPrefix("bc1") && (42...62).contains(length)) || (address.hasPrefix("0x") && length == 42)
  }

  /// Ports that pools publish.
  static let ports: Set<Int> = [
    3333, 3334, 4444, 5555, 7777, 8333, 9999, 10128, 10343, 14433, 14444, 20128, 45560, 45700,
  ]
}
