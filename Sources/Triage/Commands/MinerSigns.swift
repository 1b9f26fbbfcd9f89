internal import CaseModel

/// Mining of crypto currency, and the killing of rivals that goes with it.
enum MinerSigns {
  static func detect(_ reading: CommandReading) -> [CommandSign] {
    if let detail = miner(reading) { return [CommandSign(.miner, .high, detail)] + rivals(reading) }
    return rivals(reading)
  }

  private static let names: Set<String> = [
    "xmrig", "xmrigDaemon", "minerd", "cpuminer", "ccminer", "ethminer", "nbminer", "t-rex", "lolMiner", "gminer",
    "phoenixminer",
    "xmr-stak", "teamredminer", "nanominer", "srbminer-multi", "SRBMiner-MULTI", "cgminer", "bfgminer", "bzminer",
    "rigel", "kdevtmpfsi",
    "kinsing", "xmrig-notls", "wildrig", "astrominer", "deroluna",
  ]

  private static func miner(_ reading: CommandReading) -> String? {
    let schemes = [
      "stratum+tcp://", "stratum+ssl://", "stratum+udp://", "stratum2+tcp://", "stratum://", "daemon+http://",
    ]
    if let scheme = TextScan.first(of: schemes, in: reading.text) { return "names a mining pool (\(scheme)…)" }
    for stage in reading.stages {
      let isQuery = ["grep", "pgrep", "pkill", "killall", "rg", "echo", "man", "apt", "rm", "which", "ps", "find"]
        .contains(stage.name)
      if isQuery { continue }
      if names.contains(stage.name) { return "starts the miner \(stage.name)" }
      let options = [
        "--donate-level", "--randomx-1gb-pages", "--cpu-max-threads-hint", "--nicehash", "--coin", "--algo", "--rig-id",
        "--randomx-mode",
        "--randomx-wrmsr", "--cpu-priority", "--max-cpu-usage",
      ].filter { stage.has($0) }
      let hasPool = stage.value(of: "-o", "--url", "--pool").map { $0.contains(":") } ?? false
      let hasUser = stage.has("-u", "--user", "--wallet")
      if options.count > 1 || (!options.isEmpty && hasPool) { return "\(stage.program) with a miner's options" }
      if hasPool, hasUser || stage.hasLetter("k"), stage.arguments.contains(where: isWallet) {
        return "\(stage.program) with pool and wallet"
      }
    }
    return nil
  }

  /// A Monero address: 95 characters of base 58 that start with 4 or 8 (`.rig` may follow).
  static func isWallet(_ word: String) -> Bool {
    let address = word.prefix { $0.isLetter || $0.isNumber }
    return address.utf8.count >= 90 && address.utf8.count <= 110 && (address.hasPrefix("4") || address.hasPrefix("8"))
  }

  /// `pkill -f xmrig`, `ps aux | grep kinsing | awk … | xargs kill -9`.
  private static func rivals(_ reading: CommandReading) -> [CommandSign] {
    let kills = reading.stages.contains { ["kill", "pkill", "killall", "skill"].contains($0.name) }
    guard kills else { return [] }
    let targets = [
      "xmrig", "minerd", "kinsing", "kdevtmpfsi", "cryptonight", "stratum", "kthreaddi", "minexmr", "monero",
      "xmr-stak", "ddgs", "watchbog",
      "sustes", "dbused", "kerberods", "sysupdate", "networkservice", "crypto-pool", "nanopool", "supportxmr",
    ]
    let stage = reading.stages.first { stage in
      ["grep", "egrep", "pkill", "killall", "pgrep", "awk"].contains(stage.name)
        && TextScan.first(of: targets, in: stage.text) != nil
    }
    return stage.map { [CommandSign(.rivalsKilled, .medium, typed: .info, "kills \($0.operands.last ?? $0.name)")] }
      ?? []
  }
}
