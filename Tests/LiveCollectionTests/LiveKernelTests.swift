import CaseModel
import Foundation
import HostFacts
import TestKit
import Testing

@testable import LiveCollection

/// The families on the kernel that the tests run on. Namespaces are made by the tests; those need root.
@Suite(.serialized) struct LiveKernelTests {
  private static func sockets(_ namespace: NetworkNamespace) throws -> CollectingSink {
    let sink = CollectingSink()
    try SocketFamily(namespaces: [namespace], holders: [:]).collect(from: ThisKernelSource(), into: sink)
    return sink
  }

  private static func state(_ namespace: NetworkNamespace) throws -> CollectingSink {
    let sink = CollectingSink()
    try NetworkStateFamily(namespaces: [namespace]).collect(from: ThisKernelSource(), into: sink)
    return sink
  }

  @Test func whatIsRefusedForLackOfProofNamesWhy() throws {
    // The number of a netlink protocol that no kernel has.
    let query = KernelQuery.netlinkDump(family: 31, type: 18, payload: [], networkNamespaceOf: nil)
    let host = RecordedHostSource(["/proc/version": "x", "/proc/sys/kernel/modprobe": "/sbin/modprobe"])
    let queries = KernelQueries(host: host)
    #expect(queries.proof(for: query) == nil)
    let error = #expect(throws: SourceError.self) { try queries.ask(query) }
    #expect(error?.code == .unsupported && error?.errno == 0)
    #expect(error?.message.hasSuffix("is not proven present: not touched, so that no module is loaded") == true)
  }

  @Test func linksOfThisNamespaceHaveALoopback() throws {
    let sink = try Self.state(ThisKernelSource.ownNamespace)
    let links = sink.records(NetworkRecord.self).filter { $0.kind == .link }
    #expect(links.contains { $0.name == "lo" && $0.attributes["flags"]?.contains("LOOPBACK") == true })
    #expect(sink.note("C019")?.status == .obtained)
  }

  @Test(.enabled(if: NamespaceHelper.isAvailable))
  func socketsOfAnotherNamespaceAgreeInBothViews() throws {
    let before = ThisKernelSource.ownNamespace.inode
    let helper = try NamespaceHelper(
      """
      keep = []
      listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
      listener.bind(('0.0.0.0', 4711)); listener.listen(); keep.append(listener)
      udp = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM); udp.bind(('::', 4712)); keep.append(udp)
      raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, 1); keep.append(raw)
      packet = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
      import ctypes
      code = ctypes.create_string_buffer(struct.pack('HBBI', 0x06, 0, 0, 0xffff) * 3)
      program = struct.pack('HxxxxxxQ', 3, ctypes.addressof(code))
      packet.setsockopt(socket.SOL_SOCKET, 26, program); keep.append(packet)
      unix = socket.socket(socket.AF_UNIX); unix.bind('\\0needletail-test'); unix.listen(); keep.append(unix)
      """)
    let sink = try Self.sockets(helper.namespace)
    let sockets = sink.records(SocketRecord.self)
    let listener = try #require(sockets.first { $0.localPort == 4711 })
    #expect(listener.isListening && listener.networkNamespace == helper.namespace.inode)
    #expect(listener.seenBy.contains("procfs"))
    #expect(sockets.contains { $0.transport == .udp && $0.localPort == 4712 && $0.ipVersion == 6 })
    #expect(sockets.contains { $0.transport == .raw && $0.localPort == 1 })
    #expect(sockets.contains { $0.transport == .unix && $0.localAddress == "@needletail-test" && $0.state == "LISTEN" })
    let packet = try #require(sockets.first { $0.transport == .packet })
    if packet.seenBy.contains("netlink") { #expect(packet.filterLength == 3 && sink.note("C015")?.count == 1) }
    #expect(sink.records(DiscrepancyRecord.self).isEmpty)
    #expect(ThisKernelSource.ownNamespace.inode == before, "the thread is back at home")
    #expect(helper.namespace.inode != before)
  }

  @Test(.enabled(if: NamespaceHelper.isAvailable))
  func aPromiscuousLinkOfAnotherNamespaceIsSeen() throws {
    let helper = try NamespaceHelper(
      """
      control = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      fcntl.ioctl(control, 0x8914, struct.pack('16sH22x', b'lo', 0x149))
      """)
    let sink = try Self.state(helper.namespace)
    let records = sink.records(NetworkRecord.self)
    let link = try #require(records.first { $0.kind == .link && $0.name == "lo" })
    #expect(link.attributes["promiscuous"] == "yes" && link.networkNamespace == helper.namespace.inode)
    #expect(records.contains { $0.kind == .address && $0.name == "127.0.0.1/8" })
    #expect(records.contains { $0.kind == .route && $0.attributes["table"] == "255" })
    #expect(records.contains { $0.kind == .rule && $0.attributes["table"] == "254" })
    #expect(records.contains { $0.kind == .counter && $0.name == "lo" })
    let clean = try NamespaceHelper("")
    let untouched = try Self.state(clean.namespace).records(NetworkRecord.self).first { $0.kind == .link }
    #expect(untouched?.attributes["promiscuous"] == "no")
  }

  /// One batch of NFT_MSG_NEWTABLE and NFT_MSG_NEWCHAIN, written as nft(8) would send it.
  private static let makePacketFilter = """
    def attr(kind, value): return (struct.pack('HH', 4 + len(value), kind) + value).ljust((len(value) + 7) & ~3, b'\\0')
    def message(kind, flags, family, body, resource=0):
        body = struct.pack('BB', family, 0) + struct.pack('>H', resource) + body
        return struct.pack('IHHII', 16 + len(body), kind, flags, 1, 0) + body
    hook = attr(0x8004, attr(1, struct.pack('>I', 1)) + attr(2, struct.pack('>i', 0)))
    batch = message(16, 1, 0, b'', 10)
    batch += message(0xa00, 0x401, 1, attr(1, b'guard\\0'))
    batch += message(0xa03, 0x401, 1, attr(1, b'guard\\0') + attr(3, b'input\\0') + hook
                     + attr(5, struct.pack('>I', 0)) + attr(7, b'filter\\0'))
    batch += message(17, 1, 0, b'', 10)
    netfilter = socket.socket(16, socket.SOCK_RAW, 12)
    netfilter.send(batch)
    netfilter.send(message(0xa01, 0x5, 1, attr(1, b'guard\\0')))
    netfilter.recv(65536)
    """

  @Test(.enabled(if: NamespaceHelper.isAvailable))
  func aRulesetOfAnotherNamespaceIsRead() throws {
    let source = ThisKernelSource()
    let probe = PacketFilterMessage.questions[0].query(in: ThisKernelSource.ownNamespace)
    // Making a table would load nf_tables where it is not there yet.
    guard source.queries.proof(for: probe) != nil else { return }
    let helper = try NamespaceHelper(Self.makePacketFilter)
    let firewall = try Self.state(helper.namespace).records(NetworkRecord.self).filter { $0.kind == .firewall }
    #expect(firewall.contains { $0.name == "guard" && $0.attributes["object"] == "table" })
    let chain = try #require(firewall.first { $0.attributes["object"] == "chain" })
    #expect(chain.name == "input" && chain.attributes["policy"] == "drop" && chain.attributes["hook"] == "input")
    #expect(chain.attributes["family"] == "inet" && chain.attributes["type"] == "filter")
  }

  @Test(.enabled(if: NamespaceHelper.isAvailable && access("/proc/net/ip_tables_targets", R_OK) == 0))
  func aLegacyTableOfThisKernelIsUnderstood() throws {
    // Asking for the empty table makes it in the helper's namespace; on this kernel that loads nothing if it cannot load.
    guard KernelPresence.gather(from: ThisKernelSource()).cannotLoadModules else { return }
    let helper = try NamespaceHelper(
      """
      control = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      try:
          import ctypes
          libc = ctypes.CDLL(None)
          def ask(option, data):
              buffer = ctypes.create_string_buffer(data, len(data))
              length = ctypes.c_uint(len(data))
              return buffer.raw if libc.getsockopt(control.fileno(), 0, option, buffer, ctypes.byref(length)) == 0 else b''
          info = ask(64, b'filter'.ljust(84, b'\\0'))
          size = struct.unpack_from('I', info, 80)[0]
          say = (info + ask(65, (b'filter'.ljust(32, b'\\0') + struct.pack('II', size, 0)).ljust(40 + size, b'\\0'))).hex()
      except struct.error:
          say = ''
      """)
    guard let bytes = KernelText.hexBytes(Array(helper.said.utf8)), !bytes.isEmpty else { return }
    let table = LegacyPacketFilter(bytes, ipVersion: 4)
    #expect(!table.isDamaged && table.records.map(\.name) == ["INPUT", "FORWARD", "OUTPUT"])
    #expect(table.records.allSatisfy { $0.attributes["verdict"] == "ACCEPT" && $0.attributes["table"] == "filter" })
  }

  @Test(.enabled(if: geteuid() == 0))
  func programsOfBPFAreListedOrTheKernelSaysWhyNot() throws {
    let sink = CollectingSink()
    try BPFFamily(holders: [:], bootedAt: HostClocks.read().bootedAt).collect(from: ThisKernelSource(), into: sink)
    let note = try #require(sink.note("C026"))
    #expect(note.status == .obtained || !note.why.isEmpty)
  }

  @Test(.enabled(if: NamespaceHelper.isAvailable))
  func aLoadedProgramIsFoundByItsName() throws {
    // BPF_PROG_LOAD of a socket filter that returns 0; the descriptor lives as long as the helper.
    let helper = try NamespaceHelper(
      """
      import ctypes, os
      code = ctypes.create_string_buffer(struct.pack('BBhi', 0xb7, 0, 0, 0) + struct.pack('BBhi', 0x95, 0, 0, 0))
      text = ctypes.create_string_buffer(b'GPL')
      attributes = struct.pack('IIQQIIQII16s', 1, 2, ctypes.addressof(code), ctypes.addressof(text), 0, 0, 0, 0, 0,
                               b'needle_test')
      number = {'x86_64': 321, 'aarch64': 280}[os.uname().machine]
      libc = ctypes.CDLL(None, use_errno=True)
      program = libc.syscall(number, 5, ctypes.create_string_buffer(attributes), len(attributes))
      say = str(program) + ' ' + os.strerror(ctypes.get_errno())
      """)
    guard let answer = try? ThisKernelSource().ask(.bpfPrograms), !answer.isEmpty else { return }
    let programs = try answer.map { try BPFObject.Program($0) }
    let found = try #require(programs.first { $0.name == Array("needle_test".utf8) })
    #expect(BPFObject.programKind(found.type) == "socket_filter" && found.loadTime > 0 && found.uid == 0)
    #expect(helper.pid > 0)
  }

  @Test(.enabled(if: geteuid() == 0))
  func theStateOfThisKernelIsNotedEntryByEntry() throws {
    let sink = CollectingSink()
    let family = KernelStateFamily(bootedAt: HostClocks.read().bootedAt)
    try family.collect(from: ThisKernelSource(), into: sink)
    for entry in family.entries { #expect(sink.note(entry) != nil, "\(entry)") }
    for entry in ["C028", "C034", "C035", "C050"] { #expect(sink.note(entry)?.status == .obtained, "\(entry)") }
    #expect(sink.properties("sysctl")["kernel.ostype"] == "Linux")
    #expect(sink.properties("boot")["version"]?.hasPrefix("Linux version") == true)
  }

  @Test(.enabled(if: geteuid() == 0))
  func theKernelsLogIsReadTwiceTheSame() throws {
    let source = ThisKernelSource()
    guard let first = try? source.ask(.kernelLog) else { return }
    let again = try source.ask(.kernelLog)
    #expect(!first.isEmpty && again.count >= first.count && again.last != nil, "reading consumes nothing")
  }

  @Test func noModuleOfThisKernelHides() throws {
    let sink = CollectingSink()
    try ModuleFamily().collect(from: ThisKernelSource(), into: sink)
    #expect(sink.records(DiscrepancyRecord.self).isEmpty)
    #expect(sink.note("C027") != nil && sink.note("C029") != nil)
  }
}
