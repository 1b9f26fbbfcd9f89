internal import CaseModel

/// Ways in or out that pass the network's rules by.
enum TunnelSigns {
  static func detect(_ reading: CommandReading) -> [CommandSign] { reading.stages.compactMap(judge) }

  private static let programs: Set<String> = [
    "chisel", "frpc", "frps", "ngrok", "gost", "bore", "ligolo", "ligolo-ng", "iox", "rathole", "earthworm", "ew",
    "dnscat", "dnscat2", "iodine", "iodined",
    "ptunnel", "icmptunnel", "hans", "revsocks", "rssh", "tmate", "sshuttle", "nps", "npc", "pingtunnel", "wstunnel",
    "stowaway", "lcx",
  ]

  private static func judge(_ stage: CommandStage) -> CommandSign? {
    if programs.contains(stage.name) {
      return CommandSign(.tunnel, .medium, typed: .low, "starts the tunnel \(stage.name)")
    }
    switch stage.name {
    case "ssh", "autossh":
      guard stage.value(of: "-R") != nil || stage.hasLetter("R") else { return nil }
      let host = stage.operands.last ?? ""
      let isNumber = stage.arguments.contains {
        AddressRange.first(in: $0).map { !AddressRange.isPrivate($0) } ?? false
      }
      let skipsCheck = stage.arguments.contains { TextScan.contains($0.lowercased(), "stricthostkeychecking=no") }
      return CommandSign(
        .tunnel, isNumber || skipsCheck ? .high : .medium, typed: isNumber ? .low : .info,
        "opens a way back through \(host)")
    case "socat":
      let listens = stage.arguments.contains { TextScan.contains($0.uppercased(), "LISTEN:") }
      let connects = stage.arguments.contains { argument in
        let upper = argument.uppercased()
        return (upper.hasPrefix("TCP:") || upper.hasPrefix("TCP4:") || upper.hasPrefix("OPENSSL:"))
          && AddressRange.first(in: argument).map { !AddressRange.isPrivate($0) } ?? false
      }
      return listens && connects ? CommandSign(.tunnel, .high, typed: .low, "socat relays to the Internet") : nil
    case "cloudflared" where stage.operands.first == "tunnel" && stage.has("--url"):
      return CommandSign(.tunnel, .medium, typed: .low, "cloudflared quick tunnel")
    case "tor", "torsocks": return CommandSign(.tunnel, .medium, typed: .info, "uses Tor")
    default: return nil
    }
  }
}
