import Artifacts
import CaseModel
import HostFacts
import Testing

@Test func networkScriptsAndInterfaceCommands() {
  let script = persistence("network-hook", "/etc/NetworkManager/dispatcher.d/99-x", "#!/bin/sh\nx &\n", mode: 0o755)
  #expect(script[0].trigger == "network dispatcher.d" && script[0].isEnabled == true)
  let sourced = persistence("network-hook", "/etc/dhcp/dhclient-exit-hooks.d/x", "curl http://h\n", mode: 0o644)
  #expect(sourced[0].isEnabled == nil && sourced[1].attributes["signs"] == "fetch")
  let found = persistence(
    "network-hook", "/etc/network/interfaces", "auto eth0\niface eth0 inet dhcp\n  post-up /tmp/x --up\n")
  #expect(found.map(\.command) == ["/tmp/x --up"] && found[0].trigger == "post-up eth0")
}

@Test func hostsAndResolvers() {
  let hosts = runPersistence(
    "hosts", "/etc/hosts", bytes: Array("127.0.0.1 localhost l # x\n203.0.113.9 update.example\n1.1.1.1\n".utf8))
  let found = persistence(of: hosts)
  #expect(found[0].attributes == ["address": "127.0.0.1", "names": "localhost l"])
  #expect(found.count == 2 && hosts.notes.map(\.line) == [3])
  let resolver = persistence("resolv-conf", "/etc/resolv.conf", "; c\nnameserver 203.0.113.9\noptions edns0\n")
  #expect(resolver.map(\.attributes) == [["nameserver": "203.0.113.9"], ["options": "edns0"]])
  let resolved = persistence("resolv-conf", "/etc/systemd/resolved.conf", "[Resolve]\nDNS=203.0.113.9\n")
  #expect(resolved.map(\.attributes) == [["DNS": "203.0.113.9"]])
}

@Test func accessRulesRunCommands() {
  let output = runPersistence(
    "hosts-access", "/etc/hosts.allow",
    bytes: Array(
      "sshd: [2001:db8::]/32 : twist /bin/sh -c 'a\\:b'\nALL: .example.com : spawn (/tmp/x %h) & : allow\nbad\n".utf8))
  let found = persistence(of: output)
  #expect(found[0].attributes["clients"] == "[2001:db8::]/32" && found[0].attributes["verb"] == "twist")
  #expect(found[0].command == HostString("/bin/sh -c 'a\\:b'"))
  #expect(found[1].command == "(/tmp/x %h) &" && found[1].trigger == "connection to ALL")
  #expect(output.notes.map(\.line) == [3])
}

@Test func savedRulesKnowTableAndChain() {
  let iptables = persistence(
    "firewall-rules", "/etc/iptables/rules.v4",
    "*nat\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -p tcp --dport 80 -j REDIRECT --to-ports 8080\nCOMMIT\n")
  #expect(iptables.map(\.line) == [2, 3])
  #expect(iptables[1].attributes == ["table": "nat", "chain": "PREROUTING", "target": "REDIRECT"])
  let nft = persistence(
    "firewall-rules", "/etc/nftables.conf",
    "#!/usr/sbin/nft -f\nflush ruleset\ntable inet filter {\n chain input {\n  type filter hook input priority 0;\n  tcp dport 4444 accept\n }\n}\n"
  )
  #expect(nft.last?.attributes == ["table": "inet filter", "chain": "input", "target": "accept"])
}

@Test func inetServicesRunPrograms() {
  let output = runPersistence(
    "inetd", "/etc/inetd.conf", bytes: Array("1337 stream tcp nowait root /bin/sh sh -i\nbad line\n".utf8))
  let found = persistence(of: output)
  #expect(found[0].command == "/bin/sh -i" && found[0].account == "root" && found[0].trigger == "connection to 1337")
  #expect(found.count == 1 && output.notes.map(\.line) == [2])
  let text =
    "service x\n{\n  disable = no\n  user = root\n  server = /tmp/d\n  server_args = -a\n}\nservice y\n{\n disable = yes\n server = /d\n"
  for name in ["inetd", "xinetd"] {
    let blocks = runPersistence(name, "/etc/xinetd.d/x", bytes: Array(text.utf8))
    #expect(persistence(of: blocks).map(\.command) == ["/tmp/d -a", "/d"])
    #expect(persistence(of: blocks).map(\.isEnabled) == [true, false])
    #expect(blocks.notes.map(\.line) == [8])
  }
}

@Test func exportsAndMounts() {
  let exports = persistence(
    "exports", "/etc/exports", "/srv 10.0.0.0/8(rw,no_root_squash) *(ro)\n\"/a b\" host\n/all\n")
  #expect(exports.map { $0.attributes["client"] } == ["10.0.0.0/8", "*", "host", "*"])
  #expect(exports[0].attributes["options"] == "rw,no_root_squash" && exports[2].attributes["directory"] == "/a b")
  let output = runPersistence(
    "fstab", "/etc/fstab",
    bytes: Array("//h/s /mnt cifs user,suid,password=hunter2,noauto 0 0\nUUID=1 / ext4\nx y\n".utf8))
  let mounts = persistence(of: output)
  #expect(mounts[0].attributes["options"]?.hasPrefix("user,suid,password=*") == true && mounts[0].trigger == "mount")
  #expect(mounts[0].text.contains("hunter2") == false && mounts[0].attributes["options"]?.contains("hunter2") == false)
  #expect(
    mounts[1].attributes["options"] == "defaults" && mounts[1].trigger == "boot" && output.notes.map(\.line) == [3])
}
