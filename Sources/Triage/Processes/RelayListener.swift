internal import CaseModel
internal import HostFacts

/// A relay that hands connections to a program.
struct RelayListener: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.relay-execution",
    abnormal: "Netcat, socat or a like tool is told to start a program for its connection.",
    why: "That is a shell for whoever connects (bind) or is connected to (reverse).",
    techniques: ["T1059.004", "T1095", "T1571"], severity: .high,
    benign: "Proxy commands of ssh and plain port tests give no program to start. Forwarding without a program is info."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    guard process.isRelay || looksLikeSocat(process) else { return nil }
    let arguments = process.arguments.dropFirst().map(\.text)
    if let program = execution(arguments, process) {
      return card.finding(
        "\(process.label) gives its connection a program: \(program)", process, evidence: sockets(process, picture))
    }
    guard picture.internetSockets(of: process).contains(where: \.isListening) else { return nil }
    let severity: Severity = process.isRoot && process.isDetached ? .low : .info
    return card.finding(
      "\(process.label) listens for connections", process, severity: severity, techniques: ["T1090", "T1571"],
      evidence: sockets(process, picture))
  }

  private func sockets(_ process: ProcessRecord, _ picture: HostPicture) -> [Evidence] {
    picture.internetSockets(of: process).prefix(4).map(\.evidence)
  }

  /// Two addresses of the form `TYPE:…` are socat's way whatever its file is called.
  private func looksLikeSocat(_ process: ProcessRecord) -> Bool {
    let words = process.arguments.dropFirst().map { $0.text.uppercased() }
    return words.contains { $0.hasPrefix("TCP") && $0.contains(":") || $0.hasPrefix("OPENSSL") && $0.contains(":") }
      && words.contains { $0.hasPrefix("EXEC:") || $0.hasPrefix("SYSTEM:") }
  }

  private func execution(_ arguments: [String], _ process: ProcessRecord) -> String? {
    for (position, argument) in arguments.enumerated() {
      let upper = argument.uppercased()
      if upper.hasPrefix("EXEC:") || upper.hasPrefix("SYSTEM:") || upper.hasPrefix("SHELL:") { return argument }
      guard process.program != "socat", process.program != "openssl", process.program != "telnet" else { continue }
      if ["--exec", "--sh-exec", "--lua-exec"].contains(argument) { return arguments.dropFirst(position + 1).first }
      guard argument.hasPrefix("-"), !argument.hasPrefix("--"), argument.utf8.count <= 8 else { continue }
      if argument.hasSuffix("e") || argument.hasSuffix("c"), let next = arguments.dropFirst(position + 1).first,
        next.contains("sh") || next.contains("/")
      {
        return next
      }
    }
    return nil
  }
}
