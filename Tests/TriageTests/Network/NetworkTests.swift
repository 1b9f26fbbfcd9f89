import CaseModel
import HostFacts
import Testing

@testable import Triage

/// Listeners, talkers, packet sockets and interfaces.
@Suite struct NetworkTests {
  var host = RunningHost()

  private func packet(_ filter: Int? = nil, _ transport: SocketRecord.Transport = .packet) -> SocketRecord {
    var socket = SocketRecord(transport: transport)
    socket.filterLength = filter
    socket.localPort = 3
    return socket
  }

  @Test(arguments: ["/tmp/d", "/dev/shm/d", "/var/lib/.x/d"])
  func listenerFromOddPlaceIsFound(path: String) {
    var host = host
    host.add(100, path)
    host.listen(100, .tcp, "0.0.0.0", 8443)
    host.expect("network.odd-listener", "T1571", naming: "8443")
  }

  @Test mutating func inlineListenerIsFound() {
    host.add(100, "/usr/bin/python3.11", ["python3", "-c", "x"], package: "python3")
    host.listen(100, .tcp, "::", 7001)
    host.expect("network.odd-listener", "T1205", .medium, naming: "7001")
  }

  @Test mutating func rootListenerThatAnotherAccountCanChangeIsFound() {
    host.add(100, "/home/dev/bin/srv")
    host.listen(100, .tcp, "0.0.0.0", 2345)
    host.expect("network.odd-listener", "T1571", .medium, naming: "/home/dev/bin/srv")
  }

  @Test mutating func serversOfAllKindsAreQuiet() {
    host.add(100, "/home/dev/app/server", uid: 1000)
    host.listen(100, .tcp, "0.0.0.0", 3000)
    host.add(101, "/usr/local/bin/prometheus", uid: 990)
    host.listen(101, .tcp, "::", 9090)
    host.add(102, "/usr/bin/node", ["node", "server.js"], package: "nodejs", uid: 1000)
    host.listen(102, .tcp, "0.0.0.0", 8080)
    host.add(103, "/opt/agent/bin/agent")
    host.listen(103, .udp, "0.0.0.0", 8125)
    host.add(104, "/usr/bin/dash", ["sh", "/opt/app/run.sh"], package: "dash", ppid: 103)
    host.picture.sockets[host.picture.sockets.count - 1].pids.append(104)
    host.expectQuiet()
  }

  @Test(arguments: [
    ("/usr/sbin/cron", ["cron"]), ("/usr/bin/sleep", ["sleep", "9"]), ("/usr/bin/bash", ["bash", "/opt/x.sh"]),
  ])
  func silentProgramThatTalksIsFound(path: String, arguments: [String]) {
    var host = host
    host.add(110, path, arguments, package: "p")
    host.connect(110, to: "203.0.113.8", 443, on: [3])
    host.expect("network.unexpected-talker", "T1071", naming: "203.0.113.8:443")
  }

  @Test mutating func inheritedConnectionIsQuiet() {
    host.add(111, "/usr/bin/ruby3.1", ["ruby", "/opt/app/s.rb"], package: "ruby", uid: 990)
    host.connect(111, to: "203.0.113.8", 443, on: [9])
    host.add(112, "/usr/bin/sleep", ["sleep", "5"], package: "coreutils", ppid: 111, uid: 990)
    host.picture.sockets[host.picture.sockets.count - 1].pids.append(112)
    host.expectQuiet()
  }

  @Test mutating func strangerWithFilteredPacketSocketIsFound() {
    host.add(120, "/usr/sbin/haldrund")
    host.hold(120, packet(30), on: [3])
    host.expect("network.packet-socket", "T1205.002", naming: "30 instructions")
  }

  @Test mutating func filterOnOrdinarySocketIsFound() {
    host.add(120, "/home/u/svc")
    host.hold(120, packet(12, .udp), on: [3])
    host.expect("network.packet-socket", "T1205.002", naming: "/home/u/svc")
  }

  @Test mutating func networkManagersAreQuiet() {
    for (index, path) in [
      "/usr/sbin/dhclient", "/usr/sbin/NetworkManager", "/usr/lib/systemd/systemd-networkd", "/usr/sbin/lldpd",
      "/usr/bin/tcpdump",
    ].enumerated() {
      host.add(121 + index, path, package: "p")
      host.hold(121 + index, packet(14), on: [3])
    }
    host.add(130, "/opt/CrowdStrike/falcon-sensor-bpf")
    host.hold(130, packet(), on: [3])
    host.add(131, "/usr/bin/cilium-agent") { $0.cgroups = ["0::/kubepods.slice/cri-containerd-1.scope"] }
    host.hold(131, packet(5), on: [3])
    // A sandbox of systemd has its own mount tree, where package ownership is not told.
    host.add(132, "/usr/lib/systemd/systemd-networkd", uid: 998) {
      $0.namespaces["mnt"] = 88
      $0.effectiveCapabilities = "0000000000203d00"
    }
    host.hold(132, packet(14), on: [3])
    host.expectQuiet()
  }

  @Test mutating func listenerOfNobodyIsFound() {
    var socket = SocketRecord(transport: .tcp)
    socket.state = "LISTEN"
    socket.localAddress = "0.0.0.0"
    socket.localPort = 4545
    socket.inode = 7
    host.picture.add(.socket(socket))
    host.expect("network.ownerless-socket", "T1014", .medium, naming: "4545")
  }

  @Test mutating func kernelsOwnListenerIsQuiet() {
    for (port, transport) in [(2049, SocketRecord.Transport.tcp), (51820, .udp)] {
      var socket = SocketRecord(transport: transport)
      socket.state = transport == .tcp ? "LISTEN" : ""
      socket.localAddress = "0.0.0.0"
      socket.localPort = port
      socket.inode = UInt64(port)
      host.picture.add(.socket(socket))
    }
    for name in ["nfsd", "wireguard"] { host.picture.add(.module(ModuleRecord(name: HostString(name)))) }
    host.expectQuiet()
  }

  @Test(arguments: ["UP,BROADCAST,PROMISC", "0x1103"])
  func promiscuousInterfaceIsFound(flags: String) {
    var host = host
    host.picture.add(.network(NetworkRecord(kind: .link, name: "ens5", attributes: ["flags": HostString(flags)])))
    host.expect("network.promiscuous-interface", "T1040", .medium, naming: "ens5")
  }

  @Test mutating func portsOfBridgesAreQuiet() {
    host.picture.add(.network(NetworkRecord(kind: .link, name: "veth1a", attributes: ["flags": "UP,PROMISC"])))
    host.picture.add(
      .network(NetworkRecord(kind: .link, name: "ens6", attributes: ["flags": "UP,PROMISC", "master": "br0"])))
    host.picture.add(.network(NetworkRecord(kind: .link, name: "ens5", attributes: ["flags": "0x1003"])))
    host.expectQuiet()
  }

  @Test(arguments: [(6667, "T1071"), (9001, "T1090.003"), (3333, "T1496")] as [(Int, Technique)])
  func oddPeerIsFound(port: Int, technique: Technique) {
    var host = host
    host.add(140, "/home/u/bot")
    host.connect(140, to: "198.51.100.9", port)
    host.expect("network.odd-peer", technique, .medium, naming: "198.51.100.9:\(port)")
  }

  @Test mutating func packagedChatClientIsQuiet() {
    host.add(140, "/usr/bin/irssi", package: "irssi", uid: 1000, terminal: 34816)
    host.connect(140, to: "198.51.100.9", 6697)
    host.expectQuiet()
  }

  @Test mutating func strangerOnServicesPortIsFound() {
    host.add(150, "/usr/sbin/nginx", package: "nginx", uid: 33)
    host.listen(150, .tcp, "0.0.0.0", 80)
    host.add(151, "/usr/lib/x/helper", uid: 33)
    host.listen(151, .tcp, "0.0.0.0", 80)
    host.expect("network.shared-port", "T1205", naming: "/usr/lib/x/helper")
  }

  @Test mutating func workersOnOnePortAreQuiet() {
    for pid in [150, 151] {
      host.add(pid, "/usr/sbin/nginx", package: "nginx", uid: 33)
      host.listen(pid, .tcp, "0.0.0.0", 80)
    }
    host.expectQuiet()
  }

  @Test mutating func strangersTunnelDeviceIsFound() {
    host.add(160, "/tmp/t") { $0.descriptors.append(.init(number: 4, target: "/dev/net/tun")) }
    host.expect("network.odd-tunnel-device", "T1572", naming: "/tmp/t")
  }

  @Test mutating func virtualPrivateNetworksAreQuiet() {
    host.add(160, "/usr/sbin/openvpn", package: "openvpn") {
      $0.descriptors.append(.init(number: 4, target: "/dev/net/tun"))
    }
    host.add(161, "/opt/tailscale/tailscaled") { $0.descriptors.append(.init(number: 4, target: "/dev/net/tun")) }
    host.expectQuiet()
  }

  @Test(arguments: [
    ("8.8.8.8", true), ("10.1.1.1", false), ("::ffff:172.20.0.1", false), ("::ffff:1.1.1.1", true), ("fe80::1", false),
    ("2600::1", true), ("127.0.0.53", false), ("x", false),
  ])
  func publicAddressesAreTold(text: String, expected: Bool) {
    #expect(Address.isPublic(text) == expected)
  }
}
