internal import CaseModel
internal import HostFacts

/// An interpreter runs code from its command line that works with the network.
struct InlineNetworkCode: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.inline-network-code",
    abnormal: "An interpreter runs code given on its command line that opens connections or unpacks itself.",
    why: "One-liners are how a first foothold becomes a shell; nothing of them is on disk.",
    techniques: ["T1059.004", "T1071"], severity: .high,
    benign:
      "Health checks and waiting loops test a port from the shell (`/dev/tcp`) or ask for the host name; without a shell, a duplicated descriptor or an encoded part they are info."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    guard let code = process.inlineCode else { return nil }
    let opens = (process.isShell ? Self.shellConnecting : Self.connecting).contains { code.contains($0) }
    // In a shell `exec` and `2>&1` are everyday words; they count only beside an opened connection to elsewhere.
    let hands =
      process.isShell
      ? opens && !Self.asksItself(code) && Self.shellHanding.contains { code.contains($0) }
      : Self.handing.contains { code.contains($0) }
    let unpacks = Self.unpacking.contains { code.contains($0) } && Self.evaluating.contains { code.contains($0) }
    let peers = picture.externalPeers(of: process)
    guard let severity = Self.severity(opens: opens, hands: hands, unpacks: unpacks, peers: !peers.isEmpty) else {
      return nil
    }
    return card.finding(
      "code from the command line works on the network: \(process.label)", process, severity: severity,
      techniques: [Self.technique(process), "T1071"] + (unpacks ? ["T1027"] : []),
      evidence: peers.prefix(4).map(\.evidence))
  }

  private static func severity(opens: Bool, hands: Bool, unpacks: Bool, peers: Bool) -> Severity? {
    switch (opens, hands, unpacks, peers) {
    case (true, true, _, _), (_, _, true, true), (true, _, true, _): .high
    case (_, _, true, _), (_, true, _, true): .medium
    case (true, _, _, _), (_, _, _, true): .info
    default: nil
    }
  }

  private static func technique(_ process: ProcessRecord) -> Technique {
    switch process.program {
    case "python", "pypy": "T1059.006"
    case "node", "nodejs", "deno", "bun": "T1059.007"
    case let name where Program.shells.contains(name): "T1059.004"
    default: "T1059"
    }
  }

  /// Opening a connection, in the languages that have it built in.
  private static let connecting = [
    "socket", "Socket", "fsockopen", "stream_socket", "net.connect", "createConnection",
    "urlopen", "requests.", "http.get", "LWP::", "open-uri", "/inet/", "pfsockopen",
  ]
  /// Giving the connection to a shell.
  private static let handing = [
    "dup2", "pty.spawn", "/bin/sh", "/bin/bash", "bash -i", "sh -i", "subprocess", "os.system", "proc_open",
    "shell_exec", "popen", "child_process", "STDIN,", "reopen",
  ]
  private static let shellConnecting = ["/dev/tcp/", "/dev/udp/"]
  private static let shellHanding = [">&", "<&", "exec ", "sh -i", "| sh", "| bash"]

  /// A health check: every address is this host, and no shell is interactive.
  private static func asksItself(_ code: String) -> Bool {
    guard !code.contains("sh -i"), let host = code.after("/dev/tcp/")?.prefix(while: { $0 != "/" }) else {
      return false
    }
    return Address.isLoopback(String(host))
  }
  private static let unpacking = [
    "base64", "b64decode", "fromhex", "unhexlify", "zlib", "gzinflate", "codecs.decode", "pack(", "atob(",
    "Buffer.from", "xxd",
    "openssl enc", "marshal",
  ]
  private static let evaluating = [
    "exec(", "eval", "| sh", "|sh", "| bash", "|bash", "Function(", "compile(", "system(",
  ]
}
