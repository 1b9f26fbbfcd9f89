import CaseModel
import HostFacts
import TestKit
import Testing

@testable import LiveCollection

@Suite struct SocketTests {
  private static let namespace = NetworkNamespace(inode: 4026531840, pid: 7)
  private static let head =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
  private static let listener =
    "   0: 0100007F:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 101 1 0 100 0 0 10 0\n"
  private static let peer =
    "   1: 0A01A8C0:C350 01020304:01BB 01 00000000:00000000 00:00000000 00000000     0        0 102 1 0 20 4 30 10 -1\n"

  private static func tcpQuery() throws -> KernelQuery {
    try #require(SocketDiagnosis.all.first { $0.transport == .tcp && $0.ipVersion == 4 }).query(in: namespace)
  }

  private static func host(tcp: String) -> RecordedHostSource {
    let host = RecordedHostSource(["/proc/7/net/tcp": head + tcp])
    host.links["/proc/7/ns/net"] = "net:[4026531840]"
    return host
  }

  private static let listenerMessage = Netlink.internetSocket(
    state: 10, local: [127, 0, 0, 1], 22, uid: 1000, inode: 101)
  private static let peerMessage = Netlink.internetSocket(
    state: 1, local: [192, 168, 1, 10], 50000, remote: [4, 3, 2, 1], 443, uid: 0, inode: 102)

  private static func collect(_ host: RecordedHostSource) throws -> CollectingSink {
    let sink = CollectingSink()
    try SocketFamily(namespaces: [namespace], holders: [101: [500, 501]]).collect(from: host, into: sink)
    return sink
  }

  @Test func bothViewsOfASocketBecomeOneRecord() throws {
    let host = Self.host(tcp: Self.listener + Self.peer)
    host.answer(try Self.tcpQuery(), [Self.listenerMessage, Self.peerMessage, Netlink.done])
    let sink = try Self.collect(host)
    let sockets = sink.records(SocketRecord.self)
    #expect(sockets.count == 2)
    #expect(sockets[0].endpoints == "127.0.0.1:22" && sockets[0].isListening && sockets[0].pids == [500, 501])
    #expect(sockets[1].endpoints == "192.168.1.10:50000 → 4.3.2.1:443" && sockets[1].state == "ESTABLISHED")
    #expect(sockets.allSatisfy { $0.seenBy == ["netlink", "procfs"] && $0.networkNamespace == 4026531840 })
    #expect(sink.records(DiscrepancyRecord.self).isEmpty)
    #expect(sink.note("C011")?.status == .obtained && sink.note("C011")?.count == 2)
    #expect(sink.note("C016")?.count == 1)
    #expect(sink.exhibits.map(\.source) == ["/proc/7/net/tcp"])
  }

  @Test func aSocketThatOneViewHidesIsADiscrepancy() throws {
    let host = Self.host(tcp: Self.listener)
    host.answer(try Self.tcpQuery(), [Self.listenerMessage, Self.peerMessage, Netlink.done])
    let hidden = try Self.collect(host).records(DiscrepancyRecord.self)
    #expect(hidden.count == 1 && hidden.first?.kind == .socket)
    #expect(hidden.first?.seenBy == ["netlink"] && hidden.first?.missingFrom == ["procfs"])
    #expect(hidden.first?.subject == "tcp 192.168.1.10:50000 → 4.3.2.1:443")
  }

  @Test func theOtherViewCanHideToo() throws {
    let host = Self.host(tcp: Self.listener + Self.peer)
    host.answer(try Self.tcpQuery(), [Self.peerMessage, Netlink.done])
    let hidden = try Self.collect(host).records(DiscrepancyRecord.self)
    #expect(hidden.map(\.missingFrom) == [["netlink"]] && hidden.first?.pid == 500)
  }

  @Test func aSocketThatCameInBetweenIsNone() throws {
    let host = Self.host(tcp: Self.listener)
    host.answer(try Self.tcpQuery(), [Self.listenerMessage, Self.peerMessage, Netlink.done])
    var reads = 0
    host.beforeRead = { path in
      guard path == "/proc/7/net/tcp" else { return }
      reads += 1
      if reads == 3 { host.files[path] = Array((Self.head + Self.listener + Self.peer).utf8) }
    }
    #expect(try Self.collect(host).records(DiscrepancyRecord.self).isEmpty)
    #expect(reads == 3, "one reading and two to check it")
  }

  @Test func aCutAnswerAccusesNobody() throws {
    let host = Self.host(tcp: Self.listener + Self.peer)
    host.answer(try Self.tcpQuery(), [Self.listenerMessage])
    let sink = try Self.collect(host)
    #expect(sink.records(DiscrepancyRecord.self).isEmpty)
    #expect(sink.note("C011")?.status == .partial)
  }

  @Test func withoutDiagnosisTheTablesSufficeAndTheLedgerSaysSo() throws {
    let sink = try Self.collect(Self.host(tcp: Self.listener + Self.peer))
    #expect(sink.records(SocketRecord.self).map(\.seenBy) == [["procfs"], ["procfs"]])
    #expect(sink.note("C011")?.status == .obtained)
    #expect(sink.note("C011")?.why.contains("sock_diag tcp") == true)
    #expect(sink.note("C013")?.status == .unsupported)
  }

  @Test func everyEntryIsNotedWhenTheProcessIsGone() throws {
    let host = Self.host(tcp: Self.listener)
    host.links["/proc/7/ns/net"] = "net:[4026539999]"
    let sink = try Self.collect(host)
    #expect(sink.facts.isEmpty)
    for entry in ["C011", "C012", "C013", "C014", "C015", "C016"] { #expect(sink.note(entry)?.status == .failed) }
  }

  @Test func aBudgetThatEndsItLeavesNoEntryWithoutANote() throws {
    let sink = CollectingSink()
    sink.breaths = 1
    let family = SocketFamily(namespaces: [Self.namespace], holders: [:])
    #expect(throws: BudgetExceeded.self) { try family.collect(from: Self.host(tcp: Self.listener), into: sink) }
    #expect(family.entries.allSatisfy { sink.note($0)?.why.contains("budget") == true })
    #expect(sink.note("C011")?.status == .partial)
  }

  @Test func filtersOfPacketSocketsAreCounted() throws {
    let host = Self.host(tcp: "")
    let query = try #require(SocketDiagnosis.all.first { $0.transport == .packet }).query(in: Self.namespace)
    let fixed: [UInt8] = [17, 3] + Netlink.u16(3) + Netlink.u32(900) + Netlink.zeros(8)
    let info = Netlink.attribute(0, Netlink.u32(2) + Netlink.zeros(20))
    let sniffer = Netlink.message(20, fixed + info + Netlink.attribute(7, Netlink.zeros(30 * 8)))
    host.answer(query, [sniffer, Netlink.done])
    let sink = try Self.collect(host)
    let socket = try #require(sink.records(SocketRecord.self).first)
    #expect(socket.filterLength == 30 && socket.interface == 2 && socket.localPort == 3 && socket.inode == 900)
    #expect(sink.note("C015")?.status == .obtained && sink.note("C015")?.count == 1)
  }

  @Test func unixNamesKeepWhatIsInThem() throws {
    let line = "0000: 00000002 00000000 00010000 0001 01 555 @/tmp/.ICE unix/1\n"
    let table = SocketTable(
      Array(("Num RefCount\n" + line).utf8), try #require(SocketTable.sources.first { $0.transport == .unix }))
    #expect(table.records.first?.localAddress == "@/tmp/.ICE unix/1" && table.records.first?.state == "LISTEN")
    #expect(SocketState.unixName([0, 97, 27]).text == "@a\\x1b")
  }

  @Test func linesThatAreNoneAreCounted() throws {
    let source = try #require(SocketTable.sources.first { $0.file == "tcp6" })
    let six = "0: 00000000000000000000000001000000:1F90 00000000000000000000000000000000:0000 0A 0:0 00:0 0 0 0 33 1\n"
    let table = SocketTable(Array("head\n\(six)nonsense\n0: zz:1 00:2 0A 0 0 0 0 0 0 0\n".utf8), source)
    #expect(table.records.first?.endpoints == "::1:8080" && table.records.count == 1 && table.unreadableLines == 2)
  }

  @Test func associationsAndEndpointsOfSCTP() throws {
    let sources = SocketTable.sources.filter { $0.transport == .sctp }
    let endpoint = "ffff 0000 2 10 25 5000 0 700 10.0.0.1 10.0.0.2\n"
    let association = "ffff 0000 2 1 3 0 1 0 0 0 701 5000 6000 *10.0.0.1 <-> *10.0.0.9 7500\n"
    let listening = SocketTable(Array("ENDPT\n\(endpoint)".utf8), sources[0]).records.first
    let connected = SocketTable(Array("ASSOC\n\(association)".utf8), sources[1]).records.first
    #expect(listening?.state == "LISTEN" && listening?.localPort == 5000 && listening?.localAddress == "10.0.0.1")
    #expect(connected?.endpoints == "10.0.0.1:5000 → 10.0.0.9:6000")
  }

  @Test func everyPrefixOfADiagnosisIsHarmless() throws {
    let message = try NetlinkMessage(Self.peerMessage).payload
    for diagnosis in SocketDiagnosis.all {
      for length in 0..<message.count { _ = try? SocketMessage.read(Array(message[..<length]), diagnosis) }
    }
  }

  @Test(
    arguments: [
      ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], "::"), ([10, 0, 0, 1], "10.0.0.1"),
      ([0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], "fe80::1"),
      ([0x20, 1, 0xd, 0xb8, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1], "2001:db8:0:1::1"),
      ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 1, 2, 3, 4], "::ffff:1.2.3.4"), ([1, 2], "0102"),
    ] as [([UInt8], String)])
  func addressesAreWrittenAsTheStandardSays(bytes: [UInt8], text: String) {
    #expect(AddressText.address(bytes).text == text)
  }
}
