import CaseModel
import HostFacts
import TestKit
import Testing

@testable import LiveCollection

@Suite struct KernelPresenceTests {
  private static let netlinkTable = "sk               Eth Pid\n00000000a303db81 0   0\n000000002b3b1a41 4   0\n"

  /// A kernel that can load modules.
  private static func host(_ more: [HostString: String] = [:]) -> RecordedHostSource {
    var files: [HostString: String] = [
      "/proc/version": "Linux version 6.1", "/proc/sys/kernel/modprobe": "/sbin/modprobe\n",
      "/proc/modules": "udp_diag 16384 0 - Live 0x0\n", "/proc/net/netlink": netlinkTable,
      "/proc/net/protocols": "protocol  size\nTCP 2304\n", "/sys/module/unix_diag/refcnt": "0\n",
      "/proc/kallsyms":
        "ffff t netlink_diag_dump.isra.0\nffff t tcp_diag_dump_one\nffff t packet_diag_dump\t[af_packet_diag]\n",
    ]
    files.merge(more) { $1 }
    return RecordedHostSource(files)
  }

  private static func gathered(_ host: RecordedHostSource) -> KernelPresence {
    var presence = KernelPresence.gather(from: host)
    presence.addSymbols(from: host)
    return presence
  }

  @Test(arguments: [
    (KernelFeature.netlink(4), "/proc/net/netlink"), (.socket("TCP"), "/proc/net/protocols"),
    (.module("udp_diag"), "/proc/modules"), (.module("unix_diag"), "/sys/module"),
    (.module("netlink_diag"), "/proc/kallsyms"), (.module("af_packet_diag"), "/proc/kallsyms"),
  ])
  func whatTheKernelListsIsProvenByThatList(feature: KernelFeature, view: String) {
    #expect(Self.gathered(Self.host()).proof(of: feature) == view)
  }

  @Test(arguments: [
    KernelFeature.netlink(12), .socket("SCTP"), .module("tcp_diag"), .module("nf_tables"), .byName("anything"),
  ])
  func whatNoListShowsIsNotProven(feature: KernelFeature) {
    #expect(Self.gathered(Self.host()).proof(of: feature) == nil)
  }

  @Test func theListOnTheDiskCountsOnlyWithoutSymbols() {
    let list: [HostString: String] = [
      "/proc/sys/kernel/osrelease": "6.1.0\n", "/lib/modules/6.1.0/modules.builtin": "kernel/net/ipv4/tcp_diag.ko\n",
    ]
    #expect(Self.gathered(Self.host(list)).proof(of: .module("tcp_diag")) == nil)
    let hidden = Self.host(list)
    hidden.faults["/proc/kallsyms"] = SourceError(.denied, "refused")
    #expect(Self.gathered(hidden).proof(of: .module("tcp_diag")) == "modules.builtin")
  }

  @Test func aKernelWithoutALoaderLoadsNothing() {
    let host = Self.host()
    #expect(Self.gathered(host).cannotLoadModules == false)
    host.files["/proc/sys/kernel/modprobe"] = [10]
    #expect(Self.gathered(host).proof(of: .module("nf_tables")) == "this kernel loads no modules")
    host.files["/proc/sys/kernel/modprobe"] = nil
    #expect(Self.gathered(host).cannotLoadModules == false, "a hidden setting beside a module list proves nothing")
    host.files["/proc/modules"] = nil
    #expect(Self.gathered(host).cannotLoadModules)
    #expect(Self.gathered(host).proof(of: .byName("x")) == nil)
  }

  @Test func aHostThatRefusesEverythingProvesNothing() {
    let presence = Self.gathered(RecordedHostSource())
    #expect(!presence.cannotLoadModules && presence.proof(of: .netlink(0)) == nil)
  }

  @Test func eachDiagnosisNamesTheModulesBehindIt() {
    func needed(_ transport: String) -> [KernelFeature] {
      let diagnosis = SocketDiagnosis.all.first { $0.transport.rawValue == transport }
      return diagnosis.map { KernelFeature.needed(for: $0.query(in: NetworkNamespace(inode: 1, pid: 1))) } ?? []
    }
    #expect(needed("tcp") == [.netlink(4), .module("inet_diag"), .module("tcp_diag")])
    #expect(needed("mptcp") == [.netlink(4), .module("inet_diag"), .module("mptcp_diag")])
    #expect(needed("udplite") == [.netlink(4), .module("inet_diag"), .module("udp_diag")])
    #expect(needed("unix") == [.netlink(4), .module("unix_diag")])
    #expect(needed("packet") == [.netlink(4), .module("af_packet_diag")])
    #expect(needed("vsock") == [.netlink(4), .module("vsock_diag")])
  }

  @Test func whatIsAskedByNameIsNeverProven() {
    let byName = KernelQuery.netlinkGet(family: 16, type: 16, payload: [3, 1, 0, 0, 8, 0, 2, 0, 120, 0, 0, 0])
    let all = KernelQuery.netlinkDump(family: 16, type: 16, payload: [3, 1, 0, 0], networkNamespaceOf: nil)
    #expect(KernelFeature.needed(for: all) == [.netlink(16)])
    var presence = KernelPresence()
    presence.cannotLoadModules = true
    #expect(presence.unproven(KernelFeature.needed(for: byName)) != nil)
    #expect(presence.unproven(KernelFeature.needed(for: all)) == nil)
  }

  @Test func netfilterSubsystemsAreProvenOneByOne() {
    func query(_ subsystem: UInt16) -> KernelQuery {
      .netlinkDump(family: 12, type: subsystem << 8 | 1, payload: [0, 0, 0, 0], networkNamespaceOf: nil)
    }
    #expect(KernelFeature.needed(for: query(10)) == [.netlink(12), .module("nf_tables")])
    #expect(KernelFeature.needed(for: query(1)) == [.netlink(12), .module("nf_conntrack_netlink")])
    #expect(KernelFeature.needed(for: query(6)) == [.netlink(12), .module("ip_set")])
    #expect(KernelFeature.needed(for: query(5)).last == .byName("nfnetlink subsystem 5"))
  }

  @Test func everyWitnessIsFoundAndNothingElse() {
    let lines = KernelPresence.witnesses.keys.map { "ffffffff81000000 t \($0)\n" }.joined()
    #expect(KernelPresence.partsWithSymbols(Array(lines.utf8)) == Set(KernelPresence.witnesses.values))
    #expect(KernelPresence.partsWithSymbols(Array("ffff t tcp_diag_dumper\n\nx\n t \n".utf8)).isEmpty)
  }
}
