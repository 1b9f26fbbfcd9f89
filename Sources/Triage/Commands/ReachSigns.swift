internal import CaseModel

/// The command reaches beyond: other hosts, the host under a container, the network.
enum ReachSigns {
  static func detect(_ reading: CommandReading) -> [CommandSign] {
    var signs = reading.stages.compactMap { escape($0) ?? scan($0) }
    if let sign = spread(reading) { signs.append(sign) }
    return signs
  }

  private static func escape(_ stage: CommandStage) -> CommandSign? {
    switch stage.name {
    case "docker", "podman", "nerdctl", "ctr":
      guard stage.operands.contains("run") || stage.operands.contains("create") else { return nil }
      let mountsRoot = stage.arguments.contains {
        $0 == "/:/host" || $0.hasPrefix("/:/") || $0.contains("source=/,") || $0.contains("src=/,")
      }
      let entersHost = stage.arguments.contains { $0 == "chroot" || $0 == "nsenter" }
      guard mountsRoot else { return nil }
      // Monitoring agents mount the root read-only.
      if stage.arguments.contains(where: { $0.hasPrefix("/:/") && $0.hasSuffix(":ro") || $0.hasSuffix(":ro,rslave") }) {
        return nil
      }
      return CommandSign(
        .hostEscape, .high, typed: entersHost ? .medium : .low, "mounts the host's root into a container")
    case "nsenter" where stage.value(of: "-t", "--target") == "1":
      return CommandSign(.hostEscape, .medium, typed: .info, "enters the namespaces of process 1")
    case "mount":
      guard let place = stage.operands.last, place.hasPrefix("/proc/"), place.dropFirst(6).first?.isNumber == true
      else { return nil }
      return CommandSign(.processHidden, .high, "mounts over \(place)")
    default: return nil
    }
  }

  private static func scan(_ stage: CommandStage) -> CommandSign? {
    guard
      [
        "masscan", "zmap", "zgrab", "zgrab2", "pnscan", "hydra", "medusa", "ncrack", "crackmapexec", "netexec",
        "nuclei", "gobuster", "sqlmap", "patator", "rustscan", "fscan",
      ].contains(stage.name)
    else { return nil }
    return CommandSign(.scanner, .high, typed: .low, "runs \(stage.name)")
  }

  /// Reads known hosts or keys and then logs in everywhere: how worms go on.
  private static func spread(_ reading: CommandReading) -> CommandSign? {
    let reads = reading.stages.contains { stage in
      stage.arguments.contains {
        TextScan.contains($0, "known_hosts") || TextScan.contains($0, ".ssh/config")
          || TextScan.contains($0, ".bash_history")
      }
        && !["ssh-keygen", "rm", "sed", "ssh-keyscan", "ssh"].contains(stage.name)
    }
    let connects = reading.stages.contains { stage in
      ["ssh", "scp", "sshpass"].contains(stage.name)
        && stage.arguments.contains {
          TextScan.contains($0.lowercased(), "batchmode=yes")
            || TextScan.contains($0.lowercased(), "stricthostkeychecking=no") || $0.contains("$")
        }
    }
    return reads && connects ? CommandSign(.lateralMovement, .high, typed: .medium, "logs in to every known host") : nil
  }
}
