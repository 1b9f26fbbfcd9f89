internal import CaseModel
internal import HostFacts

/// An unknown program runs a network device of its own.
struct OddTunnelDevice: ProcessHeuristic {
  let card = HeuristicCard(
    id: "network.odd-tunnel-device", abnormal: "A program from an odd place holds a tun or tap device.",
    why: "A private network into the host, past firewall and logs.", techniques: ["T1572", "T1095"], severity: .high,
    benign:
      "VPN programs of packages (not reported), in /opt, /usr/local, homes or containers (info); WireGuard needs no program."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    guard let device = process.descriptors.first(where: { ["/dev/net/tun", "/dev/tun"].contains($0.target.text) })
    else { return nil }
    let origin = picture.origin(of: process)
    guard origin > .packaged || process.isInterpreter && process.inlineCode != nil else { return nil }
    let severity: Severity =
      origin == .odd ? .high : origin == .stray ? .medium : origin == .own && process.isDetached ? .low : .info
    return card.finding(
      "\(process.label) holds a tunnel device", process, severity: severity,
      evidence: [process.evidence("fd/\(device.number)", device.target.text)])
  }
}
