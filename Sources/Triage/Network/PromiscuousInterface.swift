internal import CaseModel
internal import HostFacts

/// An interface takes in everything on the wire.
struct PromiscuousInterface: PictureHeuristic {
  let card = HeuristicCard(
    id: "network.promiscuous-interface", abnormal: "A network interface is in promiscuous mode.",
    why: "Sniffers need it to see others' traffic.", techniques: ["T1040"], severity: .medium,
    benign:
      "Ports of bridges, virtual interfaces of containers and machines, and a packaged capture tool that is running: info."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    let picture = picture.indexed()
    let hasTool = picture.sockets.contains { socket in
      socket.transport == .packet
        && socket.pids.contains {
          picture.processes[$0].map { picture.origin(of: $0) <= .vendor && Self.tools.contains($0.program) } ?? false
        }
    }
    return picture.network.filter { $0.kind == .link && Self.isPromiscuous($0) }.map { link in
      card.finding(
        "interface \(link.name.text) is promiscuous",
        evidence: [
          Evidence(source: HostString(escaped: "link \(link.name.text)"), text: HostString(escaped: Self.text(link)))
        ],
        severity: Self.isVirtual(link) || hasTool ? .info : .medium)
    }
  }

  private static func isPromiscuous(_ link: NetworkRecord) -> Bool {
    let flags = link.attributes["flags"]?.text ?? ""
    if flags.uppercased().contains("PROMISC") { return true }
    // if.h: IFF_PROMISC is 0x100.
    if flags.hasPrefix("0x"), let bits = UInt64(flags.dropFirst(2), radix: 16), bits & 0x100 != 0 { return true }
    return (link.attributes["promiscuity"].flatMap { Int($0.text) } ?? 0) > 0
  }

  private static func isVirtual(_ link: NetworkRecord) -> Bool {
    if link.attributes["master"].map({ !$0.isEmpty && $0.text != "0" }) ?? false { return true }
    let kind = link.attributes["kind"]?.text ?? ""
    return ["veth", "bridge", "tun", "tap", "macvlan", "macvtap", "dummy", "openvswitch", "vxlan", "ipvlan"].contains(
      kind)
      || ["veth", "docker", "br-", "virbr", "vnet", "tap", "cni", "cali", "lxc", "ovs"].contains {
        link.name.hasPrefix($0)
      }
  }

  private static func text(_ link: NetworkRecord) -> String {
    link.attributes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.text)" }.joined(separator: " ")
  }

  private static let tools: Set<String> = [
    "tcpdump", "dumpcap", "tshark", "suricata", "snort", "zeek", "ntopng", "softflowd", "fprobe", "arpwatch",
    "keepalived",
  ]
}
