import HostKit
import Testing

/// Everything that boots a host, one after the other: hosts are real, and the machine is small.
@Suite(.serialized, .enabled(if: Needs.testHosts, "\(Needs.testHostsReason)")) enum OnTestHosts {}
