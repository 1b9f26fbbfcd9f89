import CaseModel
import HostFacts
import TestKit
import Testing

@testable import LiveCollection

@Suite struct HostTests {
  private static let clocks = HostClocks(now: Timestamp(seconds: 1_700_000_000), boottime: 5_000_000_000, monotonic: 4)

  /// TZif version 2 with an empty first part: UTC+1 from the epoch, UTC+2 from 1,000 on.
  private static let zone: [UInt8] = {
    func head(_ counts: [UInt32]) -> [UInt8] {
      Array("TZif2".utf8) + Netlink.zeros(15) + counts.flatMap(Netlink.u32be)
    }
    let type = { (offset: UInt32) in Netlink.u32be(offset) + [0, 0] }
    return head([0, 0, 0, 0, 1, 1]) + type(0) + [0] + head([0, 0, 0, 2, 2, 1]) + Netlink.zeros(8) + Netlink.u32be(0)
      + Netlink.u32be(1000) + [0, 1] + type(3600) + type(7200) + [0]
  }()

  @Test func theHostSaysWhoItIs() throws {
    let host = RecordedHostSource([
      "/proc/sys/kernel/hostname": "web-1\n", "/proc/version": "Linux version 6.1\n", "/etc/machine-id": "abc\n",
      "/proc/sys/kernel/random/boot_id": "b-1\n", "/etc/os-release": "NAME=x\nPRETTY_NAME=\"Amazon Linux 2\"\n",
      "/sys/class/dmi/id/sys_vendor": "Amazon EC2\n", "/sys/class/dmi/id/board_asset_tag": "i-0123\n",
      "/proc/uptime": "5.00 9.00\n", "/proc/loadavg": "0.1 0.2 0.3 1/100 5\n",
    ])
    host.links["/etc/localtime"] = "../usr/share/zoneinfo/Europe/Berlin"
    host.files["/usr/share/zoneinfo/Europe/Berlin"] = Self.zone
    let sink = CollectingSink()
    try HostFamily(clocks: Self.clocks, architecture: "aarch64").collect(from: host, into: sink)
    let record = try #require(sink.records(HostRecord.self).first)
    #expect(record.hostname == "web-1" && record.machineID == "abc" && record.bootID == "b-1")
    #expect(record.system == "Amazon Linux 2" && record.instanceID == "i-0123" && record.architecture == "aarch64")
    #expect(record.bootedAt == Timestamp(seconds: 1_699_999_995) && record.utcOffsetSeconds == 7200)
    #expect(record.containerKind == nil && sink.properties("host")["uptime"] == "5.00 9.00")
    #expect(sink.note("C001")?.status == .obtained)
  }

  @Test func aBareHostStillHasARecord() throws {
    let host = RecordedHostSource(["/proc/1/cgroup": "0::/kubepods/x\n"])
    let sink = CollectingSink()
    try HostFamily(clocks: Self.clocks, architecture: "x86_64").collect(from: host, into: sink)
    #expect(sink.records(HostRecord.self).first?.containerKind == "kubepods")
    #expect(sink.records(HostRecord.self).first?.utcOffsetSeconds == 0)
    #expect(sink.note("C001") != nil)
  }

  @Test func offsetsBeforeAndAfterATransition() throws {
    #expect(try LocalTimeZone.offset(Self.zone, at: 999) == 3600)
    #expect(try LocalTimeZone.offset(Self.zone, at: 1000) == 7200)
    for length in 0..<(Self.zone.count - 7) {
      #expect(throws: (any Error).self) { try LocalTimeZone.offset(Array(Self.zone.prefix(length)), at: 5000) }
    }
  }

  @Test func onlyFirmwareThatNamesItIsEC2() {
    #expect(!EC2Identification(RecordedHostSource(["/sys/class/dmi/id/board_asset_tag": "i-0123\n"])).isEC2)
    #expect(EC2Identification(RecordedHostSource(["/sys/hypervisor/uuid": "EC2e1916-9099\n"])).isEC2)
  }

  @Test func thisMachinesClocksAreReadWithoutChangingThem() {
    let clocks = HostClocks.read()
    #expect(clocks.now > Timestamp(seconds: 1_500_000_000) && clocks.boottime >= clocks.monotonic)
    #expect(MachineName.read().isEmpty == false)
  }
}
