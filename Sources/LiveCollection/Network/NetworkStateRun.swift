internal import BinaryCursor
internal import CaseModel
internal import HostFacts

/// One run of the network-state family.
struct NetworkStateRun {
  private let book: CoverageBook
  /// Records of one dump; what is more is left out, and the ledger says so.
  private static let most = 50_000
  /// Kinds of links that carry traffic elsewhere.
  private static let tunnels: Set<String> = [
    "wireguard", "tun", "ipip", "ip6tnl", "gre", "gretap", "ip6gre", "ip6gretap", "erspan", "sit", "vti", "vti6",
    "xfrm",
    "vxlan", "geneve", "l2tpeth", "ovpn", "macsec", "ppp", "gtp", "bareudp",
  ]

  init(_ book: CoverageBook) { self.book = book }

  /// What is had of any namespace.
  func collect(_ namespace: NetworkNamespace) throws {
    try book.sink.breathe()
    guard book.reaches(namespace) else { return }
    for question in RouteMessage.questions {
      dump(question.query(in: namespace), question.name, question.entry, namespace) { message in
        message.type == question.answer ? try? question.read(message.payload) : nil
      }
    }
    try book.sink.breathe()
    collectPacketFilter(namespace)
    collectConnections(namespace)
    collectTrafficControl(namespace)
    collectTransforms(namespace)
    collectCounters(namespace)
  }

  /// What is had of the collector's own namespace only, because it is asked by socket option.
  func collectOwn() {
    for version in [4, 6] {
      let name = HostString("iptables tables of IPv\(version)")
      do throws(SourceError) {
        let answers = try book.source.ask(.iptablesEntries(ipVersion: version))
        book.update("C021") { $0.obtained(name) }
        for answer in answers { keepLegacyTable(answer, version, name) }
      } catch {
        book.update("C021") { $0.fault(error, on: name) }
      }
    }
  }

}

extension NetworkStateRun {
  /// Puts a question, emits what `read` makes of each message, and returns the messages; empty if there was no answer.
  @discardableResult
  private func dump(
    _ query: KernelQuery, _ name: HostString, _ entry: String, _ namespace: NetworkNamespace, keepsRaw: Bool = false,
    read: (NetlinkMessage) -> NetworkRecord?
  ) -> [NetlinkMessage] {
    let answer: [[UInt8]]
    do throws(SourceError) {
      answer = try book.source.ask(query)
    } catch {
      book.update(entry) { $0.fault(error, on: name) }
      return []
    }
    let dump = NetlinkDump(answer)
    if keepsRaw, !dump.messages.isEmpty {
      book.sink.preserve(source: name, method: "netlink", bytes: Array(answer.joined()), entries: [entry], status: nil)
    }
    var count = 0
    for message in dump.messages.prefix(Self.most) {
      guard let record = read(message) else { continue }
      emit(record, namespace)
      count += 1
    }
    let unreadable = dump.messages.count - count
    book.update(entry) {
      $0.obtained(name, count: count)
      if let shortfall = dump.shortfall { $0.shortfall("\(name.text): \(shortfall)") }
      if unreadable > 0 { $0.shortfall("\(name.text): \(unreadable) messages left out") }
    }
    return dump.messages
  }

  private func emit(_ record: NetworkRecord, _ namespace: NetworkNamespace) {
    var record = record
    record.networkNamespace = namespace.inode
    book.sink.emit(.network(record))
    guard record.kind == .link, let kind = record.attributes["kind"], Self.tunnels.contains(kind.text) else { return }
    record.kind = .tunnel
    book.sink.emit(.network(record))
    book.update("C024") { $0.obtained("RTM_GETLINK", count: 1) }
  }

  private func collectPacketFilter(_ namespace: NetworkNamespace) {
    for question in PacketFilterMessage.questions {
      dump(question.query(in: namespace), question.name, "C021", namespace, keepsRaw: true) {
        question.record($0.payload)
      }
    }
    // IPSET_CMD_LIST (7) of subsystem 6 with IPSET_ATTR_PROTOCOL 6.
    let sets = KernelQuery.netlinkDump(
      family: KernelFeature.NetlinkProtocol.netfilter, type: 6 << 8 | 7, payload: [0, 0, 0, 0, 5, 0, 1, 0, 6, 0, 0, 0],
      networkNamespaceOf: namespace.pid)
    dump(sets, "IPSET_CMD_LIST", "C021", namespace, keepsRaw: true) { message in
      let attributes = NetlinkAttributes(message.payload, from: 4)
      guard let name = attributes.text(2) else { return nil }
      var record = NetworkRecord(
        kind: .firewall, name: HostString(bytes: name), attributes: ["system": "ipset", "object": "set"])
      record.set("type", attributes.text(3).map { HostString(bytes: $0) })
      return record
    }
  }

  private func keepLegacyTable(_ answer: [UInt8], _ version: Int, _ name: HostString) {
    let table = LegacyPacketFilter(answer, ipVersion: version)
    book.sink.preserve(source: name, method: "getsockopt", bytes: answer, entries: ["C021"], status: nil)
    for record in table.records { book.sink.emit(.network(record)) }
    book.update("C021") {
      $0.add(table.records.count)
      if table.isDamaged { $0.shortfall("\(name.text): a table could not be read to its end") }
    }
  }

  private func collectConnections(_ namespace: NetworkNamespace) {
    let path = HostString("/proc/\(namespace.pid)/net/nf_conntrack")
    do throws(SourceError) {
      let table = try book.source.read(path, limit: 16 << 20)
      let records = table.lines.prefix(Self.most).compactMap(TrackedConnection.line)
      book.sink.preserve(source: path, method: "read", bytes: table.bytes, entries: ["C022"], status: nil)
      for record in records { emit(record, namespace) }
      let left = table.lines.count - records.count
      book.update("C022") {
        $0.obtained(path, count: records.count)
        if left > 0 || table.isTruncated { $0.shortfall("\(path.text): \(left) lines left out") }
      }
    } catch {
      book.update("C022") { $0.fault(error, on: path) }
      dump(TrackedConnection.query(in: namespace), "IPCTNL_MSG_CT_GET", "C022", namespace) {
        TrackedConnection.message($0.payload)
      }
    }
  }

  private func collectTrafficControl(_ namespace: NetworkNamespace) {
    let messages = dump(TrafficControl.disciplines(in: namespace), "RTM_GETQDISC", "C023", namespace) {
      (try? TrafficControl($0.payload))?.discipline
    }
    for discipline in messages.compactMap({ try? TrafficControl($0.payload) }).prefix(256) {
      for parent in discipline.filterParents {
        let query = TrafficControl.filters(interface: discipline.interface, parent: parent, in: namespace)
        dump(query, "RTM_GETTFILTER", "C023", namespace) { (try? TrafficControl($0.payload))?.filter }
      }
    }
  }

  /// Nothing is kept raw: a state's attributes hold its keys.
  private func collectTransforms(_ namespace: NetworkNamespace) {
    dump(TransformMessage.states(in: namespace), "XFRM_MSG_GETSA", "C024", namespace) {
      try? TransformMessage.state($0.payload)
    }
    dump(TransformMessage.policies(in: namespace), "XFRM_MSG_GETPOLICY", "C024", namespace) {
      try? TransformMessage.policy($0.payload)
    }
    book.update("C024") {
      $0.remark("WireGuard devices by link; peers are not asked for, because the answer holds the private key")
    }
  }

  private func collectCounters(_ namespace: NetworkNamespace) {
    for file in ["dev", "snmp", "snmp6", "netstat", "sockstat", "sockstat6", "softnet_stat", "ptype", "xfrm_stat"] {
      let path = HostString("/proc/\(namespace.pid)/net/\(file)")
      do throws(SourceError) {
        let table = try book.source.read(path, limit: 1 << 20)
        book.sink.preserve(source: path, method: "read", bytes: table.bytes, entries: ["C025"], status: nil)
        let records = file == "dev" ? InterfaceCounters.records(table.bytes) : []
        for record in records { emit(record, namespace) }
        book.update("C025") {
          $0.obtained(path, count: 1 + records.count)
          if table.isTruncated { $0.shortfall("\(path.text): longer than 1 MiB") }
        }
      } catch {
        book.update("C025") { $0.fault(error, on: path) }
      }
    }
  }
}
