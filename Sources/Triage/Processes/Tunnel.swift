internal import CaseModel
internal import HostFacts

/// A program forwards connections from or to this host.
struct Tunnel: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.tunnel", abnormal: "A program runs a tunnel or proxy: reverse forwards, SOCKS, or chained proxies.",
    why: "Tunnels bring an intruder's traffic into the network past the firewall.", techniques: ["T1572", "T1090"],
    severity: .high,
    benign:
      "Developers and administrators forward ports with ssh: info at a terminal or as a unit's main process, low when detached. Packaged tunnel services (cloudflared, tailscaled, stunnel) are info."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    guard let what = Self.forwards(process) else { return nil }
    return card.finding(
      "\(what): \(process.label)", process, severity: severity(of: process, picture),
      evidence: picture.externalPeers(of: process).prefix(4).map(\.evidence))
  }

  private func severity(of process: ProcessRecord, _ picture: HostPicture) -> Severity {
    switch picture.origin(of: process) {
    case .packaged, .image: process.isDetached && process.program == "ssh" ? .low : .info
    case .vendor: .low
    case .stray: .medium
    case .own: picture.isDeveloperWork(process) ? .low : .medium
    case .odd: .high
    }
  }

  static func forwards(_ process: ProcessRecord) -> String? {
    let arguments = process.arguments.dropFirst().prefix(256).map(\.text)
    if isSecureShell(process) { return secureShell(arguments) }
    guard !process.isShell, !process.isInterpreter else { return nil }
    return specification(arguments)
  }

  /// By its grammar: a host argument after options of ssh.
  private static func isSecureShell(_ process: ProcessRecord) -> Bool {
    ["ssh", "dbclient", "autossh", "plink", "dropbear"].contains(process.program)
      || ["ssh", "autossh"].contains(Program.family(process.name0))
  }

  /// ssh(1): -R, -D, -w, -L, alone or at the end of a cluster such as `-fNR`.
  private static func secureShell(_ arguments: [String]) -> String? {
    let takesValue = Set("BbcDEeFIiJLlmOopQRSWw")
    var found: Set<Character> = []
    var position = 0
    while position < arguments.count, arguments[position].hasPrefix("-"), arguments[position].utf8.count > 1 {
      let letters = arguments[position].dropFirst()
      if let stop = letters.firstIndex(where: { takesValue.contains($0) }) {
        found.insert(letters[stop])
        if letters.index(after: stop) == letters.endIndex { position += 1 }
      }
      position += 1
    }
    if found.contains("R") { return "ssh opens a way back into this network (-R)" }
    if found.contains("w") { return "ssh carries a network tunnel (-w)" }
    return found.contains("D") ? "ssh is a SOCKS proxy (-D)" : nil
  }

  /// What such tools share is the grammar of their forwards, not their name.
  private static func specification(_ arguments: [String]) -> String? {
    for argument in arguments {
      if argument.hasPrefix("R:"), argument.split(separator: ":").count >= 2,
        argument.contains("socks") || argument.split(separator: ":").last?.allSatisfy(\.isNumber) == true
      {
        return "reverse tunnel by its arguments (\(argument))"
      }
      let value = argument.hasPrefix("-L=") || argument.hasPrefix("-F=") ? argument.dropFirst(3) : argument[...]
      if value.contains("://"), let scheme = value.split(separator: ":").first,
        [
          "socks", "socks4", "socks4a", "socks5", "relay+tls", "ss", "vmess", "vless", "trojan", "forward+tls", "relay",
          "rtcp",
        ].contains(String(scheme))
      {
        return "proxy by its arguments (\(argument))"
      }
      if ["--reverse", "--socks5", "-ignore-cert", "-selfcert", "--http-proxy"].contains(argument),
        arguments.count >= 2,
        ["server", "client", "-connect", "-agent", "-laddr", "-bind"].contains(where: { arguments.contains($0) })
      {
        return "tunnel by its arguments (\(argument))"
      }
    }
    if ["http", "tcp", "tls"].contains(arguments.first ?? ""), arguments.count <= 4,
      let port = arguments.dropFirst().first,
      (Int(port.split(separator: ":").last ?? "").map { (1...65535).contains($0) }) ?? false
    {
      return "port is published by its arguments (\(arguments.joined(separator: " ")))"
    }
    return arguments.contains {
      ["frpc.ini", "frpc.toml", "frps.ini", "frps.toml", "npc.conf"].contains(
        $0.split(separator: "/").last.map(String.init) ?? "")
    }
      ? "reverse proxy by its configuration" : nil
  }
}
