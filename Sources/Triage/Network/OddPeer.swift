internal import CaseModel
internal import HostFacts

/// An unknown program talks on a port that is used for command and control, anonymity or mining.
struct OddPeer: ProcessHeuristic {
  let card = HeuristicCard(
    id: "network.odd-peer", abnormal: "An unknown program is connected to a chat, anonymity or mining port outside.",
    why: "Bots sit in chat networks, hide behind Tor, and mine.", techniques: ["T1571", "T1071", "T1090.003"],
    severity: .medium,
    benign: "Chat clients and Tor of packages (not reported); developers' own clients at a terminal (info)."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    guard
      picture.origin(of: process) >= .stray || process.inlineCode != nil
        || process.scriptPath.map({ Place($0).isOdd }) ?? false
    else { return nil }
    guard let peer = picture.externalPeers(of: process).first(where: { Self.meaning($0.remotePort) != nil }),
      let meaning = Self.meaning(peer.remotePort)
    else { return nil }
    return card.finding(
      "\(process.label) talks to \(peer.remoteAddress.text):\(peer.remotePort) (\(meaning.words))", process,
      severity: picture.isDeveloperWork(process) ? .info : .medium, techniques: meaning.techniques,
      evidence: [peer.evidence])
  }

  private static func meaning(_ port: Int) -> (words: String, techniques: [Technique])? {
    switch port {
    case 6660...6669, 6697, 7000: ("chat network", ["T1071", "T1571"])
    case 9001, 9030, 9050, 9150: ("Tor", ["T1090.003", "T1571"])
    case 1337, 31337, 4444: ("a port of attack tools", ["T1571", "T1071"])
    case let port where CoinMiner.ports.contains(port): ("mining pool", ["T1496", "T1571"])
    default: nil
    }
  }
}
