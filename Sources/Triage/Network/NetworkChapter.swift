/// Heuristics about connections and interfaces.
enum NetworkChapter {
  static var pictures: [any PictureHeuristic] {
    [
      OddListener(), UnexpectedTalker(), PacketSocket(), OwnerlessSocket(), PromiscuousInterface(), OddPeer(),
      SharedPort(), OddTunnelDevice(), ConcealedSocket(),
    ]
  }
}
