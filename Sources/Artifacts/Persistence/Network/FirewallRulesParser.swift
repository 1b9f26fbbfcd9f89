internal import CaseModel
internal import HostFacts

/// Saved firewall rules: iptables-save(8), nft(8), ufw, firewalld.
enum FirewallRulesParser: ArtifactParser {
  static let name = "firewall-rules"
  static let about =
    "Saved rules of iptables, nftables, ufw and firewalld: one record a rule or policy with its table and chain."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.firewallRules, input)
    var context = Context()
    for statement in sheet.statements(joins: true) {
      guard context.isRule(statement.bytes) else { continue }
      sheet.add(statement) { record in
        record.trigger = "boot"
        record.attributes["table"] = context.table.hostString
        record.attributes["chain"] = context.chain.hostString
        record.attributes["target"] = target(of: statement.bytes)?.hostString
      }
    }
    return sheet.output
  }

  /// Where in the file we are.
  private struct Context {
    var table: ArraySlice<UInt8> = []
    var chain: ArraySlice<UInt8> = []

    /// Whether the line is a rule or a policy; takes note of tables and chains.
    mutating func isRule(_ line: ArraySlice<UInt8>) -> Bool {
      let words = line.words(limit: 8)
      guard let first = words.first else { return false }
      switch first.first {
      case UInt8(ascii: "*"):
        table = first.dropFirst()
        return false
      case UInt8(ascii: ":"):
        chain = first.dropFirst()
        return words.count > 1
      case UInt8(ascii: "-"):
        chain = words.count > 1 ? words[1] : []
        return true
      case UInt8(ascii: "}"), UInt8(ascii: "<"), UInt8(ascii: "!"), UInt8(ascii: "?"):
        return first.first == UInt8(ascii: "<")
      default: break
      }
      if line.last == UInt8(ascii: "{") {
        if first.equals("table") { table = words.dropFirst().dropLast().joined(" ") }
        if first.equals("chain") { chain = words.count > 1 ? words[1] : [] }
        return false
      }
      return !first.equals("COMMIT")
    }
  }

  private static func target(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let words = line.words(limit: 256)
    if let jump = words.firstIndex(where: { $0.equals("-j") || $0.equals("-g") || $0.equals("--jump") }) {
      return jump + 1 < words.count ? words[jump + 1] : nil
    }
    if line.first == UInt8(ascii: ":") { return words.count > 1 ? words[1] : nil }
    let verdicts = ["accept", "drop", "reject", "redirect", "dnat", "snat", "masquerade", "return", "queue", "tproxy"]
    return words.first { word in verdicts.contains { word.hasPrefix($0) } }
  }
}
