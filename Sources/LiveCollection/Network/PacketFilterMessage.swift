internal import BinaryCursor
internal import CaseModel
internal import HostFacts

/// Reads nftables dumps (linux/netfilter/nf_tables.h): tables, chains, rules and sets, summarised; the raw dump is kept as
/// an exhibit. Numbers of netfilter are in network order.
enum PacketFilterMessage {
  /// One of the four lists.
  struct Question {
    let name: HostString
    let message: UInt16
    let read: @Sendable (String, NetlinkAttributes) -> NetworkRecord

    func query(in namespace: NetworkNamespace) -> KernelQuery {
      // `struct nfgenmsg`: all families, version 0, no resource.
      .netlinkDump(
        family: KernelFeature.NetlinkProtocol.netfilter, type: 10 << 8 | message, payload: [0, 0, 0, 0],
        networkNamespaceOf: namespace.pid)
    }

    /// - Returns: `nil` for a message that is too short.
    func record(_ payload: [UInt8]) -> NetworkRecord? {
      guard payload.count >= 4 else { return nil }
      return read(
        PacketFilterMessage.families[payload[0]] ?? "family \(payload[0])", NetlinkAttributes(payload, from: 4))
    }
  }

  static let questions: [Question] = [
    Question(name: "NFT_MSG_GETTABLE", message: 1, read: table),
    Question(name: "NFT_MSG_GETCHAIN", message: 4, read: chain),
    Question(name: "NFT_MSG_GETRULE", message: 7, read: rule),
    Question(name: "NFT_MSG_GETSET", message: 10, read: set),
  ]

  private static let families: [UInt8: String] = [
    1: "inet", 2: "ip", 3: "arp", 5: "netdev", 7: "bridge", 10: "ip6",
  ]

  private static func table(_ family: String, _ attributes: NetlinkAttributes) -> NetworkRecord {
    var record = firewall("table", family, HostString(bytes: attributes.text(1) ?? []))
    record.set("uses", attributes.u32be(3).map { HostString(String($0)) })
    return record
  }

  private static func chain(_ family: String, _ attributes: NetlinkAttributes) -> NetworkRecord {
    var record = firewall("chain", family, HostString(bytes: attributes.text(3) ?? []))
    record.set("table", attributes.text(1).map { HostString(bytes: $0) })
    record.set("type", attributes.text(7).map { HostString(bytes: $0) })
    record.set("policy", attributes.u32be(5).map { $0 == 0 ? "drop" : $0 == 1 ? "accept" : HostString(String($0)) })
    guard let hook = attributes.nested(4) else { return record }
    record.set("hook", hook.u32be(1).map { HostString(hookName(family, $0)) })
    record.set("priority", hook.u32be(2).map { HostString(String(Int32(bitPattern: $0))) })
    record.set("device", hook.text(3).map { HostString(bytes: $0) })
    return record
  }

  private static func rule(_ family: String, _ attributes: NetlinkAttributes) -> NetworkRecord {
    var record = firewall("rule", family, HostString(bytes: attributes.text(2) ?? []))
    record.set("table", attributes.text(1).map { HostString(bytes: $0) })
    record.set("handle", attributes.u64be(3).map { HostString(String($0)) })
    let expressions = (attributes.nested(4)?.all ?? []).prefix(256).map { NetlinkAttributes($0.value) }
    let names = expressions.map { HostString(bytes: $0.text(1) ?? []).text }
    record.set("expressions", HostString(escaped: names.joined(separator: " ")))
    record.set("verdict", expressions.lazy.compactMap(verdict).first)
    return record
  }

  private static func set(_ family: String, _ attributes: NetlinkAttributes) -> NetworkRecord {
    var record = firewall("set", family, HostString(bytes: attributes.text(2) ?? []))
    record.set("table", attributes.text(1).map { HostString(bytes: $0) })
    return record
  }

  /// NFTA_EXPR_DATA › NFTA_IMMEDIATE_DATA › NFTA_DATA_VERDICT › code and chain.
  private static func verdict(_ expression: NetlinkAttributes) -> HostString? {
    guard let verdict = expression.nested(2)?.nested(2)?.nested(2), let code = verdict.u32be(1) else { return nil }
    let chain = HostString(bytes: verdict.text(2) ?? []).text
    return switch Int32(bitPattern: code) {
    case 0: "drop"
    case 1: "accept"
    case 3: "queue"
    case -3: HostString(escaped: "jump \(chain)")
    case -4: HostString(escaped: "goto \(chain)")
    case -5: "return"
    default: HostString("verdict \(Int32(bitPattern: code))")
    }
  }

  private static func hookName(_ family: String, _ number: UInt32) -> String {
    let names =
      switch family {
      case "netdev": ["ingress", "egress"]
      case "arp": ["input", "output", "forward"]
      default: ["prerouting", "input", "forward", "output", "postrouting", "ingress"]
      }
    return number < names.count ? names[Int(number)] : "hook \(number)"
  }

  private static func firewall(_ object: String, _ family: String, _ name: HostString) -> NetworkRecord {
    NetworkRecord(
      kind: .firewall, name: name,
      attributes: ["system": "nftables", "object": HostString(object), "family": HostString(family)])
  }
}
