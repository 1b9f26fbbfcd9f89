import CaseModel
import HostFacts
import TestKit
import Testing

@testable import LiveCollection

@Suite struct NetworkStateTests {
  private static let namespace = NetworkNamespace(inode: 9, pid: 7)

  private static func host() -> RecordedHostSource {
    let host = RecordedHostSource()
    host.links["/proc/7/ns/net"] = "net:[9]"
    return host
  }

  private static func collect(_ host: RecordedHostSource) throws -> CollectingSink {
    let sink = CollectingSink()
    try NetworkStateFamily(namespaces: [namespace]).collect(from: host, into: sink)
    return sink
  }

  private static func answer(_ host: RecordedHostSource, _ name: String, _ messages: [[UInt8]]) throws {
    let question = try #require(RouteMessage.questions.first { $0.name.text == name })
    host.answer(question.query(in: namespace), messages + [Netlink.done])
  }

  private static func network(_ sink: CollectingSink, _ kind: NetworkRecord.Kind) -> [NetworkRecord] {
    sink.records(NetworkRecord.self).filter { $0.kind == kind }
  }

  @Test func aPromiscuousLinkWithAProgramIsSeen() throws {
    let host = Self.host()
    let fixed: [UInt8] = [0, 0] + Netlink.u16(1) + Netlink.u32(2) + Netlink.u32(0x10143) + Netlink.u32(0)
    let link =
      fixed + Netlink.attribute(3, Netlink.text("eth0")) + Netlink.attribute(1, [2, 0, 0, 0, 0, 9])
      + Netlink.attribute(30, Netlink.u32(1)) + Netlink.attribute(43, Netlink.attribute(4, Netlink.u32(77)))
    try Self.answer(host, "RTM_GETLINK", [Netlink.message(16, link)])
    let sink = try Self.collect(host)
    let record = try #require(Self.network(sink, .link).first)
    #expect(record.name == "eth0" && record.networkNamespace == 9)
    #expect(record.attributes["promiscuous"] == "yes" && record.attributes["promiscuity"] == "1")
    #expect(record.attributes["xdp_program"] == "77" && record.attributes["mac"] == "02:00:00:00:00:09")
    #expect(record.attributes["flags"] == "UP,BROADCAST,RUNNING,PROMISC,LOWER_UP")
    #expect(sink.note("C019")?.status == .obtained && sink.note("C019")?.count == 1)
  }

  @Test func aTunnelIsALinkAndATunnel() throws {
    let host = Self.host()
    let fixed: [UInt8] = [0, 0] + Netlink.u16(65534) + Netlink.u32(3) + Netlink.u32(0x90) + Netlink.u32(0)
    let link =
      fixed + Netlink.attribute(3, Netlink.text("wg0"))
      + Netlink.attribute(18, Netlink.attribute(1, Netlink.text("wireguard")))
    try Self.answer(host, "RTM_GETLINK", [Netlink.message(16, link)])
    let sink = try Self.collect(host)
    #expect(Self.network(sink, .tunnel).map(\.name) == ["wg0"] && Self.network(sink, .link).count == 1)
    #expect(Self.network(sink, .link).first?.attributes["promiscuous"] == "no")
    #expect(sink.note("C024")?.count == 1)
  }

  @Test func routesOfEveryTableRulesNeighboursAndAddresses() throws {
    let host = Self.host()
    let route: [UInt8] = [2, 24, 0, 0, 254, 3, 0, 1] + Netlink.u32(0)
    try Self.answer(
      host, "RTM_GETROUTE IPv4",
      [
        Netlink.message(
          24,
          route + Netlink.attribute(1, [10, 9, 8, 0]) + Netlink.attribute(5, [10, 0, 0, 1])
            + Netlink.attribute(15, Netlink.u32(1000)))
      ])
    let rule: [UInt8] = [2, 0, 32, 0, 100, 0, 0, 1] + Netlink.u32(0)
    try Self.answer(
      host, "RTM_GETRULE IPv4",
      [Netlink.message(32, rule + Netlink.attribute(2, [10, 0, 0, 7]) + Netlink.attribute(6, Netlink.u32(5)))])
    let neighbour: [UInt8] = [2, 0, 0, 0] + Netlink.u32(2) + Netlink.u16(128) + [0, 1]
    try Self.answer(
      host, "RTM_GETNEIGH",
      [
        Netlink.message(
          28, neighbour + Netlink.attribute(1, [10, 0, 0, 1]) + Netlink.attribute(2, [6, 5, 4, 3, 2, 1]))
      ])
    let address: [UInt8] = [2, 8, 0, 254] + Netlink.u32(1)
    try Self.answer(
      host, "RTM_GETADDR",
      [Netlink.message(20, address + Netlink.attribute(2, [127, 0, 0, 1]) + Netlink.attribute(3, Netlink.text("lo")))])
    let sink = try Self.collect(host)
    let first = Self.network(sink, .route).first
    #expect(first?.name == "10.9.8.0/24" && first?.attributes["table"] == "1000")
    #expect(first?.attributes["gateway"] == "10.0.0.1" && first?.attributes["type"] == "unicast")
    #expect(Self.network(sink, .rule).first?.attributes["from"] == "10.0.0.7/32")
    #expect(Self.network(sink, .neighbour).first?.attributes["state"] == "permanent")
    #expect(Self.network(sink, .address).map(\.name) == ["127.0.0.1/8"])
  }

  @Test func aRuleOfNftablesTellsWhatItDoes() throws {
    let host = Self.host()
    let queries = PacketFilterMessage.questions.map { $0.query(in: Self.namespace) }
    let hook = Netlink.attribute(1, Netlink.u32be(1)) + Netlink.attribute(2, Netlink.u32be(0))
    let chain =
      [1, 0, 0, 0] + Netlink.attribute(1, Netlink.text("filter")) + Netlink.attribute(3, Netlink.text("input"))
      + Netlink.attribute(4, hook) + Netlink.attribute(5, Netlink.u32be(0))
    host.answer(queries[1], [Netlink.message(0xa03, chain), Netlink.done])
    let verdict = Netlink.attribute(2, Netlink.attribute(1, Netlink.u32be(1)))
    let immediate =
      Netlink.attribute(1, Netlink.text("immediate")) + Netlink.attribute(2, Netlink.attribute(2, verdict))
    let counter = Netlink.attribute(1, Netlink.text("counter"))
    let rule =
      [1, 0, 0, 0] + Netlink.attribute(1, Netlink.text("filter")) + Netlink.attribute(2, Netlink.text("input"))
      + Netlink.attribute(4, Netlink.attribute(1, counter) + Netlink.attribute(1, immediate))
    host.answer(queries[2], [Netlink.message(0xa06, rule), Netlink.done])
    let sink = try Self.collect(host)
    let records = Self.network(sink, .firewall)
    #expect(records.map { $0.attributes["object"] } == ["chain", "rule"])
    #expect(records.first?.attributes["hook"] == "input" && records.first?.attributes["policy"] == "drop")
    #expect(records.last?.attributes["expressions"] == "counter immediate")
    #expect(records.last?.attributes["verdict"] == "accept" && records.last?.attributes["family"] == "inet")
    #expect(sink.exhibits.count == 2)
  }

  /// `filter` with INPUT: one rule that drops from 10.0.0.0/8, and the end mark.
  private static func legacyTable() -> [UInt8] {
    let address: [UInt8] = [10, 0, 0, 0] + Netlink.zeros(4) + [255, 0, 0, 0] + Netlink.zeros(4)
    let head = address + Netlink.zeros(64) + Netlink.u16(6) + [0, 0] + Netlink.u32(0)
    func entry(_ target: [UInt8]) -> [UInt8] {
      head + Netlink.u16(112) + Netlink.u16(UInt16(112 + target.count)) + Netlink.u32(0) + Netlink.u64(42)
        + Netlink.u64(4200) + target
    }
    let drop = entry(Netlink.u16(40) + Netlink.zeros(30) + Netlink.u32(UInt32(bitPattern: -1)) + Netlink.zeros(4))
    let end = entry(Netlink.u16(64) + Netlink.text("ERROR", in: 29) + [0] + Netlink.text("ERROR", in: 32))
    let size = UInt32(drop.count + end.count)
    let info =
      Netlink.text("filter", in: 32) + Netlink.u32(2) + Netlink.zeros(40) + Netlink.u32(2) + Netlink.u32(size)
    return info + Netlink.text("filter", in: 32) + Netlink.u32(size) + Netlink.u32(0) + drop + end
  }

  @Test func aLegacyTableIsReadWithoutItsProgram() throws {
    let host = Self.host()
    host.answer(.iptablesEntries(ipVersion: 4), [Self.legacyTable()])
    let sink = try Self.collect(host)
    let rule = try #require(Self.network(sink, .firewall).first)
    #expect(rule.name == "INPUT" && rule.attributes["verdict"] == "DROP" && rule.attributes["source"] == "10.0.0.0/8")
    #expect(rule.attributes["packets"] == "42" && rule.attributes["protocol"] == "6")
    #expect(Self.network(sink, .firewall).count == 1 && sink.note("C021")?.status == .obtained)
  }

  @Test func everyPrefixOfALegacyTableIsDamageAndNoMore() {
    let table = Self.legacyTable()
    #expect(!LegacyPacketFilter(table, ipVersion: 4).isDamaged)
    for length in 0..<table.count where length != 124 && length != 124 + 152 {
      #expect(LegacyPacketFilter(Array(table[..<length]), ipVersion: 4).isDamaged, "\(length)")
    }
    #expect(LegacyPacketFilter(Array(table[..<300]), ipVersion: 4).records.count == 1, "the good part stays")
  }

  @Test func trackedConnectionsByTextAndByMessage() throws {
    let line =
      "ipv4     2 tcp      6 431999 ESTABLISHED src=10.0.0.5 dst=1.2.3.4 sport=4000 dport=443 src=1.2.3.4 dst=10.0.0.5 "
      + "sport=443 dport=4000 [ASSURED] mark=0 use=2\n"
    let host = Self.host()
    host.files["/proc/7/net/nf_conntrack"] = Array((line + "broken\n").utf8)
    let sink = try Self.collect(host)
    let record = try #require(Self.network(sink, .conntrack).first)
    #expect(record.attributes["state"] == "ESTABLISHED" && record.attributes["destination"] == "1.2.3.4")
    #expect(record.attributes["reply_source"] == "1.2.3.4" && record.attributes["destination_port"] == "443")
    #expect(sink.note("C022")?.status == .partial && sink.note("C022")?.count == 1)

    let other = Self.host()
    let ends = Netlink.attribute(1, [10, 0, 0, 5]) + Netlink.attribute(2, [1, 2, 3, 4])
    let ports =
      Netlink.attribute(1, [6]) + Netlink.attribute(2, Netlink.u16be(4000)) + Netlink.attribute(3, Netlink.u16be(443))
    let tuple = Netlink.attribute(1, Netlink.attribute(1, ends) + Netlink.attribute(2, ports))
    other.answer(
      TrackedConnection.query(in: Self.namespace), [Netlink.message(0x100, [2, 0, 0, 0] + tuple), Netlink.done])
    let message = Self.network(try Self.collect(other), .conntrack).first
    #expect(message?.attributes["source_port"] == "4000" && message?.name == "tcp")
  }

  @Test func anEBPFFilterOnTrafficNamesItsProgram() throws {
    let host = Self.host()
    let discipline =
      [0, 0, 0, 0] + Netlink.u32(2) + Netlink.u32(0xffff_0000) + Netlink.u32(0xffff_fff1) + Netlink.u32(1)
      + Netlink.attribute(1, Netlink.text("clsact"))
    host.answer(TrafficControl.disciplines(in: Self.namespace), [Netlink.message(36, discipline), Netlink.done])
    let options = Netlink.attribute(7, Netlink.text("prog.o")) + Netlink.attribute(11, Netlink.u32(55))
    let filter =
      [0, 0, 0, 0] + Netlink.u32(2) + Netlink.u32(1) + Netlink.u32(0xffff_fff2) + Netlink.u32(0)
      + Netlink.attribute(1, Netlink.text("bpf")) + Netlink.attribute(2, options)
    host.answer(
      TrafficControl.filters(interface: 2, parent: 0xffff_fff2, in: Self.namespace),
      [Netlink.message(44, filter), Netlink.done])
    let record = try #require(Self.network(try Self.collect(host), .filter).first)
    #expect(record.attributes["bpf_program"] == "55" && record.attributes["bpf_name"] == "prog.o")
    #expect(record.attributes["interface"] == "2" && record.attributes["parent"] == "fffffff2")
  }

  @Test func keysOfIPsecAreNeverKept() throws {
    let host = Self.host()
    var state = Netlink.zeros(56) + [10, 0, 0, 2] + Netlink.zeros(12) + Netlink.u32be(0xabcd) + [50, 0, 0, 0]
    state += [10, 0, 0, 1] + Netlink.zeros(12) + Netlink.zeros(108) + Netlink.u32(0) + Netlink.u32(16)
    state += Netlink.u16(2) + [1, 0, 0, 0, 0, 0]
    let key = Array("0123456789abcdef".utf8)
    host.answer(
      TransformMessage.states(in: Self.namespace),
      [Netlink.message(0x10, state + Netlink.attribute(2, Netlink.zeros(64) + key)), Netlink.done])
    let sink = try Self.collect(host)
    let record = try #require(Self.network(sink, .xfrm).first)
    #expect(record.name == "10.0.0.1 → 10.0.0.2" && record.attributes["spi"] == "0xabcd")
    #expect(record.attributes["mode"] == "tunnel" && record.attributes["protocol"] == "50")
    #expect(sink.exhibits.isEmpty, "the raw answer holds keys")
  }

  @Test func countersOfInterfaces() throws {
    let host = Self.host()
    let table = "Inter-|\n face |\n  eth0: 1000 10 0 0 0 0 0 0 2000 20 0 0 0 0 0 0\nbroken\n"
    host.files["/proc/7/net/dev"] = Array(table.utf8)
    let record = try #require(Self.network(try Self.collect(host), .counter).first)
    #expect(record.name == "eth0" && record.attributes["sent_bytes"] == "2000")
  }

  @Test func aHostWithNothingNotesEveryEntry() throws {
    let sink = try Self.collect(Self.host())
    for entry in NetworkStateFamily(namespaces: []).entries {
      #expect(sink.note(entry).map { [.unsupported, .absent].contains($0.status) } == true, "\(entry)")
    }
  }

  @Test func aRefusalIsDeniedAndNotAbsent() throws {
    let host = Self.host()
    for question in RouteMessage.questions where question.entry == "C019" {
      host.refuse(question.query(in: Self.namespace), SourceError(.denied, errno: 1, "refused"))
    }
    #expect(try Self.collect(host).note("C019")?.status == .denied)
  }
}
